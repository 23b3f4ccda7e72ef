import { html, nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import { frame, group, invalid, nameOf, noteId, noteOf } from "./frame.js";
import type { Control } from "./host.js";
import { readChoice } from "./read.js";

const pick = (type: "radio" | "checkbox", at: string, value: string, checked: boolean, words: unknown) =>
  html`<label class="pick"
    ><input type=${type} name=${at} value=${value} .checked=${checked} /><span>${words}</span></label
  >`;

/** A few choices, one of them. */
export const radios: Control = (field, host) => {
  const { at, schema, required } = field;
  const value = host.get(at);
  host.reads(at, schema, readChoice);
  const choices = (schema.enum as readonly Json[]).map((choice) =>
    pick("radio", at, String(choice), choice === value, host.choiceOf(at, choice)),
  );
  const none = required ? nothing : pick("radio", at, "", value === undefined, host.words.ui.none);
  return group(field, host, html`<div class="picks">${choices}${none}</div>`);
};

/** Many choices, one of them. */
export const select: Control = (field, host) => {
  const { at, schema, required } = field;
  const value = host.get(at);
  host.reads(at, schema, readChoice);
  const choices = (schema.enum as readonly Json[]).map(
    (choice) => html`<option value=${String(choice)} ?selected=${choice === value}>${host.choiceOf(at, choice)}</option>`,
  );
  return frame(
    field,
    host,
    html`<select id=${at} name=${at} aria-describedby=${noteId(at)} aria-invalid=${invalid(at, host)}>
      <option value="" ?selected=${value === undefined}>${required ? host.words.ui.choose : host.words.ui.none}</option>
      ${choices}
    </select>`,
  );
};

/** Choices, any of them. */
export const checkboxes: Control = (field, host) => {
  const { at, schema } = field;
  const choices = (schema.items as JsonSchema).enum as readonly Json[];
  const chosen = () => (host.get(at) ?? []) as readonly Json[];
  host.reads(at, schema, (input) => {
    const now = chosen();
    const next = choices.filter((one) => (String(one) === input.value ? input.checked : now.includes(one)));
    return next.length === 0 ? undefined : next;
  });
  const picks = choices.map((one) =>
    pick("checkbox", at, String(one), chosen().includes(one), host.choiceOf(at, one)),
  );
  return group(field, host, html`<div class="picks">${picks}</div>`);
};

/** One tick; yes and no where an answer is required and either will do. */
export const yesOrNo: Control = (field, host) => {
  const { at, schema, required } = field;
  const value = host.get(at);
  if (required && schema.const === undefined) {
    host.reads(at, schema, (input) => input.value === "true");
    const { yes, no } = host.words.ui;
    const picks = [pick("radio", at, "true", value === true, yes), pick("radio", at, "false", value === false, no)];
    return group(field, host, html`<div class="picks">${picks}</div>`);
  }
  const byDefault = schema.default === true;
  host.reads(at, schema, (input) => (input.checked === byDefault ? undefined : input.checked));
  return html`<div class="field">
    <label class="tick"
      ><input
        type="checkbox"
        id=${at}
        name=${at}
        .checked=${(value ?? byDefault) === true}
        aria-describedby=${noteId(at)}
        aria-invalid=${invalid(at, host)}
      /><span>${nameOf(field, host)}</span></label
    >
    <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
  </div>`;
};
