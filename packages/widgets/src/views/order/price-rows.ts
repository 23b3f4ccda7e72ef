import { html, nothing } from "lit";
import type { AvailabilityView, JsonObject } from "@linli/contracts";
import { deriveOpen } from "../../flow/check-open.js";
import type { Screen } from "../../flow/screen.js";
import { sayMoment } from "../../lib/say-time.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { sayMoney } from "./provider-facts.js";

/** What a price is computed from. */
export interface Pricing {
  readonly screen: Screen;
  readonly value: { readonly [name: string]: unknown };
  readonly free: AvailabilityView | undefined;
  readonly flow: FlowWords;
}

/**
 * What it costs and when it comes, as far as a page can compute it. What depends on facts that only the hub knows is
 * named, so that nobody takes the price before the subsidy for what she will pay.
 */
export function priceRows({ screen, value, free, flow }: Pricing): unknown {
  const { contract, words } = screen;
  const derived = deriveOpen({ contract, value: value as JsonObject, free });
  const money = Object.entries(contract.derived ?? {})
    .filter(([, { type }]) => type === "fen")
    .map(([name]) => name);
  const known = money.filter((name) => typeof derived[name] === "number" && !Number.isNaN(derived[name]));
  const unknown = money.filter((name) => !known.includes(name)).map((name) => words.label(`derived/${name}`));
  const times = Object.entries(contract.derived ?? {}).flatMap(([name, { type }]) => {
    const at = derived[name];
    const label = words.label(`derived/${name}`);
    return type === "instant" && label !== "" && typeof at === "string" && !Number.isNaN(Date.parse(at))
      ? [{ label, at }]
      : [];
  });
  return html`${times.map(({ label, at }) => html`<p class="price quiet-price"><span>${label}</span> <span>${sayMoment(at, words)}</span></p>`)}
  ${known.map(
    (name) =>
      html`<p class="price">
        <span>${words.label(`derived/${name}`)}</span> <b>${sayMoney(Number(derived[name]), words)}</b>
      </p>`,
  )}
  ${
    unknown.length === 0 || known.length === 0
      ? nothing
      : html`<p class="note">${flow.say("hubComputes", { fields: unknown.join(words.ui.comma) })}</p>`
  }`;
}
