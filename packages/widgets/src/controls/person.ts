import { html, nothing } from "lit";
import { frame, invalid, noteId } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { SpecialControl } from "../form/special-controls.js";
import { fill } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import type { More } from "../ui/more/zh-CN.js";

/** Somebody who can be chosen. */
interface Person {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Who can be chosen, and whether that is everybody whom one could mean. */
interface People {
  readonly known: readonly Person[];
  readonly isAll: boolean;
}

const most = 200;
const people = new WeakMap<FormHost, People | "asked" | "unknown">();

/** Oneself and those for whom one may act; those who work in the street know all who belong to it. */
async function peopleFor({ me: askMe, client }: StreetContext, { myself }: More): Promise<People> {
  const me = await askMe();
  const known = new Map<string, Person>([me, ...me.behalf].map((one) => [one.id, one]));
  known.set(me.id, { id: me.id, name: fill(myself, { name: me.name }) });
  if (me.roles.every((role) => role === "resident")) return { known: [...known.values()], isAll: false };
  let hasResidents = false;
  for await (const { id, name, roles } of client.members()) {
    hasResidents ||= id !== me.id && roles.every(({ role }) => role === "resident");
    if (!known.has(id)) known.set(id, { id, name });
    if (known.size >= most) break;
  }
  // Without an office one is told of those who work here, and of nobody else.
  return { known: [...known.values()], isAll: hasResidents && known.size < most };
}

/** A person. Whoever is not in the list is named by number, as at a desk. */
export const control: SpecialControl = (field, host, more) => {
  const { at } = field;
  const known = people.get(host);
  host.reads(at, (typed) => typed.value || undefined);
  if (known === undefined && host.street !== undefined) {
    people.set(host, "asked");
    void peopleFor(host.street, more)
      .then(
        (found) => people.set(host, found),
        () => people.set(host, "unknown"),
      )
      .finally(host.requestUpdate);
  }
  const value = String(host.get(at) ?? "");
  if (typeof known !== "object") {
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
  const isOther = value !== "" && known.known.every(({ id }) => id !== value);
  const typed = (event: Event) => {
    host.set(at, (event.target as HTMLInputElement).value.trim() || undefined);
    host.requestUpdate();
  };
  return frame(
    field,
    host,
    html`<select id=${at} name=${at} aria-describedby=${noteId(at)} aria-invalid=${invalid(at, host)}>
        <option value="" ?selected=${value === "" || isOther}>${more.choose}</option>
        ${known.known.map(
          (one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.name ?? one.id}</option>`,
        )}
      </select>
      ${
        known.isAll
          ? nothing
          : html`<label for="number-${at}">${more.orNumber}</label>
              <input id="number-${at}" autocomplete="off" .value=${isOther ? value : ""} @change=${typed} />`
      }`,
  );
};
