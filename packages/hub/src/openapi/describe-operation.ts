import { problems } from "@linli/contracts";
import type { Json, JsonObject } from "@linli/contracts";
import { reference } from "./components.js";
import type { Operation } from "./operation.js";

/** One operation as an Operation Object of OpenAPI 3.1. */
export function describeOperation(operation: Operation): JsonObject {
  const statuses = [...new Set((operation.problems ?? []).map((code) => problems[code].status))].sort();
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    ...(operation.open ? { security: [] } : operation.basic ? { security: [{ secret: [] }] } : {}),
    parameters: parametersOf(operation),
    ...(operation.body === undefined ? {} : { requestBody: bodyOf(operation) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, view]) => [status, answerOf(operation, view)]),
      ),
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: "#/components/responses/Problem" }])),
    },
  };
}

function parametersOf(operation: Operation): readonly Json[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(operation.query ?? {}).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    ...(description === undefined ? {} : { description }),
    schema: schema as unknown as JsonObject,
  }));
  const header = (name: string, required: boolean, description: string): JsonObject => ({
    name,
    in: "header",
    required,
    description,
    schema: { type: "string", maxLength: 128 },
  });
  return [
    ...inPath,
    ...inQuery,
    ...(operation.key ? [header("Idempotency-Key", true, "Minted once per intention and kept across retries.")] : []),
    ...(operation.ifMatch ? [header("If-Match", false, "The `ETag` of what the caller saw.")] : []),
    ...(operation.headers ?? []).map(({ name, description }) => header(name, false, description)),
  ];
}

function bodyOf({ body, bytes }: Operation): JsonObject {
  if (bytes) return { required: true, content: Object.fromEntries(bytes.map((type) => [type, { schema: {} }])) };
  return { required: true, content: { "application/json": { schema: closed(body as JsonObject) } } };
}

/** A shape takes no member that it does not name; JSON Schema has to be told. */
function closed(shape: JsonObject): JsonObject {
  const properties = shape["properties"] as { readonly [name: string]: JsonObject } | undefined;
  const items = shape["items"] as JsonObject | undefined;
  const oneOf = shape["oneOf"] as readonly JsonObject[] | undefined;
  const isOpen = shape["type"] !== "object" || "additionalProperties" in shape;
  return {
    ...shape,
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, closed(member)])) }),
    ...(items === undefined ? {} : { items: closed(items) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(closed) }),
    ...(isOpen ? {} : { additionalProperties: false }),
  };
}

function answerOf(operation: Operation, view: string): JsonObject {
  const headers =
    (operation.ifMatch ?? false) || view === "Record"
      ? { ETag: { description: "Its revision.", schema: { type: "string" } } }
      : {};
  return {
    description: operation.summary,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: {
      ...(operation.bytesOut
        ? { "application/octet-stream": { schema: {} } }
        : { "application/json": { schema: reference(view) } }),
      ...(operation.streams ? { "text/event-stream": { schema: { type: "string" } } } : {}),
    },
  };
}
