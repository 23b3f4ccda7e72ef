import { html } from "lit";
import { frame, group, invalid, noteId } from "../form/frame.js";
import type { SpecialControl } from "../form/special-controls.js";
import { thingsFor } from "./things-for.js";

const mostCards = 8;

/** One of the street's things: cards where there are a few, a list where there are many, an id where none is known. */
export const control: SpecialControl = (field, host, more) => {
  const { at } = field;
  const value = String(host.get(at) ?? "");
  const things = thingsFor(at, host);
  host.reads(at, (typed) => typed.value || undefined);
  if (things === undefined) {
    return frame(
      field,
      host,
      html`<input
        id=${at}
        name=${at}
        autocomplete="off"
        .value=${value}
        aria-describedby=${noteId(at)}
        aria-invalid=${invalid(at, host)}
      />`,
    );
  }
  if (things.length === 0) return group(field, host, html`<p class="note">${more.nothingThere}</p>`);
  if (things.length > mostCards) {
    return frame(
      field,
      host,
      html`<select id=${at} name=${at} aria-describedby=${noteId(at)} aria-invalid=${invalid(at, host)}>
        <option value="" ?selected=${value === ""}>${more.choose}</option>
        ${things.map(
          (one) =>
            html`<option value=${one.id} ?selected=${one.id === value} ?disabled=${!one.free}>
              ${one.name} ${one.note}
            </option>`,
        )}
      </select>`,
    );
  }
  return group(
    field,
    host,
    html`<div class="cards">
      ${things.map(
        (one) =>
          html`<label class="pick card"
            ><input type="radio" name=${at} value=${one.id} .checked=${one.id === value} ?disabled=${!one.free} /><span
              ><b>${one.name}</b> <span class="count">${one.note}</span> <span class="facts">${one.facts}</span></span
            ></label
          >`,
      )}
    </div>`,
  );
};
