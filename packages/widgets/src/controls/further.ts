import { html, nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import { pick, picks } from "../form/choice-controls.js";
import { fieldsOf } from "../form/fields.js";
import { frame, group, invalid, nameOf, noteId, noteOf } from "../form/frame.js";
import type { SpecialControl } from "../form/special-controls.js";
import { input, readNumber, written } from "../form/text-controls.js";
import { fill } from "../lib/words.js";
import { css } from "../sheets/further.css.js";
import { addStyles } from "../sheets/sheets.js";
import { control as stars } from "./stars.js";
import "../sheets/box.js";

addStyles(css);

/** Many choices, one of them. */
const select: SpecialControl = (field, host, more) => {
  const { at, schema, required } = field;
  const choices = schema.enum as readonly Json[];
  const value = host.get(at);
  host.reads(at, (typed) => choices.find((choice) => String(choice) === typed.value));
  return frame(
    field,
    host,
    html`<select id=${at} name=${at} aria-describedby=${noteId(at)} aria-invalid=${invalid(at, host)}>
      <option value="" ?selected=${value === undefined}>${required ? more.choose : host.words.ui.none}</option>
      ${choices.map(
        (choice) =>
          html`<option value=${String(choice)} ?selected=${choice === value}>${host.choiceOf(at, choice)}</option>`,
      )}
    </select>`,
  );
};

/** One tick; without it, what the contract has by default. */
const tick: SpecialControl = (field, host) => {
  const { at, schema } = field;
  const byDefault = schema.default === true;
  host.reads(at, (input) => (input.checked === byDefault ? undefined : input.checked));
  return html`<div class="field">
    <label class="tick"
      ><input
        type="checkbox"
        id=${at}
        name=${at}
        .checked=${(host.get(at) ?? byDefault) === true}
        aria-describedby=${noteId(at)}
        aria-invalid=${invalid(at, host)}
      /><span>${nameOf(field, host)}</span></label
    >
    <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
  </div>`;
};

/** Yes or no, where an answer is needed and either will do. */
const yesOrNo: SpecialControl = (field, host, { yes, no }) => {
  const { at } = field;
  const value = host.get(at);
  host.reads(at, (typed) => typed.value === "true");
  return picks(field, host, [
    pick("radio", at, "true", value === true, yes),
    pick("radio", at, "false", value === false, no),
  ]);
};

/** Money: typed in yuan, kept in fen. */
const fen: SpecialControl = (field, host, { yuanUnit }) => {
  const value = host.get(field.at);
  host.reads(field.at, (typed) => {
    const yuan = readNumber(typed);
    return typeof yuan === "number" ? Math.round(yuan * 100) : yuan;
  });
  const shown = written(typeof value === "number" ? value / 100 : value);
  const typed = input(field, host, { kind: "number", mode: "decimal", value: shown });
  return frame(field, host, html`<span class="row">${typed}${yuanUnit}</span>`);
};

/** A local date and time, kept as an instant at the street's offset. */
const instant: SpecialControl = (field, host) => {
  host.reads(field.at, ({ value }) => (value === "" ? undefined : `${value.slice(0, 16)}:00${host.offset}`));
  const value = written(host.get(field.at)).slice(0, 16);
  return frame(field, host, input(field, host, { type: "datetime-local", kind: "short", value }));
};

/** Fields that belong together. */
const object: SpecialControl = (field, host) => {
  if (field.required) host.init(field.at, {});
  return group(field, host, fieldsOf(field.schema, field.at, host.get(field.at)).map(host.field), "box");
};

/** Items of a kind, as many as there are. */
const list: SpecialControl = (field, host, more) => {
  const { at, schema, required } = field;
  const item = schema.items as JsonSchema;
  // A new one each time: items are written in place.
  const blank = (): Json => (item.properties === undefined ? "" : {});
  const values = (host.get(at) ?? (required ? [blank()] : [])) as readonly Json[];
  const shown = values.length;
  const change = (next: readonly Json[]) => () => {
    host.set(at, next.length === 0 ? undefined : next);
    host.requestUpdate();
  };
  const remove = (i: number) => (event: Event) => {
    const within = (event.currentTarget as Element).closest("fieldset");
    change(values.filter((_, other) => other !== i))();
    // What was typed into a field that is now another item's stays in it, unless it is taken out by hand.
    within
      ?.querySelectorAll<HTMLInputElement>("input:not([type=radio], [type=checkbox]), textarea")
      .forEach((typed) => {
        if (written(host.get(typed.name)) === "") typed.value = "";
      });
  };
  if (required) host.init(at, values);
  const items = values.map((_, i) => {
    const here = `${at}/${i}`;
    return html`<div class="item">
      ${host.field({ at: here, schema: item, required: true })}
      ${
        shown === 1 && required
          ? nothing
          : html`<button type="button" class="quiet" @click=${remove(i)}>${fill(more.remove, { n: i + 1 })}</button>`
      }
    </div>`;
  });
  const add = html`<button type="button" @click=${change([...values, blank()])}>
    ${fill(more.add, { field: host.labelOf(at) })}
  </button>`;
  const full = shown >= ((schema.maxItems as number | undefined) ?? Infinity);
  return group(field, host, html`${items}${full ? nothing : add}`, "box");
};

/** Fields that simple forms do without: each by what its schema is like. */
export const control: SpecialControl = (field, host, more) => {
  const { schema, required } = field;
  const one =
    schema["x-type"] === "fen"
      ? fen
      : schema["x-type"] === "stars"
        ? stars
        : schema.items !== undefined
          ? list
          : schema.properties !== undefined
            ? object
            : schema.enum !== undefined
              ? select
              : schema.type === "boolean" || schema.const === true
                ? required && schema.const === undefined
                  ? yesOrNo
                  : tick
                : instant;
  return one(field, host, more);
};
