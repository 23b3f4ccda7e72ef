import { bundle } from "@linli/contracts/bundle";
import type { JsonObject } from "@linli/contracts";
import { startHubWithPages } from "./hub-with-pages.js";

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
  const { url, token, ask, close } = await startHubWithPages();
  await fill(ask);
  let neighbours = 0;
  return {
    url,
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
    ask: (person, what, body) => ask(person, what.replace(" ", ` ${root}`), body),
    moveClock: async (now) => void (await ask("operator", `PUT ${root}/clock`, { now })),
    close,
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
