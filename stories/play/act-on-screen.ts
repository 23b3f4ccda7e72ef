import { mergePatch, sameJson } from "@linli/contracts";
import type { JsonObject, RecordView } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import type { CommunityRecord } from "@linli/widgets/record";
import type { Deed, Done } from "../../packages/cli/src/conform/run-journey.js";
import type { StoryStreet } from "../page/story-street.js";
import { fillForm, formIn, submit } from "./fill-form.js";
import { find, settle, textOf, until } from "./look.js";
import { isAllAsked } from "./what-is-asked.js";

/** A screen on which somebody acts. */
export interface Stage {
  readonly canvas: HTMLElement;
  readonly street: StoryStreet;
}

/** Opens a record with the form that is shown; `undefined`: this form can't say it. */
export async function openOnScreen({ canvas, street }: Stage, { step, value = {} }: Deed): Promise<Done | undefined> {
  // Somebody may wait for what is taken by choosing it; all other options are asked for in ways of their own.
  if (Object.keys(step.options ?? {}).some((name) => name !== "waitlist")) return undefined;
  const host = find(canvas, "community-street") as HTMLElement;
  const widget = document.createElement("community-widget");
  widget.setAttribute("scenario", street.contract.id);
  host.replaceChildren(widget);
  const form = await formIn(canvas);
  await settle(canvas, street.underWay);
  if (step.for !== undefined && find(form, `input[name="?subject"]`) === undefined) return undefined;
  if (!isAllAsked(form.task?.schema ?? {}, value)) return undefined;
  await fillForm(form, { value, subject: step.for, consent: step.consent });
  const opened = heard<RecordView>(host, "linli-opened");
  submit(form);
  const { id } = await opened;
  return { record: id };
}

/** Does an action with the record that is shown; `undefined`: it is not offered there. */
export async function actOnScreen(stage: Stage, deed: Deed): Promise<Done | undefined> {
  const { canvas, street } = stage;
  const { step, on = "", value } = deed;
  const record = await showRecord(stage, on);
  const button = find<HTMLButtonElement>(record, `[data-action="${step.do ?? ""}"]`);
  if (button === undefined) return undefined;
  const acted = heard(find(canvas, "community-street") as HTMLElement, "linli-acted");
  button.click();
  const isDone = await Promise.race([
    acted.then(() => true),
    until("a question before it", record, () => find(record, ".panel")).then(() => false),
  ]);
  if (!isDone && !(await answerPanel(record, value ?? {}))) return undefined;
  await acted;
  await settle(canvas, street.underWay);
  return {};
}

/** Shows a record, if it is not on the screen already. */
export async function showRecord({ canvas, street }: Stage, id: string): Promise<CommunityRecord> {
  const shown = find<CommunityRecord>(canvas, "community-record");
  if (shown?.handle?.id !== id) {
    const widget = document.createElement("community-widget");
    widget.setAttribute("record", id);
    find(canvas, "community-street")?.replaceChildren(widget);
  }
  const record = await until("the record", canvas, () => {
    const one = find<CommunityRecord>(canvas, "community-record");
    return one?.handle?.id === id && find(one, "[data-state]") !== undefined && one;
  });
  await settle(canvas, street.underWay);
  return record;
}

/** Answers what is asked before an action; false: what is to be said is not asked here. */
async function answerPanel(record: HTMLElement, value: JsonObject): Promise<boolean> {
  const panel = find(record, ".panel") as HTMLElement;
  const form = find<CommunityForm>(panel, "community-form");
  if (form === undefined) {
    find(panel, ".go")?.click();
    return true;
  }
  // A change is said with the record's own form, and nothing beside it.
  const { changes, ...others } = value;
  const isChange = form.task?.base === "record" && changes !== undefined;
  const wanted = (isChange ? changes : value) as JsonObject;
  const whole = isChange ? (mergePatch(form.value, wanted) as JsonObject) : value;
  const isNothingNew = isChange && sameJson(whole, form.value);
  if (isNothingNew || (isChange && Object.keys(others).length > 0) || !isAllAsked(form.task?.schema ?? {}, whole)) {
    find(panel, ".back")?.click();
    return false;
  }
  await fillForm(form, { value: wanted });
  submit(form);
  return true;
}

/** Waits for an event of the widgets; a problem instead is an error. */
function heard<T>(host: HTMLElement, name: "linli-opened" | "linli-acted"): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    host.addEventListener(
      name,
      (event) => {
        stop.abort();
        resolve(event.detail as T);
      },
      { signal: stop.signal },
    );
    host.addEventListener(
      "linli-problem",
      ({ detail }) => {
        stop.abort();
        reject(new Error(`The hub refused: ${detail.code} ${detail.message} ${JSON.stringify(detail.errors)}`));
      },
      { signal: stop.signal },
    );
    setTimeout(() => reject(new Error(`Not heard: ${name}. On the screen: ${textOf(host)}`)), 15_000);
  });
}
