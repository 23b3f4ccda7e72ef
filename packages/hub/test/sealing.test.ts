import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { putMember } from "../src/operations/put-member.js";
import { verifyChain } from "../src/operations/verify-chain.js";
import { inStreet } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { engineOn, newStreet, operator, problemOf, type TestStreet } from "./set-up/street.js";

/** Help for somebody whose illness is nobody's business. */
const help = contractOf({
  id: "health.help.insulin",
  pattern: "application",
  without: ["submit", "ask-info", "advance", "publicise", "issue", "suspend", "renew", "revoke", "expire"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { limits: [{ per: ["subject", "/illness"], atMost: 1 }] },
  inputs: {
    approve: fields({ finding: { type: "string", maxLength: 60, "x-privacy": "sensitive" } }),
  },
  record: {
    ...fields({
      street: { type: "string", maxLength: 60 },
      illness: { type: "string", maxLength: 60, "x-privacy": "sensitive" },
      drugs: { type: "array", items: { type: "string", "x-privacy": "sensitive" } },
      doses: {
        type: "array",
        items: fields({ at: { type: "string" }, what: { type: "string", "x-privacy": "sensitive" } }),
      },
    }),
    required: ["street"],
  },
});

const record = {
  street: "宁安路12号",
  illness: "一型糖尿病",
  drugs: ["甘精胰岛素", "二甲双胍"],
  doses: [
    { at: "08:00", what: "门冬胰岛素" },
    { at: "20:00", what: "德谷胰岛素" },
  ],
};
const secrets = [
  "一型糖尿病",
  "甘精胰岛素",
  "二甲双胍",
  "门冬胰岛素",
  "德谷胰岛素",
  "血糖控制尚可",
  "severe",
  "minimum-living",
];

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("what is sensitive, %s", (_, make) => {
  let database: Database;
  let engine: Engine;
  let street: TestStreet;
  let opened: RecordView;

  /** All that lies in the street's tables, as text. */
  const allRows = async (): Promise<string> => {
    const tables = await database.query<{ readonly name: string }>(
      "select c.relname as name from pg_class c where c.relnamespace = 'hub'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'",
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(
        ...(
          await inStreet(database, street.id, (query) =>
            query.query<{ readonly text: string }>(`select t::text as text from hub.${name} t`),
          )
        ).map(({ text }) => text),
      );
    return texts.join("\n");
  };

  beforeAll(async () => {
    database = await make();
    engine = await engineOn(database, { bundle: withContracts(help) });
    street = await newStreet(engine);
    await street.member("tang", { roles: [{ role: "community-staff" }] });
    await street.member("qian", {
      facts: { birthDate: "1961-03-02", careLevel: "severe", incomeGroup: "minimum-living" },
    });
    await street.member("jin");
    opened = await street.open("qian", help.id, record, { key: "once" });
  }, 120_000);
  afterAll(() => database.close());

  it("lies in no table in words: not in records, events, answers that are kept, facts or limits", async () => {
    await street.act("tang", opened, "claim");
    await street.act("tang", opened, "approve", { input: { finding: "血糖控制尚可" } });
    const all = await allRows();
    expect(all).toContain("宁安路12号");
    for (const secret of secrets) expect(all, secret).not.toContain(secret);
  });

  it("is read as if nothing had been sealed, by her, and by a hub that has just started", async () => {
    expect((await street.read("qian", opened)).record).toEqual(record);
    const other = await engineOn(database, { bundle: withContracts(help) });
    const { readRecord } = await import("../src/operations/read-record.js");
    const seen = await readRecord(other, { id: "tang" }, { street: street.id, record: opened.id });
    expect(seen.record).toEqual(record);
    expect(JSON.stringify(seen.events)).toContain("血糖控制尚可");
  });

  it("is sealed from when it comes in: a record that begins without any is not", async () => {
    const plain = await street.open("jin", help.id, { street: "宁安路14号" });
    // In the record, and in what its first event says.
    expect((await allRows()).match(/宁安路14号/g)?.length).toBeGreaterThanOrEqual(2);
    await street.act("tang", plain, "claim");
    await street.act("tang", plain, "approve", { input: { finding: "尿酮体阴性" } });
    expect(await allRows()).not.toContain("尿酮体阴性");
    expect(JSON.stringify(await street.read("tang", plain))).toContain("尿酮体阴性");
  });

  it("is answered again under the same key", async () => {
    const again = await street.open("qian", help.id, record, { key: "once" });
    expect(again).toEqual(opened);
  });

  it("still counts towards a limit by it", async () => {
    const second = await street.open("jin", help.id, record);
    expect(second.state).not.toBe("");
    expect(await problemOf(street.open("jin", help.id, record))).toBe("limit-reached");
    expect(await problemOf(street.open("jin", help.id, { ...record, illness: "高血压" }))).toBeUndefined();
  });

  it("of facts is kept when other facts are said", async () => {
    const view = await putMember(engine, operator, {
      street: street.id,
      id: "qian",
      member: { name: "钱卫国", roles: [{ role: "resident" }], community: "ningan", facts: { livesAlone: true } },
    });
    expect(view.facts).toMatchObject({ careLevel: { value: "severe" }, livesAlone: { value: true } });
  });

  it("can't be opened with another secret, and says what is missing", async () => {
    const { createEngine } = await import("../src/hub.js");
    const other = await createEngine({
      database,
      bundle: withContracts(help),
      issuers: [],
      secrets: { seal: "another secret of thirty-two characters" },
    });
    const { readRecord } = await import("../src/operations/read-record.js");
    const attempt = readRecord(other, { id: "qian" }, { street: street.id, record: opened.id });
    await expect(attempt).rejects.toThrow("former one");
  });

  it("can't be put into the hub's mouth: its name for what is sealed is refused", async () => {
    const { checkText } = await import("../src/routes/check-text.js");
    expect(checkText({ record: { $sealed: "ningwei/1/AAAA" } } satisfies JsonObject)).toEqual([
      { at: "/record", keyword: "propertyNames" },
    ]);
  });

  it("is in the chain as it was said, so that the chain holds whoever sealed it how", async () => {
    const report = await verifyChain(engine, { street: street.id });
    expect(report).toMatchObject({ broken: [], erased: 0 });
    expect(report.events).toBeGreaterThan(4);
  });
});

describe("a chain", () => {
  it("shows what was changed, taken away or put in behind the hub's back", async () => {
    const database = await freshPglite();
    const engine = await engineOn(database, { bundle: withContracts(help) });
    const street = await newStreet(engine);
    await street.member("qian");
    for (let n = 0; n < 5; n++) await street.open("qian", help.id, { ...record, illness: `病${n}` });
    const progress: number[] = [];
    const good = await verifyChain(engine, { street: street.id }, ({ done }) => void progress.push(done));
    expect(good).toMatchObject({ events: 5, erased: 0, broken: [] });
    expect(progress).toEqual([5]);
    const asOwner = (text: string) => database.script(async (owner) => owner.script(text));

    await asOwner("delete from hub.payload where event = (select id from hub.event where seq = 2)");
    expect(await verifyChain(engine, { street: street.id })).toMatchObject({ erased: 1, broken: [], head: good.head });
    await asOwner("update hub.payload set body = '{}' where event = (select id from hub.event where seq = 3)");
    await asOwner(
      `update hub.payload set body = '{"$sealed":"${street.id}/1/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}' where event = (select id from hub.event where seq = 5)`,
    );
    await asOwner("update hub.event set type = 'record.acted' where seq = 4");
    expect((await verifyChain(engine, { street: street.id })).broken).toEqual([
      { seq: 3, what: "payload" },
      { seq: 4, what: "hash" },
      { seq: 5, what: "unreadable" },
    ]);
    await asOwner("delete from hub.event where seq = 1");
    expect((await verifyChain(engine, { street: street.id })).broken.slice(0, 2)).toEqual([
      { seq: 2, what: "gap" },
      { seq: 2, what: "hash" },
    ]);
    await asOwner("delete from hub.event where seq = 5");
    expect((await verifyChain(engine, { street: street.id })).broken.at(-1)).toEqual({ seq: 5, what: "end" });
    await database.close();
  });
});
