import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json, Pointer } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { put } from "../../form/pointers.js";
import type { Words } from "../../lib/words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";

/** What is needed to ask. */
export interface Calls {
  readonly at: Pointer;
  readonly numbers: readonly string[];
  /** Those to be called for what has happened, most urgent first; none: not said yet. */
  readonly advised: readonly string[];
  readonly value: { [name: string]: Json | undefined };
  readonly words: Words;
  readonly flow: FlowWords;
  readonly chosen: () => void;
}

/** Before anything else: the emergency numbers, to be called with one tap. Whoever taps one is known to have called it. */
export function callPart({ at, numbers, advised, value, words, flow, chosen }: Calls): Part {
  const called = () => (value[at.slice(1)] ?? []) as readonly string[];
  const call = (number: string) => {
    put(value, at, [...new Set([...called(), number])].sort());
    chosen();
  };
  const shown = [...advised.filter((one) => numbers.includes(one)), ...numbers.filter((one) => !advised.includes(one))];
  return {
    id: at,
    name: flow.say("callFirst"),
    required: true,
    ready: () => true,
    answer: () =>
      called()
        .map((one) => words.label(`record${at}=${one}`, one))
        .join(words.ui.comma) || flow.say("nothingCalled"),
    render: () =>
      html`<section class="calls" aria-labelledby="?call-title">
        <h3 id="?call-title">${flow.say("callFirst")}</h3>
        <p>${flow.say("callFirstNote")}</p>
        <div class="numbers">
          ${shown.map((number) => callLink({ number, name: words.label(`record${at}=${number}`, number), flow, isAdvised: advised.length === 0 || advised.includes(number), isCalled: called().includes(number), call }))}
        </div>
      </section>`,
  };
}

interface CallLink {
  readonly number: string;
  /** Number and service, for example `119 消防`. */
  readonly name: string;
  readonly flow: FlowWords;
  readonly isAdvised: boolean;
  readonly isCalled: boolean;
  readonly call?: (number: string) => void;
}

/** A large link that calls a number. */
export function callLink({ number, name, flow, isAdvised, isCalled, call }: CallLink): TemplateResult {
  const service = name.replace(number, "").trim();
  const called = isCalled ? `✓ ${flow.say("calledMark")}` : "";
  // Whoever speaks to the page says what she sees.
  const shown = `${number} ${service} ${called}`.trim();
  return html`<a
    class=${isAdvised ? "call" : "call other"}
    href="tel:${number}"
    aria-label=${[shown, flow.say("callNow", { number })].join(" · ")}
    @click=${() => call?.(number)}
  >
    <b>${number}</b> <span>${service}</span>
    ${isCalled ? html`<span class="called" aria-hidden="true">${called}</span>` : nothing}
  </a>`;
}
