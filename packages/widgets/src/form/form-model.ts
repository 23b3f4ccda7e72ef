import { at as read } from "@linli/contracts/json";
import type { ConsentRule, Fault, Json, JsonSchema, Pointer } from "@linli/contracts";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { fits } from "./check.js";
import { controlFor } from "./control-for.js";
import { branchesTaken } from "./fields.js";
import type { Field } from "./fields.js";
import type { Control, FormHost, Read, Things } from "./host.js";
import { put, withoutIndexes } from "./pointers.js";
import type { loadFaultWords } from "./say-fault.js";
import { loadControls, specialFor } from "./special-controls.js";

/** A fault, and words for it where somebody else has chosen them: the hub, or a contract's check. */
export interface SaidFault extends Fault {
  readonly message?: string | undefined;
}

/** What a form is made from and for. */
export interface FormTask {
  /** What may be filled in. References resolved; `x-type` names the shared definition that a field is. */
  readonly schema: JsonSchema;
  /** Where its labels stand: `record`, or `inputs/<action>`. */
  readonly base: string;
  /** What the button does, in words. */
  readonly submit: string | (() => string);
  /** Gives all faults of a value. */
  readonly validate: (value: Json) => readonly SaidFault[];
  /** Separate consents that may have to be asked for. */
  readonly consents?: readonly ConsentRule[];
  /** Offset of the street's clock, for example `+08:00`. */
  readonly offset?: string | (() => string | undefined) | undefined;
  /** What is known of the things that the record can name. */
  readonly things?: () => Things | undefined;
  /** How many questions are asked on a screen; absent: all on one, but in elder mode one each. */
  readonly perScreen?: number | undefined;
  /** Controls of shared definitions, by their name, in place of those that a form knows. */
  readonly controls?: { readonly [type: string]: Control };
}

/** Id under which the fault of a missing consent is kept. */
export const consentId = (id: string): Pointer => `?consent/${id}`;

const above = (at: Pointer) => at.slice(0, Math.max(at.lastIndexOf("/"), 0));
const under = (one: Pointer, other: Pointer) => one === other || one.startsWith(`${other}/`);

/** What is filled into a form, what is wrong with it, and what its controls may ask for. */
export class FormModel implements FormHost {
  words!: Words;
  task!: FormTask;
  value: Json & object = {};
  street: StreetContext | undefined;
  faults: ReadonlyMap<Pointer, SaidFault> = new Map();
  /** Fields that are asked in a way of their own. */
  parts: ReadonlyMap<Pointer, readonly { readonly id: string; readonly name: string }[]> = new Map();
  readonly given = new Set<string>();
  readonly requestUpdate: () => void;
  readonly #written: () => void;
  readonly #fields = new Map<Pointer, Field>();
  readonly #reads = new Map<Pointer, Read>();
  /** Special controls; `undefined`: on its way. */
  readonly #controls = new Map<string, Control | undefined>();
  #taken = "";
  #sayFault: Awaited<ReturnType<typeof loadFaultWords>> | undefined;

  constructor(render: () => void, written: () => void) {
    this.requestUpdate = render;
    this.#written = written;
  }

