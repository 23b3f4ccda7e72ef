import { nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import { checkboxes, radios, select, yesOrNo } from "./choice-controls.js";
import type { Control } from "./host.js";
import { area, line, number } from "./text-controls.js";

const mostRadios = 6;
const longestLine = 120;

/** A value that the contract fixes: written, not asked. */
const fixed: Control = ({ at, schema, required }, host) => {
  if (required) host.init(at, schema.const ?? null);
  return nothing;
};

/** The native control that a schema asks for. */
export function controlFor(schema: JsonSchema): Control {
  if (schema.const !== undefined && schema.const !== true) return fixed;
  if (schema.enum !== undefined) return (schema.enum as readonly Json[]).length > mostRadios ? select : radios;
  if (schema.type === "array") return checkboxes;
  if (schema.type === "boolean" || schema.const === true) return yesOrNo;
  if (schema.type === "integer" || schema.type === "number") return number;
  return ((schema.maxLength as number | undefined) ?? 0) > longestLine ? area : line;
}
