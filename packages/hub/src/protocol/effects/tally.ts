import { at, evaluate, timeIn, truthy, type JsonObject, type Machine, type Rule } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

interface BallotRule {
  readonly options: readonly string[] | string;
  readonly pass: readonly Condition[];
}

interface Condition {
  readonly of: "turnout" | "for";
  readonly by: Weight;
  readonly when?: Rule;
  readonly atLeast?: readonly [number, number];
  readonly moreThan?: readonly [number, number];
}

type Weight = "head" | "area" | "share";

/** A ballot with the weights of whoever gave it; secret ones weigh one head each. */
export interface Ballot {
  readonly choices: readonly number[];
  readonly head: number;
  readonly area: number;
  readonly share: number;
}

/** What the ballots of a record come to now: how many for each option, and whether that passes. */
export async function tallyOf(plan: Plan, machine: Machine, whole: WholeRecord): Promise<JsonObject | undefined> {
  const rule = machine.settings["ballot"] as BallotRule | undefined;
  if (rule === undefined) return undefined;
  const named = typeof rule.options === "string" ? at(whole.row.data, rule.options) : rule.options;
  const options = Array.isArray(named) ? named.length : 0;
  const { ballots, rollSum, weights } = await loadInto(plan, { ballots: whole.row.id });
  const cast = ballots ?? [];
  const roll = rollSum ?? { head: 0, area: 0, share: 0 };
  const { settings, parameters } = machine;
  const context = { record: whole.row.data, derived: whole.row.derived, settings, parameters };
  const conditions = rule.pass.filter(
    (one) => one.when === undefined || truthy(evaluate(one.when, context, timeIn(plan.street.zone))),
  );
  const counts = Array.from({ length: options }, (_, option) => chosen(cast, option).length);
  return {
    options,
    counts,
    cast: cast.length,
    roll: whole.roll,
    passed: conditions.every((one) => holds(one, sumsOf(cast, weights ?? []), roll)),
  };
}

/** Writes the result into the record, with all ballots in no order that says whose they are. */
export async function writeTally(plan: Plan, { machine, facts }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const ballots = ((await loadInto(plan, { ballots: after.row.id })).ballots ?? []).map((ballot) => ballot.choices);
  shuffle(ballots, (below) => plan.engine.random(4).reduce((sum, byte) => sum * 256 + byte, 0) % below);
  const result = facts.tally ?? (await tallyOf(plan, machine, after)) ?? {};
  const tally: JsonObject = { ...result, ballots };
  return { ...after, row: { ...after.row, tally } };
}

function chosen(cast: readonly Ballot[], option: number): readonly Ballot[] {
  return cast.filter((ballot) => ballot.choices.includes(option));
}

/** What ballots weigh in sum: all of them, and those for the first option. */
interface Sums {
  readonly all: Sum;
  readonly first: Sum;
}
type Sum = { readonly [weight in Weight]: number };

/** Of secret ballots only the sums are known; others are added up. */
function sumsOf(cast: readonly Ballot[], weights: readonly (Sum & { readonly option: number })[]): Sums {
  const none: Sum = { head: 0, area: 0, share: 0 };
  const secret = (option: number) => weights.find((weight) => weight.option === option) ?? none;
  if (weights.length > 0) return { all: secret(-1), first: secret(0) };
  const sum = (ballots: readonly Ballot[]): Sum =>
    ballots.reduce(
      (total, { head, area, share }) => ({
        head: total.head + head,
        area: total.area + area,
        share: total.share + share,
      }),
      none,
    );
  return { all: sum(cast), first: sum(chosen(cast, 0)) };
}

function holds({ of, by, atLeast, moreThan }: Condition, { all, first }: Sums, roll: Sum): boolean {
  const [part, whole] = of === "turnout" ? [all[by], roll[by]] : [first[by], all[by]];
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
