import { html, nothing } from "lit";
import type { Json, JsonObject, JsonSchema } from "@linli/contracts";
import { sayValue } from "../form/say-value.js";
import type { Standing } from "./standing.js";
import "./community-files.js";

/** What somebody said with the last action of a name, whole: what was found, each point of a check list, photos. */
export function shownInput({ view, screen }: Standing, action: string): unknown {
  const event = (view.events ?? []).filter((one) => one.action === action && one.input !== undefined).at(-1);
  const schema = screen.acts.inputs[action];
  if (event?.input === undefined || schema === undefined) return nothing;
  const { words, more } = screen;
  const nameOf = (id: string) => [...view.assignees, ...view.uses].find((one) => one.id === id)?.name;
  const saying = { words, more, base: `inputs/${action}`, nameOf };
  const shown = leaves(schema, event.input, "");
  const named = (at: string) => words.label(`inputs/${action}${at}`);
  const files = shown.filter((one) => isFile(one.schema));
  const facts = shown
    .filter((one) => !isFile(one.schema))
    .map((one) => ({ name: named(one.at), said: sayValue(one.schema, one.value, one.at, saying) }))
    .filter(({ name, said }) => name !== "" && said !== "");
  return html`<section class="shown-input">
    <h3>${words.label(`actions/${action}`, action)}</h3>
    ${
      facts.length === 0
        ? nothing
        : html`<dl class="facts">
            ${facts.map(
              ({ name, said }) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${said}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${files.map(
      ({ at, value }) =>
        html`<community-files .ids=${[value].flat()} .words=${words} .name=${named(at)}></community-files>`,
    )}
  </section>`;
}

const isFile = (schema: JsonSchema) => /^(?:photo|file)/.test(String(schema["x-type"]));

interface Leaf {
  readonly at: string;
  readonly schema: JsonSchema;
  readonly value: Json;
}

/** Each value that is said by itself; what belongs together, as a check list, is said point by point. */
function leaves(schema: JsonSchema, value: JsonObject, at: string): readonly Leaf[] {
  return Object.entries((schema.properties ?? {}) as { readonly [name: string]: JsonSchema }).flatMap(
    ([name, own]): readonly Leaf[] => {
      const here = value[name];
      if (here === undefined) return [];
      const isGroup = own.properties !== undefined && own["x-type"] === undefined;
      return isGroup
        ? leaves(own, here as JsonObject, `${at}/${name}`)
        : [{ at: `${at}/${name}`, schema: own, value: here }];
    },
  );
}
