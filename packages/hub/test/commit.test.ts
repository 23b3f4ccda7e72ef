import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { postgres } from "../src/postgres.js";
import { inStreet, many, one } from "../src/store/in-street.js";
import { migrate } from "../src/store/migrate.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres, startPostgres, type TestServer } from "./set-up/postgres.js";
import { court, engineOn, newStreet, problemOf } from "./set-up/street.js";

const courtBooking = "sports.venues.court";

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("what is written, on %s", (_, make) => {
  let database: Database;
  beforeAll(async () => {
    database = await make();
  }, 120_000);
  afterAll(() => database.close());

  it("is chained: anybody can recompute the head from the events and what they say", async () => {
    const engine = await engineOn(database);
    const street = await newStreet(engine);
    await street.things("court/c-3");
    for (const who of ["qian", "jin"]) await street.member(who, { facts: { birthDate: "1988-03-02" } });
    const booking = await street.open(
      "qian",
      courtBooking,
      court("02T19:00", "02T20:00", { note: '带两个“新”球：\u{1F3C0} & \\ " é' }),
    );
    await street.open("jin", courtBooking, court("02T19:00", "02T20:00"), { options: { waitlist: true } });
    await street.act("qian", booking, "cancel");
    await street.at("2026-12-03T09:00:00+08:00");
    const events = await inStreet(engine.database, street.id, (query) =>
      many<{
        seq: number;
        id: string;
        at: string;
        type: string;
        record: string | null;
        leaf: string;
        hash: string;
        salt: string;
        body: string;
      }>(
        query,
        `select jsonb_build_object('seq', e.seq, 'id', e.id, 'at', e.at, 'type', e.type, 'record', e.record, 'leaf', encode(e.leaf, 'hex'), 'hash', encode(e.hash, 'hex'),
           'salt', encode(p.salt, 'hex'), '$body', p.body) as r
         from hub.event e join hub.payload p on p.street = e.street and p.event = e.id where e.street = $1 order by e.seq`,
        [street.id],
      ),
    );
    const sha = (...parts: readonly (Buffer | string)[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
    let hash = sha("");
    for (const [i, { seq, id, at, type, record, leaf, salt, body, ...event }] of events.entries()) {
      expect(seq).toBe(i + 1);
      expect(sha(Buffer.from(salt, "hex"), body).toString("hex")).toBe(leaf);
      const meta = [street.id, seq, id, Date.parse(at), type, record].filter((part) => part !== null).join("|");
      hash = sha(hash, meta, Buffer.from(leaf, "hex"));
      expect(event.hash).toBe(hash.toString("hex"));
    }
    const head = await inStreet(database, street.id, (query) =>
      one<string>(query, "select to_jsonb(encode(h.hash, 'hex')) as r from hub.head h where h.street = $1", [
        street.id,
      ]),
    );
    expect(head).toBe(hash.toString("hex"));
    expect(events.map(({ type }) => type)).toEqual([
      "resource.created",
      "record.opened",
      "record.opened",
      "record.acted",
      "record.acted",
      "record.acted",
    ]);
  });

  it("lets what an event says be erased, and the chain still stands", async () => {
    const street = await newStreet(await engineOn(database));
    await street.things("court/c-3");
    await street.member("qian", { facts: { birthDate: "1988-03-02" } });
    const booking = await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    await inStreet(database, street.id, (query) =>
      query.query("delete from hub.payload where street = $1", [street.id]),
    );
    const seen = await street.read("qian", booking);
    expect(seen.events?.map(({ type, by }) => [type, by])).toEqual([["record.opened", undefined]]);
  });

  it("can't be changed by the hub itself once it is an event or a line", async () => {
    for (const text of [
      "update hub.event set type = 'x'",
      "delete from hub.event",
      "update hub.line set amount = 1",
      "insert into hub.migration values ('x', 'x')",
      "drop table hub.record",
    ])
      expect(
        await database.query(text).then(
          () => "done",
          (error: { code?: string }) => error.code,
        ),
      ).toBe("42501");
  });

  it("holds the data that every event of a record's life replays to", async () => {
    const street = await newStreet(await engineOn(database));
    await street.things("court/c-3");
    await street.member("qian", { facts: { birthDate: "1988-03-02" } });
    const booking = await street.open("qian", courtBooking, court("02T19:00", "02T20:00"));
    const period = { start: "2026-12-03T19:00:00+08:00", end: "2026-12-03T20:00:00+08:00" };
    await street.act("qian", booking, "reschedule", { input: { period } });
    const bodies = await inStreet(street.engine.database, street.id, (query) =>
      many<{ readonly body: string }>(
        query,
        "select jsonb_build_object('$body', p.body) as r from hub.event e join hub.payload p on p.street = e.street and p.event = e.id where e.street = $1 and e.record is not null order by e.seq",
        [street.id],
      ),
    );
    const replayed = bodies
      .map(({ body }) => JSON.parse(body) as { to: string; record?: object })
      .reduce<{ to?: string; record?: object }>((state, event) => ({ ...state, ...event }), {});
    const seen = await street.read("qian", booking);
    expect(replayed.to).toBe(seen.state);
    expect(replayed.record).toEqual(seen.record);
    expect(seen.record["period"]).toEqual(period);
  });
});

describe("bringing a data base forward", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  it("applies every migration once when three hubs start at the same moment", async () => {
    const url = await server.database();
    const hubs = await Promise.all([postgres({ url }), postgres({ url }), postgres({ url })]);
    const applied = await Promise.all(hubs.map((hub) => migrate(hub)));
    expect(applied.flat().sort()).toEqual([...new Set(applied.flat())].sort());
    expect(applied.flat().length).toBeGreaterThan(2);
    expect(await migrate(hubs[0] as Database)).toEqual([]);
    await Promise.all(hubs.map((hub) => hub.close()));
  });

  it("refuses a data base whose migrations have another text, or that is newer than the hub", async () => {
    const url = await server.database();
    const database = await postgres({ url });
    await migrate(database);
    await database.script((owner) => owner.script("update hub.migration set checksum = 'x' where id = '0001-tables'"));
    await expect(migrate(database)).rejects.toThrow("0001-tables was applied with another text");
    await database.script((owner) => owner.script("insert into hub.migration values ('9999-later', 'x')"));
    await expect(migrate(database)).rejects.toThrow("newer than this hub");
    await database.close();
  });

  it("loses nothing that was answered and doubles nothing when hub processes are killed in the middle of writing", async () => {
    const url = await server.database();
    const database = await postgres({ url });
    await migrate(database);
    const street = await newStreet(await engineOn(database));
    await street.things("court/c-3", "court/f-1");
    for (let i = 0; i < 120; i++) await street.member(`neighbour-${i}`, { facts: { birthDate: "1988-03-02" } });
    const answered = new Map<string, string>();
    for (const killAfter of [15, 40, 75, Infinity]) {
      for (const [wish, id] of await runWriter(url, street.id, killAfter)) {
        // What was answered before is answered again.
        expect(answered.get(wish) ?? id).toBe(id);
        answered.set(wish, id);
      }
    }
    const rows = await inStreet(database, street.id, (query) =>
      many<[string, number, number, number]>(
        query,
        `select jsonb_build_array(r.id, (select count(*) from hub.reservation v where v.street = r.street and v.record = r.id),
           (select count(*) from hub.event e where e.street = r.street and e.record = r.id),
           (select count(*) from hub.idempotency i where i.street = r.street and i.actor = r.opener)) as r from hub.record r where r.street = $1`,
        [street.id],
      ),
    );
    expect(rows).toHaveLength(120);
    expect(new Map(rows.map(([id]) => [id, true])).size).toBe(answered.size);
    for (const id of answered.values()) expect(rows.find((row) => row[0] === id)).toEqual([id, 1, 1, 1]);
    await database.close();
  }, 120_000);
});

/** Runs a hub process, kills it without warning once it has answered so often, and gives what it had answered. */
function runWriter(url: string, street: string, killAfter: number): Promise<ReadonlyMap<string, string>> {
  const script = fileURLToPath(new URL("set-up/writer.mjs", import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, url, street, "8"], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.split("\n").length > killAfter) child.kill("SIGKILL");
    });
    child.on("close", (code, signal) => {
      if (signal !== "SIGKILL" && code !== 0) reject(new Error(complaints));
      else
        resolve(
          new Map(
            out
              .split("\n")
              .slice(0, -1)
              .map((line) => line.split(" ") as [string, string]),
          ),
        );
    });
  });
}

