import type { Json, JsonObject, JsonSchema } from "./json.js";

/** Values of formats and of shared definitions whose form a schema tells by a pattern only. */
const samples: { readonly [name: string]: Json } = {
  date: "2026-12-01",
  time: "09:00:00Z",
  "date-time": "2026-12-01T09:00:00+08:00",
  "local-time": "09:00",
  duration: "PT1H",
  uuid: "0190a000-0000-7000-8000-000000000001",
  email: "xiangyang@example.org",
  uri: "https://example.org/",
  "national-id": "11010519491231002X",
  "credit-code": "91330109MA2B7P5K3W",
  mobile: "13857112345",
  phone: "0571-82867011",
};

/** A value that a schema (references resolved) most likely accepts, as small as can be; `undefined`: none comes to mind. */
export function sampleValue(schema: JsonSchema): Json | undefined {
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"])) return (schema["enum"] as readonly Json[])[0];
  const known = samples[String(schema["format"])] ?? samples[String(schema["x-type"])];
  if (known !== undefined) return known;
  switch (schema["type"]) {
    case "boolean":
      return true;
    case "integer":
    case "number": {
      const step = typeof schema["multipleOf"] === "number" ? schema["multipleOf"] : 1;
      return Math.ceil(((schema["minimum"] as number | undefined) ?? 1) / step) * step;
    }
    case "string":
      return schema["pattern"] === undefined
        ? "一".repeat((schema["minLength"] as number | undefined) ?? 1)
        : undefined;
    case "array": {
      const item = sampleValue((schema["items"] ?? {}) as JsonSchema);
      const least = (schema["minItems"] as number | undefined) ?? 0;
      return item === undefined || least === 0 ? [] : Array.from({ length: least }, () => item);
    }
    case "object": {
      const properties = (schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema };
      const required = (schema["required"] ?? []) as readonly string[];
      return Object.fromEntries(required.map((name) => [name, sampleValue(properties[name] ?? {})])) as JsonObject;
    }
    default:
      return undefined;
  }
}
