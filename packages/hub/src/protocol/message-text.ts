import type { Locale } from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { Street } from "../store/streets.js";
import type { EventBody } from "./event-view.js";
import { machineIn } from "./street-at-hand.js";

/** What a message says of an event, in one line: of what, and how it stands. Nothing of what was filled in. */
export function messageText(
  engine: Engine,
  street: Street,
  body: EventBody,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const scenario = engine.scenarios.get(body.scenario ?? "");
  if (scenario === undefined) return { subject: street.name, text: street.name };
  const { contract, pattern } = machineIn(engine, street, scenario);
  const word = (path: string) => contract.labels[locale][path] ?? pattern.labels[locale][path];
  const title = word("title") ?? contract.id;
  const state = body.to === undefined ? undefined : word(`states/${body.to}`);
  const text = state === undefined ? title : locale === "zh-CN" ? `${title}：${state}` : `${title}: ${state}`;
  return { subject: title, text: locale === "zh-CN" ? `【${street.name}】${text}。` : `[${street.name}] ${text}.` };
}
