import type { AvailabilityView, Json, JsonObject, JsonSchema, RecordView } from "@linli/contracts";
import { check } from "../form/check.js";
import type { FormTask } from "../form/form-model.js";
import type { Screen } from "../flow/screen.js";
import { loadFlows } from "../ui/flows/flow-words.js";

type Properties = { readonly [name: string]: JsonSchema };

/** A record that is filled in further, and what comes of it. */
export interface Changes {
  readonly task: FormTask;
  /** The record as it stands; written in place. */
  readonly value: Json & object;
  /** What is said before the questions. */
  readonly intro: string;
  /** The action's input: a merge patch of what was changed. */
  readonly input: () => JsonObject | undefined;
}

/** Takes up a draft, or supplies what was missing: the form of the record, with all that it holds already. */
export async function changes({
  screen,
  view,
  submit,
}: {
  readonly screen: Screen;
  readonly view: RecordView;
  readonly submit: string;
}): Promise<Changes> {
  const { contract, street, words } = screen;
  const flow = await loadFlows(words.locale);
  const isPrepared = view.state === "draft" && view.opener.id === "hub";
  const schema = isPrepared ? withoutThingsKnown(contract.record, view.record) : contract.record;
  const value = structuredClone(view.record) as Json & object;
  const free = await freeThings(screen, schema);
  const offset = free?.offset ?? (await street.info()).now.slice(-6);
  return {
    value,
    intro: isPrepared ? flow.say("confirmShort") : "",
    input: () => patchOf(view.record, value as JsonObject),
    task: {
      schema,
      base: "record",
      submit,
      validate: (now) => check(contract.record, now),
      consents: contract.consent ?? [],
      perScreen: 4,
      offset: () => offset,
      things: () => free && { uses: contract.uses ?? [], free },
    },
  };
}

/** What the hub has filled in from what it knows is not asked again. */
function withoutThingsKnown(schema: JsonSchema, record: JsonObject): JsonSchema {
  const isKnown = (name: string, field: JsonSchema | undefined) =>
    field?.["x-type"] === "resourceId" && record[name] !== undefined;
  const properties = (schema.properties ?? {}) as Properties;
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name, field]) => !isKnown(name, field))),
    required: ((schema.required ?? []) as readonly string[]).filter((name) => !isKnown(name, properties[name])),
  };
}

async function freeThings({ contract, street }: Screen, schema: JsonSchema): Promise<AvailabilityView | undefined> {
  if (!JSON.stringify(schema).includes('"resourceId"')) return undefined;
  return street.client
    .anyScenario(contract.id)
    .availability()
    .catch(() => undefined);
}

/** What was changed, as a merge patch (RFC 7396); `undefined`: nothing. */
function patchOf(before: JsonObject, now: JsonObject): JsonObject | undefined {
  const patch: { [name: string]: Json } = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(now[name])) patch[name] = now[name] ?? null;
  }
  return Object.keys(patch).length === 0 ? undefined : { changes: patch };
}
