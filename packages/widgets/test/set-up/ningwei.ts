import { bundle } from "@linli/contracts/bundle";
import { catalog } from "@linli/contracts/catalog";
import type { JsonObject } from "@linli/contracts";
import { createHub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import { serveHub } from "@linli/hub/node";
import { pglite } from "@linli/hub/pglite";
import { fileURLToPath } from "node:url";

/** A street on a real hub, with pages that show widgets under the strict policy of the hub's own pages. */
export interface Ningwei {
  /** Address of the page. */
  readonly url: string;
  /** A token for a person. */
  readonly token: (person: string) => Promise<string>;
  /** Asks the hub as a person: `METHOD /path` under the street. */
  readonly ask: (person: string, what: string, body?: unknown) => Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  /** Somebody who has booked nothing yet: there are limits to what one resident may book. */
  readonly neighbour: () => Promise<string>;
  /** Moves the street's clock. */
  readonly moveClock: (now: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The strictest policy that the widgets promise to work under. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

const root = "/v1/streets/ningwei";

const people: { readonly [id: string]: JsonObject } = {
  qian: { name: "钱卫国", roles: [{ role: "resident" }], facts: { birthDate: "1988-03-02" } },
  jin: { name: "金晓燕", roles: [{ role: "resident" }], facts: { birthDate: "1992-07-15" } },
  shen: { name: "沈阿珍", roles: [{ role: "resident" }], facts: { birthDate: "1958-05-09" } },
  ming: { name: "沈明明", roles: [{ role: "resident" }], facts: { birthDate: "2016-09-01" }, guardians: ["shen"] },
  hu: { name: "胡建民", roles: [{ role: "venue-keeper" }], facts: { birthDate: "1975-11-20" } },
};

/** Starts a hub in memory with a street of Xiaoshan, 1 December 2026, nine o'clock. */
export async function openNingwei(): Promise<Ningwei> {
  const development = await createDevelopment({ people: [] });
  const hub = await createHub({
    database: await pglite(),
    clock: Date.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: () => Promise.reject(new TypeError("nothing is fetched here")),
    secrets: { seal: "a secret of thirty-two characters" },
    bundle,
    catalog,
    issuers: [],
    development,
  });
  await hub.migrate();
  const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const staticFolders = { "/widgets": folder("../../cdn"), "/": folder("pages") };
  const serving = await serveHub(hub, { port: 0, csp: policy, staticFolders });
  const token = (person: string) => development.token(person, person === "operator" ? { operator: true } : {});
  const ask = async (person: string, what: string, body?: unknown) => {
    const [method = "GET", path = ""] = what.split(" ");
    const response = await fetch(serving.url + path, {
      method,
      headers: {
        authorization: `Bearer ${await token(person)}`,
        "content-type": "application/json",
        ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${what}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  await fill(ask);
  let neighbours = 0;
  return {
    url: serving.url,
    neighbour: async () => {
      const id = `${["zhao", "chen", "xu", "lu", "wang"][neighbours % 5]}-${(neighbours += 1)}`;
      const member = {
        name: id,
        community: "ningan",
        roles: [{ role: "resident" }],
        facts: { birthDate: "1985-06-01" },
      };
      await ask("operator", `PUT ${root}/members/${id}`, member);
      return id;
    },
    token,
    ask: (person, what, body) => ask(person, what.replace(" /", ` ${root}/`), body),
    moveClock: async (now) => void (await ask("operator", `PUT ${root}/clock`, { now })),
    close: async () => {
      await serving.close();
      await hub.close();
    },
  };
}

async function fill(ask: Ningwei["ask"]): Promise<void> {
  await ask("operator", "POST /v1/streets", {
    id: "ningwei",
    name: "宁围街道",
    zone: "Asia/Shanghai",
    phone: "0571-82600110",
    test: true,
    now: "2026-12-01T09:00:00+08:00",
    communities: [{ id: "ningan", name: "宁安社区" }],
  });
  for (const [id, { guardians: _, ...member }] of Object.entries(people)) {
    await ask("operator", `PUT ${root}/members/${id}`, { community: "ningan", ...member });
  }
  await ask("operator", `PUT ${root}/members/ming`, { community: "ningan", ...people.ming });
  const kinds = bundle.kinds.flatMap((one) => ("kind" in one && typeof one.kind === "object" ? [one.kind] : []));
  for (const { kind, examples } of kinds.filter((one) => one.kind === "court" || one.kind === "nursery")) {
    for (const { id, name, place, value } of examples) {
      await ask("operator", `POST ${root}/resources`, {
        id,
        kind,
        name,
        community: "ningan",
        value,
        ...(place && { place }),
      });
    }
  }
}
