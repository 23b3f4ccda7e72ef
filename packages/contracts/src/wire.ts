import type { Json, JsonObject, JsonSchema, Pointer } from "./json.js";
import type { Labels, OpeningHours, Period } from "./model.js";
import type { Profile, ScenarioSay } from "./profile.js";

/** A person, unit or device as others may see it. */
export interface PartyView {
  readonly id: string;
  readonly name?: string;
  readonly role?: string;
}

/** A thing that a record uses or that was found near it. */
export interface UseView {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly units?: number;
  readonly start?: string;
  readonly end?: string;
  /** Where it is, if that is known. */
  readonly place?: PlaceView;
  /** Metres from the record's place; only of what was found near. */
  readonly metres?: number;
}

/** One event of a record's life, as this reader may see it. */
export interface EventView {
  /** Gapless per street; the SSE id. */
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  /** `record.opened`, `record.acted`, `record.clock`, `record.noted` … */
  readonly type: string;
  readonly record?: string;
  /** Of a thing that was changed, or that measured something. */
  readonly resource?: string;
  readonly scenario?: string;
  readonly action?: string;
  /** Of `advance`: which stage was done. */
  readonly stage?: string;
  readonly from?: string;
  readonly to?: string;
  readonly flags?: readonly string[];
  /** Absent where the reader may not know who it was. */
  readonly by?: PartyView;
  /** In which relation it acted: opener, handler, clock … */
  readonly as?: readonly string[];
  readonly input?: JsonObject;
}

/** A running clock of a record. */
export interface ClockView {
  readonly id: string;
  readonly due: string;
  /** The action or flag that it brings. */
  readonly then?: string;
}

/** A record as this reader may see it: what is hidden from her is absent. */
export interface RecordView {
  readonly id: string;
  readonly street: string;
  readonly community: string;
  readonly scenario: string;
  readonly version: string;
  readonly pattern: string;
  readonly state: string;
  readonly flags: readonly string[];
  /** What was asked for (see the contract's `record`). */
  readonly record: JsonObject;
  /** In lists: which of its fields are masked for this reader; reading the one record shows them. */
  readonly masked?: readonly Pointer[];
  readonly derived: JsonObject;
  readonly period?: Period;
  readonly subject: PartyView;
  readonly opener: PartyView;
  /** In what right the opener acted for the subject; absent: for herself, or this reader may not know. */
  readonly relation?: "guardian" | "mandate" | "staff";
  readonly assignees: readonly PartyView[];
  readonly uses: readonly UseView[];
  /** Proposed by place (responders, cameras …), nearest first. */
  readonly nearest?: readonly UseView[];
  /** For who may merge it: living records that may be the same matter, nearest first. */
  readonly duplicates?: readonly {
    readonly record: string;
    readonly state: string;
    readonly opened: string;
    readonly metres: number;
  }[];
  /** Stages of the present state, done or not. */
  readonly stages?: readonly {
    readonly id: string;
    readonly in: string;
    readonly done: boolean;
    readonly at?: string;
    readonly input?: JsonObject;
  }[];
  readonly clocks: readonly ClockView[];
  /** How many child rows of each kind (comments, ratings …) there are. */
  readonly children: { readonly [kind: string]: number };
  /** Actions that this reader may take now. */
  readonly actions: readonly string[];
  /** Place in the queue, from 1, while it waits for a place. */
  readonly waiting?: number;
  readonly certificate?: {
    readonly number: string;
    readonly code: string;
    readonly until?: string;
    /** Where anybody verifies it, relative to the hub's address: what its QR code leads to. */
    readonly verify: string;
  };
  readonly links?: readonly {
    readonly rel: "opened" | "opened-by" | "merged-into" | "merged-from" | "series";
    readonly record: string;
    readonly scenario: string;
  }[];
  /** How many are on its roll, once there is one. */
  readonly roll?: number;
  /** The result of its vote, once that is closed. */
  readonly tally?: TallyView;
  readonly opened: string;
  readonly entered: string;
  readonly changed: string;
  readonly revision: number;
  /** Only where one record is read: its life, oldest first. */
  readonly events?: readonly EventView[];
}

/** The result of a vote: anyone can count it again. */
export interface TallyView {
  /** How many options there were. */
  readonly options: number;
  /** Ballots for each option, in their order. */
  readonly counts: readonly number[];
  /** Ballots that were cast. */
  readonly cast: number;
  /** Who could have cast one. */
  readonly roll: number;
  readonly passed: boolean;
  /** All ballots, shuffled: the options that each of them names. */
  readonly ballots?: readonly (readonly number[])[];
}

