import {
  decide,
  draftOf,
  sameJson,
  type Act,
  type Decision,
  type Facts,
  type JsonObject,
  type Machine,
  type Use,
} from "@linli/contracts";
import { factsOf, householdOf, standingOf } from "./people.js";
import { roomFor, type Room } from "./room.js";
import { resourceOf, type Rehearsed, type Street } from "./street.js";
import { rollSize, tallyOf } from "./tally.js";

/** What somebody wants, and in what right. */
export interface Wish {
  readonly act: Act;
  /** How the opener stands to the subject. */
  readonly relation: string;
  readonly subject: string;
}

/** Decides an act with what the street knows. Gives the decision, and what the record uses after it; changes nothing. */
export function decided(
  street: Street,
  machine: Machine,
  record: Rehearsed | undefined,
  wish: Wish,
): { readonly decision: Decision; readonly uses: readonly Use[]; readonly facts: Facts } {
  const bare = factsFor(street, machine, record, wish, { free: true, waiting: 0 });
  const garbage = record === undefined ? garbageIn(machine, wish.act) : undefined;
  if (garbage !== undefined) return { decision: garbage, uses: [], facts: bare };
  try {
    const { uses, facts, room } = around(street, machine, record, wish);
    const decision = decide(machine, record?.state, wish.act, facts);
    const hard = hardProblem(decision, record, room);
    const refused: Decision | undefined =
      hard === undefined ? undefined : { ok: false, problem: hard, ...whereUses(machine, uses), allowed: [] };
    return { decision: refused ?? decision, uses, facts };
  } catch (error) {
    // Dates that are none cannot be looked at: then the faults are told.
    const faults = machine.validators?.inputs[wish.act.do]?.(wish.act.input ?? {}) ?? [];
    if (faults.length === 0) throw error;
    return { decision: { ok: false, problem: "invalid", faults, allowed: [] }, uses: [], facts: bare };
  }
}

/** What a record would use after an act, whether that can be had, and all facts. */
export function around(
  street: Street,
  machine: Machine,
  record: Rehearsed | undefined,
  wish: Wish,
): { readonly uses: readonly Use[]; readonly facts: Facts; readonly room: Room } {
  const bare = factsFor(street, machine, record, wish, { free: true, waiting: 0 });
  const nothing = (machine.contract.uses ?? []).length === 0;
  const uses = nothing ? [] : draftOf(machine, record?.state, wish.act, bare).uses;
  const room = roomFor(street, machine, uses, record);
  const { free, waiting, problem } = room;
  const facts = { ...bare, uses: { free, waiting, ...(problem === undefined ? {} : { problem }) } };
  return { uses, facts, room };
}

/** What is no date can't be looked at; that something is missing is for the decision to say, since a draft may lack it. */
function garbageIn(machine: Machine, { input, options }: Act): (Decision & { readonly ok: false }) | undefined {
  const faults = machine.validators?.record(input ?? {}) ?? [];
  if (!faults.some((fault) => fault.keyword !== "required" && fault.keyword !== "minItems")) return undefined;
  const soft =
    options?.["draft"] === true
      ? faults.filter((fault) => fault.keyword !== "required" && fault.keyword !== "minItems")
      : faults;
  return { ok: false, problem: "invalid", faults: soft, allowed: [] };
}

/** What would be wrong with the resource or the time is told unless something is wrong with anything that was sent. */
function hardProblem(decision: Decision, record: Rehearsed | undefined, { hard }: Room): string | undefined {
  if (hard === undefined) return undefined;
  if (record !== undefined) {
    const moves =
      decision.ok &&
      decision.changes.holding !== undefined &&
      "uses" in decision.changes.holding &&
      !sameJson(decision.changes.data, record.state.data);
    return moves ? hard : undefined;
  }
  if (decision.ok || decision.problem === "period-taken" || decision.problem === "full") return hard;
  return hard === "unknown-resource" &&
    !["invalid", "not-permitted", "not-eligible", "consent-missing"].includes(decision.problem)
    ? hard
    : undefined;
}

function whereUses(machine: Machine, uses: readonly Use[]): { readonly at?: string } {
  const rule = machine.contract.uses?.find((one) => uses.some((use) => use.kind === one.kind));
  const pointer = typeof rule?.period === "string" ? rule.period : (rule?.time ?? rule?.at);
  return pointer === undefined ? {} : { at: pointer };
}

/** What the interpreter knows of everybody and everything around an act. */
export function factsFor(
  street: Street,
  machine: Machine,
  record: Rehearsed | undefined,
  wish: Wish,
  uses: Facts["uses"],
): Facts {
  const { actor } = wish.act;
  const opener = record?.state.opener ?? actor.id;
  const tally = record === undefined ? undefined : tallyOf(street, record);
  const action = machine.pattern.actions[wish.act.do];
  const once = action?.appends?.once;
  const per = typeof once === "object" ? onceOf(machine, once.var) : once;
  const given =
    record === undefined ||
    per === undefined ||
    !record.children.some((child) => child.action === wish.act.do && child.once === onceKey(street, per, actor.id))
      ? []
      : [wish.act.do];
  return {
    now: street.now,
    zone: street.zone,
    calendar: street.calendar,
    resources: (kind, id) => resourceOf(street, kind, id),
    uses,
    subject: factsOf(street, wish.subject),
    opener: factsOf(street, opener),
    actor: factsOf(street, actor.id),
    relation: wish.relation,
    ...(record === undefined ? {} : standingOf(street, record, actor)),
    onRoll: record?.roll?.has(actor.id) === true,
    roll: { size: rollSize(record?.roll) },
    ...(tally === undefined ? {} : { tally }),
    given,
    facts: { audience: Object.keys(street.people).length } as JsonObject,
  };
}

/** For whom something is given once: for herself, or for her household. */
export function onceKey(street: Street, once: string, actor: string): string {
  return once === "actor" ? actor : householdOf(street, actor);
}

function onceOf(machine: Machine, path: string): string | undefined {
  let here: unknown = { settings: machine.settings };
  for (const part of path.split(".")) here = (here as { readonly [name: string]: unknown } | undefined)?.[part];
  return typeof here === "string" ? here : undefined;
}
