import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json } from "@linli/contracts";
import type { Field } from "./fields.js";
import { frame, invalid, noteId } from "./frame.js";
import type { Control, FormHost } from "./host.js";

/** Types of inputs, by what a field is; "": a code, typed as text. */
const inputTypes: { readonly [kind: string]: string } = {
  creditCode: "",
  date: "date",
  division: "",
  email: "email",
  localTime: "time",
  mobile: "tel",
  month: "month",
  nationalId: "",
  phone: "tel",
  plate: "",
  uri: "url",
};

/** A value as an input shows it. */
export const written = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : String(value);

/** What was typed, without outer spaces; nothing is no value. */
const words = (input: HTMLInputElement) => input.value.trim() || undefined;

// Input methods type full-width digits, and copied numbers carry spaces.
const code = (input: HTMLInputElement) => input.value.normalize("NFKC").replace(/\s/g, "").toUpperCase() || undefined;

/** A number; what is none stays as typed, for the check to refuse. */
export const readNumber = (input: HTMLInputElement): Json | undefined => {
  const typed = code(input);
  return typed === undefined || Number.isNaN(Number(typed)) ? typed : Number(typed);
};

/** What an input is like beyond its field. */
interface Like {
  readonly type?: string | undefined;
  readonly mode?: string;
  readonly value?: string;
  readonly kind?: string | undefined;
}

/** A native input of one line. */
export function input({ at }: Field, host: FormHost, { type, mode, value, kind }: Like = {}): TemplateResult {
  return html`<input
    id=${at}
    name=${at}
    type=${type ?? "text"}
    inputmode=${mode ?? nothing}
    class=${kind ?? nothing}
    autocomplete=${type === "tel" || type === "email" ? type : "off"}
    .value=${value ?? written(host.get(at))}
    aria-describedby=${noteId(at)}
    aria-invalid=${invalid(at, host)}
  />`;
}

/** One line: words, a code, a date, a time. */
export const line: Control = (field, host) => {
  const { "x-type": kind, format } = field.schema;
  const type = inputTypes[String(kind)] ?? inputTypes[String(format)];
  host.reads(field.at, type === "" || type === "tel" ? code : words);
  return frame(
    field,
    host,
    input(field, host, { type: type || undefined, kind: type === undefined ? undefined : "short" }),
  );
};

/** Several lines. */
export const area: Control = (field, host) => {
  const { at } = field;
  host.reads(at, words);
  return frame(
    field,
    host,
    html`<textarea
      id=${at}
      name=${at}
      rows="3"
      .value=${written(host.get(at))}
      aria-describedby=${noteId(at)}
      aria-invalid=${invalid(at, host)}
    ></textarea>`,
  );
};

/** A number; a small whole one with a button for less and one for more. */
export const number: Control = (field, host) => {
  const { at, schema } = field;
  const isWhole = schema.type === "integer";
  const { minimum = 0, maximum = Infinity } = schema as { readonly minimum?: number; readonly maximum?: number };
  host.reads(at, readNumber);
  const typed = input(field, host, { kind: "number", mode: isWhole ? "numeric" : "decimal" });
  const step = (by: number, sign: string, key: "less" | "more") =>
    html`<button
      type="button"
      aria-label=${host.words.say(key, { field: host.labelOf(at) })}
      @click=${() => {
        const now = host.get(at);
        host.set(at, Math.min(Math.max(typeof now === "number" ? now + by : minimum, minimum), maximum));
        host.requestUpdate();
      }}
    >
      ${sign}
    </button>`;
  return frame(
    field,
    host,
    isWhole && maximum < 100
      ? html`<span class="row">${step(-1, "−", "less")}${typed}${step(1, "+", "more")}</span>`
      : typed,
  );
};
