import { html, nothing } from "lit";
import type { MemberView } from "@linli/sdk";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import { loadRoles } from "../ui/roles/load-roles.js";
import type { Roles } from "../ui/roles/load-roles.js";
import type { Acting, ActingField } from "./acting-parts.js";
import { choose, chosenAt } from "./chosen.js";

const most = 200;
const fewEnough = 6;

/** Whom to send: those who work in the street, by role, with a search where there are many. */
export async function peoplePart({ at, schema, required, name }: ActingField, { screen, flow }: Acting): Promise<Part> {
  const { street, words } = screen;
  const [people, roles] = await Promise.all([membersOf(screen), loadRoles(street.locale)]);
  const isMany = schema.type === "array";
  let sought = "";
  let asked: FormHost | undefined;
  const nameOf = (id: string) => people?.find((one) => one.id === id)?.name ?? id;
  const pick = (one: MemberView, host: FormHost) => {
    const isChosen = chosenAt(at, host).includes(one.id);
    return html`<label class="pick person"
      ><input
        type=${isMany ? "checkbox" : "radio"}
        name="?people${at}"
        value=${one.id}
        .checked=${isChosen}
        @change=${() => choose(at, one.id, isMany, host)}
      /><span>${isChosen ? html`<span aria-hidden="true">✓</span> ` : nothing}${one.name}</span></label
    >`;
  };
  return {
    id: at,
    name,
    required,
    answer: () => (asked === undefined ? "" : chosenAt(at, asked).map(nameOf).join(words.ui.comma)),
    render: (host) => {
      asked = host;
      if (people === undefined) return plain({ at, name, host, note: flow.say("typeId") });
      const groups = grouped(people, roles, sought);
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name} <span class="said">${chosenAt(at, host).map(nameOf).join(words.ui.comma)}</span></legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        ${
          people.length > fewEnough
            ? html`<input
                type="search"
                name="?search"
                autocomplete="off"
                aria-label=${flow.say("search")}
                placeholder=${flow.say("search")}
                .value=${sought}
                @input=${(event: Event) => {
                  sought = (event.target as HTMLInputElement).value.trim();
                  host.requestUpdate();
                }}
              />`
            : nothing
        }
        ${groups.length === 0 ? html`<p class="empty">${flow.say("nobodyFound")}</p>` : nothing}
        <div class="people">
          ${groups.map(
            ([role, some]) =>
              html`<div>
                <h3 class="part">${role}</h3>
                <div class="picks">${some.map((one) => pick(one, host))}</div>
              </div>`,
          )}
        </div>
      </fieldset>`;
    },
  };
}

/** Those who work in the street; `undefined`: the reader may not list them. */
async function membersOf({ street }: Acting["screen"]): Promise<readonly MemberView[] | undefined> {
  const found: MemberView[] = [];
  try {
    for await (const one of street.client.members()) {
      if (one.roles.some(({ role }) => role !== "resident" && role !== "device")) found.push(one);
      if (found.length >= most) break;
    }
  } catch {
    return undefined;
  }
  return found;
}

/** By the first role that somebody works in, those who are sought. */
function grouped(
  people: readonly MemberView[],
  roles: Roles,
  sought: string,
): readonly (readonly [string, readonly MemberView[]])[] {
  const groups = new Map<string, MemberView[]>();
  for (const one of people) {
    const id = one.roles.find(({ role }) => role !== "resident")?.role ?? "";
    const role = roles[id] ?? id;
    if (!one.name.includes(sought) && !role.includes(sought)) continue;
    groups.set(role, [...(groups.get(role) ?? []), one]);
  }
  return [...groups];
}

function plain({
  at,
  name,
  host,
  note,
}: {
  readonly at: string;
  readonly name: string;
  readonly host: FormHost;
  readonly note: string;
}): unknown {
  return html`<div class="field">
    <label for=${at}>${name}</label>
    <p class="note" id=${noteId(at)}>${note} ${noteOf(at, host)}</p>
    <input
      id=${at}
      autocomplete="off"
      .value=${chosenAt(at, host).join(" ")}
      aria-describedby=${noteId(at)}
      @change=${(event: Event) => host.set(at, (event.target as HTMLInputElement).value.trim() || undefined)}
    />
  </div>`;
}
