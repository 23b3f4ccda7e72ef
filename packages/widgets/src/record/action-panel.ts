import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json, JsonObject, JsonSchema, Period, RecordView } from "@linli/contracts";
import { mintKey } from "@linli/sdk";
import type { ProblemError } from "@linli/sdk";
import { draftStore } from "../flow/draft.js";
import type { DraftStore, Intention } from "../flow/draft.js";
import { faultsOf } from "../flow/faults-of.js";
import type { Saying } from "../flow/faults-of.js";
import { check } from "../form/check.js";
import type { CommunityForm, Filled, Part } from "../form/community-form.js";
import type { FormTask } from "../form/form-model.js";
import { sayMoment } from "../lib/say-time.js";
import { fill } from "../lib/words.js";
import type { RecordScreen } from "./load-record-screen.js";

/** What an action needs to be asked for. */
export interface Doing {
  readonly action: string;
  readonly screen: RecordScreen;
  readonly view: RecordView;
  readonly cancel: () => void;
  readonly act: (input?: object, said?: Said) => void;
}

/** What is said beside an action's input. */
export interface Said {
  readonly stage?: string;
  readonly consent?: readonly string[];
}

/** The form, or the question, that stands before an action. */
export interface ActionPanel {
  readonly show: (doing: Doing) => TemplateResult;
  /** The key of one wish: the same for the same content. */
  readonly keyFor: (body: string) => string;
  /** Shows what the hub found wrong in the input; false: it did not find it there. */
  readonly fail: (problem: ProblemError, root: ParentNode) => Promise<boolean>;
  /** It was done: what was kept of it is forgotten. */
  readonly done: () => void;
  /** It is not asked for any more; what was filled in is kept. */
  readonly leave: () => void;
}

/** Actions that give something up: asked for once more. */
const final = new Set([
  "cancel",
  "decline",
  "dismiss",
  "drop",
  "end",
  "refuse",
  "reject",
  "reverse",
  "revoke",
  "withdraw",
]);

/** The panel of an action; `undefined`: it takes nothing and needs no second thought. */
export async function actionPanel(
  asked: Pick<Doing, "action" | "screen"> & { readonly view: RecordView | undefined },
): Promise<ActionPanel | undefined> {
  const { action, screen, view } = asked;
  const { acts, words } = screen;
  const stage = action === "advance" ? view?.stages?.find((one) => !one.done)?.id : undefined;
  const schema = stage === undefined ? acts.inputs[action] : acts.stages.find(({ id }) => id === stage)?.input;
  if (schema === undefined && !final.has(action)) return undefined;
  if (schema !== undefined) await import("../form/define.js");
  const properties = (schema?.properties ?? {}) as { readonly [name: string]: JsonSchema };
  if (properties.changes?.["x-type"] === "changes" && view !== undefined) return changesPanel({ ...asked, view });
  const { street } = screen.street;
  const store = draftStore(street, `${view?.id ?? ""}:${action}:${stage ?? ""}`);
  const kept = store.read();
  const value = (kept?.value ?? {}) as Json & object;
  const parts = await partsFor(schema, asked, stage === undefined ? `inputs/${action}` : `stages/${stage}`);
  const task: FormTask | undefined = schema && {
    schema,
    base: stage === undefined ? `inputs/${action}` : `stages/${stage}`,
    submit: () => {
      const { start } = ((value as JsonObject).period ?? {}) as Partial<Period>;
      return `${words.label(`actions/${action}`, action)} ${start === undefined ? "" : sayMoment(start, words)}`;
    },
    validate: (input) => check(schema, input),
  };
  return panelOf(screen, (doing) => panel(doing, { task, value, parts, stage, keep: () => keep() }), {
    store,
    value,
    intention: kept?.intention,
  });
  function keep(): void {
    store.keep(() => ({ value: value as JsonObject }));
  }
}

