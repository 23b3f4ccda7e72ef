import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Field } from "./fields.js";
import type { FormHost } from "./host.js";

/** The id of the box that describes a field: its hint, and what is wrong with it. */
export const noteId = (at: string): string => `note-${at}`;

/** Label and, where it applies, the word for optional. */
export function nameOf({ at, required }: Field, host: FormHost): unknown {
  return required
    ? host.labelOf(at)
    : html`${host.labelOf(at)} <span class="optional">${host.words.ui.optional}</span>`;
}

/** What the box under a label says. The box is always there, so that no id ever changes. */
export function noteOf(at: string, host: FormHost): unknown {
  const fault = host.faultOf(at);
  return fault === undefined ? host.hintOf(at) : html`${host.hintOf(at)}<b class="fault">${fault}</b>`;
}

/** `aria-invalid` of a control. */
export const invalid = (at: string, host: FormHost): unknown => (host.faultOf(at) === undefined ? nothing : "true");

/** One label over one control. */
export function frame(field: Field, host: FormHost, control: unknown): TemplateResult {
  const { at } = field;
  return html`<div class="field">
    <label for=${at}>${nameOf(field, host)}</label>
    <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
    ${control}
  </div>`;
}

/** A legend over several controls. */
export function group(field: Field, host: FormHost, body: unknown, kind = "field"): TemplateResult {
  const { at } = field;
  return html`<fieldset class=${kind} id=${at} aria-describedby=${noteId(at)}>
    <legend>${nameOf(field, host)}</legend>
    <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
    ${body}
  </fieldset>`;
}
