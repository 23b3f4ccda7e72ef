import type { Json, JsonObject, Period } from "@linli/contracts";

/** A person, unit or device of a street. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly HeldRole[];
  readonly community: string | null;
  readonly household: string | null;
  readonly facts: { readonly [fact: string]: AssertedFact };
  readonly lat: number | null;
  readonly lon: number | null;
  readonly revision: number;
}

/** A role that somebody holds, in one unit or (without) in the whole street. */
export interface HeldRole {
  readonly role: string;
  readonly unit?: string;
}

/** A fact with who says so, and when. */
export interface AssertedFact {
  readonly value: Json;
  readonly by: string;
  readonly at: string;
}

/** A thing that a community has. */
export interface ResourceRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly community: string;
  readonly parent: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly address: string | null;
  readonly life: "draft" | "published" | "closed" | "retired";
  readonly value: JsonObject;
  readonly revision: number;
}

/** A record as it lies in its table. Instants are ISO 8601 in UTC. */
export interface RecordRow {
  readonly id: string;
  readonly community: string;
  readonly scenario: string;
  readonly version: string;
  readonly digest: string;
  readonly state: string;
  readonly ended: boolean;
  readonly flags: readonly string[];
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period: Period | null;
  readonly uses: readonly RecordUse[];
  readonly stages: { readonly [stage: string]: JsonObject };
  readonly stage_at: { readonly [stage: string]: string };
  readonly done: { readonly [action: string]: number };
  readonly subject: string;
  readonly opener: string;
  readonly relation: string;
  readonly handler: string | null;
  readonly assignees: readonly string[];
  readonly consents: readonly string[];
  readonly entered: string;
  readonly opened: string;
  readonly changed: string;
  readonly valid_until: string | null;
  readonly proposed: JsonObject | null;
  /** Since when its clocks stand still. */
  readonly stopped: string | null;
  readonly fold: string | null;
  readonly tally: JsonObject | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly revision: number;
}

/** What a record uses or points at. */
export interface RecordUse {
  readonly kind: string;
  readonly id: string;
  readonly units: number;
  readonly start?: string;
  readonly end?: string;
}

/** What is held, or waited for: one resource, for a period or in buckets. */
export interface HoldingRow {
  readonly resource: string;
  readonly kind: string;
  /** Units counted together: where the capacity stands in the resource, and how its buckets are cut. */
  readonly pool: string;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly exclusive: boolean;
  readonly units: number;
  readonly buckets: readonly string[];
}

/** A running (or standing) clock of a record, or a reminder before it. */
export interface ClockRow {
  readonly record: string;
  readonly name: string;
  /** The clock of pattern or contract that it belongs to. */
  readonly rule: string;
  readonly due: string | null;
  /** Milliseconds left while the record's clocks stand still. */
  readonly left: number | null;
  readonly act: {
    readonly then?: string | { readonly flag: string };
    readonly repeats?: string;
    readonly remind?: true;
    /** Only working time counts. */
    readonly calendar?: "working";
    /** Working time left while the record's clocks stand still. */
    readonly left?: string;
    /** It opens the record again: the local date and time of the first. */
    readonly again?: { readonly first: string; readonly time: string };
  } | null;
}

/** From one record to another. */
export interface LinkRow {
  readonly record: string;
  readonly rel: "opened" | "opened-by" | "merged-into" | "merged-from" | "series";
  readonly other: string;
  readonly scenario: string;
  /** Counted among the children of this kind. */
  readonly kind: string | null;
  readonly ended: boolean;
}

/** A numbered certificate. */
export interface CertificateRow {
  readonly code: string;
  readonly number: string;
  readonly record: string;
  readonly scenario: string;
  readonly issued: string;
  readonly until: string | null;
}

/** A record with all that belongs to it. */
export interface WholeRecord {
  readonly row: RecordRow;
  readonly held: readonly (HoldingRow & { readonly id: string })[] | null;
  readonly queued:
    readonly (HoldingRow & { readonly no: number; readonly place: number; readonly ahead: number })[] | null;
  readonly clocks: readonly ClockRow[] | null;
  readonly children: { readonly [kind: string]: number } | null;
  readonly acts: { readonly [action: string]: number } | null;
  readonly links: readonly LinkRow[] | null;
  readonly certificate: CertificateRow | null;
  readonly roll: number;
  /** Who follows it without being a party to it. */
  readonly followers: readonly string[] | null;
}
