import { html, nothing } from "lit";
import type { JsonObject, JsonSchema, Pointer, StatisticsView } from "@linli/contracts";
import type { Words } from "../../lib/words.js";
import { surveyWords } from "./survey-words.js";

/**
 * What was answered, question by question, in words and as bars, as far as the hub tells it: nothing of so few that
 * somebody could be recognised.
 */
export function results(
  { smallest, answers, fields }: StatisticsView,
  { schema, words }: { readonly schema: JsonSchema; readonly words: Words },
): unknown {
  const say = surveyWords(words.locale);
  if (answers === undefined) return html`<p class="empty">${say("tooFew", { least: smallest })}</p>`;
  return html`<p>${say("answers", { n: answers })}</p>
    ${Object.entries(fields).map(([at, { counts, fewer }]) => {
      const isStars = schemaAt(schema, at)["x-type"] === "stars";
      const given = Object.entries(counts);
      const most = given.reduce((sum, [, n]) => sum + n, 0);
      const average = given.reduce((sum, [value, n]) => sum + Number(value) * n, 0) / most;
      return html`<section>
        <h4>${words.label(`record${at}`)}</h4>
        ${isStars && !fewer ? html`<p>${say("average", { n: average.toFixed(1) })}</p>` : nothing}
        <div class="bars">
          ${given.map(
            ([value, n]) =>
              html`<div>
                <span>${nameOf(at, value, { isStars, words })}</span> <b>${say("people", { n })}</b>
                <meter min="0" max=${most} .value=${n} aria-hidden="true"></meter>
              </div>`,
          )}
        </div>
        ${fewer ? html`<p class="note">${say("fewer", { least: smallest })}</p>` : nothing}
      </section>`;
    })}`;
}

function nameOf(
  at: Pointer,
  value: string,
  { isStars, words }: { readonly isStars: boolean; readonly words: Words },
): string {
  if (isStars) return "★".repeat(Number(value));
  const say = surveyWords(words.locale);
  const plain = value === "true" ? say("yes") : value === "false" ? say("no") : value;
  return words.label(`record${at}=${value}`, plain);
}

function schemaAt(schema: JsonSchema, at: Pointer): JsonSchema {
  return at
    .slice(1)
    .split("/")
    .reduce<JsonSchema>((here, name) => (((here.properties ?? {}) as JsonObject)[name] as JsonSchema) ?? {}, schema);
}
