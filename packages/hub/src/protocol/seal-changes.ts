import type { Json, JsonObject, Machine, Pointer } from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { sealedFieldsOf } from "../seal/sealed-fields.js";
import { sealDocument, sealedMember, sealText } from "../seal/seal-document.js";
import type { Changes } from "../store/commit.js";
import type { RecordRow, ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { machineIn } from "./street-at-hand.js";
import { hex } from "./uuid.js";

type Fields = ReturnType<typeof sealedFieldsOf>;

/** What is to be written, with sensitive fields sealed; nothing of what is in the plan changes. */
export async function sealChanges(engine: Engine, street: Street, changes: Changes): Promise<Changes> {
  await engine.keyring.bring(engine.database, street.id);
  const of = (scenario: string) => sealingOf(engine, street, scenario);
  const scenarioOf = new Map(changes.insert.concat(changes.update).map((row) => [row.id, row.scenario]));
  for (const event of changes.events) {
    const { scenario } = JSON.parse(event.payload) as { readonly scenario?: string };
    if (event.record !== null && scenario !== undefined) scenarioOf.set(event.record, scenario);
  }
  const sensitiveOf = (row: ResourceRow) => engine.kinds.get(row.kind)?.fields.sensitive ?? [];
  const rows = (list: readonly RecordRow[]) => Promise.all(list.map((row) => sealedRow(engine, street, row)));
  const things = new Set(changes.resources.flatMap((row) => (sensitiveOf(row).length > 0 ? [row.id] : [])));
  const insert = await rows(changes.insert);
  const children = await Promise.all(
    changes.children.map(async (child) => ({
      ...child,
      input: await sealedInput(engine, street, scenarioOf.get(child.record) ?? "", child),
    })),
  );
  // A record that begins with nothing sensitive in it: neither what is said of that nor what is answered holds any.
  const bare = new Set(insert.filter((row, i) => row === changes.insert[i]).map(({ id }) => id));
  children.forEach(({ record, input }, i) => input !== changes.children[i]?.input && bare.delete(record));
  const isSealed = (record: string | null, scenario: string) =>
    of(scenario) !== undefined && !(record !== null && bare.has(record));
  const hides = things.size > 0 || [...scenarioOf].some(([record, scenario]) => isSealed(record, scenario));
  return {
    ...changes,
    ...(engine.messaging?.(street.id) === undefined || changes.events.length === 0 ? {} : { tells: true as const }),
    insert,
    update: await rows(changes.update),
    children,
    resources: await Promise.all(
      changes.resources.map(async (row) => ({
        ...row,
        value: await sealDocument(engine.keyring, street.id, row.value, sensitiveOf(row)),
      })),
    ),
    events: await Promise.all(
      changes.events.map(async (event) => {
        const body = JSON.parse(event.payload) as { readonly scenario?: string; readonly resource?: string };
        const hasSensitive =
          isSealed(event.record, body.scenario ?? "") || (body.resource !== undefined && things.has(body.resource));
        if (!hasSensitive) return event;
        const payload = JSON.stringify({ [sealedMember]: await sealText(engine.keyring, street.id, event.payload) });
        return { ...event, payload, leaf: await leafOf(event.salt, event.payload) };
      }),
    ),
    ...(changes.key === undefined || !hides
      ? {}
      : {
          key: {
            ...changes.key,
            response: JSON.stringify({
              [sealedMember]: await sealText(engine.keyring, street.id, changes.key.response),
            }),
          },
        }),
  };
}

interface Sealing {
  readonly machine: Machine;
  readonly fields: Fields;
  readonly record: readonly Pointer[];
}

/** What of a scenario is sealed; `undefined`: nothing. */
function sealingOf(engine: Engine, street: Street, id: string): Sealing | undefined {
  const scenario = engine.scenarios.get(id);
  if (scenario === undefined) return undefined;
  const machine = machineIn(engine, street, scenario);
  const record = machine.personal.filter(({ privacy }) => privacy === "sensitive").map(({ at }) => at);
  return record.length === 0 && !scenario.sealed.any ? undefined : { machine, fields: scenario.sealed, record };
}

/** A record's row with what is sensitive sealed; the row itself where nothing of it is. */
export async function sealedRow(engine: Engine, street: Street, row: RecordRow): Promise<RecordRow> {
  const sealing = sealingOf(engine, street, row.scenario);
  if (sealing === undefined) return row;
  const { fields, record } = sealing;
  const seal = (document: JsonObject, pointers: readonly Pointer[]) =>
    sealDocument(engine.keyring, street.id, document, pointers);
  const stages = await Promise.all(
    Object.entries(row.stages).map(
      async ([stage, input]) => [stage, await seal(input, fields.stages[stage] ?? [])] as const,
    ),
  );
  const data = await seal(row.data, record);
  const derived = await seal(row.derived, fields.derived);
  const isBare = data === row.data && derived === row.derived && row.proposed === null;
  if (isBare && stages.every(([stage, input]) => input === row.stages[stage])) return row;
  return {
    ...row,
    data,
    derived,
    stages: Object.fromEntries(stages),
    // What is proposed is a patch of the record, or what an action took in: all of it, rather than to guess.
    proposed:
      row.proposed === null
        ? null
        : await seal(
            row.proposed,
            Object.keys(row.proposed).map((name) => `/${name}`),
          ),
  };
}

/** What an action took in, with what is sensitive sealed. */
export async function sealedInput<T extends Json>(
  engine: Engine,
  street: Street,
  scenario: string,
  { action, input }: { readonly action: string; readonly input: T },
): Promise<T> {
  const pointers = sealingOf(engine, street, scenario)?.fields.inputs[action] ?? [];
  if (pointers.length === 0 || typeof input !== "object" || input === null || Array.isArray(input)) return input;
  return (await sealDocument(engine.keyring, street.id, input as JsonObject, pointers)) as T;
}

/** What the chain holds of a payload: of its words, not of how they are sealed, so that they can be sealed anew. */
async function leafOf(salt: string, payload: string): Promise<string> {
  const salted = Uint8Array.from(salt.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const text = new TextEncoder().encode(payload);
  const all = new Uint8Array(salted.length + text.length);
  all.set(salted);
  all.set(text, salted.length);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", all)));
}
