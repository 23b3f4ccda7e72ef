import type { Json, JsonObject, Pointer } from "./json.js";
import type { ClockRule, Effect, FollowRule, Period, Relation } from "./model.js";
import type { Context } from "./rules.js";
import type { WorkingCalendar } from "./time.js";
import type { Fault } from "./validate.js";

/** What the interpreter knows of a record. */
export interface RecordState {
  readonly id: string;
  readonly state: string;
  readonly flags: readonly string[];
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period?: Period | undefined;
  /** Inputs of the stages that are done. */
  readonly stages: { readonly [stage: string]: JsonObject };
  /** How often each action was done. */
  readonly done: { readonly [action: string]: number };
  /** How many child rows of each kind, and how many of them are still open. */
  readonly children: { readonly [kind: string]: { readonly count: number; readonly open: number } };
  readonly subject: string;
  readonly opener: string;
  readonly handler?: string | undefined;
  readonly assignees: readonly string[];
  /** When it came into its state. */
  readonly entered: string;
  readonly opened: string;
  readonly validUntil?: string | undefined;
  readonly proposed?: JsonObject | undefined;
  /** Separate consents that were given. */
  readonly consents: readonly string[];
  readonly revision: number;
}

/** Who acts. `roles`: those she holds where the record is. `kind`: no person. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
  readonly kind?: "device" | "clock" | "hub";
}

/** What somebody wants to do: `open`, or an action of the pattern. */
export interface Act {
  readonly do: string;
  readonly actor: Actor;
  /** On `open` the record, else the action's input. */
  readonly input?: JsonObject | undefined;
  readonly options?: JsonObject | undefined;
  readonly consent?: readonly string[] | undefined;
  /** On `advance`: which stage; absent: the next. */
  readonly stage?: string | undefined;
}

/** A resource as rules see it. */
export interface ResourceFacts {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  readonly parent?: string | undefined;
  readonly place?: { readonly lat: number; readonly lon: number } | undefined;
  readonly value: JsonObject;
}

/** Finds a resource; `undefined`: there is none (or it is not published). */
export type FindResource = (kind: string, id: string) => ResourceFacts | undefined;

/** All that a decision needs and the record does not hold. */
export interface Facts {
  readonly now: string;
  /** IANA time zone of the street. */
  readonly zone: string;
  readonly calendar?: WorkingCalendar;
  readonly resources: FindResource;
  /** Whether all units can be had as things would be after the act, and how many wait for them. */
  readonly uses: { readonly free: boolean; readonly problem?: string; readonly waiting: number };
  readonly subject?: JsonObject;
  readonly opener?: JsonObject;
  /** Facts of who acts. */
  readonly actor?: JsonObject;
  /** How the opener stands to the subject: `self`, `guardian`, `mandate`, `staff`, `hub`. */
  readonly relation?: string;
  /** The actor stands for the subject: as guardian, by mandate, as one of the household. */
  readonly standsForSubject?: boolean;
  /** The actor holds a role that may act for the subject where the contract lets it. */
  readonly onBehalf?: boolean;
  /** The actor is on the record's frozen roll. */
  readonly onRoll?: boolean;
  readonly roll?: { readonly size: number };
  readonly tally?: JsonObject;
  /** Appending actions that may be given once and were given already. */
  readonly given?: readonly string[];
  /** Where the record is; absent: taken from its place field or its resource. */
  readonly place?: { readonly lat: number; readonly lon: number };
  /** What the contract loads beside. */
  readonly facts?: JsonObject;
}

/** Units of one resource that a record needs. */
export interface Use {
  readonly kind: string;
  readonly id: string;
  readonly parent?: string;
  readonly units: number;
  /** `exclusive`; a number of units in all; absent: it is only pointed at. */
  readonly capacity?: number | "exclusive";
  readonly start?: string;
  readonly end?: string;
  /** Starts of the buckets in which units are counted; one empty string for things without time. */
  readonly buckets: readonly string[];
}

/** A clock that must be set: when it is due and what it brings. */
export interface ClockSet {
  readonly id: string;
  readonly due: string;
  readonly then?: ClockRule["then"];
  /** Instants at which people are reminded before. */
  readonly reminders: readonly string[];
  /** After firing it is set again this much later. */
  readonly repeats?: string;
  /** Only working time counts. */
  readonly calendar?: "working";
}

/** A follow-up that is due, its rule's `with` evaluated. */
export interface DueFollow {
  readonly rule: FollowRule;
  readonly value: JsonObject;
  /** Its `post`, evaluated; absent where it is said once for `each`. */
  readonly post?: JsonObject;
  /** Its `settle`, evaluated. */
  readonly settle?: JsonObject;
  /** Only where it is said once for each record of a registry: what its rules read, but for `item` (see `followEach`). */
  readonly context?: Context;
  /** Its `set`, evaluated. */
  readonly set?: { readonly kind: string; readonly id: string; readonly value: JsonObject };
}

/** What an act changes. */
export interface Changes {
  readonly state: string;
  readonly from?: string;
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period?: Period;
  readonly flags: readonly string[];
  readonly stages: { readonly [stage: string]: JsonObject };
  readonly assignees: readonly string[];
  readonly handler?: string;
  readonly subject?: string;
  readonly validUntil?: string;
  readonly proposed?: JsonObject;
  readonly consents: readonly string[];
  /**
   * What becomes of its reservations: `reserve` these uses, `move` to these (the old ones are given back first),
   * `release` all, `consume` (units counted in buckets stay counted, a period ends now). Absent: nothing changes.
   */
  readonly holding?:
    { readonly kind: "reserve" | "move"; readonly uses: readonly Use[] } | { readonly kind: "release" | "consume" };
  readonly clocks: {
    readonly set: readonly ClockSet[];
    readonly clear: readonly string[];
    /** The record's clocks stand still. */
    readonly paused: boolean;
  };
  /** Written effects that are still to be carried out: limit, fold, notify, certify, post … */
  readonly effects: readonly Effect[];
  readonly child?: {
    readonly kind: string;
    readonly input: JsonObject;
    readonly once?: string;
    readonly secret: boolean;
  };
  readonly follow: readonly DueFollow[];
  readonly event: {
    readonly type: "record.opened" | "record.acted" | "record.noted" | "record.clock";
    readonly action?: string;
    /** Which stage was done. */
    readonly stage?: string;
    readonly clock?: string;
    readonly from?: string;
    readonly to: string;
    readonly as: readonly Relation[];
    readonly flags: readonly string[];
    readonly input?: JsonObject;
  };
}

/** What came of it: changes, or a problem and what could be done instead. */
export type Decision =
  | { readonly ok: true; readonly changes: Changes }
  | {
      readonly ok: false;
      readonly problem: string;
      readonly at?: Pointer;
      readonly faults?: readonly Fault[];
      readonly allowed: readonly string[];
    };

/** The context of rules, as the vocabulary names it. */
export interface RuleContext {
  readonly [name: string]: Json | undefined | object;
}
