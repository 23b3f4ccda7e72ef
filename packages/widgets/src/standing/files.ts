import { html, nothing } from "lit";
import type { JsonSchema } from "@linli/contracts";
import type { Standing } from "./standing.js";
import "./community-files.js";

/** Photos and documents of a record, with what they are. */
export function files({ view, screen }: Standing): unknown {
  const properties = Object.entries(
    (screen.contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema },
  );
  return properties.map(([name, schema]) => {
    const type = String(schema["x-type"] ?? (schema.items as JsonSchema | undefined)?.["x-type"]);
    const value = view.record[name];
    const ids = (Array.isArray(value) ? value : typeof value === "string" ? [value] : []) as readonly string[];
    if (!/^(?:photo|file)/.test(type) || ids.length === 0) return nothing;
    return html`<community-files
      .ids=${ids}
      .words=${screen.words}
      .name=${screen.words.label(`record/${name}`)}
    ></community-files>`;
  });
}
