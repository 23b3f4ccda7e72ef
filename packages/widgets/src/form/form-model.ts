import { at as read } from "@linli/contracts";
import type { ConsentRule, Json, JsonSchema, Pointer } from "@linli/contracts";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { controlFor } from "./control-for.js";
import { branchesTaken } from "./fields.js";
import type { Field } from "./fields.js";
import { fits } from "./check.js";
import type { Control, FormHost, Read, Things } from "./host.js";
import { put, withoutIndexes } from "./pointers.js";
import { sayFault } from "./say-fault.js";
import { specialFor } from "./special-controls.js";
import type { SaidFault } from "./say-fault.js";

/** What a form is made from and for. */
export interface FormTask {
  /** What may be filled in. References resolved; `x-type` names the shared definition that a field is. */
  readonly schema: JsonSchema;
  /** Where its labels stand: `record`, or `inputs/<action>`. */
  readonly base: string;
  /** What the button does, in words. */
  readonly submit: string;
  /** Gives all faults of a value. */
  readonly validate: (value: Json) => readonly SaidFault[];
  /** Separate consents that may have to be asked for. */
  readonly consents?: readonly ConsentRule[];
  /** Offset of the street's clock, for example `+08:00`. */
  readonly offset?: string | undefined;
  /** What is known of the things that the record can name. */
  readonly things?: () => Things | undefined;
  /** How many questions are asked on a screen, step by step; absent: all on one. In elder mode one. */
  readonly perScreen?: number | undefined;
  /** Controls of shared definitions, by their name, beyond those that a form knows. */
  readonly controls?: { readonly [type: string]: Control };
}

/** Id under which the fault of a missing consent is kept. */
export const consentId = (id: string): Pointer => `?consent/${id}`;

/** What is filled into a form, what is wrong with it, and what its controls may ask for. */
export class FormModel implements FormHost {
  words!: Words;
  task!: FormTask;
  value: Json & object = {};
  street: StreetContext | undefined;
  /** Special controls; `undefined`: on their way. */
  controls: { readonly [name: string]: Control } | undefined;
  faults: ReadonlyMap<Pointer, SaidFault> = new Map();
  readonly given = new Set<string>();
  readonly requestUpdate: () => void;
  readonly #written: () => void;
  readonly #fields = new Map<Pointer, { readonly field: Field; schema: JsonSchema; read?: Read }>();
  #taken = "";

  constructor(render: () => void, written: () => void) {
    this.requestUpdate = render;
    this.#written = written;
  }

  get offset(): string {
    return this.task.offset ?? "+08:00";
  }

  readonly get = (at: Pointer): Json | undefined => read(this.value, at) as Json | undefined;

