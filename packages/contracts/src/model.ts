import type { Json, JsonObject, JsonSchema, Pointer } from "./json.js";

/** A BCP 47 tag of a locale that every contract speaks. */
export type Locale = "zh-CN" | "en" | "ko";

/** The locales that every contract speaks, the default first. */
export const locales = ["zh-CN", "en", "ko"] as const satisfies readonly Locale[];

/** Texts by path: `title`, `record/players`, `record/purpose=training`, `states/confirmed`, `problems/too-late` … */
export type Labels = { readonly [path: string]: string };

/** A rule or formula in JSON Logic over the closed context and operators. */
export type Rule = Json;

/** A way in which an actor can stand to a record; the closed list of the pattern format. */
export type Relation =
  "opener" | "subject" | "behalf" | "handler" | "assignee" | "roll" | "viewer" | "device" | "clock" | "hub";

/** A state, or the first of a list whose `when` is true; the last has none. */
export type Target = string | readonly { readonly when?: Rule; readonly state: string }[];

/** A state from which an action is possible, if its `when` (over `has` and `settings` only) is not false. */
export type Origin = string | { readonly state: string; readonly when: Rule };

/** A written effect: a word, or one word with its arguments. */
export type Effect = string | { readonly [name: string]: Json };

/** An ISO 8601 duration, or where in the context one is found. */
export type DurationOr = string | { readonly var: string };

/** What a pattern says of one action. */
export interface Action {
  readonly optional?: true;
  readonly from: readonly Origin[];
  readonly to?: Target;
  readonly by: readonly Relation[];
  readonly input?: JsonSchema;
  readonly exclusive: boolean;
  readonly appends?: {
    readonly kind: string;
    readonly once?: string | { readonly var: string };
    readonly secret?: boolean | { readonly var: string };
  };
  readonly afterStages?: true;
  readonly afterEnd?: DurationOr;
  readonly flags?: { readonly set?: readonly string[]; readonly clear?: readonly string[] };
  readonly effects: readonly Effect[];
}

/** What a pattern or a contract says of one clock. */
export interface ClockRule {
  readonly id: string;
  readonly while: readonly string[];
  readonly at: { readonly var: string };
  readonly plus?: DurationOr;
  /** What a plain date under `at` means: when its day begins (if nothing is said), or when it is over. */
  readonly day?: "start" | "end";
  readonly calendar?: "always" | "working" | { readonly var: string };
  readonly remind?: { readonly var: string };
  readonly repeats?: boolean;
  readonly then?: string | { readonly flag: string };
  /** Contracts only: roles that are told when it fires. */
  readonly tell?: readonly string[];
  /** Made from a stage's `within`: the stage that it waits for. */
  readonly stage?: string;
  /** Contracts only: the shortest and longest `plus` that a street may choose. */
  readonly min?: string;
  readonly max?: string;
}

/** A rule across fields: true is fine, anything else is the problem `code`. */
export interface CheckRule {
  readonly code: string;
  readonly on: readonly string[];
  readonly at?: Pointer;
  readonly rule: Rule;
}

/** What a pattern says of one state. */
export interface StateRule {
  /** Its `uses` count while it is here; `used`: per bucket they stay counted, a period ends now. */
  readonly holds: boolean | "used";
  readonly end: boolean;
  /** An end in which the matter was given up; `free`: it no longer counts towards limits of a window. */
  readonly givenUp?: "free" | "counted";
  /** The record may still lack what its schema requires. */
  readonly partial?: true;
  readonly enter?: readonly Effect[];
}

/** One of the sixteen ways in which scenarios are carried out. */
export interface Pattern {
  readonly pattern: string;
  readonly version: string;
  readonly description: string;
  readonly settings: JsonSchema;
  readonly options?: JsonSchema;
  readonly states: { readonly [state: string]: StateRule };
  readonly flags: { readonly [flag: string]: { readonly stopsClocks?: boolean } };
  readonly open: { readonly to: Target; readonly effects: readonly Effect[] };
  readonly actions: { readonly [action: string]: Action };
  readonly clocks: readonly ClockRule[];
  readonly checks: readonly CheckRule[];
  readonly problems: readonly string[];
  readonly labels: { readonly [locale in Locale]: Labels };
}

/** What a record reserves or points at. */
export interface UseRule {
  readonly kind: string;
  /** Where in the record the resource's id stands; `*` for every item of a list. */
  readonly at: Pointer;
  /** Where the period stands in the record, or in the resource, or a length from now on. */
  readonly period?: Pointer | { readonly resource: Pointer } | { readonly from: "now"; readonly length: string };
  /** Where a date (its whole day) or an instant stands in the record. */
  readonly time?: Pointer;
  /** What units are counted in: a duration (days, or slots of the local day), or the whole period as one. */
  readonly bucket?: string;
  readonly units?: number | Pointer;
  /** `exclusive`: one record at a time; else where in the resource the number of units stands. Absent: only pointed at. */
  readonly capacity?: "exclusive" | Pointer;
  readonly parent?: Pointer;
  /** Holds in these states, in place of what the pattern's states say. */
  readonly while?: readonly string[];
}

