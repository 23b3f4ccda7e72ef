import type { Json, JsonObject, JsonSchema, Period } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import { answerPeriod } from "./answer-period.js";
import { addFiles } from "./add-files.js";
import { isSaid } from "./is-said.js";
import { leaves } from "./leaves.js";
import type { Leaf } from "./leaves.js";
import { standAt } from "./stand-at.js";
import { find, settle, until } from "./look.js";

/** One answer: where, what, and to what kind of question. */
export interface Answer {
  readonly form: CommunityForm;
  readonly at: string;
  readonly wanted: Json;
  readonly schema: JsonSchema;
}

/** Answers one question of a form, with the controls that are there; false: it is not asked on this screen. */
export async function answer(asked: Answer): Promise<boolean> {
  const { form, at, wanted, schema } = asked;
  const type = String(schema["x-type"] ?? "");
  openFolds(form);
  if (type === "place" || type === "point") return answerPlace(asked);
  if (/^(?:photo|file)/.test(String((schema.items as JsonSchema | undefined)?.["x-type"] ?? type)))
    return addFiles(asked);
  if (type === "period" || isPeriod(wanted)) return answerPeriod(asked, wanted as unknown as Period);
  if (Array.isArray(wanted)) return answerList(asked, wanted as readonly Json[]);
  const named = [...form.renderRoot.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(at)}"]`)];
  const group = form.renderRoot.querySelector<HTMLElement>(`fieldset[id="${CSS.escape(at)}"]`);
  const choices =
    named.length > 0 ? named : [...(group?.querySelectorAll<HTMLInputElement>("input[type=radio]") ?? [])];
  const [first] = choices;
  if (first === undefined) return false;
  if (first.type === "radio")
    return choose(choices.find((one) => one.value === String(wanted)) ?? choices.find((one) => isCalled(one, asked)));
  if (first.type === "checkbox") return first.checked === wanted ? false : choose(first);
  const text = written(asked);
  // Whoever is not in a list of people is named by number.
  const options = (first as HTMLElement) instanceof HTMLSelectElement ? [...first.querySelectorAll("option")] : [];
  const isListed = options.length === 0 || options.some(({ value }) => value === text);
  write((isListed ? undefined : find<HTMLInputElement>(form, `[id="${CSS.escape(`number-${at}`)}"]`)) ?? first, text);
  return true;
}

/** Whether a choice is called what the contract calls the value. */
function isCalled(choice: HTMLInputElement, { form, at, wanted }: Answer): boolean {
  return choice.closest("label")?.textContent?.trim() === form.model.choiceOf(at, wanted);
}

function isPeriod(wanted: Json): boolean {
  return (
    typeof wanted === "object" && wanted !== null && !Array.isArray(wanted) && "start" in wanted && "end" in wanted
  );
}

/** What is folded away must be seen before it is answered. */
function openFolds(form: CommunityForm): void {
  form.renderRoot.querySelectorAll("details:not([open])").forEach((one) => one.setAttribute("open", ""));
}

/** Chooses one of several, if it can be chosen; false: nothing changed. */
export function choose(choice: HTMLInputElement | null | undefined): boolean {
  if (!choice || choice.disabled || (choice.type === "radio" && choice.checked)) return false;
  choice.click();
  return true;
}

/** Types into a control, or chooses from its list. */
export function write(control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, text: string): void {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  control.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  control.dispatchEvent(new FocusEvent("focusout", { bubbles: true, composed: true }));
}

/** A value as it is typed: money in yuan, instants as the street's clock shows them. */
function written({ wanted, schema, form }: Answer): string {
  if (schema["x-type"] === "fen" && typeof wanted === "number") return String(wanted / 100);
  if (schema.format === "date-time" || schema["x-type"] === "instant")
    return localTime(String(wanted), form.model.offset);
  return String(wanted);
}

function localTime(instant: string, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return new Date(Date.parse(instant) + shift * 60_000).toISOString().slice(0, 16);
}

async function answerPlace({ form, at, wanted }: Answer): Promise<boolean> {
  const group = form.renderRoot.querySelector<HTMLElement>(`fieldset[id="${CSS.escape(at)}"]`);
  if (group === null) return false;
  const { lat, lon, address } = wanted as { readonly lat: number; readonly lon: number; readonly address?: string };
  standAt({ lat, lon });
  find<HTMLButtonElement>(group, ".picks button")?.click();
  await until("a place", form, () => (form.model.get(`${at}/lat`) as Json | undefined) === lat);
  const words = find<HTMLInputElement>(group, `[id="${CSS.escape(`words-${at}`)}"]`);
  if (address !== undefined && words !== undefined) write(words, address);
  return true;
}

/** Ticks, things with a counter each, numbers that were called, or items that are added one by one. */
async function answerList({ form, at, wanted, schema }: Answer, items: readonly Json[]): Promise<boolean> {
  const root = form.renderRoot;
  const group = root.querySelector<HTMLElement>(`fieldset[id="${CSS.escape(at)}"]`);
  const options = group?.querySelectorAll<HTMLInputElement>('input[name="?ballot"]') ?? [];
  if (options.length > 0)
    return [...options]
      .filter((option) => option.checked !== items.map(String).includes(option.value))
      .map(choose)
      .some(Boolean);
  const boxes = [...(group?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])].filter(
    ({ name }) => name === "?place" || name.endsWith(at),
  );
  if (boxes.length > 0)
    return boxes
      .filter((box) => box.checked !== items.map(String).includes(box.value))
      .map(choose)
      .some(Boolean);
  const counters = items.map((item) => counterOf(root, item));
  if (counters.some((one) => one !== undefined)) return counters.filter((one) => one?.()).length > 0;
  const calls = items.map((item) => root.querySelector<HTMLAnchorElement>(`.calls a[href="tel:${String(item)}"]`));
  if (items.length > 0 && calls.every((one) => one !== null)) {
    calls.forEach((one) => one?.click());
    return true;
  }
  if (group === null) return false;
  return addItems({ form, at, wanted, schema }, group, items);
}

/** Sets the counter of a thing that a list names, for example of a dish. */
function counterOf(root: ParentNode, item: Json): (() => boolean) | undefined {
  const members = typeof item === "object" && item !== null ? Object.values(item as JsonObject) : [item];
  const units = members.find((one) => typeof one === "number") ?? 1;
  for (const id of members) {
    const counter = root.querySelector<HTMLInputElement>(`[id="${CSS.escape(`?item-${String(id)}`)}"]`);
    if (counter === null) continue;
    return () => {
      if (counter.value === String(units)) return false;
      write(counter, String(units));
      return true;
    };
  }
  return undefined;
}

async function addItems({ form, at, schema }: Answer, group: HTMLElement, items: readonly Json[]): Promise<boolean> {
  let isNew = false;
  for (const [i, item] of items.entries()) {
    if (group.querySelectorAll(":scope .item").length <= i) {
      [...group.querySelectorAll<HTMLButtonElement>(":scope > button, :scope > div > button")].at(-1)?.click();
      await settle(form);
    }
    const own = (schema.items ?? {}) as JsonSchema;
    for (const leaf of leavesOf(`${at}/${i}`, item, own))
      if (!isSaid(form, leaf)) isNew = (await answer({ form, ...leaf })) || isNew;
    await form.updateComplete;
  }
  return isNew;
}

const leavesOf = (at: string, item: Json, schema: JsonSchema): readonly Leaf[] =>
  typeof item !== "object" || item === null || Array.isArray(item)
    ? [{ at, wanted: item, schema }]
    : leaves(schema, item as JsonObject, at);
