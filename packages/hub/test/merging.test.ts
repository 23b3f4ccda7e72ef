import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { listRecords } from "../src/operations/list-records.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;
const point = fields({ lat: { type: "number" }, lon: { type: "number" } });

/** A burst pipe, a loose manhole cover: whoever sees it says where and what. */
const street1 = contractOf({
  id: "resident-requests.report.street-fault",
  pattern: "case",
  without: ["advance", "pause", "escalate", "reopen"],
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["community-staff"],
    see: { nearest: ["opener", "handler", "assignee"] },
  },
  settings: {
    duplicates: { metres: 80, during: "PT2H", by: ["/what"] },
    nearest: { kinds: ["responder"], count: 2 },
  },
  record: fields({ what: { enum: ["pipe", "manhole"] }, where: point, contact: { ...text, "x-privacy": "personal" } }),
});

let database: Database;
let street: TestStreet;
const at = (metresNorth: number) => ({ lat: 30.2009 + metresNorth / 111_195, lon: 120.2672 });
const report = (who: string, metresNorth: number, what = "pipe"): Promise<RecordView> =>
  street.open(who, street1.id, { what, where: at(metresNorth), contact: `138-${who}` });

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(street1) }));
  await street.member("tang", { roles: [{ role: "community-staff", unit: "ningan" }] });
  await street.member("fang", { roles: [{ role: "community-staff", unit: "zhenning" }], community: "zhenning" });
  for (const id of ["qian", "jin", "shen", "pan"]) await street.member(id);
});
afterAll(() => database.close());

describe("reports of the same matter", () => {
  let first!: RecordView;
  let second!: RecordView;

  it("are proposed to staff as duplicates: near in place and time, and of the same kind", async () => {
    first = await report("qian", 0);
    const other = await report("jin", 10, "manhole");
    const far = await report("jin", 200);
    await street.at("2026-12-01T10:30:00+08:00");
    second = await report("jin", 40);
    await street.at("2026-12-01T11:30:00+08:00");
    const late = await report("shen", 5);
    const { duplicates } = await street.read("tang", second);
    expect(duplicates).toMatchObject([
      { record: late.id, state: "reported", metres: 35 },
      { record: first.id, state: "reported", opened: "2026-12-01T09:00:00+08:00", metres: 40 },
    ]);
    for (const one of [other, far]) expect(duplicates?.map(({ record }) => record)).not.toContain(one.id);
    expect((await street.read("jin", second)).duplicates).toBeUndefined();
  });

  it("become one case that both reporters follow, the second without what is personal in it", async () => {
    expect(await problemOf(street.read("jin", first))).toBe("not-found");
    const merged = await street.act("tang", second, "merge", { input: { into: first.id } });
    expect(merged).toMatchObject({ state: "merged", links: [{ rel: "merged-into", record: first.id }] });
    expect((await street.read("tang", first)).links).toMatchObject([{ rel: "merged-from", record: second.id }]);
    const seen = await street.read("jin", first);
    expect(seen).toMatchObject({ state: "reported", record: { what: "pipe" }, actions: [] });
    expect(seen.record).not.toHaveProperty("contact");
    expect(
      (await listRecords(street.engine, { id: "jin" }, { street: street.id, mine: true })).items.map(({ id }) => id),
    ).toContain(first.id);
    const { readEvents } = await import("../src/operations/read-events.js");
    await street.act("tang", first, "acknowledge");
    const told = await readEvents(street.engine, { id: "jin" }, { street: street.id, mine: true, record: first.id });
    expect(told.items.at(-1)).toMatchObject({ type: "record.acted", action: "acknowledge" });
    expect(await problemOf(street.read("pan", first))).toBe("not-found");
  });

  it("go into a case that lives and for which the same people answer, and into no other", async () => {
    const third = await report("shen", 20);
    const elsewhere = await street.open(
      "pan",
      street1.id,
      { what: "pipe", where: at(0), contact: "139" },
      { community: "zhenning" },
    );
    for (const into of [second.id, third.id, elsewhere.id, "nowhere"])
      expect(await problemOf(street.act("tang", third, "merge", { input: { into } })), into).toBe(
        into === third.id ? "into-itself" : "invalid",
      );
    const newest = await report("pan", 0);
    await street.act("tang", first, "merge", { input: { into: newest.id } });
    // Who follows goes along.
    expect((await street.read("jin", newest)).id).toBe(newest.id);
    expect((await street.read("qian", newest)).id).toBe(newest.id);
  });
});

describe("who is on the way", () => {
  it("is seen by the reporter where the contract shows it, and who else is near only by those who work on it", async () => {
    const { createResource } = await import("../src/operations/create-resource.js");
    const { engine } = street;
    const kind = engine.kinds.get("responder")?.kind;
    for (const [id, north] of [
      ["r-chen", 100],
      ["r-wu", 300],
    ] as const) {
      const value = kind?.examples[0]?.value ?? {};
      const resource = { id, kind: "responder", name: id, community: "ningan", place: at(north), value };
      await createResource(engine, { id: "operator", operator: true }, { street: street.id, resource });
    }
    const seen = await report("qian", 0, "manhole");
    expect(seen.nearest).toEqual([]);
    expect((await street.read("tang", seen)).nearest?.map(({ id }) => id)).toEqual(["r-chen", "r-wu"]);
    await street.act("tang", seen, "acknowledge");
    await street.act("tang", seen, "dispatch", { input: { assignees: ["r-wu"] } });
    expect((await street.read("qian", seen)).nearest).toMatchObject([{ id: "r-wu", metres: 300 }]);
  });
});
