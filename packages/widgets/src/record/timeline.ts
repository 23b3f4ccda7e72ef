import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ActsPart, ClockView, EventView, JsonSchema, RecordView } from "@linli/contracts";
import { sayMoment } from "../lib/say-time.js";
import { fill } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import type { More } from "../ui/more/zh-CN.js";

/** What a timeline is made from. */
export interface Life {
  readonly view: RecordView;
  readonly words: Words;
  readonly more: More;
  /** What actions take, to know a photo from a word. */
  readonly inputs: ActsPart["inputs"];
  /** An instant as the street's clock shows it. */
  readonly local: (instant: string) => string;
}

/** What has happened, in order, and what the record's clocks will bring. */
export function timeline({ view, words, more, inputs, local }: Life): TemplateResult {
  const events = (view.events ?? []).filter((event) => whatHappened(event, words) !== "");
  const nameOf = (id: string) =>
    [...view.uses, ...(view.nearest ?? []), ...view.assignees].find((one) => one.id === id)?.name;
  const due = [...view.clocks].sort((a, b) => a.due.localeCompare(b.due)).filter((one) => thenOf(one, words) !== "");
  return html`<section class="life">
    <h3>${more.life}</h3>
    <ol>
      ${events.map(
        (event) =>
          html`<li>
            <b>${whatHappened(event, words)}</b>
            <span class="note">
              <time datetime=${event.at}>${sayMoment(local(event.at), words)}</time
              >${event.by?.name && ` · ${event.by.name}`}
            </span>
            ${wordsOfInput(event, { words, inputs, nameOf })}
          </li>`,
      )}
      ${due.map(
        (clock) =>
          html`<li class="due">
            <time datetime=${clock.due}>${sayMoment(local(clock.due), words)}</time>
            <span class="note">${fill(more.willBe, { then: thenOf(clock, words) })}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** What many do: how many did is said in a number, not in as many lines. */
const counted = new Set(["acknowledge", "comment", "support", "vote"]);

/** Of a clock, what it brought; "": nothing that anybody has to know. */
function whatHappened({ action, to, from, flags, by }: EventView, words: Words): string {
  if (by === undefined && counted.has(action ?? "")) return "";
  const moved = to !== undefined && to !== from ? words.label(`states/${to}`, to) : "";
  const flag = flags?.map((one) => words.label(`flags/${one}`, one)).join(words.ui.comma) ?? "";
  const isClock = action?.startsWith("clock:") === true;
  const done = action === undefined || isClock ? "" : words.label(`actions/${action}`);
  // What the hub does by itself, as telling somebody, has no name among people.
  if (action !== undefined && !isClock && done === "") return "";
  if (moved !== "" && done !== "") return `${done} → ${moved}`;
  return [moved, done, flag].find((one) => one !== "") ?? "";
}

interface Saying extends Pick<Life, "words" | "inputs"> {
  readonly nameOf: (id: string) => string | undefined;
}

/** What somebody said with an action: a reason, a comment. */
function wordsOfInput({ action = "", input }: EventView, { words, inputs, nameOf }: Saying): unknown {
  const fields = (inputs[action]?.properties ?? {}) as { readonly [name: string]: JsonSchema };
  const said = Object.entries(input ?? {}).flatMap(([name, value]) => {
    const path = `inputs/${action}/${name}`;
    const label = words.label(path);
    if (/^(?:photo|file)/.test(String(fields[name]?.["x-type"]))) {
      return [html`<community-files .ids=${[value].flat()} .words=${words} .name=${label}></community-files>`];
    }
    if (typeof value !== "string" && typeof value !== "number") return [];
    return label === ""
      ? []
      : [html`<p>${label} ${words.label(`${path}=${value}`, nameOf(String(value)) ?? String(value))}</p>`];
  });
  return said.length === 0 ? nothing : said;
}

function thenOf({ then }: ClockView, words: Words): string {
  return then === undefined ? "" : words.label(`actions/${then}`, words.label(`flags/${then}`));
}
