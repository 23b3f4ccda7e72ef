import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;
const ids = { type: "array", items: text } as const;

/** Before the plum rains every community looks at its dikes. */
const dikes = contractOf({
  id: "emergency.flood.dike-check",
  pattern: "task",
  without: ["advance"],
  people: { open: ["street-official"], subject: "jurisdiction", handler: ["street-official"] },
  settings: { fanOut: { to: "/communities", across: "jurisdictions" } },
  record: fields({ what: text, communities: ids }),
});

/** Who was asked to look after elders in the heat, household by household. */
const heat = contractOf({
  id: "emergency.heat.elder-round",
  pattern: "task",
  without: ["admit", "hand-down", "advance", "accept-result"],
  people: { open: ["community-staff"], subject: "person", handler: ["community-staff"], behalf: ["community-staff"] },
  settings: { split: { each: "/elders", subject: "/person", assign: "grid-of-subject" } },
  record: fields({ elders: { type: "array", minItems: 1, items: fields({ person: text, door: text }) } }),
});

let database: Database;
let street: TestStreet;

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(dikes, heat) }));
  await street.member("lou", { roles: [{ role: "street-official" }] });
  await street.member("tang", { roles: [{ role: "community-staff", unit: "ningan" }] });
  await street.member("fang", { roles: [{ role: "community-staff", unit: "zhenning" }], community: "zhenning" });
  await street.member("wei", { roles: [{ role: "grid-worker", unit: "ningan-1" }], community: "ningan-1" });
  await street.member("zhou", { community: "ningan-1" });
  await street.member("pan", { community: "ningan" });
});
afterAll(() => database.close());

const below = async (record: RecordView, who: string): Promise<readonly RecordView[]> => {
  const { links = [] } = await street.read(who, record);
  return Promise.all(links.filter(({ rel }) => rel === "opened").map((link) => street.read(who, link.record)));
};

describe("a task that is handed down", () => {
  let task!: RecordView;
  let parts!: readonly RecordView[];

  it("becomes a task of its own for every addressee, of whom each sees hers", async () => {
    const record = { what: "汛前检查堤坝", communities: ["ningan", "zhenning"] };
    task = await street.open("lou", dikes.id, record, { for: street.id });
    expect(task.state).toBe("drafted");
    await street.act("lou", task, "admit");
    task = await street.act("lou", task, "hand-down");
    expect(task).toMatchObject({ state: "in-progress", children: { tasks: 2 } });
    parts = await below(task, "lou");
    expect(parts).toMatchObject([
      { state: "assigned", community: "ningan", record: { communities: ["ningan"] }, opener: { id: "lou" } },
      { state: "assigned", community: "zhenning", record: { communities: ["zhenning"] }, subject: { id: "zhenning" } },
    ]);
    const [first] = parts;
    expect((await street.read("tang", first!)).actions).toContain("accept");
    expect(await problemOf(street.read("fang", first!))).toBe("not-found");
  });

  it("is not handed in while a task below is open, and is by itself once all have ended", async () => {
    const [first, second] = parts;
    await street.act("tang", first!, "accept");
    await street.act("fang", second!, "accept");
    await street.act("tang", first!, "submit", { input: { result: "已检查" } });
    await street.act("lou", first!, "accept-result");
    expect((await street.read("lou", task)).state).toBe("in-progress");
    await street.act("fang", second!, "submit", { input: { result: "已检查" } });
    await street.act("lou", second!, "accept-result");
    expect((await street.read("lou", task)).state).toBe("submitted");
  });

  it("takes back what is still open below when it is revoked", async () => {
    const record = { what: "复查", communities: ["ningan", "zhenning"] };
    const again = await street.open("lou", dikes.id, record, { for: street.id });
    await street.act("lou", again, "admit");
    await street.act("lou", again, "hand-down");
    expect((await street.act("lou", again, "revoke", { input: { reason: "改由水务检查" } })).state).toBe("revoked");
    expect((await below(again, "lou")).map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  });
});

describe("a task that is split", () => {
  it("becomes a task for each item, given to the grid in which its person lives, else to whom it was given", async () => {
    const elders = [
      { person: "zhou", door: "2-301" },
      { person: "pan", door: "5-102" },
    ];
    const task = await street.open("tang", heat.id, { elders }, { for: "pan" });
    expect(task.state).toBe("assigned");
    const given = await street.act("tang", task, "hand-over", { input: { assignee: "ningan" } });
    await street.act("tang", given, "accept");
    const split = await street.act("tang", task, "split", { input: { assignees: ["fang"] } });
    expect(split.children).toMatchObject({ tasks: 2 });
    expect(await below(split, "tang")).toMatchObject([
      { subject: { id: "zhou" }, assignees: [{ id: "ningan-1" }], record: { elders: [elders[0]] } },
      { subject: { id: "pan" }, assignees: [{ id: "fang" }], record: { elders: [elders[1]] } },
    ]);
    expect(await problemOf(street.act("tang", split, "submit"))).toBe("children-open");
  });
});
