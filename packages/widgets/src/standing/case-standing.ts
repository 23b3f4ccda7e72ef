import { html, nothing } from "lit";
import type { JsonSchema, UseView } from "@linli/contracts";
import { placeOf } from "../lib/place-of.js";
import { placesAround } from "../map/places-around.js";
import "../map/community-where.js";
import { sayMetres } from "../lib/say-metres.js";
import { css as caseCss } from "../sheets/case.css.js";
import { css } from "../sheets/standing.css.js";
import { addStyles } from "../sheets/sheets.js";
import { callLink } from "../views/case/call-part.js";
import { caseFields, numbersOf } from "../views/case/case-fields.js";
import { clocks } from "./clocks.js";
import { files } from "./files.js";
import type { Standing } from "./standing.js";
import { whoComes } from "./who-comes.js";

addStyles(caseCss);
addStyles(css);

const over = new Set(["resolved", "closed", "merged", "rejected"]);

/** How a case stands: whom to call still, who comes, what is nearest, what is left of the time, what was seen. */
export function standing(of: Standing): unknown {
  const isOver = over.has(of.view.state);
  return html`<section class="standing">
    ${isOver ? nothing : html`${calls(of)} ${whoComes(of, caseFields(of.screen.contract.record).called !== undefined)} ${clocks(of)} ${nearest(of)} ${onMap(of)}`}
    ${files(of)}
  </section>`;
}

/** Numbers that the contract says to call and that have not been called yet. */
function calls({ view, screen, flow }: Standing): unknown {
  const { words, contract } = screen;
  const { called } = caseFields(contract.record);
  if (
    called === undefined ||
    !view.actions.some((action) => action === "comment" || action === "reopen") ||
    view.nearest !== undefined
  )
    return nothing;
  const name = called.slice(1);
  const numbers = numbersOf(
    ((contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema })[name] ?? {},
  );
  const done = (view.record[name] ?? []) as readonly string[];
  const isAdvice = (one: unknown) =>
    Array.isArray(one) && one.length > 0 && one.every((n) => numbers.includes(String(n)));
  const [from, advised] = Object.entries(view.derived).find(([, one]) => isAdvice(one)) ?? [];
  const open = ((advised ?? []) as readonly string[]).filter((one) => !done.includes(one));
  if (open.length === 0) return nothing;
  return html`<div class="numbers">
    <b>${words.label(`derived/${from ?? ""}`)}</b>
    ${open.map((number) => callLink({ number, name: words.label(`record${called}=${number}`, number), flow, isAdvised: true, isCalled: false }))}
  </div>`;
}

/** Where it is, with who and what is near; and for those who go there, for whatever map their phone has. */
function onMap(of: Standing): unknown {
  const { view, flow } = of;
  const place = placeOf(view);
  if (place === undefined) return nothing;
  return html`<community-where .places=${placesAround(of)} .label=${flow.say("nearby")}></community-where> ${
      view.actions.includes("arrive")
        ? html`<p>
            <a class="button" href="geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}">${flow.say("onMap")}</a>
          </p>`
        : nothing
    }`;
}

/** What was found near the place, by kind, with how far it is. */
function nearest({ view, screen, flow }: Standing): unknown {
  const found = view.nearest ?? [];
  if (found.length === 0) return nothing;
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const name = (kind: string) => screen.words.label(`resource/${kind}/title`, flow.say("nearby"));
  return html`<dl class="nearest">
    ${kinds.map(
      (kind) =>
        html`<div>
          <dt>${name(kind)}</dt>
          ${found.filter((one) => one.kind === kind).map((one) => html`<dd>${one.name} <span class="far">${far(one)}</span></dd>`)}
        </div>`,
    )}
  </dl>`;

  function far({ metres }: UseView): string {
    return metres === undefined ? "" : sayMetres(metres, flow);
  }
}
