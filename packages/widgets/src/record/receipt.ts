import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fixedTime } from "@linli/contracts/fixed-time";
import type { Json, JsonObject, JsonSchema, RecordView } from "@linli/contracts";
import { sayValue } from "../form/say-value.js";
import { sayMoment } from "../lib/say-time.js";
import "../map/community-where.js";
import { placesOfUses } from "../map/places-around.js";
import { fill } from "../lib/words.js";
import type { RecordScreen } from "./load-record-screen.js";

/** What a receipt is made from. */
export interface Receipt {
  readonly view: RecordView;
  readonly screen: RecordScreen;
  /** An instant as the street's clock shows it. */
  readonly local: (instant: string) => string;
  readonly info: { readonly name: string; readonly phone?: string } | undefined;
  /** What is said of how it stands, beyond what all records say. */
  readonly standing?: unknown;
  /** What was filled in is folded away. */
  readonly folds?: boolean;
}

/** How it stands, its number, what was asked for, what comes next, whom to call. */
export function receipt(made: Receipt): TemplateResult {
  const { view, screen, info } = made;
  const { words, more } = screen;
  return html`<header class="state" part="state" tabindex="-1" data-state=${view.state}>
      <p class="note">${words.label("title")}</p>
      <h2>${words.label(`states/${view.state}`, view.state)}</h2>
      ${view.flags.map((flag) => html`<p class="flag">${words.label(`flags/${flag}`, flag)}</p>`)}
      <p class="code"><span>${more.number}</span> <b>${view.certificate?.number ?? shortCode(view.id)}</b></p>
    </header>
    ${made.standing ?? nothing}
    ${
      made.folds === true
        ? html`<details class="more-of">
            <summary>${more.allOfIt}</summary>
            ${facts(made)}
          </details>`
        : facts(made)
    }
    ${where(made)} ${nextSteps(made).map((one) => html`<p class="next">${one}</p>`)}
    ${
      info?.phone === undefined
        ? nothing
        : html`<p class="next">
            ${fill(more.callFor, { street: info.name })} <a href="tel:${info.phone}">${info.phone}</a>
          </p>`
    }`;
}

/** Patterns whose people go to what they use. */
const goesThere = new Set(["booking", "activity"]);

/** Where to go, on a map. */
function where({ view, screen }: Receipt): unknown {
  if (!goesThere.has(view.pattern)) return nothing;
  return html`<community-where .places=${placesOfUses(view)} .label=${screen.words.label("title")}></community-where>`;
}

function facts(made: Receipt): TemplateResult {
  return html`<dl class="facts">
    ${rows(made).map(
      ([name, said]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${said}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A number that can be read out over a counter: the last eight of the id, in two groups. */
function shortCode(id: string): string {
  const tail = id.replaceAll("-", "").slice(-8).toUpperCase();
  return `${tail.slice(0, 4)} ${tail.slice(4)}`;
}

function rows(made: Receipt): readonly (readonly [string, string])[] {
  const { view, screen, local } = made;
  const { contract, words, more } = screen;
  const nameOf = (id: string) => view.uses.find((use) => use.id === id)?.name;
  const saying = { words, more, base: "record", nameOf };
  const asked = membersOf(contract.record, view.record, "").map(
    ({ at, schema, value }) => [words.label(`record${at}`, at.slice(1)), sayValue(schema, value, at, saying)] as const,
  );
  const derived = inOrder(view.derived, Object.keys(contract.derived ?? {})).map(
    ([name, value]) => [words.label(`derived/${name}`), sayDerived(name, value, made)] as const,
  );
  const isForOther =
    view.subject.id !== view.opener.id && view.subject.id !== view.community && view.subject.name !== undefined;
  const until = view.certificate?.until;
  return [
    ...(isForOther ? [[more.forPerson, view.subject.name ?? ""] as const] : []),
    ...asked,
    ...(goesThere.has(view.pattern) ? placesOfUses(view).map(({ note = "" }) => [more.whereIs, note] as const) : []),
    ...derived,
    ...(until === undefined ? [] : [[more.validUntil, sayMoment(local(until), words)] as const]),
  ].filter(([name, said]) => name !== "" && said !== "");
}

/** What was asked, and what the street asked beside. */
function membersOf(
  { properties = {} }: JsonSchema,
  record: JsonObject,
  above: string,
): readonly { readonly at: string; readonly schema: JsonSchema; readonly value: Json | undefined }[] {
  return Object.entries(properties as { readonly [name: string]: JsonSchema }).flatMap(([name, schema]) => {
    const at = `${above}/${name}`;
    return at === "/ext"
      ? membersOf(schema, (record.ext ?? {}) as JsonObject, at)
      : [{ at, schema, value: record[name] }];
  });
}

/** What the contract computes in its order, then what came later. */
function inOrder(derived: JsonObject, names: readonly string[]): readonly (readonly [string, Json | undefined])[] {
  const later = Object.keys(derived).filter((name) => !names.includes(name));
  return [...names, ...later].filter((name) => name in derived).map((name) => [name, derived[name]]);
}

function sayDerived(name: string, value: Json | undefined, { screen, local }: Receipt): string {
  const { contract, words } = screen;
  const type = contract.derived?.[name]?.type;
  const label = (one: Json) => words.label(`derived/${name}=${String(one)}`);
  if (type === "fen" && typeof value === "number")
    return value === 0 ? words.ui.free : words.say("yuan", { n: value / 100 });
  if (type === "instant" && typeof value === "string") return sayMoment(local(value), words);
  if (Array.isArray(value))
    return value
      .map(label)
      .filter((said) => said !== "")
      .join(words.ui.comma);
  return value === undefined ? "" : label(value);
}

function nextSteps({ view, screen, local }: Receipt): readonly string[] {
  const { contract, words, more } = screen;
  const steps: string[] = [];
  if (view.waiting !== undefined) steps.push(fill(more.waitingAt, { n: view.waiting }));
  const hint = words.label(`hints/states/${view.state}`);
  if (hint !== "") steps.push(hint);
  const notice = contract.settings.cancelUntil;
  if (view.period !== undefined && typeof notice === "string" && view.actions.includes("cancel")) {
    const start = local(view.period.start);
    const until = fixedTime(start.slice(19) || "+00:00").shift(start, notice, -1);
    steps.push(fill(more.cancelUntil, { when: sayMoment(until, words) }));
  }
  return steps;
}
