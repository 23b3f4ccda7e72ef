import { localInstant, type MeView, type ReadingView, type RecordView, type ResourceView } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { childViews, type ChildView } from "../protocol/child-view.js";
import { bodyOf, eventView } from "../protocol/event-view.js";
import { gather, readerIn, type Gathered } from "../protocol/gather.js";
import { memberView } from "../protocol/member-view.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { resourceView, viewOf } from "../protocol/view.js";
import { readBytes } from "../protocol/file-bytes.js";
import { readFile } from "../store/files.js";
import { readEventRows, type EventRow } from "../store/events.js";
import {
  childRowsBy,
  childRowsOf,
  filesOf,
  resourcesNaming,
  statementsOf,
  type KeptFile,
  type Statement,
} from "../store/exports.js";
import { consentsOf } from "../store/consents.js";
import { inStreet } from "../store/in-street.js";
import { actsFor, readMember, readPeople } from "../store/members.js";
import { listReadingRows } from "../store/readings.js";
import { listWhole, recordsWithRoll } from "../store/records.js";
import type { WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import type { MemberView } from "./put-member.js";

/** What comes first: who she is, and what is known of her. */
export interface ExportHead {
  readonly street: { readonly id: string; readonly name: string };
  /** When it was made. */
  readonly at: string;
  /** Facts say who asserted them, and when. */
  readonly person: MemberView;
  /** For whom she may act. */
  readonly behalf: MeView["behalf"];
}

/** A record that she opened or that is for her, as she may see it, with all that was appended to it. */
export interface ExportedRecord {
  readonly record: RecordView;
  /** Separate consents that were given: to which version of their text, by whom (in which right), and when. */
  readonly consents: readonly {
    readonly id: string;
    readonly version: string;
    readonly by?: string;
    readonly relation: string;
    readonly at: string;
  }[];
  readonly children: readonly ChildView[];
}

/** What follows, list by list, each in one or several parts. */
export type ExportPart =
  | { readonly list: "records"; readonly items: readonly ExportedRecord[] }
  /** What she gave to records, her own and others': comments, ratings, objections … */
  | { readonly list: "given"; readonly items: readonly (ChildView & { readonly record: string })[] }
  | { readonly list: "accounts"; readonly items: readonly Statement[] }
  /** Things that name her, with what they have measured. */
  | {
      readonly list: "resources";
      readonly items: readonly { readonly resource: ResourceView; readonly readings: readonly ReadingView[] }[];
    }
  | { readonly list: "files"; readonly items: readonly KeptFile[] };

/** How many of a list are read at once. */
const page = 50;

/** Somebody whose data is read: what she may see, and under which names things are hers. */
interface Whose {
  readonly engine: Engine;
  readonly street: Street;
  readonly now: string;
  readonly caller: Caller;
  /** She, and her household. */
  readonly names: readonly string[];
}

/**
 * Gives everything that a street holds on a person, to her or to a guardian of hers: piece by piece, so that it may be long.
 * @throws not-found (no member), not-permitted
 */
export async function exportPerson(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly subject?: string },
): Promise<{ readonly head: ExportHead; readonly parts: () => AsyncGenerator<ExportPart, void> }> {
  const street = await streetToRead(engine, input.street);
  const subject = input.subject ?? caller.id;
  const now = nowIn(engine, street);
  return inStreet(engine.database, street.id, async (query) => {
    const person = await readMember(query, street.id, subject);
    const mayAsk = subject === caller.id || person?.guardians.includes(caller.id) === true;
    if (!mayAsk) throw new ProblemError("not-permitted");
    if (person === undefined) throw new ProblemError("not-found");
    const behalf = await actsFor(query, street.id, subject);
    const names = person.household === null ? [subject] : [subject, person.household];
    const whose: Whose = { engine, street, now, caller: { id: subject }, names };
    return {
      head: {
        street: { id: street.id, name: street.name },
        at: now,
        person: memberView(person),
        behalf: behalf.map(({ id, name, relation, until }) => ({
          id,
          relation,
          ...(name === null ? {} : { name }),
          ...(until === null ? {} : { until: localInstant(until, street.zone) }),
        })),
      },
      parts: () => partsOf(whose),
    };
  });
}

/** The bytes of a file that is exported; `undefined`: it is gone. Only for what {@link exportPerson} has listed. */
export async function readExportedFile(engine: Engine, street: string, id: string): Promise<Uint8Array | undefined> {
  const row = await inStreet(engine.database, street, (query) => readFile(query, street, id));
  return row === undefined ? undefined : readBytes(engine, street, row);
}

async function* partsOf(whose: Whose): AsyncGenerator<ExportPart, void> {
  const { engine, street, names, caller } = whose;
  const read = <T>(fn: (query: Query) => Promise<T>): Promise<T> => inStreet(engine.database, street.id, fn);
  yield* pagesOf("records", (after) => read((query) => recordsOf(query, whose, after)));
  yield* pagesOf("given", (after) => read((query) => givenBy(query, whose, after)));
  yield {
    list: "accounts",
    items: (await read((query) => statementsOf(query, street.id, names))).map((one) => localLines(one, street)),
  };
  for (const kind of engine.kinds.keys())
    yield { list: "resources", items: await read((query) => thingsOf(query, whose, kind)) };
  yield* pagesOf("files", async (after) => {
    const found = await read((query) => filesOf(query, street.id, { owner: caller.id, after, limit: page }));
    return {
      items: found.map((file) => ({ ...file, at: localInstant(file.at, street.zone) })),
      next: nextOf(found, ({ id }) => id),
    };
  });
}

