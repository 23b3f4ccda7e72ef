import { html, nothing } from "lit";
import type { Json } from "@linli/contracts";
import { frame, invalid, noteId } from "./frame.js";
import type { Control } from "./host.js";
import { readCode, readInstant, readNumber, readText, readYuan } from "./read.js";

const inputTypes: { readonly [kind: string]: string } = {
  date: "date",
  "date-time": "datetime-local",
  email: "email",
  instant: "datetime-local",
  localTime: "time",
  "local-time": "time",
  mobile: "tel",
  month: "month",
  phone: "tel",
  uri: "url",
};
const autocomplete: { readonly [kind: string]: string } = { email: "email", mobile: "tel", name: "name", phone: "tel" };
const codes = new Set(["creditCode", "division", "mobile", "nationalId", "phone", "plate"]);

const written = (value: Json | undefined) => (value === undefined || value === null ? "" : String(value));

/** One line: words, a code, a date, a time, an instant. */
export const line: Control = (field, host) => {
  const { at, schema } = field;
  const kind = String(schema["x-type"] ?? schema.format ?? "");
  const type = inputTypes[kind] ?? inputTypes[String(schema.format)] ?? "text";
  const isInstant = type === "datetime-local";
  host.reads(at, schema, isInstant ? readInstant(host.offset) : codes.has(kind) ? readCode : readText);
  return frame(
    field,
    host,
    html`<input
      id=${at}
      name=${at}
      type=${type}
      class=${codes.has(kind) || type !== "text" ? "short" : nothing}
      autocomplete=${autocomplete[kind] ?? "off"}
      .value=${isInstant ? written(host.get(at)).slice(0, 16) : written(host.get(at))}
      aria-describedby=${noteId(at)}
      aria-invalid=${invalid(at, host)}
    />`,
  );
};

/** Several lines. */
export const area: Control = (field, host) => {
  const { at } = field;
  host.reads(at, field.schema, readText);
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

/** A number; small whole ones with a button for less and one for more. Money is typed in yuan. */
export const number: Control = (field, host) => {
  const { at, schema } = field;
  const isMoney = schema["x-type"] === "fen";
  const value = host.get(at);
  const least = (schema.minimum as number | undefined) ?? 0;
  const most = (schema.maximum as number | undefined) ?? Infinity;
  host.reads(at, schema, isMoney ? readYuan : readNumber);
  const input = html`<input
    id=${at}
    name=${at}
    class="number"
    inputmode=${schema.type === "integer" && !isMoney ? "numeric" : "decimal"}
    autocomplete="off"
    .value=${written(isMoney && typeof value === "number" ? value / 100 : value)}
    aria-describedby=${noteId(at)}
    aria-invalid=${invalid(at, host)}
  />`;
  if (isMoney) return frame(field, host, html`<span class="row">${input}${host.words.ui.yuanUnit}</span>`);
  if (schema.type !== "integer" || most > 99) return frame(field, host, input);
  const step = (by: 1 | -1, words: "less" | "more", sign: string) =>
    html`<button
      type="button"
      aria-label=${host.words.say(words, { field: host.labelOf(at) })}
      @click=${() => {
        const now = host.get(at);
        host.set(at, Math.min(Math.max(typeof now === "number" ? now + by : least, least), most));
        host.requestUpdate();
      }}
    >
      ${sign}
    </button>`;
  return frame(field, host, html`<span class="row">${step(-1, "less", "−")}${input}${step(1, "more", "+")}</span>`);
};