  readonly set = (at: Pointer, value: Json | undefined): void => {
    const above = at.slice(0, at.lastIndexOf("/"));
    put(this.value, at, value === undefined && Array.isArray(this.get(above)) ? "" : value);
    this.#prune(above);
    const had = this.#faultsUnder(at).length > 0;
    if (had) this.#recheck(at);
    if (had || this.#asksOtherwise() || (this.task.consents ?? []).length > 0) this.requestUpdate();
    this.#written();
  };

  readonly init = (at: Pointer, value: Json): void => {
    if (this.get(at) === undefined) put(this.value, at, value);
  };

  readonly add = (at: Pointer, shown: number, item: JsonSchema): void => {
    const blank = (): Json => (item.properties === undefined ? "" : {});
    for (let i = 0; i <= shown; i++) this.init(`${at}/${i}`, blank());
    this.requestUpdate();
    this.#written();
  };

  readonly remove = (at: Pointer): void => {
    put(this.value, at, undefined);
    const list = at.slice(0, at.lastIndexOf("/"));
    if ((this.get(list) as readonly Json[]).length === 0) put(this.value, list, undefined);
    this.faults = new Map([...this.faults].filter(([key]) => !under(key, list)));
    this.requestUpdate();
    this.#written();
  };

  readonly things = (): Things | undefined => this.task.things?.();

  readonly labelOf = (at: Pointer): string => {
    const { base } = this.task;
    for (let here = withoutIndexes(at); here !== ""; here = here.slice(0, here.lastIndexOf("/"))) {
      const label = this.words.label(base + here);
      if (label !== "") return label;
    }
    return "";
  };

  readonly choiceOf = (at: Pointer, choice: Json): string =>
    this.words.label(`${this.task.base}${withoutIndexes(at)}=${String(choice)}`, String(choice));

  readonly hintOf = (at: Pointer): string => this.words.label(`hints/${this.task.base}${withoutIndexes(at)}`);

  readonly faultOf = (at: Pointer): string | undefined => {
    const fault = this.faults.get(at);
    return fault && this.say(fault);
  };

  readonly field = (field: Field): unknown => {
    const known = this.#fields.get(field.at);
    this.#fields.set(field.at, { ...known, field, schema: field.schema });
    const own = this.task.controls?.[String(field.schema["x-type"])];
    const special = specialFor(field.schema);
    if (own !== undefined || special === undefined) return (own ?? controlFor(field.schema))(field, this);
    return this.controls?.[special]?.(field, this);
  };

  readonly reads = (at: Pointer, schema: JsonSchema, how: Read): void => {
    const known = this.#fields.get(at);
    if (known !== undefined) this.#fields.set(at, { ...known, schema, read: how });
  };

  /** A fault in words. */
  say(fault: SaidFault): string {
    return sayFault(fault, this.#fields.get(fault.at)?.schema, this.labelOf(fault.at), this.words);
  }

  /** The field at a pointer, or the nearest one above it that is asked. */
  fieldAt(at: Pointer): Pointer {
    let here = at;
    while (here !== "" && !this.#fields.has(here)) here = here.slice(0, here.lastIndexOf("/"));
    return here;
  }

  /** Takes in what was typed or chosen in a native input. */
  typed(input: HTMLInputElement): void {
    const known = this.#fields.get(input.name);
    if (known?.read !== undefined) this.set(input.name, known.read(input, known.schema));
  }

  /** Checks one field that was left with something in it. */
  left(at: Pointer): void {
    if (!this.#fields.has(at) || this.get(at) === undefined || this.faults.has(at)) return;
    const fault = this.task.validate(this.value).find((one) => one.at === at);
    if (fault === undefined) return;
    this.faults = new Map([...this.faults, [at, fault]]);
    this.requestUpdate();
  }

  /** Consents that are asked for now. */
  consents(): readonly ConsentRule[] {
    return (this.task.consents ?? []).filter((one) => one.when === undefined || fits(one.when, this.value));
  }

  /** All that is wrong now, missing consents included. */
  check(): readonly SaidFault[] {
    const missing = this.consents()
      .filter((one) => !this.given.has(one.id))
      .map((one) => ({ at: consentId(one.id), keyword: "consent" }));
    return [...this.task.validate(this.value), ...missing];
  }

  /** Shows faults, the first of each field. */
  show(faults: readonly SaidFault[]): void {
    const shown = new Map<Pointer, SaidFault>();
    for (const fault of faults.map((one) => this.#atField(one))) if (!shown.has(fault.at)) shown.set(fault.at, fault);
    this.faults = shown;
    this.requestUpdate();
  }

  /** Forgets what was wrong at one place. */
  mended(at: Pointer): void {
    this.show([...this.faults.values()].filter((fault) => fault.at !== at));
  }

  /** Whether other fields are asked than before. */
  #asksOtherwise(): boolean {
    const before = this.#taken;
    this.#taken = branchesTaken(this.task.schema, this.value);
    return before !== this.#taken;
  }

  /** A fault moved to the field that the reader sees. */
  #atField(fault: SaidFault): SaidFault {
    return fault.at.startsWith("?") ? fault : { ...fault, at: this.fieldAt(fault.at) };
  }

  #faultsUnder(at: Pointer): readonly Pointer[] {
    return [...this.faults.keys()].filter((key) => under(key, at) || under(at, key));
  }

  #recheck(at: Pointer): void {
    const now = this.task.validate(this.value).filter((fault) => under(fault.at, at) || under(at, fault.at));
    const kept = [...this.faults].filter(([key]) => !under(key, at) && !under(at, key));
    const found = now.map((fault) => this.#atField(fault)).map((fault): [Pointer, SaidFault] => [fault.at, fault]);
    this.faults = new Map([...found.reverse(), ...kept]);
  }

  /** An optional object that was emptied is no object. */
  #prune(at: Pointer): void {
    const field = this.#fields.get(at)?.field;
    const value = this.get(at);
    if (field === undefined || field.required || typeof value !== "object" || value === null) return;
    if (Object.keys(value).length > 0 || Array.isArray(value)) return;
    put(this.value, at, undefined);
    this.#prune(at.slice(0, at.lastIndexOf("/")));
  }
}

const under = (one: Pointer, other: Pointer) => one === other || one.startsWith(`${other}/`);
