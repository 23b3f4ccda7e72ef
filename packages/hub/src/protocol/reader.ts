import {
  allowedActions,
  relationsOf,
  type Actor,
  isAmong,
  type Machine,
  type Onlooker,
  type RecordState,
  type Relation,
} from "@linli/contracts";
import type { Caller } from "../engine.js";
import type { Standing } from "../store/load.js";
import type { PersonRow, ResourceRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { actorOf, relationTo } from "./people.js";
import { unitsOf } from "./units-of.js";

/** How somebody stands to a record. */
export interface Reader {
  readonly actor: Actor;
  readonly as: readonly Relation[];
  /** What `people.see` asks of her. */
  readonly onlooker: Onlooker;
  readonly standsForSubject: boolean;
  readonly onBehalf: boolean;
  readonly onRoll: boolean;
  /** What she may do now. */
  readonly actions: readonly string[];
  /** More than anybody: opener, subject, handler, assignee, on the roll, or the thing itself. */
  readonly isInsider: boolean;
  /** Whether she may find it: in lists, events, search. */
  readonly mayFind: boolean;
  /** Whether she may read it: also who may act for somebody who told her the number of the record. */
  readonly mayRead: boolean;
}

/** What is known of somebody beside the record. */
export interface ReaderFacts {
  readonly street: Street;
  readonly now: string;
  readonly person: PersonRow | undefined;
  readonly standing: Standing | undefined;
  readonly resources: ReadonlyMap<string, ResourceRow>;
  readonly onRoll?: boolean | undefined;
}

/** Says how a caller stands to a record, and so what she may see and do. */
export function readerOf(
  machine: Machine,
  whole: WholeRecord,
  record: RecordState,
  caller: Caller,
  known: ReaderFacts,
): Reader {
  const { street, now, person, standing, resources } = known;
  const actor = actorOf(caller, person, unitsOf(street, whole.row, resources));
  const right = relationTo(record.subject, { ...actor, household: person?.household }, standing, {
    id: machine.contract.id,
    behalf: machine.contract.people.behalf ?? [],
    now,
  });
  const standsForSubject = right !== undefined && right !== "staff";
  const onBehalf = right === "staff";
  const onRoll = known.onRoll === true;
  const facts = { now, standsForSubject, onBehalf, onRoll };
  const as = relationsOf(machine, record, actor, facts);
  const actions = allowedActions(machine, record, actor, facts);
  const isInsider =
    as.some((relation) => relation !== "viewer" && relation !== "behalf") &&
    (actor.kind === undefined || isOfThing(actor, whole));
  const onlooker: Onlooker = { as, roles: actor.roles, state: record.state };
  const couldOpen = actor.roles.some((role) => machine.contract.people.open.includes(role));
  const own = onBehalf ? allowedActions(machine, record, actor, { ...facts, onBehalf: false }) : actions;
  const mayFind =
    isInsider ||
    whole.followers?.includes(caller.id) === true ||
    (couldOpen && own.length > 0) ||
    isNamed(machine, onlooker);
  return {
    actor,
    as,
    onlooker,
    standsForSubject,
    onBehalf,
    onRoll,
    actions,
    isInsider,
    mayFind,
    mayRead: mayFind || (onBehalf && actions.length > 0),
  };
}

/** A device sees what it opened, and what is about the thing that it is part of. */
function isOfThing(actor: Actor, { row }: WholeRecord): boolean {
  return row.opener === actor.id || row.uses.some((use) => use.id === actor.id || actor.roles.includes(use.id));
}

/** Roles to which the contract shows fields by name see the record. */
function isNamed(machine: Machine, { roles, state }: Onlooker): boolean {
  const own = { as: [], roles: roles.filter((role) => role !== "resident"), ...(state === undefined ? {} : { state }) };
  return Object.values(machine.contract.people.see ?? {}).some((who) => isAmong(who, own));
}
