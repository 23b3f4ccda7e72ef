import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { giveMandate, listMandates, revokeMandate } from "../src/operations/give-mandate.js";
import { putSignIn } from "../src/operations/put-sign-in.js";
import { readEvents } from "../src/operations/read-events.js";
import { readMe } from "../src/operations/read-me.js";
import { verifyChain } from "../src/operations/verify-chain.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { engineOn, newStreet, operator, problemOf, type TestStreet } from "./set-up/street.js";

/** What somebody tells the community in another's name. */
const note = contractOf({
  id: "property.service.note",
  pattern: "survey",
  people: { open: ["resident"], subject: "person", handler: ["community-staff"], behalf: ["guardian", "mandate"] },
  settings: {},
  record: fields({ stars: { type: "integer", minimum: 1, maximum: 5 } }),
});
const until = "2027-03-01T00:00:00+08:00";

describe.each([
  ["PGlite", () => freshPglite()],
  ["PostgreSQL", () => freshPostgres()],
] as const)("a mandate, on %s", (_, open) => {
  let database: Database;
  let street!: TestStreet;
  beforeAll(async () => {
    database = await open();
    street = await newStreet(await engineOn(database, { bundle: withContracts(note) }));
    await street.member("shen", { name: "沈桂珍", facts: { birthDate: "1940-05-09" } });
    await street.member("li", { name: "沈丽", facts: { birthDate: "1970-01-02" } });
    await street.member("ming", { name: "沈明明", facts: { birthDate: "2016-09-01" }, guardians: ["li"] });
    await street.member("tang", { name: "唐芸", roles: [{ role: "community-staff", unit: "ningan" }] });
    await street.member("wang", {
      name: "王岚",
      roles: [{ role: "community-staff", unit: "zhenning" }],
      community: "zhenning",
    });
    await putSignIn(street.engine, operator, { street: street.id, member: "li", phone: "13588110023" });
  });
  afterAll(() => database?.close());

  const give = (who: string, mandate: object) =>
    giveMandate(street.engine, { id: who }, { street: street.id, mandate: { until, ...mandate } });
  const revoke = (who: string, subject: string, holder: string) =>
    revokeMandate(street.engine, { id: who }, { street: street.id, subject, holder });
  const said = () => street.open("li", note.id, { stars: 5 }, { for: "shen" });
  const act = () => problemOf(street.open("li", note.id, { stars: 4 }, { for: "shen" }));

  it("lets her daughter act from when it is given until it is taken back, in what it names", async () => {
    expect(await act()).toBe("not-permitted");
    const given = await give("shen", { holder: "li", scenarios: [note.id] });
    expect(given).toEqual({
      subject: { id: "shen", name: "沈桂珍" },
      holder: { id: "li", name: "沈丽" },
      scenarios: [note.id],
      until,
    });
    expect(await act()).toBeUndefined();
    expect(await said()).toMatchObject({ subject: { id: "shen" }, opener: { id: "li" }, relation: "mandate" });
    expect(await street.open("shen", note.id, { stars: 3 })).not.toHaveProperty("relation");
    const { behalf } = await readMe(street.engine, { id: "li" }, { street: street.id });
    expect(behalf).toContainEqual(expect.objectContaining({ id: "shen", relation: "mandate" }));
    expect((await listMandates(street.engine, { id: "li" }, { street: street.id })).items).toEqual([given]);
    await give("shen", { holder: "li", scenarios: ["sports.venues.court"] });
    expect(await act()).toBe("not-permitted");
    await give("shen", { holder: "li" });
    expect(await act()).toBeUndefined();
    expect((await revoke("shen", "shen", "li")).items).toEqual([]);
    expect(await act()).toBe("not-permitted");
    expect(await problemOf(revoke("shen", "shen", "li"))).toBe("not-found");
  });

  it("is given to whoever has that number and that name, and to nobody who has only one of them", async () => {
    expect((await give("shen", { phone: "135 8811 0023", name: "沈丽" })).holder.id).toBe("li");
    for (const wrong of [
      { phone: "13588110023", name: "钱卫国" },
      { phone: "13588110024", name: "沈丽" },
      { phone: "13588110023" },
      {},
    ])
      expect(await problemOf(give("shen", wrong))).toBe("unknown-actor");
    expect((await revoke("li", "shen", "li")).items).toEqual([]);
  });

  it("is nobody else's to give or to take, but of staff who answer for her", async () => {
    expect(await problemOf(give("li", { holder: "li", subject: "shen" }))).toBe("not-permitted");
    expect(await problemOf(give("wang", { holder: "li", subject: "shen" }))).toBe("not-permitted");
    expect(await problemOf(give("nobody", { holder: "li" }))).toBe("not-permitted");
    expect(await problemOf(give("shen", { holder: "shen" }))).toBe("unknown-actor");
    expect(await problemOf(give("ming", { holder: "li" }))).toBe("not-permitted");
    expect((await give("tang", { holder: "li", subject: "shen" })).subject.id).toBe("shen");
    expect(await problemOf(revoke("wang", "shen", "li"))).toBe("not-permitted");
    expect(await problemOf(revoke("ming", "shen", "li"))).toBe("not-permitted");
    await revoke("tang", "shen", "li");
  });

  it.each([
    ["in the past", "2026-11-30T00:00:00+08:00"],
    ["longer than a year", "2028-01-01T00:00:00+08:00"],
  ])("does not hold %s", async (_, moment) => {
    expect(await problemOf(give("shen", { holder: "li", until: moment }))).toBe("invalid");
  });

  it("runs out by itself", async () => {
    await give("shen", { holder: "li", until: "2026-12-01T10:00:00+08:00" });
    expect(await act()).toBeUndefined();
    await street.at("2026-12-01T10:00:01+08:00");
    expect(await act()).toBe("not-permitted");
    expect((await listMandates(street.engine, { id: "shen" }, { street: street.id })).items).toEqual([]);
  });

  it("stands in the chain, and both are told of it", async () => {
    const types = async (id: string) =>
      (await readEvents(street.engine, { id }, { street: street.id, mine: true })).items
        .map(({ type }) => type)
        .filter((type) => type.startsWith("mandate"));
    expect((await types("shen")).filter((type) => type === "mandate.given").length).toBeGreaterThan(3);
    expect(await types("li")).toEqual(await types("shen"));
    expect(await types("ming")).toEqual([]);
    expect((await verifyChain(street.engine, { street: street.id })).broken).toEqual([]);
  });
});