/** Ordered work inside one state, done by the action `advance`. */
export interface Stage {
  readonly id: string;
  readonly in: string;
  readonly by?: readonly string[];
  readonly input?: JsonSchema;
  readonly within?: string;
  readonly optional?: boolean;
}

/** What happens elsewhere because of this record. */
export interface FollowRule {
  /** An action, `enter:<state>`, `clock:<id>` or `reading:<name>`. */
  readonly on: string;
  readonly when?: Rule;
  /** Opens a record of this scenario. */
  readonly open?: string;
  readonly with?: { readonly [field: string]: Rule };
  readonly options?: JsonObject;
  /** Whom the opened record is for. */
  readonly for?: "subject" | "opener" | "actor" | "community";
  readonly within?: string;
  readonly notify?: readonly string[];
  readonly post?: JsonObject;
  readonly set?: JsonObject;
  readonly settle?: JsonObject;
  readonly each?: JsonObject;
}

/** Opens records without being asked, for every person whose facts fit. */
export interface ByRule {
  readonly id: string;
  /** How often people are looked through: a duration of whole days. */
  readonly every: string;
  /** After how long it may be opened for the same person again; absent: never, whatever became of it. */
  readonly again?: string;
  /** Over `subject` and `now`. */
  readonly when: Rule;
  readonly with: { readonly [field: string]: Rule };
  readonly options?: JsonObject;
}

/** A separate consent. `when`: JSON Schema over the record; absent: always. */
export interface ConsentRule {
  readonly id: string;
  readonly version: string;
  readonly when?: JsonSchema;
  /** Who gives it; `guardian` where the subject is under 14. */
  readonly by?: "opener" | "guardian";
}

/** Who sees something: a role or relation, or some of them while the record is in certain states. */
export type Seer = string | { readonly who: readonly string[]; readonly while: readonly string[] };

/** One scenario of the catalog, whole. */
export interface Contract {
  readonly id: string;
  readonly version: string;
  readonly pattern: string;
  readonly without?: readonly string[];
  readonly source: readonly { readonly kind: string; readonly ref: string; readonly confidence?: string }[];
  readonly people: {
    readonly open: readonly string[];
    readonly subject: "person" | "household" | "community" | "jurisdiction";
    readonly behalf?: readonly string[];
    readonly handler: readonly string[];
    readonly act?: { readonly [action: string]: readonly string[] };
    readonly see?: { readonly [pointer: string]: readonly Seer[] };
  };
  readonly uses?: readonly UseRule[];
  readonly settings: JsonObject;
  /** Amounts, rates and thresholds of the contract's own that a street may change. */
  readonly parameters?: { readonly [name: string]: Parameter };
  readonly record: JsonSchema;
  readonly inputs?: { readonly [action: string]: JsonSchema };
  readonly derived?: {
    readonly [name: string]: {
      readonly description?: string;
      readonly schema: JsonSchema;
      readonly on: readonly string[];
      readonly rule: Rule;
    };
  };
  readonly stages?: readonly Stage[];
  readonly checks?: readonly CheckRule[];
  readonly eligibility?: JsonSchema;
  readonly clocks?: readonly ClockRule[];
  readonly byRule?: readonly ByRule[];
  readonly follow?: readonly FollowRule[];
  readonly consent?: readonly ConsentRule[];
  readonly retention?: { readonly personal?: string; readonly sensitive?: string };
  readonly labels: { readonly [locale in Locale]: Labels };
  readonly examples: Examples;
  readonly journeys: readonly Journey[];
}

/** A value of the contract's own that rules read and a street may change, within its schema. */
export interface Parameter {
  readonly description: string;
  readonly schema: JsonSchema;
  /** What holds where a street says nothing. */
  readonly value: Json;
}

/** Examples of a contract: valid ones open a record; invalid ones are refused as they say. */
export interface Examples {
  /** `kind/id` of resource examples that must exist. */
  readonly resources?: readonly string[];
  readonly valid: readonly Example[];
  readonly invalid: readonly (Example & {
    readonly because: string;
    readonly at?: Pointer;
    readonly keyword?: string;
    readonly check?: string;
    readonly eligibility?: true;
  })[];
}

/** One record as an opener would send it, and who the people are where that matters. */
export interface Example {
  readonly title?: string;
  readonly value: JsonObject;
  /** When it is opened; absent: the clock of the first journey. */
  readonly now?: string;
  readonly subject?: JsonObject;
  readonly opener?: JsonObject;
  readonly relation?: string;
}

