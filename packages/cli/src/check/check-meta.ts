import type { ErrorObject } from "ajv/dist/2020.js";
import type { Say } from "./fault.js";
import { placeOfError, type SchemaChecker } from "./schema-checker.js";
import { didYouMean } from "./suggest.js";

/** Says where a file breaks its meta-schema (`contract`, `pattern`, `resource` or `profile`). Gives whether it keeps it. */
export function checkMeta(value: unknown, meta: string, checker: SchemaChecker, say: Say): boolean {
  const errors = checker.meta(meta)(value);
  sayErrors(errors, "", say);
  return errors.length === 0;
}

/** Says in words what ajv found, once each; `at` is where the value stands in the file. */
export function sayErrors(errors: readonly ErrorObject[], at: string, say: Say): void {
  for (const error of telling(errors)) {
    const [wrong, right] = worded(error);
    say(at + placeOfError(error), wrong, right);
  }
}

/**
 * Of all errors those that tell: where one of several shapes is possible, what is said of the shapes that were never
 * meant is left out, and what remains is said once.
 */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === "anyOf" || error.keyword === "oneOf");
  const inUnion = (path: string): boolean => unions.some((union) => path === union.instancePath);
  const kept = errors.filter((error) => {
    if (error.keyword === "if" || error.keyword === "propertyNames") return false;
    const deeper = errors.some(
      (other) =>
        other !== error &&
        other.keyword !== "type" &&
        other.keyword !== "const" &&
        isBelow(other.instancePath, error.instancePath) &&
        !unions.includes(other),
    );
    if (unions.includes(error)) {
      const better = errors.some(
        (other) =>
          !unions.includes(other) &&
          other.keyword !== "type" &&
          other.keyword !== "const" &&
          (other.instancePath === error.instancePath || isBelow(other.instancePath, error.instancePath)),
      );
      return !better;
    }
    if (
      inUnion(error.instancePath) &&
      (error.keyword === "type" || error.keyword === "const" || error.keyword === "enum")
    ) {
      // A branch of another type, or another word: only worth saying if nothing better is said.
      return error.propertyName !== undefined || (error.keyword === "enum" && !deeper && !othersThere(errors, error));
    }
    return true;
  });
  const seen = new Set<string>();
  return kept.filter((error) => {
    const key = `${placeOfError(error)} ${error.keyword} ${error.propertyName ?? ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function othersThere(errors: readonly ErrorObject[], error: ErrorObject): boolean {
  return errors.some(
    (other) =>
      other.instancePath === error.instancePath &&
      !["type", "const", "enum", "anyOf", "oneOf", "pattern"].includes(other.keyword),
  );
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}/`);
}

function worded(error: ErrorObject): readonly [wrong: string, right: string] {
  const schema = (error.parentSchema ?? {}) as { readonly [keyword: string]: unknown };
  const params = error.params as { readonly [name: string]: unknown };
  const described = typeof schema["description"] === "string" ? ` It says: ${schema["description"]}` : "";
  const value = shown(error.data);
  if (error.propertyName !== undefined) {
    const known = error.keyword === "enum" ? (params["allowedValues"] as readonly string[]) : [];
    const isOperator = known.includes("var");
    return [
      isOperator ? `There is no operator "${error.propertyName}".` : `"${error.propertyName}" cannot be a name here.`,
      known.length > 0
        ? didYouMean(error.propertyName, known)
        : `A name matches ${String(params["pattern"] ?? "what is described")}.`,
    ];
  }
  switch (error.keyword) {
    case "required": {
      const name = String(params["missingProperty"]);
      const of = ((schema["properties"] ?? {}) as { readonly [name: string]: { readonly description?: string } })[name]
        ?.description;
      return [`"${name}" is missing.`, of ?? `Add "${name}".`];
    }
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return [
        `"${name}" is not known here.`,
        didYouMean(name, Object.keys((schema["properties"] ?? {}) as object), "Known are"),
      ];
    }
    case "enum": {
      const allowed = (params["allowedValues"] as readonly unknown[]).map(String);
      return [`${value} is not possible here.`, didYouMean(String(error.data), allowed)];
    }
    case "const":
      return [`${value} is not possible here.`, `It must be ${JSON.stringify(params["allowedValue"])}.`];
    case "type":
      return [`${value} is no ${String(params["type"])}.`, `It must be of type ${String(params["type"])}.${described}`];
    case "pattern":
      return [`${value} is not written as it must be.`, `It must match ${String(params["pattern"])}.${described}`];
    case "format":
      return [`${value} is no ${String(params["format"])}.`, `It must be a ${String(params["format"])}.${described}`];
    case "dependentRequired":
      return [
        `"${String(params["property"])}" needs "${String(params["missingProperty"])}" beside it.`,
        `Add "${String(params["missingProperty"])}".`,
      ];
    case "anyOf":
    case "oneOf":
      return [
        `${value} is none of what is possible here.`,
        describedBranches(schema, error.keyword) || described.trim() || "See the meta-schema.",
      ];
    case "not":
      return [`${value} combines what excludes each other.`, described.trim() || "Leave one out."];
    case "false schema":
      return ["This is not possible here.", described.trim() || "Leave it out."];
    default:
      return [
        `${value} ${error.message ?? `breaks ${error.keyword}`}.`,
        described.trim() || `See ${error.keyword} in the meta-schema.`,
      ];
  }
}

function describedBranches(schema: { readonly [keyword: string]: unknown }, keyword: string): string {
  const branches = (schema[keyword] ?? []) as readonly {
    readonly const?: unknown;
    readonly description?: string;
    readonly required?: readonly string[];
  }[];
  const words = branches.flatMap((branch) => branch.const ?? branch.required?.join(" and ") ?? []);
  return words.length === branches.length && words.length > 0 ? `It is one of: ${words.map(String).join(", ")}.` : "";
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
