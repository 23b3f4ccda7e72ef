import { nothing } from "lit";
import type { JsonSchema } from "@linli/contracts";
import { checkboxes, radios } from "./choice-controls.js";
import type { Control } from "./host.js";
import { area, line, number } from "./text-controls.js";

const longestLine = 120;

/** A value that the contract fixes: written, not asked. */
const fixed: Control = ({ at, schema, required }, host) => {
  if (required) host.init(at, schema.const ?? null);
  return nothing;
};

/** The native control that a schema asks for, where no special one does. */
export function controlFor({ const: only, enum: choices, type, maxLength }: JsonSchema): Control {
  if (only !== undefined) return fixed;
  if (choices !== undefined) return radios;
  if (type === "array") return checkboxes;
  if (type === "integer" || type === "number") return number;
  return (maxLength as number) > longestLine ? area : line;
}
