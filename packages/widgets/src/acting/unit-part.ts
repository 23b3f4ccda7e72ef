import { html } from "lit";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { Acting, ActingField } from "./acting-parts.js";

/** A unit that answers for records: one of the street's communities, or the street itself. */
export async function unitPart({ at, required, name }: ActingField, { screen, flow }: Acting): Promise<Part> {
  const { street } = screen;
  const info = await street.info();
  const units = [{ id: info.id, name: info.name }, ...info.communities];
  let asked: FormHost | undefined;
  return {
    id: at,
    name,
    required,
    answer: () => units.find(({ id }) => id === asked?.get(at))?.name ?? "",
    render: (host) => {
      asked = host;
      const value = host.get(at);
      return html`<div class="field">
        <label for=${at}>${name}</label>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <select
          id=${at}
          aria-describedby=${noteId(at)}
          @change=${(event: Event) => host.set(at, (event.target as HTMLSelectElement).value || undefined)}
        >
          <option value="" ?selected=${value === undefined}>${flow.more.choose}</option>
          ${units.map((one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.name ?? one.id}</option>`)}
        </select>
      </div>`;
    },
  };
}