/** Somebody in a journey: her roles and facts. */
export interface CastMember {
  /** A role of `roles.json`, or several. */
  readonly role: string | readonly string[];
  readonly name?: string;
  readonly birthDate?: string;
  /** Further facts (residence, hukou, careLevel …), see `facts` of common.json. */
  readonly facts?: JsonObject;
  readonly guardians?: readonly string[];
  /** Who holds a mandate to act for this person. */
  readonly mandates?: readonly string[];
  readonly household?: string;
  /** Ids of things to which her roles are bound: elsewhere she does not hold them. */
  readonly keeps?: readonly string[];
  /** Where she is now; responders are found by it. */
  readonly place?: { readonly lat: number; readonly lon: number };
}

/** A life of one or a few records, run as a test of everything that runs contracts. */
export interface Journey {
  readonly title: string;
  /** The street's clock when it begins, an instant. */
  readonly clock: string;
  readonly cast: { readonly [name: string]: CastMember };
  readonly steps: readonly Step[];
}

/** One step of a journey: perhaps the clock moves, perhaps somebody acts; then something must be so. */
export interface Step {
  readonly at?: string;
  readonly as?: string;
  /** On whose behalf. */
  readonly for?: string;
  readonly do?: string;
  /** The record acted on or looked at, by its `name`; absent: the last one opened. */
  readonly on?: string;
  /** Names the record that this step opens. */
  readonly name?: string;
  readonly with?: { readonly example?: string; readonly value?: JsonObject; readonly merge?: JsonObject };
  readonly options?: JsonObject;
  readonly consent?: readonly string[];
  readonly stage?: string;
  readonly then?: {
    readonly state?: string;
    readonly flag?: string;
    readonly noFlag?: string;
    readonly problem?: string;
    readonly at?: Pointer;
    readonly derived?: JsonObject;
    /** Members of the record as they must be now (a subset). */
    readonly record?: JsonObject;
    /** Who may see these pointers of the record. */
    readonly sees?: { readonly [who: string]: readonly Pointer[] };
    /** From whom these pointers of the record are hidden. */
    readonly hides?: { readonly [who: string]: readonly Pointer[] };
    /** What the accounts of people and of their households come to, by person and unit. */
    readonly balances?: { readonly [who: string]: { readonly [unit: string]: number } };
    /** A record of this scenario was opened because of this step. */
    readonly followed?: string;
    /** Who was told. */
    readonly told?: readonly string[];
    /** Outcome of each date of a series, in order: a state or a problem code. */
    readonly outcomes?: readonly string[];
    /** Actions that `as` may take now, exactly. */
    readonly actions?: readonly string[];
    /** Ids of the nearest resources by kind, nearest first. */
    readonly nearest?: { readonly [kind: string]: readonly string[] };
    /** How many child rows of a kind there are. */
    readonly children?: { readonly [kind: string]: number };
    /** A record of this contract was opened by rule for this person, or handed down to her; later steps act on it. */
    readonly openedFor?: string;
  };
}

/** What communities have: court, canteen, dish, camera … shared by scenarios. */
export interface ResourceKind {
  readonly kind: string;
  readonly version: string;
  readonly parent?: string;
  readonly schema: JsonSchema;
  readonly opening?: Pointer;
  readonly readings?: JsonObject;
  readonly commands?: JsonObject;
  readonly schedule?: JsonObject;
  readonly credentials?: JsonObject;
  readonly labels: { readonly [locale in Locale]: Labels };
  readonly examples: readonly ResourceExample[];
}

/** One thing of a kind, as a street would enter it. */
export interface ResourceExample {
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly place?: { readonly lat: number; readonly lon: number; readonly address?: string };
  readonly value: JsonObject;
}

/** Opening hours: RFC 5545 rule, local times, exceptions. */
export interface OpeningHours {
  readonly rule: string;
  readonly from: string;
  readonly until: string;
  readonly exceptions?: readonly {
    readonly date: string;
    readonly from?: string;
    readonly until?: string;
    readonly reason?: string;
  }[];
}

/** Two instants with offset, the start included, the end not. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Public holidays of a country in one year, and the days that are worked on to make up for them. */
export interface HolidayCalendar {
  readonly calendar: string;
  readonly country: string;
  readonly year: number;
  /** IANA time zones in which it holds where a street says nothing else. */
  readonly zones: readonly string[];
  readonly source: readonly { readonly kind: string; readonly ref: string; readonly confidence?: string }[];
  /** Local dates, the last one included. */
  readonly holidays: readonly {
    readonly from: string;
    readonly until: string;
    readonly labels: { readonly [locale in Locale]: string };
  }[];
  /** Saturdays and Sundays that are worked on. */
  readonly workdays: readonly string[];
}