interface Read<T> {
  readonly items: readonly T[];
  /** Where to go on; absent: that was all. */
  readonly next: string | undefined;
}

async function* pagesOf<L extends ExportPart["list"], T>(
  list: L,
  read: (after: string | undefined) => Promise<Read<T>>,
): AsyncGenerator<{ readonly list: L; readonly items: readonly T[] }, void> {
  for (let after: string | undefined; ;) {
    const { items, next } = await read(after);
    yield { list, items };
    if (next === undefined) return;
    after = next;
  }
}

function nextOf<T>(found: readonly T[], idOf: (one: T) => string): string | undefined {
  const last = found.at(-1);
  return found.length < page || last === undefined ? undefined : idOf(last);
}

/** Records that she opened or that are for her or her household; not those on which she works for others. */
async function recordsOf(query: Query, whose: Whose, after: string | undefined): Promise<Read<ExportedRecord>> {
  const { street, caller, names } = whose;
  const found = await listWhole(query, street.id, { parties: names, after, limit: page });
  const hers = found.filter(({ row }) => row.opener === caller.id || names.includes(row.subject));
  const gathered = await gather(query, whose, hers);
  const person = gathered.people.get(caller.id);
  const rolls = new Set(
    await recordsWithRoll(query, street.id, { id: caller.id, person, records: hers.filter(({ roll }) => roll > 0) }),
  );
  const items: ExportedRecord[] = [];
  for (const whole of hers)
    items.push(...(await exported(query, gathered, { whole, onRoll: rolls.has(whole.row.id) })));
  return { items, next: nextOf(found, ({ row }) => row.id) };
}

async function exported(
  query: Query,
  gathered: Gathered,
  { whole, onRoll }: { readonly whole: WholeRecord; readonly onRoll: boolean },
): Promise<readonly ExportedRecord[]> {
  const known = readerIn(gathered, whole, onRoll);
  if (known === undefined) return [];
  const { street } = gathered;
  const { id } = whole.row;
  const events: EventRow[] = [];
  for (let last = 0; ;) {
    const rows = await readEventRows(query, street.id, { record: id, after: last, limit: 500 });
    events.push(...rows);
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < 500) break;
  }
  const rows = await childRowsOf(query, street.id, id);
  const others = [...rows.map(({ author }) => author), ...events.map((row) => bodyOf(row).by)].filter(
    (one) => typeof one === "string",
  );
  for (const person of Object.values(await readPeople(query, street.id, [...new Set(others)])))
    gathered.people.set(person.id, person);
  const record = viewOf(gathered, whole, known.machine, known.reader);
  return [
    {
      record: { ...record, events: events.map((row) => eventView(gathered, row, known.reader, known.machine)) },
      consents: (await consentsOf(query, street.id, id)).map(({ consent, version, by, relation, at }) => ({
        id: consent,
        version,
        ...(by === null ? {} : { by }),
        relation,
        at: localInstant(at, street.zone),
      })),
      children: childViews({ ...gathered, machine: known.machine }, rows, known.reader),
    },
  ];
}

async function givenBy(
  query: Query,
  { street, caller }: Whose,
  after: string | undefined,
): Promise<Read<ChildView & { readonly record: string }>> {
  const found = await childRowsBy(query, street.id, { author: caller.id, after, limit: page });
  const items = found.map(({ id, record, kind, input, at }) => ({
    id,
    record,
    kind,
    input,
    ...(at === null ? {} : { at: localInstant(at, street.zone) }),
  }));
  return { items, next: nextOf(found, ({ id }) => id) };
}

async function thingsOf(
  query: Query,
  whose: Whose,
  kind: string,
): Promise<(ExportPart & { readonly list: "resources" })["items"]> {
  const { engine, street, names } = whose;
  const pointers = engine.kinds.get(kind)?.fields.people ?? [];
  if (pointers.length === 0) return [];
  const found = await resourcesNaming(query, street.id, { kind, pointers, ids: names });
  const items = [];
  for (const row of found) {
    const readings: ReadingView[] = [];
    for (let after: string | undefined; ;) {
      const rows = await listReadingRows(query, street.id, { resource: row.id, after, limit: 1000 });
      readings.push(...rows.map((reading) => ({ ...reading, at: localInstant(reading.at, street.zone) })));
      after = rows.at(-1)?.id;
      if (rows.length < 1000) break;
    }
    items.push({ resource: resourceView(whose, row), readings });
  }
  return items;
}

function localLines(statement: Statement, { zone }: Street): Statement {
  return { ...statement, lines: statement.lines.map((line) => ({ ...line, at: localInstant(line.at, zone) })) };
}
