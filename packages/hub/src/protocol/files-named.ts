import {
  fileFieldsOf,
  filesInInput,
  filesNamed,
  type FileFields,
  type JsonObject,
  type NamedFile,
} from "@linli/contracts";
import { ProblemError, type Engine, type Scenario } from "../engine.js";
import type { Ask, Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import { isUuid } from "./uuid.js";

const known = new WeakMap<Scenario, FileFields>();

/** Where a scenario's records and inputs name files. */
function fieldsOf(engine: Engine, scenario: Scenario): FileFields {
  const fields = known.get(scenario) ?? fileFieldsOf(scenario.contract, scenario.pattern, engine.bundle.common);
  known.set(scenario, fields);
  return fields;
}

/** The files that a record names which is about to be opened. */
export function filesOpened(engine: Engine, scenario: Scenario, data: JsonObject): readonly NamedFile[] {
  return filesNamed(fieldsOf(engine, scenario).record, data);
}

/**
 * The files that an act names: in what it took in, and in what that made of the record. What comes into the record from
 * elsewhere (what somebody else proposed, a stage that was done before) was looked at when it was said.
 */
export function filesActed(
  engine: Engine,
  scenario: Scenario,
  act: {
    readonly action: string;
    readonly input: JsonObject | undefined;
    readonly before: WholeRecord;
    readonly after: WholeRecord;
  },
): readonly NamedFile[] {
  const fields = fieldsOf(engine, scenario);
  const said = filesInInput(fields, act.action, act.input);
  const had = new Set([...said, ...filesNamed(fields.record, act.before.row.data)].map(({ id }) => id));
  const sent = JSON.stringify(act.input ?? {});
  const isSaid = ({ id }: NamedFile): boolean => !had.has(id) && sent.includes(JSON.stringify(id));
  return [...said, ...filesNamed(fields.record, act.after.row.data).filter(isSaid)];
}

/** What a load asks about files that are named; nothing where there are none. */
export function askAboutFiles(named: readonly NamedFile[]): Pick<Ask, "files"> {
  const ids = [...new Set(named.map(({ id }) => id).filter(isUuid))];
  return ids.length === 0 ? {} : { files: { ids } };
}

/** The same for what was sent to a record of which it is not known yet what it is: everything in it may be a file. */
export function askAboutAny(sent: JsonObject | undefined, record: string): Pick<Ask, "files"> {
  const found = (JSON.stringify(sent) ?? "").matchAll(/"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g);
  const ids = [...new Set([...found].map(([, id = ""]) => id))];
  return ids.length === 0 ? {} : { files: { ids, record } };
}

/**
 * Refuses files that are not this street's, or that are somebody else's: who works on such records may name any, others
 * their own and what the record has named before.
 * @throws unknown-file
 */
export function refuseUnknownFiles(
  named: readonly NamedFile[],
  files: Loaded["files"],
  who: { readonly id: string; readonly works: boolean },
): void {
  for (const { at, id } of named) {
    const file = files?.[id];
    if (file === undefined || !(file.owner === who.id || file.used || who.works))
      throw new ProblemError("unknown-file", { at });
  }
}
