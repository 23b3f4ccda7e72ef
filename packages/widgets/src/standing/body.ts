import { html, nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import type { Standing } from "./standing.js";

const longLine = 100;

/** What is to be read of a record: its long texts whole, its lists line by line. */
export function body({ view, screen }: Standing): unknown {
  const { words, contract } = screen;
  const properties = Object.entries((contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema });
  return properties.map(([name, schema]) => {
    const value = view.record[name];
    if (isLines(schema) && Array.isArray(value))
      return html`<div>
        <h3>${words.label(`record/${name}`)}</h3>
        <ul class="points lines">
          ${value.map((one: Json) => html`<li>${one as string}</li>`)}
        </ul>
      </div>`;
    const isText =
      schema.type === "string" && Number(schema.maxLength ?? 0) > longLine && schema["x-type"] === undefined;
    return isText && typeof value === "string" ? html`<p class="whole">${value}</p>` : nothing;
  });
}

const isLines = ({ items }: JsonSchema): boolean => {
  const { type, enum: choices, "x-type": shared } = (items ?? {}) as JsonSchema;
  return type === "string" && choices === undefined && shared === undefined;
};
