import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { readEvents } from "../src/operations/read-events.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 200 } as const;

/** A circular of the street to its communities, which everybody there who lives there is to read. */
const circular = contractOf({
  id: "transparency.board.circular",
  pattern: "notice",
  without: ["advance"],
  people: { open: ["street-official"], subject: "jurisdiction", handler: ["street-official", "community-staff"] },
  settings: {
    fanOut: { to: "/communities", across: "jurisdictions" },
    mustRead: true,
    remind: ["P1D"],
    callAfter: "P3D",
  },
  record: fields({ title: text, communities: { type: "array", items: text } }),
});

let database: Database;
let street: TestStreet;
let sent!: RecordView;

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(circular) }));
  await street.member("lou", { roles: [{ role: "street-official" }] });
  await street.member("tang", { roles: [{ role: "community-staff", unit: "ningan" }] });
  for (const id of ["qian", "jin"]) await street.member(id);
  await street.member("pan", { community: "zhenning" });
});
afterAll(() => database.close());

const below = async (): Promise<readonly RecordView[]> => {
  const { links = [] } = await street.read("lou", sent);
  return Promise.all(links.filter(({ rel }) => rel === "opened").map((link) => street.read("lou", link.record)));
};

describe("a circular", () => {
  it("goes to each place as a notice of its own, published once and sent down no further", async () => {
    const record = { title: "寒潮蓝色预警", communities: ["ningan", "zhenning"] };
    sent = await street.open("lou", circular.id, record, { for: street.id });
    expect(sent.state).toBe("drafted");
    await street.act("lou", sent, "publish");
    expect(await below()).toMatchObject([
      { state: "published", community: "ningan", roll: 2, record: { communities: ["ningan"] } },
      { state: "published", community: "zhenning", roll: 1, record: { communities: ["zhenning"] } },
    ]);
  });

  it("reminds those who have not read it, and nobody else", async () => {
    const [here] = await below();
    await street.act("qian", here!, "acknowledge");
    expect(await street.read("tang", here!)).toMatchObject({ roll: 2, children: { acknowledgements: 1 } });
    await street.at("2026-12-03T09:00:00+08:00");
    const reminded = async (who: string) =>
      (await readEvents(street.engine, { id: who }, { street: street.id, mine: true, record: here!.id })).items.filter(
        ({ type }) => type === "record.reminded",
      );
    expect(await reminded("jin")).toHaveLength(1);
    expect(await reminded("qian")).toHaveLength(0);
  });

  it("is withdrawn below when it is withdrawn above", async () => {
    await street.act("lou", sent, "withdraw", { input: { reason: "预警解除" } });
    expect((await below()).map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
  });

  it("says what of it could not be sent down, and goes to the others", async () => {
    const record = { title: "年货节", communities: ["ningan", "ningan-1"] };
    sent = await street.open("lou", circular.id, record, { for: street.id });
    const published = await street.act("lou", sent, "publish");
    // Nobody lives in the grid itself.
    expect(await below()).toMatchObject([{ community: "ningan" }]);
    const { events = [] } = await street.read("lou", published);
    expect(events.filter(({ type, action }) => type === "record.noted" && action === "open")).toHaveLength(1);
  });
});
