import { html, nothing } from "lit";
import type { ResourceView, UseView } from "@linli/contracts";
import type { JsonSchema } from "@linli/contracts";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import { sayMetres } from "../lib/say-metres.js";
import type { Acting, ActingField } from "./acting-parts.js";
import { choose, chosenAt } from "./chosen.js";

const most = 12;

/** One or several of the street's things: what was found near the place first, with how far it is. */
export async function thingPart(
  { at, schema, required, name }: ActingField,
  { screen, view, flow }: Acting,
): Promise<Part> {
  const { words } = screen;
  const kind = String(schema["x-kind"] ?? (schema.items as JsonSchema | undefined)?.["x-kind"] ?? "");
  const near = (view.nearest ?? []).filter((one) => one.kind === kind);
  const things: readonly Pick<UseView, "id" | "name" | "metres">[] =
    near.length > 0 ? near : await listed(kind, { screen, view, flow });
  const isMany = schema.type === "array";
  let asked: FormHost | undefined;
  return {
    id: at,
    name,
    required,
    answer: () =>
      asked === undefined
        ? ""
        : chosenAt(at, asked)
            .map((id) => things.find((one) => one.id === id)?.name ?? id)
            .join(words.ui.comma),
    render: (host) => {
      asked = host;
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name} ${required ? nothing : html`<span class="optional">${words.ui.optional}</span>`}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="cards">
          ${things.map(
            (one) =>
              html`<label class="pick card"
                ><input
                  type=${isMany ? "checkbox" : "radio"}
                  name="?things${at}"
                  value=${one.id}
                  .checked=${chosenAt(at, host).includes(one.id)}
                  @change=${() => choose(at, one.id, isMany, host)}
                /><span
                  ><b>${one.name}</b
                  ><span class="count">${one.metres === undefined ? "" : sayMetres(one.metres, flow)}</span></span
                ></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}

async function listed(
  kind: string,
  { screen, view }: Acting,
): Promise<readonly Pick<ResourceView, "id" | "name" | "metres">[]> {
  const place = Object.values(view.record).find(
    (value) => typeof (value as { readonly lat?: unknown } | null)?.lat === "number",
  );
  const { lat, lon } = (place ?? {}) as { readonly lat?: number; readonly lon?: number };
  const found: ResourceView[] = [];
  try {
    for await (const one of screen.street.client.resources({
      kind,
      ...(lat !== undefined && { near: `${lat},${lon}` }),
    })) {
      found.push(one);
      if (found.length >= most) break;
    }
  } catch {
    return [];
  }
  return found;
}