/** Answer to opening a series: one outcome per date. */
export interface SeriesView {
  readonly outcomes: readonly ({ readonly start: string } & (
    { readonly record: RecordView } | { readonly problem: ProblemView }
  ))[];
}

/** What can be had: everything that a screen needs to offer a choice, in one answer. Local times are the street's. */
export interface AvailabilityView {
  readonly now: string;
  /** IANA name. */
  readonly zone: string;
  /** Offset of `now`, for example `+08:00`; each day has its own where they differ. */
  readonly offset: string;
  readonly offsets?: readonly string[];
  /** Local dates, in order. */
  readonly days: readonly string[];
  readonly resources: readonly ResourceAvailability[];
  /** What the street says of the scenario, if it says anything. */
  readonly profile?: OwnSay;
}

/** What a street says of a scenario, as far as a screen shows it. */
export type OwnSay = Omit<ScenarioSay, "clocks">;

/** Something of a profile that does not fit the contracts of a hub. */
export interface Misfit {
  /** Where in the profile. */
  readonly at: Pointer;
  /**
   * `scenario-missing`, `node-missing`, `version-older`, `field-missing`, `value-missing`, `looser`, `no-room`, `other-type`,
   * `clock-missing`, `clock-out-of-bounds`, `setting-unfit`, `parameter-unfit`.
   */
  readonly code: string;
  /** What it is about, in words: a bound, a version, a name. */
  readonly detail?: string;
}

/** A profile of a street, and what came of taking it over. */
export interface ProfileView {
  readonly profile: Profile;
  readonly revision: number;
  /** What does not fit here; it was left out. */
  readonly misfits?: readonly Misfit[];
  /** Whether it holds now; `false`: it was only tried. */
  readonly applied?: boolean;
  /** What would be otherwise, or is now: `select`, `order`, `brand`, `resources`, and ids of scenarios. */
  readonly changed?: readonly string[];
}

/** One resource, its facts, and what is left of it on each of the days. */
export interface ResourceAvailability {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly parent?: string;
  readonly place?: PlaceView;
  /** What the resource kind's schema holds. */
  readonly value: JsonObject;
  /** Per day: opening spans `["06:00", "21:00"]`; empty: closed. */
  readonly open: readonly (readonly (readonly [string, string])[])[];
  /** Exclusive use, per day: taken spans. */
  readonly taken?: readonly (readonly (readonly [string, string])[])[];
  /** Counted per slot, per day: units left by the slot's start; a slot that is not named has `capacity`. */
  readonly leftBySlot?: readonly { readonly [start: string]: number }[];
  /** Counted per day (or once, for things without time: then one number): units left. */
  readonly left?: readonly number[];
  readonly capacity?: number;
  /** Where scenarios count it in several ways: what is left in each. */
  readonly pools?: readonly PoolAvailability[];
}

/** What is left of a resource in one of several ways in which it is counted. */
export interface PoolAvailability {
  /** Scenarios that count it so. */
  readonly scenarios: readonly string[];
  readonly capacity: number;
  readonly left?: readonly number[];
  readonly leftBySlot?: readonly { readonly [start: string]: number }[];
}

/** A place: WGS-84. */
export interface PlaceView {
  readonly lat: number;
  readonly lon: number;
  readonly address?: string;
}

/** A resource as the hub shows it. */
export interface ResourceView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly parent?: string;
  readonly community: string;
  readonly place?: PlaceView;
  readonly life: "draft" | "published" | "closed" | "retired";
  readonly value: JsonObject;
  readonly opening?: OpeningHours;
  readonly openNow?: boolean;
  readonly metres?: number;
  readonly revision: number;
}

/** A kind of thing as a form needs it: what can be said of such a thing, in the caller's language. */
export interface KindView {
  readonly kind: string;
  readonly version: string;
  /** Kind of what such a thing is part of. */
  readonly parent?: string;
  /** References resolved; `x-type` names the shared definition that a field is. */
  readonly schema: JsonSchema;
  /** Where its opening hours stand. */
  readonly opening?: Pointer;
  /** Its words, at `resource/<kind>/…`. */
  readonly labels: Labels;
}

/** What a thing has measured. */
export interface ReadingView {
  readonly id: string;
  readonly name: string;
  /** As the reading's schema says. */
  readonly value: Json;
  readonly at: string;
}

