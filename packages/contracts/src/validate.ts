import type { Pointer } from "./json.js";

/** One way in which a value breaks its schema. */
export interface Fault {
  /** Where; for a missing or an unknown member, the member itself. */
  readonly at: Pointer;
  /** The JSON Schema keyword that refused it; `false schema` where nothing may be. */
  readonly keyword: string;
  /** What the keyword wanted: a number, a format's or type's name. */
  readonly limit?: number | string;
}

/** Gives every fault of a value; an empty list: it is valid. */
export type Validate = (value: unknown) => readonly Fault[];

/** What a contract's schemas say, compiled or interpreted. */
export interface Validators {
  readonly record: Validate;
  /** The pattern's `options` that an opener may say beside the record. */
  readonly options: Validate;
  /** Of every action that takes an input (the contract's narrowed schema where it has one). */
  readonly inputs: { readonly [action: string]: Validate };
  /** Of every stage that takes an input. */
  readonly stages: { readonly [stage: string]: Validate };
  /** Over `{ subject, opener, relation }`. */
  readonly eligibility?: Validate;
  /** Of every consent that is asked only sometimes. */
  readonly consents: { readonly [consent: string]: Validate };
}
