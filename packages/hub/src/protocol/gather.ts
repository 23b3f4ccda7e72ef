import type { Machine } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { load, type Standing } from "../store/load.js";
import { actsFor } from "../store/members.js";
import type { PersonRow, ResourceRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { learnContracts, scenarioOf } from "./kept-contracts.js";
import { stateOf } from "./plan.js";
import { readerOf, type Reader } from "./reader.js";
import { machineIn } from "./street-at-hand.js";

/** All that is needed to show records to one reader. */
export interface Gathered {
  readonly engine: Engine;
  readonly street: Street;
  readonly now: string;
  readonly caller: Caller;
  readonly people: Map<string, PersonRow>;
  readonly resources: Map<string, ResourceRow>;
  /** For whom the reader may act. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Loads people, resources and standings for some records. The query speaks as the street, in a transaction. */
export async function gather(
  query: Query,
  look: { readonly engine: Engine; readonly street: Street; readonly now: string; readonly caller: Caller },
  records: readonly WholeRecord[],
): Promise<Gathered> {
  const { street, caller } = look;
  const people = new Set([caller.id, ...records.flatMap(({ row }) => [row.subject, row.opener, ...row.assignees])]);
  const resources = new Set(records.flatMap(({ row }) => row.uses.map((use) => use.id)));
  const loaded = await load(query, street.id, { people: [...people], resources: [...resources] });
  if (loaded === undefined || "replay" in loaded) throw new ProblemError("not-found");
  await learnContracts(
    look.engine,
    query,
    records.map(({ row }) => row),
  );
  const standings = new Map<string, Standing>();
  for (const { id, relation } of records.length === 0 ? [] : await actsFor(query, street.id, caller.id)) {
    const before = standings.get(id) ?? { guardian: false, mandate: null };
    standings.set(id, relation === "guardian" ? { ...before, guardian: true } : before);
  }
  for (const subject of standings.keys())
    standings.set(subject, await standingFor(query, street.id, caller.id, subject));
  return {
    ...look,
    people: new Map(Object.entries(loaded.people ?? {})),
    resources: new Map((loaded.resources ?? []).map((row) => [row.id, row])),
    standings,
  };
}

async function standingFor(query: Query, street: string, holder: string, subject: string): Promise<Standing> {
  const loaded = await load(query, street, { standing: { holder, subject } });
  return loaded !== undefined && "standing" in loaded && loaded.standing !== undefined
    ? loaded.standing
    : { guardian: false, mandate: null };
}

/** How the reader stands to one of the records; `undefined`: this hub does not run its contract. */
export function readerIn(
  gathered: Gathered,
  whole: WholeRecord,
  onRoll?: boolean,
): { readonly machine: Machine; readonly reader: Reader } | undefined {
  const { engine, street, now, caller, people, resources, standings } = gathered;
  const scenario = scenarioOf(engine, whole.row);
  if (scenario === undefined) return undefined;
  const machine = machineIn(engine, street, scenario);
  const known = {
    street,
    now,
    person: people.get(caller.id),
    standing: standings.get(whole.row.subject),
    resources,
    onRoll,
  };
  return { machine, reader: readerOf(machine, whole, stateOf(whole, street.zone), caller, known) };
}
