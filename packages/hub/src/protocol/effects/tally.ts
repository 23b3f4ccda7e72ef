import { at, type JsonObject, type Machine } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

interface Ballot {
  readonly options: readonly string[] | string;
  readonly pass: readonly Condition[];
}

interface Condition {
  readonly of: "turnout" | "for";
  readonly atLeast?: readonly [number, number];
  readonly moreThan?: readonly [number, number];
}

/** What the ballots of a record come to now: how many for each option, and whether that passes. */
export async function tallyOf(plan: Plan, machine: Machine, whole: WholeRecord): Promise<JsonObject | undefined> {
  const ballot = machine.settings["ballot"] as Ballot | undefined;
  if (ballot === undefined) return undefined;
  const named = typeof ballot.options === "string" ? at(whole.row.data, ballot.options) : ballot.options;
  const options = Array.isArray(named) ? named.length : 0;
  const ballots = (await loadInto(plan, { ballots: whole.row.id })).ballots ?? [];
  const counts = Array.from({ length: options }, (_, option) => ballots.filter((choices) => choices.includes(option)).length);
  const passed = ballot.pass.every((condition) => holds(condition, { counts, cast: ballots.length, roll: whole.roll }));
  return { options, counts, cast: ballots.length, roll: whole.roll, passed };
}

/** Writes the result into the record, with all ballots in no order that says whose they are. */
export async function writeTally(plan: Plan, { machine, facts }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const ballots = [...((await loadInto(plan, { ballots: after.row.id })).ballots ?? [])];
  shuffle(ballots, (below) => (plan.engine.random(4).reduce((sum, byte) => sum * 256 + byte, 0) % below));
  const result = facts.tally ?? (await tallyOf(plan, machine, after)) ?? {};
  const tally: JsonObject = { ...result, ballots };
  return { ...after, row: { ...after.row, tally } };
}

function holds({ of, atLeast, moreThan }: Condition, { counts, cast, roll }: { readonly counts: readonly number[]; readonly cast: number; readonly roll: number }): boolean {
  const [part, whole] = of === "turnout" ? [cast, roll] : [counts[0] ?? 0, cast];
  if (whole === 0) return false;
  if (atLeast !== undefined && part * atLeast[1] < whole * atLeast[0]) return false;
  return moreThan === undefined || part * moreThan[1] > whole * moreThan[0];
}

function shuffle<T>(list: T[], below: (n: number) => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
}
