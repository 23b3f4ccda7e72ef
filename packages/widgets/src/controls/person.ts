import { html } from "lit";
import type { MeView } from "@linli/contracts";
import { frame, invalid, noteId } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { SpecialControl } from "../form/special-controls.js";
import { fill } from "../lib/words.js";

const people = new WeakMap<FormHost, MeView | "asked" | "unknown">();

/** A person: oneself, or those for whom one may act. Staff, who know others, type an id. */
export const control: SpecialControl = (field, host, more) => {
  const { at } = field;
  const me = people.get(host);
  host.reads(at, (typed) => typed.value || undefined);
  if (me === undefined) {
    people.set(host, "asked");
    void host.street
      ?.me()
      .then(
        (view) => people.set(host, view),
        () => people.set(host, "unknown"),
      )
      .finally(host.requestUpdate);
  }
  const value = String(host.get(at) ?? "");
  if (typeof me !== "object") {
    return frame(
      field,
      host,
      html`<input
        id=${at}
        name=${at}
        autocomplete="off"
        .value=${value}
        aria-describedby=${noteId(at)}
        aria-invalid=${invalid(at, host)}
      />`,
    );
  }
  const choices = [{ id: me.id, name: fill(more.myself, { name: me.name }) }, ...me.behalf];
  return frame(
    field,
    host,
    html`<select id=${at} name=${at} aria-describedby=${noteId(at)} aria-invalid=${invalid(at, host)}>
      <option value="" ?selected=${value === ""}>${host.words.ui.choose}</option>
      ${choices.map((one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.name ?? one.id}</option>`)}
    </select>`,
  );
};
