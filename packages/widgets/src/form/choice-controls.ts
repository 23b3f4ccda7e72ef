import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import type { Field } from "./fields.js";
import { group } from "./frame.js";
import type { Control } from "./host.js";

/** One choice: a native input that lies unseen over its words. */
export const pick = (type: string, at: string, value: string, checked: boolean, words: unknown): TemplateResult =>
  html`<label class="pick"
    ><input type=${type} name=${at} value=${value} .checked=${checked} /><span>${words}</span></label
  >`;

/** Choices under their question. */
export const picks = (field: Field, host: Parameters<Control>[1], choices: unknown): TemplateResult =>
  group(field, host, html`<div class="picks">${choices}</div>`);

/** A few choices, one of them. */
export const radios: Control = (field, host) => {
  const { at, schema, required } = field;
  const choices = schema.enum as readonly Json[];
  const value = host.get(at);
  host.reads(at, (input) => {
    if (!required) host.requestUpdate();
    return choices.find((choice) => String(choice) === input.value);
  });
  return picks(field, host, [
    choices.map((choice) => pick("radio", at, String(choice), choice === value, host.choiceOf(at, choice))),
    required || value === undefined ? nothing : pick("radio", at, "", false, host.words.ui.none),
  ]);
};

/** Choices, any of them. */
export const checkboxes: Control = (field, host) => {
  const { at, schema, required } = field;
  const choices = (schema.items as JsonSchema).enum as readonly Json[];
  // None of them is an answer, too, where the contract lets it be one.
  const none = required && !schema.minItems ? [] : undefined;
  if (none !== undefined) host.init(at, none);
  const chosen = () => (host.get(at) ?? []) as readonly Json[];
  host.reads(at, (input) => {
    const next = choices.filter((one) => (String(one) === input.value ? input.checked : chosen().includes(one)));
    return next.length === 0 ? none : next;
  });
  return picks(
    field,
    host,
    choices.map((one) => pick("checkbox", at, String(one), chosen().includes(one), host.choiceOf(at, one))),
  );
};