/** A panel whose content is sent once, however often. */
function panelOf(saying: Saying, show: ActionPanel["show"], kept?: Kept): ActionPanel {
  let intention = kept?.intention;
  let online: AbortController | undefined;
  const leave = () => online?.abort();
  const keep = () => kept?.store.keep(() => ({ value: kept.value as JsonObject, intention }));
  return {
    keyFor: (body) => {
      if (intention?.body !== body) intention = { key: mintKey(), body };
      keep();
      return intention.key;
    },
    fail: async (problem, root) => {
      const form = root.querySelector<CommunityForm>(".panel community-form");
      intention = problem.status >= 400 && problem.status < 500 ? undefined : intention;
      keep();
      if (form === null) return false;
      await form.fail(faultsOf(problem, saying, ""));
      // Without a network it is sent once there is one again: the same wish, under the same key.
      leave();
      online = new AbortController();
      if (problem.status === 0)
        addEventListener("online", () => void form.submit(), { once: true, signal: online.signal });
      return true;
    },
    done: () => {
      leave();
      kept?.store.forget();
    },
    leave,
    show,
  };
}

/** What is kept of an action over reloads, until it is done. */
interface Kept {
  readonly store: DraftStore;
  readonly value: Json & object;
  readonly intention: Intention | undefined;
}

/** The record itself is filled in further: a draft is handed in, what was missing is supplied. */
async function changesPanel({ action, screen, view }: Pick<Doing, "action" | "screen" | "view">): Promise<ActionPanel> {
  const { words, more } = screen;
  const name = words.label(`actions/${action}`, action);
  const [{ changes }] = await Promise.all([import("../acting/changes.js"), import("../form/define.js")]);
  const { task, value, intro, input } = await changes({ screen, view, submit: name });
  return panelOf(
    screen,
    ({ cancel, act }) =>
      html`<section class="panel" tabindex="-1" aria-label=${name}>
        <h3>${name}</h3>
        ${intro === "" ? nothing : html`<p>${intro}</p>`}
        <community-form
          .task=${task}
          .words=${words}
          .value=${value}
          @send=${(event: CustomEvent<Filled>) => act(input(), { consent: event.detail.consent })}
        ></community-form>
        <button type="button" class="back" @click=${cancel}>${more.notNow}</button>
      </section>`,
  );
}

interface Filling {
  readonly task: FormTask | undefined;
  readonly value: Json & object;
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly stage: string | undefined;
  readonly keep: () => void;
}

function panel({ action, screen, cancel, act }: Doing, { task, value, parts, stage, keep }: Filling): TemplateResult {
  const { words, more } = screen;
  const name = words.label(`actions/${action}`, action);
  const title = stage === undefined ? name : words.label(`stages/${stage}`, name);
  return html`<section class="panel" tabindex="-1" aria-label=${title}>
    <h3>${final.has(action) ? fill(more.sure, { action: title }) : title}</h3>
    ${
      task === undefined
        ? html`<button type="button" class="go" @click=${() => act()}>${name}</button>`
        : html`<community-form
            .task=${task}
            .words=${words}
            .value=${value}
            .parts=${parts}
            @draft=${keep}
            @send=${(event: CustomEvent<Filled>) => act(event.detail.value as object, stage === undefined ? {} : { stage })}
          ></community-form>`
    }
    <button type="button" class="back" @click=${cancel}>${more.notNow}</button>
  </section>`;
}

/** Questions that are asked with what the street knows; a new period is chosen as when the record was opened. */
async function partsFor(
  schema: JsonSchema | undefined,
  {
    action,
    screen,
    view,
  }: { readonly action: string; readonly screen: RecordScreen; readonly view: RecordView | undefined },
  base: string,
): Promise<ReadonlyMap<string, readonly Part[]>> {
  if (schema === undefined || view === undefined) return new Map();
  const { period } = (schema.properties ?? {}) as { readonly [name: string]: JsonSchema };
  if (period?.["x-type"] !== "period" || screen.contract.pattern !== "booking") {
    const { actingParts } = await import("../acting/acting-parts.js");
    return actingParts(schema, base, { screen, view });
  }
  const [booking, { newPeriod }] = await Promise.all([import("../views/booking.js"), import("./new-period.js")]);
  return newPeriod({ booking, screen, view, base: `inputs/${action}` });
}
