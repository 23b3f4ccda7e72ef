import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { inStreet, many } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 60 } as const;
const whole = { type: "integer", minimum: 0 } as const;

/** Members of the village's cooperative, with their shares. */
const members = contractOf({
  id: "village.shares.member",
  pattern: "registry",
  without: ["verify", "advance"],
  people: {
    open: ["village-accountant"],
    subject: "household",
    behalf: ["village-accountant"],
    handler: ["village-accountant"],
  },
  record: fields({ head: text, shares: whole }),
});

/** The receipt that each household gets. */
const receipts = contractOf({
  id: "village.shares.receipt",
  pattern: "registry",
  without: ["verify", "advance"],
  people: { open: ["hub"], subject: "household", handler: ["village-accountant"] },
  record: fields({ for: { type: "string", maxLength: 4 }, amount: whole }),
});

/** A dividend that the village has decided on. */
const dividend = contractOf({
  id: "village.shares.dividend",
  pattern: "ledger",
  without: ["approve", "reverse"],
  people: { open: ["village-accountant"], subject: "community", handler: ["village-accountant"] },
  settings: {
    unit: "fen",
    owner: "household",
    lines: [{ from: "village", to: "dividends", amount: { var: "record.total" } }],
  },
  record: fields({ year: text, perShare: whole, total: whole }),
  follow: [
    {
      on: "open",
      each: { registry: members.id, where: { ">": [{ var: "item.shares" }, 0] } },
      post: { from: "dividends", to: "subject", amount: { "*": [{ var: "item.shares" }, { var: "record.perShare" }] } },
      open: receipts.id,
      with: { for: { var: "item.head" }, amount: { "*": [{ var: "item.shares" }, { var: "record.perShare" }] } },
      notify: ["handler"],
    },
  ],
});

/** A batch of the bank: who stands for a household, and what it gets. */
const batch = contractOf({
  id: "village.shares.batch",
  pattern: "registry",
  without: ["verify", "advance"],
  people: { open: ["village-accountant"], subject: "community", handler: ["village-accountant"] },
  record: fields({ paid: { type: "array", items: fields({ to: text, sum: whole }) } }),
  follow: [
    {
      on: "open",
      each: { items: { var: "record.paid" }, where: { ">": [{ var: "item.sum" }, 0] } },
      post: { unit: "points", from: "bank", to: { var: "item.to" }, owner: "household", amount: { var: "item.sum" } },
    },
  ],
});

let database: Database;
let street: TestStreet;

beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(members, receipts, dividend, batch) }));
  await street.member("kong", { roles: [{ role: "village-accountant" }] });
  for (const [household, head, shares] of [
    ["hh-lou", "楼水根", 5],
    ["hh-yu", "俞阿毛", 3],
    ["hh-he", "何国平", 0],
  ] as const)
    await street.open("kong", members.id, { head, shares }, { for: household });
  const gone = await street.open("kong", members.id, { head: "鲍金水", shares: 9 }, { for: "hh-bao" });
  await street.act("kong", gone, "end", { input: { reason: "已退股" } });
});
afterAll(() => database.close());

const rows = <T>(text: string): Promise<readonly T[]> =>
  inStreet(database, street.id, (query) => many<T>(query, text, [street.id]));

describe("what follows for each record of a registry", () => {
  it("is done for those that live and fit, each with its own figures, in the same transaction", async () => {
    const paid = await street.open(
      "kong",
      dividend.id,
      { year: "2026", perShare: 1200, total: 9600 },
      { for: "ningan" },
    );
    expect(paid.links).toHaveLength(2);
    expect(
      await rows(
        "select jsonb_build_object(a.owner, a.balance) as r from hub.account a where a.street = $1 and a.owner like 'hh-%' order by a.owner",
      ),
    ).toEqual([{ "hh-lou": 6000 }, { "hh-yu": 3600 }]);
    expect(
      await rows(
        `select jsonb_build_object(r.subject, r.data -> 'amount') as r from hub.record r where r.street = $1 and r.scenario = '${receipts.id}' order by r.subject`,
      ),
    ).toEqual([{ "hh-lou": 6000 }, { "hh-yu": 3600 }]);
    expect(
      await rows("select to_jsonb(sum(a.balance)) as r from hub.account a where a.street = $1 and a.unit = 'fen'"),
    ).toEqual([0]);
  });

  it("is noted where it is refused, and does not hold up the others", async () => {
    await street.open("kong", members.id, { head: "何国平", shares: 2 }, { for: "hh-he-2" });
    // A receipt takes names of at most four characters.
    await street.open("kong", members.id, { head: "欧阳上官建国", shares: 1 }, { for: "hh-ouyang" });
    const paid = await street.open(
      "kong",
      dividend.id,
      { year: "2027", perShare: 100, total: 1000 },
      { for: "ningan" },
    );
    expect(paid.links).toHaveLength(3);
    const { events = [] } = await street.read("kong", paid);
    expect(events.filter(({ type, action }) => type === "record.noted" && action === "follow")).toHaveLength(1);
  });
});

describe("what follows for each item of a list", () => {
  const points = () =>
    rows(
      "select jsonb_build_object(a.owner, a.balance) as r from hub.account a where a.street = $1 and a.unit = 'points' order by a.owner",
    );

  it("is written to the household of whom each names, or all of it is refused where one names nobody", async () => {
    await street.member("lou", { household: "hh-lou" });
    const paid = [
      { to: "lou", sum: 700 },
      { to: "kong", sum: 0 },
    ];
    const wrong = [...paid, { to: "nobody", sum: 5 }];
    expect(await problemOf(street.open("kong", batch.id, { paid: wrong }, { for: "ningan" }))).toBe("unknown-actor");
    expect(await points()).toEqual([]);
    await street.open("kong", batch.id, { paid }, { for: "ningan" });
    expect(await points()).toEqual([{ "hh-lou": 700 }, { "street:bank": -700 }]);
  });
});
