import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "@linli/contracts";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { openRecord } from "../src/operations/open-record.js";
import { readEvents } from "../src/operations/read-events.js";
import { inStreet, many } from "../src/store/in-street.js";
import { freshPostgres } from "./set-up/postgres.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { court, engineOn, newStreet, problemOf, streetOn, type TestStreet } from "./set-up/street.js";

// Locks block on a real PostgreSQL only; PGlite has one session, and everything in it is in line.
let database: Database & { readonly url: string };
let engine: Engine;
beforeAll(async () => {
  database = await freshPostgres({ connections: 200 });
  engine = await engineOn(database);
}, 120_000);
afterAll(() => database.close());

const courtBooking = "sports.venues.court";

/** A street in which so many neighbours live. */
async function crowd(
  size: number,
  things: readonly string[],
): Promise<{ readonly street: TestStreet; readonly people: readonly string[] }> {
  const street = await newStreet(engine);
  await street.things(...things);
  const people = Array.from({ length: size }, (_, i) => `neighbour-${i}`);
  for (const person of people)
    await street.member(person, { facts: { birthDate: "1988-03-02" }, household: `hh-${person}` });
  return { street, people };
}

/** How often each answer was given: a state, or a problem code. */
async function outcomes(
  attempts: readonly Promise<{ readonly state: string }>[],
): Promise<{ readonly [outcome: string]: number }> {
  const tally: { [outcome: string]: number } = {};
  for (const found of await Promise.allSettled(attempts)) {
    const outcome =
      found.status === "fulfilled"
        ? found.value.state
        : ((found.reason as { code?: string }).code ?? String(found.reason));
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  }
  return tally;
}

function count<T>(street: TestStreet, text: string): Promise<readonly T[]> {
  return inStreet(database, street.id, (query) => many<T>(query, text, [street.id]));
}

