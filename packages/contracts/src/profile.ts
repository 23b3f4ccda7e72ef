import type { Json, JsonObject, Pointer } from "./json.js";
import type { Labels } from "./model.js";

/** What a street tightens of one field. */
export interface Tighter {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Some of the contract's values. */
  readonly enum?: readonly Json[];
  readonly required?: true;
}

/** A field of a street's own; it stands in the record's `ext`. */
export interface ExtField {
  readonly type: "text" | "number" | "integer" | "yes-no" | "date" | "choice" | "choices" | "photo";
  readonly labels: Labels;
  /** A line under the question, per locale. */
  readonly hints?: Labels;
  readonly required?: boolean;
  /** Staff see it in their lists. */
  readonly listed?: boolean;
  readonly privacy?: "personal" | "sensitive";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  /** Values of a choice, each with its name per locale. */
  readonly options?: { readonly [value: string]: Labels };
}

/** What a street says of a scenario's record: fields that are tighter, by pointer, and fields of its own. */
export interface OwnFields {
  readonly fields?: { readonly [pointer: Pointer]: Tighter };
  readonly ext?: { readonly [name: string]: ExtField };
}

/** What a street says of one scenario. */
export interface ScenarioSay extends OwnFields {
  readonly settings?: JsonObject;
  readonly parameters?: JsonObject;
  readonly clocks?: { readonly [id: string]: string };
  readonly labels?: { readonly [locale: string]: Labels };
}

/** Where a profile was made: a street that takes it over can see what it was made against. */
export interface ProfileOrigin {
  readonly street: string;
  readonly name: string;
  readonly at: string;
  /** The contracts as they were there. */
  readonly contracts: {
    readonly [id: string]: { readonly title: string; readonly version: string; readonly digest: string };
  };
}

/** A street's own say (see profile.schema.json). */
export interface Profile {
  readonly $schema?: string;
  readonly title?: Labels;
  readonly communityType?: string;
  readonly select?: readonly string[];
  readonly order?: readonly string[];
  readonly scenarios?: { readonly [id: string]: ScenarioSay };
  readonly brand?: JsonObject;
  readonly resources?: readonly string[];
  /** Of a profile that was exported. */
  readonly made?: ProfileOrigin;
}
