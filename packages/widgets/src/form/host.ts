import type { AvailabilityView, Json, Pointer, UseRule } from "@linli/contracts";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import type { Field } from "./fields.js";

/** Makes a value of what an input holds. */
export type Read = (input: HTMLInputElement) => Json | undefined;

/** Renders one field. */
export type Control = (field: Field, host: FormHost) => unknown;

/** What a form knows of the things that its record can name. */
export interface Things {
  readonly uses: readonly UseRule[];
  readonly free: AvailabilityView;
}

/** What a form lends to its controls. All render into the form's own root, so that ids can name each other. */
export interface FormHost {
  readonly words: Words;
  readonly street: StreetContext | undefined;
  /** Offset of the street's clock, for example `+08:00`. */
  readonly offset: string;
  /** Reads the value at a pointer. */
  readonly get: (at: Pointer) => Json | undefined;
  /** Writes a value; `undefined` empties it. Renders only if something visible changes. */
  readonly set: (at: Pointer, value: Json | undefined) => void;
  /** Writes what nobody is asked, while rendering. */
  readonly init: (at: Pointer, value: Json) => void;
  /** The label of a field, or of the nearest one above it. */
  readonly labelOf: (at: Pointer) => string;
  /** The label of one choice of a field. */
  readonly choiceOf: (at: Pointer, choice: Json) => string;
  readonly hintOf: (at: Pointer) => string;
  /** What is wrong at a field, in words. */
  readonly faultOf: (at: Pointer) => string | undefined;
  /** Renders one field below another, with the control that its schema asks for. */
  readonly field: (field: Field) => unknown;
  /** Says how what is typed into the native inputs of this name is read. */
  readonly reads: (at: Pointer, read: Read) => void;
  /** What is known of the things that the record can name. */
  readonly things: () => Things | undefined;
  readonly requestUpdate: () => void;
}