describe("a folder of PGlite", () => {
  it("takes one hub at a time, and outlives it", async () => {
    const { pglite } = await import("../src/pglite.js");
    const { mkdtempSync, rmSync, writeFileSync, existsSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const parent = mkdtempSync(join(tmpdir(), "linli-folder-"));
    const folder = join(parent, "data");
    const first = await pglite({ folder });
    await migrate(first);
    await expect(pglite({ folder })).rejects.toThrow(`in use by process ${process.pid}`);
    const street = await newStreet(await engineOn(first), { id: "ningwei" });
    await street.member("qian");
    await first.close();
    expect(existsSync(`${folder}.lock`)).toBe(false);
    // A process that is gone left its lock behind.
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, started: "1" }));
    const second = await pglite({ folder });
    expect(await migrate(second)).toEqual([]);
    const { readMe } = await import("../src/operations/read-me.js");
    expect((await readMe(await engineOn(second), { id: "qian" }, { street: "ningwei" })).name).toBe("qian");
    expect(await problemOf(readMe(await engineOn(second), { id: "jin" }, { street: "ningwei" }))).toBe("not-found");
    await second.close();
    rmSync(parent, { recursive: true });
  }, 60_000);

  it("is taken over only once when its process is gone", async () => {
    const { lockFolder } = await import("../src/folder-lock.js");
    const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const parent = mkdtempSync(join(tmpdir(), "linli-lock-"));
    const folder = join(parent, "data");
    writeFileSync(`${folder}.lock`, "not a lock");
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(String(process.pid));
    unlock();
    // The same number, but another process than the one that took it.
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, started: "1" }));
    lockFolder(folder)();
    rmSync(parent, { recursive: true });
  });
});
