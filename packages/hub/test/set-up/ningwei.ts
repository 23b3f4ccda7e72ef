import { bundle } from "@linli/contracts/bundle";
import type { Bundle, JsonObject } from "@linli/contracts";
import { createDevelopment } from "../../src/development.js";
import type { Development } from "../../src/development.js";
import { createHub } from "../../src/hub.js";
import type { Hub } from "../../src/hub.js";
import type { Database } from "../../src/database.js";
import { hubBundle } from "./runnable.js";
import { freshPglite } from "./pglite.js";

/** What somebody asks, beside who asks and where. */
export interface Asked {
  readonly body?: unknown;
  /** A body that is sent as it is. */
  readonly raw?: BodyInit;
  readonly headers?: { readonly [name: string]: string };
  /** An `Idempotency-Key`; absent: a new one for every POST; `false`: none. */
  readonly key?: string | false;
  readonly language?: string;
}

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** A hub with two streets of Xiaoshan in it, and a way to ask it. */
export interface Ningwei {
  readonly hub: Hub;
  readonly development: Development;
  /** Asks as a person (`undefined`: without a token), `METHOD path`. */
  readonly ask: (person: string | undefined, what: string, asked?: Asked) => Promise<Answered>;
  /** The same, as a request that was not sent. */
  readonly request: (person: string | undefined, what: string, asked?: Asked) => Promise<Request>;
  /** Somebody who has booked nothing yet: a court takes no more than three bookings a week of one resident. */
  readonly neighbour: () => Promise<string>;
  /** What went wrong inside. */
  readonly errors: readonly unknown[];
  readonly close: () => Promise<void>;
}

const street = "/v1/streets/ningwei";
const people: { readonly [id: string]: JsonObject } = {
  qian: { name: "钱卫国", roles: [{ role: "resident" }], facts: { birthDate: "1988-03-02" } },
  jin: { name: "金晓燕", roles: [{ role: "resident" }], facts: { birthDate: "1992-07-15" } },
  shen: { name: "沈阿珍", roles: [{ role: "resident" }], facts: { birthDate: "1958-05-09" } },
  ming: { name: "沈明明", roles: [{ role: "resident" }], facts: { birthDate: "2016-09-01" }, guardians: ["shen"] },
  hu: { name: "胡建民", roles: [{ role: "venue-keeper" }], facts: { birthDate: "1975-11-20" } },
  lou: { name: "楼海峰", roles: [{ role: "street-official" }] },
};

/** Makes the hub: on PGlite in memory, or on a given data base; with the project's own contracts, or given ones. The clock of the street stands at 1 December 2026, 9:00. */
export async function openNingwei(database?: Database, contracts: Bundle = hubBundle): Promise<Ningwei> {
  const errors: unknown[] = [];
  const development = await createDevelopment({
    people: [
      { id: "qian", name: "钱卫国", street: "ningwei", roles: ["resident"] },
      { id: "operator", name: "平台管理员", operator: true },
    ],
  });
  const hub = await createHub({
    database: database ?? (await freshPglite()),
    clock: Date.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: () => Promise.reject(new TypeError("nothing is fetched here")),
    secrets: { seal: "a secret of thirty-two characters" },
    bundle: contracts,
    issuers: [],
    development,
    onError: (error) => errors.push(error),
  });
  await hub.migrate();
  const request = async (person: string | undefined, what: string, asked: Asked = {}): Promise<Request> => {
    const [method = "GET", path = "/"] = what.split(" ");
    const headers = new Headers(asked.headers);
    if (person !== undefined)
      headers.set(
        "Authorization",
        `Bearer ${await development.token(person, person === "operator" ? { operator: true } : {})}`,
      );
    if (method === "POST" && asked.key !== false) headers.set("Idempotency-Key", asked.key ?? crypto.randomUUID());
    if (asked.language !== undefined) headers.set("Accept-Language", asked.language);
    const body = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
    if (asked.body !== undefined) headers.set("Content-Type", "application/json");
    return new Request(`http://hub.example${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body, duplex: "half" }),
    });
  };
  const ask: Ningwei["ask"] = async (person, what, asked) => {
    const response = await hub.fetch(await request(person, what, asked));
    const text = await response.text();
    const json = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  await seed(ask);
  let neighbours = 0;
  const neighbour = async (): Promise<string> => {
    const id = `${["zhao", "chen", "xu", "lu", "wang"][neighbours % 5]}-${(neighbours += 1)}`;
    await ask("operator", `PUT ${street}/members/${id}`, {
      body: { name: id, community: "ningan", roles: [{ role: "resident" }], facts: { birthDate: "1985-06-01" } },
    });
    return id;
  };
  return { hub, development, ask, request, neighbour, errors, close: () => hub.close() };
}

async function seed(ask: Ningwei["ask"]): Promise<void> {
  const make = async (what: string, body: unknown): Promise<void> => {
    const { status, body: answer } = await ask("operator", what, { body });
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(answer)}`);
  };
  for (const id of ["ningwei", "yingfeng"]) {
    const communities = [{ id: "ningan", name: "宁安社区" }];
    const name = id === "ningwei" ? "宁围街道" : "盈丰街道";
    await make("POST /v1/streets", {
      id,
      name,
      zone: "Asia/Shanghai",
      test: true,
      now: "2026-12-01T09:00:00+08:00",
      communities,
    });
  }
  for (const [id, { guardians: _, ...member }] of Object.entries(people))
    await make(`PUT ${street}/members/${id}`, { community: "ningan", ...member });
  for (const [id, member] of Object.entries(people))
    if (member["guardians"]) await make(`PUT ${street}/members/${id}`, { community: "ningan", ...member });
  await make("PUT /v1/streets/yingfeng/members/pan", {
    name: "潘丽",
    roles: [{ role: "resident" }],
    community: "ningan",
    facts: { birthDate: "1990-01-01" },
  });
  const courts = bundle.kinds.flatMap((one) =>
    "validate" in one && one.kind.kind === "court" ? one.kind.examples : [],
  );
  for (const { id, name, value } of courts)
    await make(`POST ${street}/resources`, { id, kind: "court", name, community: "ningan", value });
}

/** Five friends after work, on 2 December at 19:00. */
export const evening = {
  court: "c-3",
  period: { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" },
  players: 5,
  purpose: "leisure",
  contact: "13857112345",
} as const;
