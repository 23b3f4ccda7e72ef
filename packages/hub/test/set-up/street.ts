import { bundle } from "@linli/contracts/bundle";
import type { Bundle, JsonObject, RecordView, ResourceKind } from "@linli/contracts";
import type { Caller, Engine } from "../../src/engine.js";
import { createEngine } from "../../src/hub.js";
import type { Database } from "../../src/database.js";
import { actOnRecord } from "../../src/operations/act-on-record.js";
import { createResource } from "../../src/operations/create-resource.js";
import { createStreet, type StreetInput } from "../../src/operations/create-street.js";
import { moveClock } from "../../src/operations/move-clock.js";
import { openRecord } from "../../src/operations/open-record.js";
import { putMember, type MemberInput } from "../../src/operations/put-member.js";
import { readRecord } from "../../src/operations/read-record.js";
import { realFiles } from "./real-files.js";

/** Who makes streets in tests. */
export const operator: Caller = { id: "operator", operator: true };

/** An engine on a data base, with the project's own contracts. */
export function engineOn(
  database: Database,
  more: { readonly clock?: () => number; readonly bundle?: Bundle } = {},
): Promise<Engine> {
  return createEngine({
    database,
    bundle,
    issuers: [],
    secrets: { seal: "a secret of thirty-two characters" },
    ...more,
  });
}

/** A street and short ways to do things in it. */
export interface TestStreet {
  readonly id: string;
  readonly engine: Engine;
  readonly member: (id: string, member?: Partial<MemberInput>) => Promise<void>;
  /** Puts examples of resource kinds into the street, parents first: `court/c-3`. */
  readonly things: (...names: readonly string[]) => Promise<void>;
  /** Files that a record of an example names are kept first. */
  readonly open: (who: string, scenario: string, record: JsonObject, more?: OpenMore) => Promise<RecordView>;
  readonly act: (who: string, record: string | RecordView, action: string, more?: ActMore) => Promise<RecordView>;
  readonly read: (who: string, record: string | RecordView) => Promise<RecordView>;
  readonly at: (now: string) => Promise<number>;
}

interface OpenMore {
  readonly for?: string;
  readonly community?: string;
  readonly options?: JsonObject;
  readonly consent?: readonly string[];
  readonly key?: string;
}

interface ActMore {
  readonly input?: JsonObject;
  readonly stage?: string;
  readonly consent?: readonly string[];
  readonly ifMatch?: number;
  readonly key?: string;
}

let streets = 0;

/** Makes a street; its clock stands at 1 December 2026, nine o'clock, and moves when told to. */
export async function newStreet(engine: Engine, more: Partial<StreetInput> = {}): Promise<TestStreet> {
  const id = more.id ?? `ningwei-${++streets}`;
  const communities = [
    { id: "ningan", name: "宁安社区" },
    { id: "zhenning", name: "振宁社区" },
    { id: "ningan-1", name: "宁安社区第一网格", parent: "ningan", kind: "grid" },
  ];
  await createStreet(engine, operator, {
    street: {
      id,
      name: "宁围街道",
      zone: "Asia/Shanghai",
      test: true,
      now: "2026-12-01T09:00:00+08:00",
      communities,
      ...more,
    },
  });
  return streetOn(engine, id);
}

/** Short ways to do things in a street that is there already. */
export function streetOn(engine: Engine, id: string): TestStreet {
  const real = realFiles(engine, id);
  const street: TestStreet = {
    id,
    engine,
    member: async (person, member = {}) => {
      await putMember(engine, operator, {
        street: id,
        id: person,
        member: { name: person, roles: [{ role: "resident" }], community: "ningan", ...member },
      });
    },
    things: async (...names) => {
      for (const name of names) await putThing(engine, id, name);
    },
    open: async (who, scenario, record, { for: subject, community, options, consent, key } = {}) => {
      const sent = await real(who, scenario, record);
      const request = { scenario, record: sent, ...given({ subject, community, options, consent }) };
      return (await openRecord(engine, { id: who }, { street: id, request, ...given({ key }) })).body;
    },
    act: async (who, record, action, asked = {}) =>
      (
        await actOnRecord(
          engine,
          { id: who },
          { street: id, record: typeof record === "string" ? record : record.id, action, ...asked },
        )
      ).body,
    read: (who, record) =>
      readRecord(engine, { id: who }, { street: id, record: typeof record === "string" ? record : record.id }),
    at: async (now) => (await moveClock(engine, operator, { street: id, now })).fired,
  };
  return street;
}

async function putThing(engine: Engine, street: string, name: string): Promise<void> {
  const [kindId = "", id = ""] = name.split("/");
  const kind = kindOf(kindId);
  const example = kind.examples.find((one) => one.id === id);
  if (example === undefined) throw new Error(`There is no example ${name}.`);
  if (kind.parent !== undefined && example.parent !== undefined)
    await putThing(engine, street, `${kind.parent}/${example.parent}`).catch(ignoreTwice);
  const { parent, place, value } = example;
  await createResource(engine, operator, {
    street,
    resource: { id, kind: kindId, name: example.name, community: "ningan", value, ...given({ parent, place }) },
  }).catch(ignoreTwice);
}

function ignoreTwice(error: unknown): void {
  if ((error as { code?: string }).code !== "already-there") throw error;
}

function kindOf(id: string): ResourceKind {
  for (const one of bundle.kinds) {
    const kind = "validate" in one ? one.kind : one;
    if (kind.kind === id) return kind;
  }
  throw new Error(`There is no kind ${id}.`);
}

function given<T extends object>(parts: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as never;
}

/** The problem code with which something is refused; `undefined`: it is not. */
export async function problemOf(attempt: Promise<unknown>): Promise<string | undefined> {
  return attempt.then(
    () => undefined,
    (error: unknown) => {
      const { code, name } = error as { code?: string; name?: string };
      if (name !== "ProblemError") throw error;
      return code;
    },
  );
}

/** Five friends after work, on court 3. */
export function court(from: string, until: string, more: JsonObject = {}): JsonObject {
  return {
    court: "c-3",
    period: { start: `2026-12-${from}:00+08:00`, end: `2026-12-${until}:00+08:00` },
    players: 5,
    purpose: "leisure",
    contact: "13857112345",
    ...more,
  };
}