describe("many at once", () => {
  it("gives one court hour to exactly one of two hundred", async () => {
    const { street, people } = await crowd(200, ["court/c-3"]);
    // Half of them want the hour, half the hour that begins in the middle of it or lies around it.
    const tally = await outcomes(
      people.map((who, i) =>
        street.open(who, courtBooking, i % 2 === 0 ? court("02T19:00", "02T20:00") : court("02T19:00", "02T21:00")),
      ),
    );
    expect(tally).toEqual({ confirmed: 1, "period-taken": 199 });
    expect(
      await count(street, "select to_jsonb(v.record) as r from hub.reservation v where v.street = $1"),
    ).toHaveLength(1);
  });

  it("fills twelve places with exactly twelve of two hundred", async () => {
    const { street, people } = await crowd(200, ["session/s-games"]);
    const record = { session: "s-games", people: 1, children: 0, portraits: false, contact: "13757190806" };
    const tally = await outcomes(
      people.map((who) => street.open(who, "neighbourhood.events.neighbour-festival", record)),
    );
    expect(tally).toEqual({ enrolled: 12, full: 188 });
    expect(
      await count(street, "select jsonb_build_array(b.taken, b.capacity) as r from hub.bucket b where b.street = $1"),
    ).toEqual([[12, 12]]);
  });

  it("opens exactly three of twenty under a limit of three", async () => {
    const { street } = await crowd(1, ["court/c-3", "court/f-1"]);
    const hours = Array.from(
      { length: 10 },
      (_, i) => [`02T${String(7 + i).padStart(2, "0")}:00`, `02T${String(8 + i).padStart(2, "0")}:00`] as const,
    );
    const tally = await outcomes(
      hours.flatMap(([from, until]) =>
        ["c-3", "f-1"].map((id) => street.open("neighbour-0", courtBooking, court(from, until, { court: id }))),
      ),
    );
    expect(tally).toEqual({ confirmed: 3, "limit-reached": 17 });
  });

  it("makes one record of two hundred requests under one key", async () => {
    const { street } = await crowd(1, ["court/c-3"]);
    const request = { scenario: courtBooking, record: court("02T19:00", "02T20:00") };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        openRecord(engine, { id: "neighbour-0" }, { street: street.id, request, key: "double-click" }),
      ),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await count(street, "select to_jsonb(r.id) as r from hub.record r where r.street = $1")).toHaveLength(1);
  });

  it("takes two hundred comments while the listing is claimed, and loses none", async () => {
    const { street, people } = await crowd(41, ["pickup-point/pp-1"]);
    const { contract } = engine.scenarios.get("neighbourhood.exchange.idle-swap") as unknown as {
      contract: { examples: { valid: readonly { value: never }[] } };
    };
    const [seller = "", ...others] = people;
    const listing = await street.open(seller, contract["id" as never], contract.examples.valid[0]?.value as never);
    const comments = others.flatMap((who) =>
      Array.from({ length: 5 }, (_, i) => street.act(who, listing, "comment", { input: { text: `第 ${i + 1} 问` } })),
    );
    const claims = others.slice(0, 5).map((who) => street.act(who, listing, "claim"));
    const [said, claimed] = await Promise.all([outcomes(comments), outcomes(claims)]);
    expect(Object.values(said).reduce((sum, n) => sum + n, 0)).toBe(200);
    expect((said["listed"] ?? 0) + (said["claimed"] ?? 0)).toBe(200);
    expect(claimed["claimed"]).toBe(1);
    expect((await street.read(seller, listing)).children["comments"]).toBe(200);
  });

  it("lets people book, wait and cancel in each other's way, and ends with nobody waiting where there is room", async () => {
    const { street, people } = await crowd(40, ["court/c-3", "court/f-1"]);
    const mine = new Map<string, string>();
    const problems: { [code: string]: number } = {};
    await Promise.all(
      people.map(async (who, i) => {
        for (let round = 0; round < 6; round++) {
          const id = mine.get(who);
          const hour = 8 + ((i + round) % 2);
          const from = `02T${String(hour).padStart(2, "0")}:00`;
          const until = `02T${String(hour + 1 + (i % 2)).padStart(2, "0")}:00`;
          const attempt =
            id === undefined
              ? street.open(who, courtBooking, court(from, until, { court: i % 3 === 0 ? "f-1" : "c-3" }), {
                  options: { waitlist: true },
                })
              : street.act(who, id, "cancel");
          await attempt.then(
            (record) => (id === undefined ? mine.set(who, record.id) : mine.delete(who)),
            (error: { code?: string }) =>
              (problems[error.code ?? String(error)] = (problems[error.code ?? String(error)] ?? 0) + 1),
          );
        }
      }),
    );
    expect(problems).toEqual({});
    await expectSound(street);
  });

  it("keeps balances whole when many pay each other at once", async () => {
    const { street, people } = await crowd(12, ["pickup-point/pp-1"]);
    const { contract } = engine.scenarios.get("neighbourhood.exchange.idle-swap") as unknown as {
      contract: { id: string; examples: { valid: readonly { value: object }[] } };
    };
    const value = contract.examples.valid[0]?.value as never;
    const listings = await Promise.all(people.map((who) => street.open(who, contract.id, value)));
    const claims = people.flatMap((who, i) =>
      listings.filter((_, j) => j !== i).map((listing) => street.act(who, listing, "claim")),
    );
    const tally = await outcomes(claims);
    expect(tally).toEqual({ claimed: 12, "not-allowed-now": 120 });
    expect(await count(street, "select to_jsonb(sum(a.balance)) as r from hub.account a where a.street = $1")).toEqual([
      0,
    ]);
    const differing =
      "select to_jsonb(a.id) as r from hub.account a where a.street = $1 and a.balance <> (select coalesce(sum(n.amount), 0) from hub.line n where n.street = a.street and n.account = a.id)";
    expect(await count(street, differing)).toEqual([]);
  });

  it("shows a follower every event, in order, while sixteen write", async () => {
    const { street, people } = await crowd(16, ["court/c-3", "court/f-1", "court/b-1"]);
    await street.member("keeper", { roles: [{ role: "venue-keeper" }, { role: "street-official" }] });
    const seen: number[] = [];
    let writing = true;
    const follower = (async () => {
      for (let after = 0; ;) {
        const last = !writing;
        const {
          items,
          last: next,
          more,
        } = await readEvents(engine, { id: "keeper" }, { street: street.id, after, limit: 50 });
        seen.push(...items.map(({ seq }) => seq));
        after = next;
        if (last && !more && items.length === 0) return;
      }
    })();
    await Promise.all(
      people.map(async (who, i) => {
        for (let round = 0; round < 12; round++) {
          const hour = 7 + ((i + round) % 12);
          const opened = await street.open(
            who,
            courtBooking,
            court(
              `0${2 + (round % 3)}T${String(hour).padStart(2, "0")}:00`,
              `0${2 + (round % 3)}T${String(hour + 1).padStart(2, "0")}:00`,
            ),
            { options: { waitlist: true } },
          );
          await street.act(who, opened, "cancel");
        }
      }),
    );
    writing = false;
    await follower;
    const [all] = await count<number>(street, "select to_jsonb(h.seq) as r from hub.head h where h.street = $1");
    expect(all).toBeGreaterThan(16 * 24);
    expect(seen).toEqual(Array.from({ length: all as number }, (_, i) => i + 1));
  });

  it("puts fifty-nine in line for one hour through four connections, in an order without gaps", async () => {
    const small = await freshPostgres({ connections: 4 });
    try {
      const here = await engineOn(small);
      const street = await newStreet(here);
      await street.things("court/c-3");
      for (let i = 0; i < 60; i++) await street.member(`neighbour-${i}`, { facts: { birthDate: "1988-03-02" } });
      const tally = await outcomes(
        Array.from({ length: 60 }, (_, i) =>
          street.open(`neighbour-${i}`, courtBooking, court("02T19:00", "02T20:00"), { options: { waitlist: true } }),
        ),
      );
      expect(tally).toEqual({ confirmed: 1, waitlisted: 59 });
      const places = await inStreet(small, street.id, (query) =>
        many<number>(query, "select to_jsonb(q.place) as r from hub.queue q where q.street = $1 order by q.place", [
          street.id,
        ]),
      );
      expect(places).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
      expect(await problemOf(street.open("neighbour-1", "no.such.scenario", {}))).toBe("not-found");
    } finally {
      await small.close();
    }
  });

  it("hands a task in exactly once when the last twenty below it end at the same moment", async () => {
    const { street } = await crowd(0, []);
    const here = await withOwn(street);
    await here.member("lou", { roles: [{ role: "street-official" }] });
    const units = Array.from({ length: 20 }, (_, i) => `unit-${i}`);
    for (const unit of units) await here.member(unit, { roles: [{ role: "community-staff" }] });
    const task = await here.open("lou", rounds.id, { units });
    await here.act("lou", task, "hand-down");
    const links = (await here.read("lou", task)).links ?? [];
    const tally = await outcomes(
      links.map(async ({ record }) => {
        const [who] = (await here.read("lou", record)).assignees;
        return here.act(who?.id ?? "", record, "submit", { input: { result: "已完成" } });
      }),
    );
    expect(tally).toEqual({ "accepted-result": 20 });
    const { state, events = [] } = await here.read("lou", task);
    expect(state).toBe("accepted-result");
    expect(events.filter(({ action }) => action === "submit")).toHaveLength(1);
  });

  it("leaves nothing open below a task that is revoked while those below are handed in", async () => {
    const { street } = await crowd(0, []);
    const here = await withOwn(street);
    await here.member("lou", { roles: [{ role: "street-official" }] });
    const units = Array.from({ length: 12 }, (_, i) => `unit-${i}`);
    for (const unit of units) await here.member(unit, { roles: [{ role: "community-staff" }] });
    const task = await here.open("lou", rounds.id, { units });
    await here.act("lou", task, "hand-down");
    const links = (await here.read("lou", task)).links ?? [];
    const submits = links.map(async ({ record }) => {
      const [who] = (await here.read("lou", record)).assignees;
      return here.act(who?.id ?? "", record, "submit", { input: { result: "已完成" } });
    });
    await Promise.allSettled([...submits.slice(0, 6), here.act("lou", task, "revoke"), ...submits.slice(6)]);
    expect((await here.read("lou", task)).state).toMatch(/^(revoked|accepted-result)$/);
    expect(
      await count(street, `select to_jsonb(r.id) as r from hub.record r where r.street = $1 and not r.ended`),
    ).toEqual([]);
  });

  it("opens exactly two of twenty under a limit that two scenarios share", async () => {
    const { street } = await crowd(1, []);
    const here = await withOwn(street);
    const attempts = Array.from({ length: 20 }, (_, i) =>
      here.open("neighbour-0", (i % 2 === 0 ? calligraphy : opera).id, { course: `第 ${i + 1} 期` }),
    );
    expect(await outcomes(attempts)).toEqual({ submitted: 2, "limit-reached": 18 });
  });

  it("sums what sixty secret ballots weigh, and takes one of each", async () => {
    const { street, people } = await crowd(60, []);
    const here = await withOwn(street);
    await here.member("tang", { roles: [{ role: "community-staff" }] });
    const matter = await here.open("tang", owners.id, { matter: "外墙修缮" }, { for: "ningan" });
    await here.act("tang", matter, "open-vote");
    await inStreet(database, street.id, (query) =>
      query.query("update hub.roll set area = 10000 * (1 + length(voter)) where street = $1", [street.id]),
    );
    const twice = [...people, ...people].map((who, i) =>
      here.act(who, matter, "vote", { input: { choices: [i % 2] } }),
    );
    expect(await outcomes(twice)).toEqual({ voting: 60, "already-given": 60 });
    const [sums] = await count<readonly number[]>(
      street,
      `select jsonb_build_array((select sum(o.area) from hub.roll o where o.street = $1), (select w.area from hub.weight w where w.street = $1 and w.option = -1),
         (select sum(w.area) from hub.weight w where w.street = $1 and w.option >= 0), (select sum(w.head) from hub.weight w where w.street = $1 and w.option >= 0)) as r`,
    );
    expect(sums?.[1]).toBe(sums?.[0]);
    expect(sums?.[2]).toBe(sums?.[0]);
    expect(sums?.[3]).toBe(60);
  });

  it("merges no report into one that has just gone into another", async () => {
    for (let round = 0; round < 8; round++) {
      const { street } = await crowd(3, []);
      const here = await withOwn(street);
      await here.member("tang", { roles: [{ role: "community-staff" }] });
      const [a, b, c] = await Promise.all(
        ["neighbour-0", "neighbour-1", "neighbour-2"].map((who) => here.open(who, fault.id, { what: "井盖松动" })),
      );
      const merge = (from: string, into: string) => here.act("tang", from, "merge", { input: { into } });
      const tally = await outcomes([merge(a!.id, b!.id), merge(b!.id, c!.id)]);
      expect(tally["merged"] ?? 0).toBeGreaterThanOrEqual(1);
      const both = tally["merged"] === 2;
      // Whoever reported the first follows the last, unless the first has stayed by itself.
      expect(await problemOf(here.read("neighbour-0", c!))).toBe(both ? undefined : "not-found");
      expect((await here.read("tang", a!)).state).toBe(both ? "merged" : "reported");
    }
  });

  it("never came to a deadlock in all of this", async () => {
    const [found] = await database.query<{ readonly deadlocks: string }>(
      "select deadlocks from pg_stat_database where datname = current_database()",
    );
    expect(Number(found?.deadlocks)).toBe(0);
  });
});

