import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { inStreet, many } from "../src/store/in-street.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

/** What one thinks of the property service, with or without one's name. */
const rating = contractOf({
  id: "property.service.opinion",
  pattern: "survey",
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  settings: { anonymous: "/unnamed", limits: [{ per: "subject", within: "ever", atMost: 1 }] },
  record: fields({ stars: { type: "integer", minimum: 1, maximum: 5 }, unnamed: { type: "boolean" } }),
});

let database: Database;
let street: TestStreet;
beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(rating) }));
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  for (const id of ["qianweiguo", "jinxiaoyan"]) await street.member(id);
});
afterAll(() => database.close());

describe("anonymous answers", () => {
  it("show nobody whose they are, and can be changed by who gave them until they are final", async () => {
    const answer = await street.open("qianweiguo", rating.id, { stars: 2, unnamed: true });
    expect(await street.read("tang", answer)).toMatchObject({
      opener: { id: "anonymous" },
      subject: { id: "anonymous" },
    });
    await street.act("qianweiguo", answer, "amend", { input: { changes: { stars: 3 } } });
    const seen = await street.read("tang", answer);
    expect(JSON.stringify(seen)).not.toContain("qianweiguo");
    expect(seen.record).toMatchObject({ stars: 3 });
    expect((await street.act("qianweiguo", answer, "finalise")).state).toBe("final");
    expect(await problemOf(street.read("qianweiguo", answer))).toBe("not-found");
  });

  it("leave in records, events and counts nothing that leads to who gave them, and count once for all that", async () => {
    expect(await problemOf(street.open("qianweiguo", rating.id, { stars: 5, unnamed: true }))).toBe("limit-reached");
    const rows = await inStreet(street.engine.database, street.id, (query) =>
      many<JsonObject>(
        query,
        `select to_jsonb(r) as r from hub.record r where r.street = $1 union all select jsonb_build_object('$body', p.body) from hub.payload p where p.street = $1
         union all select to_jsonb(o.body) from hub.outbox o where o.street = $1 union all select to_jsonb(e) from hub.event e where e.street = $1`,
        [street.id],
      ),
    );
    expect(JSON.stringify(rows)).not.toContain("qianweiguo");
    const linked = await inStreet(database, street.id, (query) =>
      many(
        query,
        "select to_jsonb(u) as r from hub.used u join hub.record r on r.street = u.street and r.id = u.record where u.street = $1",
        [street.id],
      ),
    );
    expect(linked).toEqual([]);
  });

  it("are signed where whoever gives them says so", async () => {
    const answer = await street.open("jinxiaoyan", rating.id, { stars: 4, unnamed: false });
    expect((await street.read("tang", answer)).opener).toMatchObject({ id: "jinxiaoyan" });
    await street.act("jinxiaoyan", answer, "finalise");
    expect((await street.read("tang", answer)).opener).toMatchObject({ id: "jinxiaoyan" });
  });
});
