import { html } from "lit";
import { group } from "../form/frame.js";
import type { SpecialControl } from "../form/special-controls.js";
import { fill } from "../lib/words.js";
import { css } from "../sheets/stars.css.js";
import { addStyles } from "../sheets/sheets.js";

addStyles(css);

const five = [1, 2, 3, 4, 5] as const;

/** How satisfied: five choices in a row, each with its words, from bad to good. */
export const control: SpecialControl = (field, host, more) => {
  const { at } = field;
  const value = host.get(at);
  const words = more.stars.split(" ");
  host.reads(at, (input) => {
    host.requestUpdate();
    return Number(input.value);
  });
  return group(
    field,
    host,
    html`<div class="five">
      ${five.map((n) => {
        const said = words[n - 1]?.replaceAll("_", " ") ?? "";
        return html`<label class="pick"
          ><input
            type="radio"
            name=${at}
            value=${n}
            .checked=${n === value}
            aria-label="${fill(more.starsOf, { n })} ${said}"
          /><span
            ><b aria-hidden="true">${n <= Number(value ?? 0) ? "★" : "☆"}</b>
            <small aria-hidden="true">${said}</small></span
          ></label
        >`;
      })}
    </div>`,
  );
};