const text = { type: "string", maxLength: 60 } as const;

/** Every unit goes its round. */
const rounds = contractOf({
  id: "grid.patrol.unit-rounds",
  pattern: "task",
  without: ["admit", "accept", "advance", "accept-result"],
  people: { open: ["street-official"], subject: "person", handler: ["street-official"] },
  settings: { fanOut: { to: "/units", across: "people" } },
  record: fields({ units: { type: "array", items: text } }),
});
const [calligraphy, opera] = ["calligraphy", "opera"].map((id) =>
  contractOf({
    id: `culture.course.${id}`,
    pattern: "application",
    without: ["submit", "ask-info", "advance", "publicise", "issue"],
    people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
    settings: { limits: [{ per: "subject", within: "P30D", atMost: 2, across: "culture-courses" }] },
    record: fields({ course: text }),
  }),
) as [Contract, Contract];
const owners = contractOf({
  id: "property.owners.secret",
  pattern: "deliberation",
  without: ["accept", "advance", "support", "report-progress"],
  people: { open: ["community-staff"], subject: "community", handler: ["community-staff"] },
  settings: {
    ballot: {
      unit: "actor",
      roll: "community",
      open: "P3D",
      options: ["同意", "不同意"],
      weigh: ["head", "area"],
      pass: [],
    },
  },
  record: fields({ matter: text }),
});
const fault = contractOf({
  id: "resident-requests.report.street-fault",
  pattern: "case",
  without: ["advance", "pause", "escalate", "reopen"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  record: fields({ what: text }),
});

/** The same street, by a hub that has these contracts too. */
async function withOwn(street: TestStreet): Promise<TestStreet> {
  const own = await engineOn(database, { bundle: withContracts(rounds, calligraphy, opera, owners, fault) });
  return streetOn(own, street.id);
}

/** Nothing is held twice, nobody waits for what is free, and tables agree with each other. */
async function expectSound(street: TestStreet): Promise<void> {
  const overlapping = `select jsonb_build_array(a.id, b.id) as r from hub.reservation a join hub.reservation b on b.street = a.street and b.resource = a.resource and b.id > a.id
    and tstzrange(a.starts, a.ends) && tstzrange(b.starts, b.ends) where a.street = $1`;
  expect(await count(street, overlapping)).toEqual([]);
  const idle = `select to_jsonb(q.record) as r from hub.queue q where q.street = $1 and not exists (select from hub.reservation v where v.street = q.street and v.resource = q.resource
    and v.starts < q.ends and v.ends > q.starts)`;
  expect(await count(street, idle)).toEqual([]);
  const strays = `select jsonb_build_array(r.id, r.state) as r from hub.record r where r.street = $1 and (
    (r.state = 'confirmed') <> exists (select from hub.reservation v where v.street = r.street and v.record = r.id and v.live)
    or (r.state = 'waitlisted') <> exists (select from hub.queue q where q.street = r.street and q.record = r.id)
    or (r.ended and exists (select from hub.clock c where c.street = r.street and c.record = r.id)))`;
  expect(await count(street, strays)).toEqual([]);
}
