import { workingCalendarIn } from "@linli/contracts";
import type {
  CastMember,
  ClockRule,
  JsonObject,
  Journey,
  Machine,
  RecordState,
  Relation,
  ResourceFacts,
  ResourceKind,
  Use,
  WorkingCalendar,
} from "@linli/contracts";
import type { TreeIndex } from "../tree-index.js";

/** A street in memory, in which journeys are rehearsed. It is written as things happen. */
export interface Street {
  now: string;
  readonly zone: string;
  /** Which days are worked on. */
  readonly calendar: WorkingCalendar;
  readonly tree: TreeIndex;
  /** The cast, by name; the name is the id. */
  readonly people: { readonly [name: string]: CastMember };
  /** By `kind/id`. */
  readonly resources: Map<string, ResourceFacts & { readonly of: ResourceKind }>;
  readonly records: Rehearsed[];
  /** What was written to accounts; the unit and owner are part of the account's name. */
  readonly lines: {
    readonly record: string;
    readonly account: string;
    readonly amount: number;
    /** The local date for which it counts. */
    readonly day: string;
  }[];
  /** What was counted against limits. */
  readonly counted: { readonly key: string; readonly record: string; readonly at: number; readonly lasts: string }[];
  /** When people were last looked through, by scenario and rule. */
  readonly looked: Map<string, string>;
  /** When a record was last opened by rule, by scenario, rule and person. */
  readonly openedByRule: Map<string, string>;
  /** What happened in the step that is being taken. */
  step: Happened;
}

/** What happened in one step, the clocks that fired before it included. */
export interface Happened {
  /** People, and the ways and roles in which they were told. */
  readonly told: Set<string>;
  /** Scenarios of which a record was opened because of another. */
  readonly followed: Set<string>;
  /** Records opened by rule. */
  readonly byRule: Rehearsed[];
  /** What went wrong by itself: a clock, a promotion or a follow-up that was refused. */
  readonly trouble: string[];
}

/** A record of the rehearsal. */
export interface Rehearsed {
  readonly machine: Machine;
  readonly relation: string;
  state: RecordState;
  uses: readonly Use[];
  held: Held[];
  clocks: Map<string, Running>;
  /** Since when its clocks stand still. */
  stopped?: string | undefined;
  readonly children: Child[];
  /** What was last said with each action, and at each stage. */
  readonly said: Map<string, SaidBy>;
  roll?: Roll;
  /** The tasks that were opened from it. */
  readonly tasks: Rehearsed[];
  readonly parent?: Rehearsed;
  /** When it ended, for whoever folds into it still. */
  ended?: string;
  /** Who follows it because a report of the same went into it. */
  followers?: ReadonlySet<string>;
  /** When it is opened again by itself; `first`: the local date on which that began. */
  again?: { readonly due: string; readonly first: string } | undefined;
}

/** Who is on a record's roll, by person. */
export type Roll = ReadonlyMap<string, RollEntry>;

/** The say of somebody on a roll. */
export interface RollEntry {
  /** Who votes as one: the person, her household, or her house. */
  readonly unit: string;
  readonly weights: { readonly [by: string]: number };
}

/** Units of a resource that a record holds. */
export interface Held {
  readonly use: Use;
  /** What is counted together: scenarios that count the same capacity in the same buckets share it. */
  readonly pool: string;
  readonly units: number;
  readonly start: number;
  end: number;
  buckets: readonly string[];
}

/** A clock that runs. */
interface Running {
  due: string;
  readonly then?: ClockRule["then"] | undefined;
  readonly repeats?: string | undefined;
  readonly calendar?: "working" | undefined;
  reminders: readonly string[];
}

/** What somebody said with an action, and in which ways she stood to the record. */
export interface SaidBy {
  readonly action: string;
  readonly stage?: string | undefined;
  readonly input: JsonObject;
  readonly by: string;
  readonly as: readonly Relation[];
  readonly appended: boolean;
}

/** A child row: a comment, a vote, a rating. */
interface Child {
  readonly kind: string;
  readonly action: string;
  readonly by: string;
  readonly once?: string;
  readonly input: JsonObject;
}

/** The community to which everybody in a rehearsal belongs. */
export const community = "community";

/** A street at the moment at which a journey begins, with the resources that its contract's examples name. */
export function newStreet(tree: TreeIndex, machine: Machine, journey: Pick<Journey, "clock" | "cast">): Street {
  const street: Street = {
    now: journey.clock,
    zone: "Asia/Shanghai",
    calendar: workingCalendarIn("Asia/Shanghai", Object.values(tree.scenarios.calendars)),
    tree,
    people: journey.cast,
    resources: new Map(),
    records: [],
    lines: [],
    counted: [],
    looked: new Map(),
    openedByRule: new Map(),
    step: nothingYet(),
  };
  for (const name of machine.contract.examples.resources ?? []) bring(street, name);
  const nearest = machine.settings["nearest"] as { readonly kinds?: readonly string[] } | undefined;
  for (const kind of nearest?.kinds ?? [])
    for (const example of tree.kinds.get(kind)?.examples ?? []) bring(street, `${kind}/${example.id}`);
  return street;
}

/** A step in which nothing has happened yet. */
export function nothingYet(): Happened {
  return { told: new Set(), followed: new Set(), byRule: [], trouble: [] };
}

/** Finds a resource of the street. */
export function resourceOf(street: Street, kind: string, id: string): ResourceFacts | undefined {
  return street.resources.get(`${kind}/${id}`);
}

/** Whether the record's life is over. */
export function isEnded({ machine, state }: Rehearsed): boolean {
  return machine.pattern.states[state.state]?.end === true;
}

function bring(street: Street, name: string): void {
  const [kind = "", ...rest] = name.split("/");
  const id = rest.join("/");
  const of = street.tree.kinds.get(kind);
  const example = of?.examples.find((one) => one.id === id);
  if (of === undefined || example === undefined || street.resources.has(name)) return;
  street.resources.set(name, {
    id,
    kind,
    of,
    name: example.name,
    parent: example.parent,
    place: example.place,
    value: example.value,
  });
  if (of.parent !== undefined && example.parent !== undefined) bring(street, `${of.parent}/${example.parent}`);
}
