import type { JsonObject, JsonSchema } from "@linli/contracts";
import { sayValue } from "../../form/say-value.js";
import type { Standing } from "../../standing/standing.js";

/** A field that is changed: its name, what it becomes, what it is. */
export interface SaidChange {
  readonly name: string;
  readonly to: string;
  readonly from: string;
}

/** A merge patch of the record in words, field by field, beside what stands there now. */
export function changesSaid(changes: JsonObject, { view, screen }: Standing): readonly SaidChange[] {
  const { words, more, contract } = screen;
  const properties = (contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema };
  const nameOf = (id: string) => view.uses.find((use) => use.id === id)?.name;
  const saying = { words, more, base: "record", nameOf };
  return Object.entries(changes).map(([name, value]) => ({
    name: words.label(`record/${name}`, name),
    to: sayValue(properties[name] ?? {}, value, `/${name}`, saying),
    from: sayValue(properties[name] ?? {}, view.record[name], `/${name}`, saying),
  }));
}
