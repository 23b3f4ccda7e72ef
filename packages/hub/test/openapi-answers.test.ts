import { Ajv2020 } from "ajv/dist/2020.js";
import formatsPlugin from "ajv-formats";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../src/routes/app.js";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { putThings } from "./set-up/things.js";

interface Operation {
  readonly operationId: string;
  readonly responses: {
    readonly [status: string]: {
      readonly content?: { readonly [type: string]: { readonly schema?: { readonly $ref?: string } } };
    };
  };
}

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";
let ningwei!: Ningwei;
let paths: { readonly [path: string]: { readonly [method: string]: Operation } };
let ajv: Ajv2020;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "canteen/can-1", "waste-station/ws-1", "house/h-t-3-1201");
  const { body } = await ningwei.ask(undefined, "GET /v1/openapi.json");
  paths = body.paths;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  (formatsPlugin as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema({
    $id: "https://hub.example/openapi.json",
    components: { schemas: strictly(body.components.schemas) },
  });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

/** The same schemas, where a member that is not named is a fault: an answer says nothing that the description does not. */
function strictly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictly);
  if (typeof value !== "object" || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, strictly(member)]));
  const isClosed = schema["type"] === "object" && schema["properties"] !== undefined;
  return isClosed ? { additionalProperties: false, ...schema } : schema;
}

function faultsOf(view: string, body: unknown): unknown {
  const validate = ajv.getSchema(`https://hub.example/openapi.json#/components/schemas/${view}`);
  return validate?.(body) === true ? [] : (validate?.errors ?? ["there is no such view"]);
}

describe("the description of the interface", () => {
  it("names every route that there is, and no other", () => {
    const described = Object.entries(paths)
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
      )
      .map((route) => route.replace(/(records\/:record\/actions\/).*/, "$1:action"));
    const routes = createApp(ningwei.hub.engine)
      // A page to type a code into is none for programs.
      .routes.filter(
        ({ method, path }) => method !== "ALL" && !path.startsWith("/development/") && path !== "/v1/verify",
      )
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(described)].sort()).toEqual([...new Set(routes)].sort());
  });

  it("says what is answered, to the last member", async () => {
    const zhao = await ningwei.neighbour();
    const record = { ...evening, accessibility: ["wheelchair"] };
    const opened = await ningwei.ask(zhao, `POST ${street}/records`, {
      body: { scenario: court, record, consent: ["accessibility"] },
    });
    expect(opened.status).toBe(201);
    const series = { rule: "FREQ=DAILY;COUNT=2" };
    const period = { start: "2026-12-02T20:00:00+08:00", end: "2026-12-02T21:00:00+08:00" };
    const calls: readonly (readonly [view: string, person: string | undefined, what: string, body?: unknown])[] = [
      ["Health", undefined, "GET /health"],
      ["Street", undefined, `GET ${street}`],
      ["Clock", "operator", `PUT ${street}/clock`, { now: "2026-12-01T09:30:00+08:00" }],
      ["Me", "shen", `GET ${street}/me`],
      ["MemberPage", "lou", `GET ${street}/members?limit=3`],
      [
        "Member",
        "lou",
        `PUT ${street}/members/gao`,
        { name: "高国庆", roles: [{ role: "grid-worker" }], community: "ningan", facts: { birthDate: "1979-10-01" } },
      ],
      ["Scenarios", "qian", `GET ${street}/scenarios`],
      ["Availability", "qian", `GET ${street}/scenarios/${court}/availability?from=2026-12-02`],
      ["ResourcePage", "qian", `GET ${street}/resources?near=30.2311,120.2502&limit=2`],
      ["Resource", "qian", `GET ${street}/resources/c-3`],
      ["Availability", "qian", `GET ${street}/resources/c-3/availability`],
      ["Availability", "qian", `GET ${street}/resources/can-1/availability?from=2026-12-02`],
      ["ReadingPage", "lou", `POST ${street}/resources/ws-1/readings`, { readings: [{ name: "fill", value: 90 }] }],
      ["ReadingPage", "qian", `GET ${street}/resources/ws-1/readings`],
      ["Record", zhao, `GET ${street}/records/${opened.body.id}`],
      ["RecordPage", zhao, `GET ${street}/records?mine=true`],
      ["Record", "hu", `GET ${street}/records/${opened.body.id}`],
      ["EventPage", "hu", `GET ${street}/events`],
      [
        "Series",
        zhao,
        `POST ${street}/records`,
        { scenario: court, record: { ...evening, period }, options: { series, onConflict: "skip" } },
      ],
      ["ChildPage", zhao, `GET ${street}/records/${opened.body.id}/children/comments`],
      ["Schedule", "qian", `GET ${street}/resources/ws-1/schedule`],
      ["Export", zhao, `GET ${street}/export`],
      ["Export", "shen", `GET ${street}/export`],
      ["Problem", zhao, `GET ${street}/records/nothing`],
      ["Problem", zhao, `POST ${street}/records`, { scenario: court, record: { players: 0 } }],
      ["Problem", zhao, `POST ${street}/records/${opened.body.id}/actions/complete`, { input: { playersSeen: 1 } }],
    ];
    expect(faultsOf("Record", opened.body)).toEqual([]);
    expect(faultsOf("Record", { ...opened.body, undescribed: true })).not.toEqual([]);
    for (const [view, person, what, body] of calls) {
      const answer = await ningwei.ask(person, what, body === undefined ? {} : { body });
      expect(view === "Problem", `${what} ${JSON.stringify(answer.body)}`).toBe(answer.status >= 400);
      expect(faultsOf(view, answer.body), what).toEqual([]);
    }
  });
});

describe("whatever is sent", () => {
  it("is answered, and never with a fault of the hub", async () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    );
    const id = fc.oneof(
      fc.constantFrom("ningwei", "yingfeng", court, "c-3", "qian", "0198f000-0000-7000-8000-000000000000"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.record({ scenario: fc.constant(court), record: fc.jsonValue() }),
      fc.record({ input: fc.jsonValue() }),
    );
    const asked = fc.record({
      operation: fc.constantFrom(...operations),
      person: fc.constantFrom("qian", "lou", "operator", "pan"),
      ids: fc.array(id, { minLength: 4, maxLength: 4 }),
      body: value,
      query: fc.option(
        fc.tuple(
          fc.constantFrom("after", "limit", "mine", "from", "near", "record", "state"),
          fc.string({ unit: "binary", maxLength: 20 }),
        ),
        { nil: undefined },
      ),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ operation, person, ids, body, query }) => {
        let next = 0;
        const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
          name === "street" ? "ningwei" : escaped(ids[(next += 1)] ?? "x"),
        );
        const search = query === undefined ? "" : `?${query[0]}=${escaped(query[1])}`;
        const method = operation.method.toUpperCase();
        const answer = await ningwei.ask(person, `${method} ${path}${search}`, method === "GET" ? {} : { body });
        expect(answer.status, JSON.stringify({ operation, person, body, answer: answer.body })).toBeLessThan(500);
        if (answer.status >= 400) expect(faultsOf("Problem", answer.body)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});

/** Percent-encoded; half a surrogate pair can't be. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "�"));
}
