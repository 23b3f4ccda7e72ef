import { at as read } from "@linli/contracts";
import type { JsonObject } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import { answer } from "./answer.js";
import { isSaid, isUnsaid, noteFirst } from "./is-said.js";
import { leaves } from "./leaves.js";
import type { Leaf } from "./leaves.js";
import { find, settle, textOf, until } from "./look.js";

/** What is to be filled in. */
export interface Filling {
  readonly value: JsonObject;
  /** For whom; absent: for oneself. */
  readonly subject?: string | undefined;
  /** Ids of the consents that are given; absent: all that are asked for. */
  readonly consent?: readonly string[] | undefined;
}

const mostScreens = 40;

/**
 * Fills a form as a person would, screen by screen where there are several, and stops before the button that sends.
 * @throws Error where something of the value can't be said with this form
 */
export async function fillForm(form: CommunityForm, filling: Filling): Promise<void> {
  noteFirst(form);
  for (let screens = 0; screens < mostScreens; screens++) {
    await answerAll(form, filling);
    const isLast = find(form, "[part~=submit]") !== undefined;
    const [missing] = missingIn(form, filling);
    const change = isLast && missing !== undefined ? changeOf(form, missing) : undefined;
    if (isLast && change === undefined) break;
    if (change === undefined) press(form, ".go");
    else change.click();
    await settle(form);
    const summary = find(form, ".summary");
    if (summary !== undefined) throw new Error(`Could not go on: ${textOf(form)}. Said: ${JSON.stringify(form.value)}`);
  }
  await until(
    "the consents that are asked for",
    form,
    () => form.renderRoot.querySelectorAll('input[name="?consent"]').length === form.model.consents().length,
  );
  giveConsents(form, filling.consent);
  const missing = missingIn(form, filling);
  const say = ({ at, wanted }: Leaf) => `${at} ${JSON.stringify(wanted)}, but ${JSON.stringify(read(form.value, at))}`;
  if (missing.length > 0) throw new Error(`Not said with this form: ${missing.map(say).join("; ")}`);
  await settle(form);
}

const missingIn = (form: CommunityForm, { value }: Filling): readonly Leaf[] =>
  leaves(form.task?.schema ?? {}, value).filter((leaf) => !isSaid(form, leaf) && !isUnsaid(form, leaf));

/** On the last look at all, the way back to a question: what an optional answer asks for may come before it. */
function changeOf(form: CommunityForm, { at }: Leaf): HTMLElement | undefined {
  const rows = [...form.renderRoot.querySelectorAll<HTMLElement>("dl.facts > div")];
  const question = form.questions().find((one) => one.at !== "" && `${at}/`.startsWith(`${one.at}/`));
  const row = rows.find((one) => one.querySelector("dt")?.textContent?.trim() === question?.name);
  return row?.querySelector<HTMLElement>("button") ?? undefined;
}

/** Presses the button that sends. */
export function submit(form: CommunityForm): void {
  press(form, "[part~=submit]");
}

/** Answers all that is asked on this screen; answers may bring further questions. */
async function answerAll(form: CommunityForm, { value, subject }: Filling): Promise<void> {
  await atRest(form);
  await answerWho(form, subject);
  for (let rounds = 0; rounds < 6; rounds++) {
    let isNew = false;
    for (const leaf of leaves(form.task?.schema ?? {}, value)) {
      if (isSaid(form, leaf)) continue;
      if (await answer({ form, ...leaf })) isNew = true;
      await form.updateComplete;
    }
    if (!isNew) return;
    await atRest(form);
  }
}

/** Waits until the form stands still, with all its controls. */
async function atRest(form: CommunityForm): Promise<void> {
  await settle(form);
  await until("all controls", form, () => !form.model.isLoading);
  await settle(form);
}

async function answerWho(form: CommunityForm, subject = ""): Promise<void> {
  const choice = () => find<HTMLInputElement>(form, `input[name="?subject"][value="${CSS.escape(subject)}"]`);
  const search = find<HTMLInputElement>(form, 'input[name="?sought"]');
  if (choice() === undefined && search !== undefined) {
    search.value = subject;
    search.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    await settle(form);
  }
  const who = choice();
  if (who !== undefined && !who.checked) who.click();
}

function giveConsents(form: CommunityForm, ids: readonly string[] | undefined): void {
  for (const box of form.renderRoot.querySelectorAll<HTMLInputElement>('input[name="?consent"]')) {
    if (!box.checked && (ids === undefined || ids.includes(box.value))) box.click();
  }
}

function press(form: CommunityForm, selector: string): void {
  const button = find(form, selector);
  if (button === undefined) throw new Error(`There is no ${selector}.`);
  button.click();
}

/** The form that is on the screen, once it can be filled in. */
export async function formIn(root: HTMLElement): Promise<CommunityForm> {
  const form = await until("a form", root, () => {
    const found = find<CommunityForm>(root, "community-form");
    // Where there are lists first, the form is behind the button that begins another.
    if (found === undefined) find(root, "[data-begin]")?.click();
    return found;
  });
  await until("the form's button", form, () => find(form, "button.go"));
  if (form.mode === "elder") await until("one question a screen", form, () => find(form, ".progress"));
  return form;
}