/** When a thing gets commands by itself: with the hours that it follows. */
export interface ScheduleView {
  readonly hours?: OpeningHours;
  /** Command when the hours begin. */
  readonly start?: string;
  /** Command when they end. */
  readonly end?: string;
  /** Commands of the next seven days, in order. */
  readonly next: readonly { readonly at: string; readonly command: string }[];
}

/** A scenario as this street runs it, for a menu. */
export interface ScenarioView {
  readonly id: string;
  readonly version: string;
  readonly pattern: string;
  readonly title: string;
  readonly summary: string;
  /** May this reader open one? */
  readonly open: boolean;
  /** The field of the catalog that it stands in, and the need that the field serves; absent for a street's own. */
  readonly field?: Branch;
  readonly need?: Branch;
}

/** A branch of the catalog, its title in the reader's language. */
export interface Branch {
  readonly id: string;
  readonly title: string;
}

/** A problem document (RFC 9457). */
export interface ProblemView {
  /** `https://linli.dev/problems/<code>` */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable; see the problem table. */
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly {
    readonly pointer: Pointer;
    readonly keyword?: string;
    readonly code?: string;
    readonly limit?: number | string;
    readonly message: string;
  }[];
  /** Actions that are possible now. */
  readonly actions?: readonly string[];
}

/** What a client sends to open a record. */
export interface OpenRequest {
  readonly scenario: string;
  /** The contract's version that the form was made from. */
  readonly version?: string;
  /** Whom it is for; absent: the caller. */
  readonly subject?: string;
  readonly community?: string;
  readonly record: JsonObject;
  readonly options?: JsonObject;
  readonly consent?: readonly string[];
}

/** A page of a list. `next`: the cursor of the next page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A file that was taken in. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** What anybody may see who has the code of a certificate. */
export interface CertificateView {
  readonly number: string;
  /** `valid`, or why it is not: `expired`, `suspended`, `revoked` (or ended otherwise). */
  readonly status: "valid" | "expired" | "suspended" | "revoked";
  readonly valid: boolean;
  readonly street: string;
  readonly scenario: string;
  readonly issued: string;
  readonly until?: string;
  /** What the contract shows of it (`certificate.shows`); nothing of one that was revoked. */
  readonly shows: JsonObject;
}

/** An account: what it came to, and its lines, newest first. Money is in fen. */
export interface StatementView {
  readonly unit: string;
  readonly owner: string;
  /** What it came to before the first of the days that were asked for. */
  readonly opening: number;
  /** What it came to at the end of the last. */
  readonly balance: number;
  readonly lines: readonly {
    /** The local date for which it counts. */
    readonly day: string;
    readonly at: string;
    readonly amount: number;
    readonly record?: string;
    readonly scenario?: string;
  }[];
}

/** What was answered in a survey, counted. */
export interface StatisticsView {
  readonly scenario: string;
  readonly resource?: string;
  /** No figure is told of fewer answers than this. */
  readonly smallest: number;
  /** How many answers there are; absent: fewer than that. */
  readonly answers?: number;
  /** By pointer into the record: how often each value was given; `fewer`: some values are left out. */
  readonly fields: {
    readonly [pointer: string]: { readonly counts: { readonly [value: string]: number }; readonly fewer: boolean };
  };
}

/** Something that was found by words. */
export interface SearchHit {
  readonly type: "scenario" | "resource" | "notice" | "record";
  readonly id: string;
  /** In the reader's language where it has one. */
  readonly title: string;
  /** Where it says so; a summary of scenarios. */
  readonly text?: string;
  /** Of a resource. */
  readonly kind?: string;
  /** Of a notice or record; of a resource, one that uses it and that the caller may open. */
  readonly scenario?: string;
  readonly state?: string;
}

/** A command that a thing has not taken yet. */
export interface CommandView {
  readonly id: string;
  /** One of the resource kind's commands. */
  readonly command: string;
  readonly at: string;
  /** The record in which somebody asked for it. */
  readonly record?: string;
}

/** Who the caller is in this street. */
export interface MeView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly community?: string;
  /** For whom she may act: herself not included. */
  readonly behalf: readonly (PartyView & { readonly relation: "guardian" | "mandate"; readonly until?: string })[];
}

/** The street, for a page's head. */
export interface StreetView {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly now: string;
  readonly locales: readonly string[];
  readonly phone?: string;
  readonly brand?: JsonObject;
  readonly communities: readonly PartyView[];
  /** Its own words for scenarios, in the reader's language; those of its own fields that stand in lists too. */
  readonly labels?: { readonly [scenario: string]: Labels };
}