  /** Whether a control is on its way. */
  get isLoading(): boolean {
    return [...this.#controls.values()].includes(undefined);
  }

  get offset(): string {
    const { offset } = this.task;
    return (typeof offset === "function" ? offset() : offset) ?? "+08:00";
  }

  readonly get = (at: Pointer): Json | undefined => read(this.value, at) as Json | undefined;

  readonly set = (at: Pointer, value: Json | undefined): void => {
    const begins = this.get(above(at)) === undefined;
    put(this.value, at, value === undefined && Array.isArray(this.get(above(at))) ? "" : value);
    this.#prune(above(at));
    const had = this.faults.size;
    if (had > 0) this.#recheck(at);
    const taken = branchesTaken(this.task.schema, this.value);
    if (begins || had > 0 || taken !== this.#taken || this.task.consents?.length) this.requestUpdate();
    const mayBeVoid =
      /"not":{"required"/.test(JSON.stringify(this.task.schema)) || /:{}/.test(JSON.stringify(this.value));
    if (taken !== this.#taken && mayBeVoid) void import("./left-over.js").then((one) => one.dropLeftOver(this));
    this.#taken = taken;
    this.#written();
  };

  readonly init = (at: Pointer, value: Json): void => {
    // What lies in something that may be left out is written once that is begun.
    if (this.get(at) === undefined && this.get(above(at)) !== undefined) put(this.value, at, value);
  };

  readonly things = (): Things | undefined => this.task.things?.();

  readonly labelOf = (at: Pointer): string => {
    for (let here = withoutIndexes(at); here !== ""; here = above(here)) {
      const label = this.words.label(this.task.base + here);
      if (label !== "") return label;
    }
    return [...this.parts.values()].flat().find(({ id }) => id === at)?.name ?? "";
  };

  readonly choiceOf = (at: Pointer, choice: Json): string =>
    this.words.label(`${this.task.base}${withoutIndexes(at)}=${String(choice)}`, String(choice));

  readonly hintOf = (at: Pointer): string => this.words.label(`hints/${this.task.base}${withoutIndexes(at)}`);

  readonly faultOf = (at: Pointer): string | undefined => {
    const fault = this.faults.get(at);
    return fault && this.say(fault);
  };

  readonly field = (field: Field): unknown => {
    this.#fields.set(field.at, field);
    const own = this.task.controls?.[String(field.schema["x-type"])];
    const special = specialFor(field);
    if (own !== undefined || special === undefined) return (own ?? controlFor(field.schema))(field, this);
    if (!this.#controls.has(special)) void this.#load(field, special);
    return this.#controls.get(special)?.(field, this);
  };

  readonly reads = (at: Pointer, how: Read): void => {
    this.#reads.set(at, how);
  };

  /** A fault in words; in few, until the words for faults are loaded. */
  say(fault: SaidFault): string {
    const field = this.labelOf(fault.at);
    if (fault.message !== undefined) return fault.message;
    return (
      this.#sayFault?.(fault, { schema: this.#schemaAt(fault.at), field }) ?? this.words.say("faultOther", { field })
    );
  }

  /** Takes in what was typed or chosen in a native input. */
  typed(input: HTMLInputElement): void {
    const how = this.#reads.get(input.name);
    if (how !== undefined) this.set(input.name, how(input));
  }

  /** Checks one field that was left with something in it. */
  left(at: Pointer): void {
    const fault = this.get(at) !== undefined && this.task.validate(this.value).find((one) => one.at === at);
    if (fault && !this.faults.has(at)) this.show([...this.faults.values(), fault]);
  }

  /** Consents that are asked for now. */
  consents(): readonly ConsentRule[] {
    return (this.task.consents ?? []).filter((one) => one.when === undefined || fits(one.when, this.value));
  }

  /** All that is wrong now, missing consents included. */
  check(): readonly SaidFault[] {
    const missing = this.consents().filter((one) => !this.given.has(one.id));
    return [
      ...this.task.validate(this.value),
      ...missing.map((one) => ({ at: consentId(one.id), keyword: "consent" })),
    ];
  }

  /** Shows faults, the first of each field. */
  show(faults: readonly SaidFault[]): void {
    const shown = new Map<Pointer, SaidFault>();
    for (const fault of faults) {
      const at = this.#fieldAt(fault.at);
      if (!shown.has(at)) shown.set(at, { ...fault, at });
    }
    this.faults = shown;
    this.requestUpdate();
    if (shown.size > 0 && this.#sayFault === undefined) void this.#loadFaultWords();
  }

  /** Forgets what was wrong at one place. */
  mended(at: Pointer): void {
    this.show([...this.faults.values()].filter((fault) => fault.at !== at));
  }

  /** Loads the special control of a field, and those of the fields within it. */
  async #load(field: Field, special: string): Promise<void> {
    this.#controls.set(special, undefined);
    const loaded = await loadControls(field, this.words.locale).catch(() => []);
    if (loaded.length === 0) setTimeout(() => this.#controls.delete(special), 3000);
    for (const [name, control] of loaded) this.#controls.set(name, control);
    this.requestUpdate();
  }

  async #loadFaultWords(): Promise<void> {
    const module = await import("./say-fault.js");
    this.#sayFault = await module.loadFaultWords(this.words.locale);
    this.requestUpdate();
  }

  #schemaAt(at: Pointer): JsonSchema | undefined {
    return (
      this.#fields.get(at)?.schema ??
      (read(this.task.schema, at.replaceAll("/", "/properties/")) as JsonSchema | undefined)
    );
  }

  /** The field at a pointer, or the nearest one above it that is asked. */
  #fieldAt(at: Pointer): Pointer {
    let here = at;
    while (here !== "" && !here.startsWith("?") && !this.#fields.has(here) && !this.parts.has(here)) here = above(here);
    return here;
  }

  /** Looks again at what is around a field; what is elsewhere stays as it was. */
  #recheck(at: Pointer): void {
    const isNear = (fault: SaidFault) => under(fault.at, at) || under(at, fault.at);
    const before = [...this.faults.values()];
    if (!before.some(isNear)) return;
    this.show([...before.filter((fault) => !isNear(fault)), ...this.task.validate(this.value).filter(isNear)]);
  }

  /** An optional object that was emptied is no object. */
  #prune(at: Pointer): void {
    const value = this.get(at);
    if (this.#fields.get(at)?.required !== false || Array.isArray(value) || Object.keys(value ?? {}).length > 0) return;
    put(this.value, at, undefined);
    this.#prune(above(at));
  }
}
