import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { exportPerson } from "../src/operations/export-person.js";
import { keepFile } from "../src/operations/keep-file.js";
import { readFile } from "../src/operations/read-file.js";
import { listRecords } from "../src/operations/list-records.js";
import { readJob, startJob, type JobInput, type JobView } from "../src/operations/start-job.js";
import { verifyChain } from "../src/operations/verify-chain.js";
import { inStreet, many } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { engineOn, newStreet, operator, problemOf, type TestStreet } from "./set-up/street.js";

/** Somebody rings neighbours of whom nobody has heard for a while. */
const visit = contractOf({
  id: "care.visits.ring",
  pattern: "application",
  without: ["submit", "ask-info", "advance", "publicise", "issue", "suspend", "renew", "revoke", "expire"],
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["community-staff"],
    see: { "/door": ["opener", "subject", "handler", "community-staff"] },
  },
  retention: { personal: "P180D", sensitive: "P30D" },
  consent: [{ id: "share", version: "2026-12", labels: {} }] as never,
  record: fields({
    floors: { type: "integer" },
    contact: { type: "string", "x-privacy": "personal" },
    name: { type: "string", "x-privacy": "personal" },
    door: { type: "string", "x-privacy": "personal" },
    illness: { type: "string", "x-privacy": "sensitive" },
  }),
  inputs: { approve: fields({ phone: { type: "string", "x-privacy": "personal" }, visits: { type: "integer" } }) },
});
const record = { floors: 6, contact: "13857112345", name: "钱卫国", door: "3-2-601", illness: "心脏病" };

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("privacy, %s", (_, make) => {
  let database: Database;
  let engine: Engine;
  let street: TestStreet;

  const job = async (who: string, asked: JobInput): Promise<JobView> => {
    const caller = who === "operator" ? operator : { id: who };
    const { id } = await startJob(engine, caller, { street: street.id, job: asked });
    await street.at(now());
    return readJob(engine, caller, { street: street.id, job: id });
  };
  let moment = Date.parse("2026-12-01T09:00:00+08:00");
  const now = (): string => new Date((moment += 60_000)).toISOString();
  const rows = (text: string) => inStreet(engine.database, street.id, (query) => many(query, text, [street.id]));
  const ended = async (who: string): Promise<string> => {
    const opened = await street.open(who, visit.id, record, { consent: ["share"] });
    await street.act("tang", opened, "claim");
    await street.act("tang", opened, "approve", { input: { phone: "057182835678", visits: 2 } });
    return opened.id;
  };

  beforeAll(async () => {
    database = await make();
    engine = await engineOn(database, { bundle: withContracts(visit) });
    street = await newStreet(engine);
    await street.member("tang", { roles: [{ role: "community-staff" }] });
    await street.member("lou", { roles: [{ role: "street-official" }, { role: "community-staff" }] });
    for (const who of ["qian", "jin", "shen"]) await street.member(who);
  }, 120_000);
  afterAll(() => database.close());

  it("masks in lists what is personal, but for who is a party, works on it, or is named", async () => {
    const opened = await street.open("qian", visit.id, record, { consent: ["share"] });
    const list = (who: string, handler: boolean) =>
      listRecords(engine, { id: who }, { street: street.id, scenario: visit.id, ...(handler ? { handler } : {}) });
    const [seen] = (await list("tang", true)).items;
    expect(seen?.record).toEqual({ ...record, contact: "138****2345", name: "钱**", illness: "心**" });
    expect(seen?.masked).toEqual(["/contact", "/name", "/illness"]);
    const [own] = (await list("qian", false)).items;
    expect(own?.record).toEqual(record);
    expect(own?.masked).toBeUndefined();
    await street.act("tang", opened, "claim");
    expect((await list("tang", true)).items[0]?.record).toEqual(record);
    expect((await list("lou", true)).items[0]?.record["contact"]).toBe("138****2345");
  });

  it("notes who looked at what is masked, once a day, and not in the record's own life", async () => {
    const opened = await street.open("jin", visit.id, record, { consent: ["share"] });
    const looks = async () =>
      (await rows(
        "select jsonb_build_object('$body', p.body) as r from hub.event e join hub.payload p on p.street = e.street and p.event = e.id where e.street = $1 and e.type = 'record.revealed' order by e.seq",
      )) as readonly { readonly body: string }[];
    const before = (await looks()).length;
    await street.read("jin", opened);
    expect(await looks()).toHaveLength(before);
    expect((await street.read("lou", opened)).record).toEqual(record);
    await street.read("lou", opened);
    const noted = (await looks()).slice(before).map(({ body }) => JSON.parse(body) as object);
    expect(noted).toEqual([
      { scenario: visit.id, looked: opened.id, by: "lou", as: ["handler"], fields: ["/contact", "/name", "/illness"] },
    ]);
    expect((await street.read("jin", opened)).events).toHaveLength(1);
    expect(JSON.stringify(noted)).not.toContain("13857112345");
  });

  it("keeps to which text of a consent somebody agreed, in which right and when", async () => {
    const opened = await street.open("shen", visit.id, record, { consent: ["share"] });
    const { parts } = await exportPerson(engine, { id: "shen" }, { street: street.id });
    const consents: unknown[] = [];
    for await (const part of parts())
      if (part.list === "records")
        for (const one of part.items) if (one.record.id === opened.id) consents.push(...one.consents);
    expect(consents).toMatchObject([{ id: "share", version: "2026-12", by: "shen", relation: "self" }]);
  });

  it("gives a street another key: everything is sealed anew, is read as before, and the chain holds", async () => {
    const seals = async () =>
      new Set(
        JSON.stringify(
          await inStreet(database, street.id, (query) =>
            query.query(
              "select data::text as t from hub.record union all select body from hub.payload union all select facts::text from hub.member union all select input::text from hub.child",
            ),
          ),
        ).match(/(?<=sealed[\\": ]+)[^\\"]*\/\d+(?=\/)/g),
      );
    const id = await ended("shen");
    const file = { name: "a.pdf", type: "application/pdf", bytes: new TextEncoder().encode("%PDF-1.7 a") };
    const kept = await keepFile(engine, { id: "shen" }, { street: street.id, file });
    expect([...(await seals())]).toEqual([`${street.id}/1`]);
    const first = await job("operator", { kind: "rotate-keys" });
    expect(first).toMatchObject({ state: "done", report: { key: 2 } });
    expect(first.done).toBe(first.total);
    expect([...(await seals())]).toEqual([`${street.id}/2`]);
    await job("lou", { kind: "rotate-keys" });
    expect([...(await seals())]).toEqual([`${street.id}/3`]);
    expect(
      await inStreet(database, street.id, (query) =>
        query.query("select no from hub.key where street = $1 order by no", [street.id]),
      ),
    ).toEqual([{ no: 0 }, { no: 1 }, { no: 2 }, { no: 3 }]);
    await job("lou", { kind: "rotate-keys" });
    expect(
      await inStreet(database, street.id, (query) =>
        query.query("select no from hub.key where street = $1 order by no", [street.id]),
      ),
    ).toEqual([{ no: 0 }, { no: 1 }, { no: 3 }, { no: 4 }]);
    const read = await readFile(engine, { id: "shen" }, { street: street.id, id: kept.body.id });
    expect(new TextDecoder().decode(read.bytes)).toBe("%PDF-1.7 a");
    expect((await street.read("shen", id)).record).toEqual(record);
    expect(await job("operator", { kind: "verify-chain" })).toMatchObject({ state: "done", report: { broken: [] } });
    expect(await problemOf(startJob(engine, { id: "qian" }, { street: street.id, job: { kind: "rotate-keys" } }))).toBe(
      "not-permitted",
    );
  });

  it("takes the hub's former secret until keys were rotated once", async () => {
    const [next, before] = ["a newer secret of thirty-two characters", "a secret of thirty-two characters"];
    const { createEngine } = await import("../src/hub.js");
    const { freshStreet } = await import("../src/protocol/street-at-hand.js");
    const other = (secrets: object) =>
      createEngine({ database, bundle: withContracts(visit), issuers: [], secrets: { seal: before, ...secrets } });
    await expect(freshStreet(await other({ master: next }), street.id)).rejects.toThrow("former");
    const both = await other({ master: next, former: [before] });
    await freshStreet(both, street.id);
    const { runJobs } = await import("../src/operations/run-jobs.js");
    await startJob(both, operator, { street: street.id, job: { kind: "rotate-keys" } });
    await runJobs(both, await freshStreet(both, street.id), now());
    await expect(freshStreet(await other({ master: next }), street.id)).resolves.toBeDefined();
    engine = both;
  });

  it("erases what is sensitive and what is personal when its time has come, and keeps what is counted", async () => {
    const own = await newStreet(engine);
    for (const [who, role] of [
      ["tang", "community-staff"],
      ["qian", "resident"],
    ] as const)
      await own.member(who, { roles: [{ role }] });
    const opened = await own.open("qian", visit.id, record, { consent: ["share"] });
    const living = await own.open("qian", visit.id, record, { consent: ["share"] });
    await own.act("tang", opened, "claim");
    await own.act("tang", opened, "approve", { input: { phone: "057182835678", visits: 2 } });
    const head = (await verifyChain(engine, { street: own.id })).events;
    await own.at("2026-12-20T09:00:00+08:00");
    expect((await own.read("qian", opened)).record).toEqual(record);
    await own.at("2027-01-02T09:00:00+08:00");
    const { illness: _, ...left } = record;
    expect((await own.read("qian", opened)).record).toEqual(left);
    await own.at("2027-06-10T09:00:00+08:00");
    const seen = await own.read("qian", opened);
    expect(seen.record).toEqual({ floors: 6 });
    expect(JSON.stringify(seen)).not.toContain("057182835678");
    expect(seen.state).toBe("ended");
    expect((await own.read("qian", living)).record).toEqual(record);
    const chain = await verifyChain(engine, { street: own.id });
    expect(chain.broken).toEqual([]);
    expect(chain.erased).toBeGreaterThan(2);
    expect(chain.events).toBeGreaterThan(head);
  });

  it("erases a person who asks for it: herself first what has ended, then who she was", async () => {
    const own = await newStreet(engine);
    for (const [who, role] of [
      ["tang", "community-staff"],
      ["qianweiguo", "resident"],
      ["jin", "resident"],
    ] as const)
      await own.member(who, { roles: [{ role }] });
    const first = await own.open("qianweiguo", visit.id, record, { consent: ["share"] });
    const second = await own.open("qianweiguo", visit.id, record, { consent: ["share"] });
    await own.act("tang", first, "claim");
    await own.act("tang", first, "approve", { input: { phone: "057182835678", visits: 2 } });
    expect(
      await problemOf(
        startJob(engine, { id: "jin" }, { street: own.id, job: { kind: "erase-person", person: "qianweiguo" } }),
      ),
    ).toBe("not-permitted");
    const asked = await startJob(engine, { id: "qianweiguo" }, { street: own.id, job: { kind: "erase-person" } });
    await own.at("2026-12-01T10:00:00+08:00");
    const look = () => readJob(engine, operator, { street: own.id, job: asked.id });
    expect(await look()).toMatchObject({ state: "waiting", report: { records: 1, living: 1, erased: false } });
    await own.act("qianweiguo", second, "withdraw");
    await own.at("2026-12-02T10:30:00+08:00");
    expect(await look()).toMatchObject({ state: "done", report: { records: 2, living: 0, erased: true } });
    const kept = (await inStreet(engine.database, own.id, (query) =>
      many(
        query,
        "select jsonb_build_object('state', r.state, 'data', r.data, 'subject', r.subject, 'opener', r.opener) as r from hub.record r where r.street = $1 order by r.id",
        [own.id],
      ),
    )) as readonly object[];
    expect(kept).toEqual([
      { state: "ended", data: { floors: 6 }, subject: "erased", opener: "erased" },
      { state: "withdrawn", data: { floors: 6 }, subject: "erased", opener: "erased" },
    ]);
    const tables = await database.query<{ readonly name: string }>(
      "select c.relname as name from pg_class c where c.relnamespace = 'hub'::regnamespace and c.relkind = 'r' and c.relname not in ('migration', 'job')",
    );
    for (const { name } of tables)
      expect(
        await inStreet(database, own.id, (query) =>
          query.query(`select 1 from hub.${name} t where t::text like '%qianweiguo%'`),
        ),
        name,
      ).toEqual([]);
    expect((await verifyChain(engine, { street: own.id })).broken).toEqual([]);
  });
});
