import type { Bundle, Contract, Json, JsonObject, Pattern } from "@linli/contracts";
import { machineOf } from "@linli/contracts";
import { bodies } from "../routes/shapes.js";
import { componentsOfContract, componentsOfDefinitions, oneOfThese, reference } from "./components.js";
import { describeOperation } from "./describe-operation.js";
import { operations } from "./operations.js";
import type { Operation } from "./operation.js";
import { views } from "./views.js";

/** A contract with its pattern. */
interface Scenario {
  readonly contract: Contract;
  readonly pattern: Pattern;
  /** Actions that people may take in it. */
  readonly actions: readonly string[];
}

/**
 * Describes the hub's HTTP interface in OpenAPI 3.1, made from what it runs: the body that opens a record is one of as
 * many as there are scenarios, told apart by `scenario`; every action of any pattern has a path of its own.
 */
export function openApiDocument(bundle: Bundle): JsonObject {
  const scenarios = bundle.contracts.map((one) => scenarioOf("contract" in one ? one.contract : one, bundle));
  const schemas = {
    ...componentsOfDefinitions(bundle.common),
    ...Object.assign({}, ...scenarios.map(({ contract, pattern }) => componentsOfContract(contract, pattern))),
    ...views,
    Open: openOf(scenarios.map(({ contract }) => contract.id)),
  };
  const listed = [...operations, ...actionsOf(scenarios)];
  return {
    openapi: "3.1.1",
    info: {
      title: "Linli hub",
      version: "1.0.0",
      summary: "Services of a community, as contracts.",
      description:
        "Every write takes an `Idempotency-Key`; a retry with the same key answers what the first answered. What goes wrong is a problem document (RFC 9457) with a stable `code`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "This hub." }],
    security: [{ token: [] }],
    tags: tagsOf(listed),
    paths: pathsOf(listed),
    components: {
      schemas: withoutUnused(schemas, listed),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        secret: { type: "http", scheme: "basic", description: "A client's id and secret." },
      },
      responses: {
        Problem: {
          description: "What went wrong.",
          content: { "application/problem+json": { schema: reference("Problem") } },
        },
      },
    },
  };
}

function scenarioOf(contract: Contract, bundle: Bundle): Scenario {
  const pattern = bundle.patterns[contract.pattern];
  if (pattern === undefined)
    throw new Error(`${contract.id} names the pattern "${contract.pattern}", which this hub does not have.`);
  const machine = machineOf(pattern, contract);
  const people = (by: readonly string[]): boolean => by.some((role) => role !== "clock" && role !== "hub");
  return { contract, pattern, actions: [...machine.actions].filter((name) => people(pattern.actions[name]?.by ?? [])) };
}

function openOf(ids: readonly string[]): JsonObject {
  const names = ids.map((id) => `${id}.Open`);
  if (names.length < 2) return oneOfThese("oneOf", names);
  return {
    description: "Opens a record of one scenario.",
    ...oneOfThese("oneOf", names),
    discriminator: {
      propertyName: "scenario",
      mapping: Object.fromEntries(ids.map((id) => [id, `#/components/schemas/${id}.Open`])),
    },
  };
}

/** One operation for every action of any pattern, its input one of those that the scenarios take. */
function actionsOf(scenarios: readonly Scenario[]): readonly Operation[] {
  const names = [...new Set(scenarios.flatMap(({ actions }) => actions))].sort();
  return names.map((name) => {
    const having = scenarios.filter(({ actions }) => actions.includes(name));
    const inputs = having
      .filter(({ contract, pattern }) => inputOf(contract, pattern, name))
      .map(({ contract }) => `${contract.id}.${name}`);
    return {
      method: "post",
      path: `/v1/streets/{street}/records/{record}/actions/${name}`,
      id: `act-${name}`,
      tag: "records",
      summary: having[0]?.pattern.labels.en[`actions/${name}`] ?? name,
      description: `Patterns: ${[...new Set(having.map(({ contract }) => contract.pattern))].join(", ")}.`,
      key: true,
      ifMatch: true,
      body: actBody(name, inputs),
      answers: { 200: "Record", 201: "Record" },
      problems: [
        "invalid",
        "no-token",
        "not-permitted",
        "not-found",
        "not-allowed-now",
        "stale-revision",
        "key-reused",
        "busy",
      ],
    };
  });
}

function inputOf(contract: Contract, pattern: Pattern, action: string): boolean {
  return (contract.inputs?.[action] ?? pattern.actions[action]?.input) !== undefined;
}

function actBody(name: string, inputs: readonly string[]): JsonObject {
  const input: { readonly [name: string]: Json } = inputs.length === 0 ? {} : { input: oneOfThese("anyOf", inputs) };
  const stage: { readonly [name: string]: Json } =
    name === "advance" ? { input: { type: "object" }, stage: { type: "string" } } : {};
  const { consent } = bodies.act.properties;
  return {
    type: "object",
    additionalProperties: false,
    properties: { ...input, ...stage, consent: consent as unknown as JsonObject },
  };
}

function tagsOf(listed: readonly Operation[]): readonly Json[] {
  const words: { readonly [tag: string]: string } = {
    streets: "Streets, and who the caller is there.",
    members: "People of a street: roles, facts, guardians, mandates.",
    scenarios: "What a street offers.",
    resources: "What a street has.",
    records: "Runs of scenarios.",
    events: "Every change, in order.",
    files: "Photos, sound, film and documents.",
    identity: "Who may sign in without being a person, and for whom.",
    hub: "The hub itself.",
  };
  return [...new Set(listed.map(({ tag }) => tag))].map((tag) => ({ name: tag, description: words[tag] ?? tag }));
}

function pathsOf(listed: readonly Operation[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of listed)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  return paths;
}

/** Shared definitions that nothing refers to would only be noise. */
function withoutUnused(schemas: { readonly [name: string]: JsonObject }, listed: readonly Operation[]): JsonObject {
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit([
    reference("Problem"),
    ...listed.map((one) => [one.body ?? null, ...Object.values(one.answers).map(reference)]),
  ]);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}
