import { html, nothing } from "lit";
import type { JsonObject, JsonSchema } from "@linli/contracts";
import type { Words } from "../../lib/words.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import type { Standing } from "../../standing/standing.js";
import { figureOf, periodOf, sayFigure, scopeOf } from "./figure-of.js";
import { indicatorWords } from "./indicator-words.js";

addStyles(boardCss);
addStyles(css);

/** What is done next, before all else. */
export const first = ["report", "verify", "publish", "appeal"];

/** What matters is said above; all of it stays to be looked up. */
export const folds = true;

/** A figure, whether it reaches its target, what it was made from. */
export function standing(of: Standing): unknown {
  const { view, screen, handle } = of;
  const { words, contract } = screen;
  const say = indicatorWords(words.locale);
  const figure = figureOf(view);
  const { target, better } = contract.settings;
  const isReached =
    figure !== undefined && typeof target === "number" && (better === "lower" ? figure <= target : figure >= target);
  return html`<section class="standing">
    <div>
      <p class="note">
        ${[periodOf(view), scopeOf(view, words, of.communities)].filter((one) => one !== "").join(" · ")}
      </p>
      <p class="big">${figure === undefined ? say("noFigure") : sayFigure(figure)}</p>
      ${
        figure === undefined || typeof target !== "number"
          ? nothing
          : html`<p>
              <b aria-hidden="true">${isReached ? "✓" : "✗"}</b> ${say(isReached ? "reached" : "missed", { n: target })}
            </p>`
      }
    </div>
    ${grounds(of)} ${clocks(of)}
    <community-talk .handle=${handle} kind="appeals" .name=${say("appeals")} .words=${words}></community-talk>
  </section>`;
}

/** What it was made from: its parts by name, its points with their grounds, how many records went into it. */
function grounds({ view, screen }: Standing): unknown {
  const { words } = screen;
  const say = indicatorWords(words.locale);
  const parts = Object.entries((view.derived.parts ?? {}) as JsonObject).flatMap(([name, value]) => {
    const label = words.label(`derived/parts/${name}`);
    return label === "" || typeof value !== "number" ? [] : [{ label, value }];
  });
  const properties = (screen.contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema };
  const points = Object.entries(view.record).flatMap(([name, value]) =>
    Array.isArray(value) ? [{ name, items: value as readonly JsonObject[] }] : [],
  );
  const { records } = view.derived;
  return html`${
    parts.length === 0
      ? nothing
      : html`<h3>${say("parts")}</h3>
          <div class="bars">
            ${parts.map(
              ({ label, value }) =>
                html`<div>
                  <span>${label}</span> <b>${sayFigure(value)}</b>
                  <meter min="0" max=${Math.max(100, value)} .value=${value} aria-hidden="true"></meter>
                </div>`,
            )}
          </div>`
  }
  ${points.map(
    ({ name, items }) =>
      html`<div>
        <h3>${words.label(`record/${name}`)}</h3>
        <ul class="points">
          ${items.map((item) => html`<li>${sayItem(item, properties[name], words, name)}</li>`)}
        </ul>
      </div>`,
  )}
  ${Array.isArray(records) && records.length > 0 ? html`<p class="note">${say("records", { n: records.length })}</p>` : nothing}`;
}

/** One point with its grounds, in the order of the contract. */
function sayItem(item: JsonObject, schema: JsonSchema | undefined, words: Words, name: string): string {
  const fields = Object.entries(
    (((schema?.items ?? {}) as JsonSchema).properties ?? {}) as { readonly [name: string]: JsonSchema },
  );
  return fields
    .filter(([field, own]) => item[field] !== undefined && own["x-type"] !== "recordId")
    .map(([field]) => {
      const value = item[field];
      return typeof value === "number"
        ? `${words.label(`record/${name}/${field}`)} ${value}`
        : words.label(`record/${name}/${field}=${String(value)}`, String(value));
    })
    .join(" · ");
}
