import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/database.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const limits = [{ per: "household" as const, within: "P30D", atMost: 2, across: "culture-courses" }];
const course = (id: string) =>
  contractOf({
    id,
    pattern: "application",
    without: ["submit", "ask-info", "advance", "publicise", "issue"],
    people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
    settings: { limits },
    record: fields({ course: { type: "string", maxLength: 60 } }),
  });
const [calligraphy, opera] = [course("culture.course.calligraphy"), course("culture.course.opera")];

let database: Database;
let street: TestStreet;
beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(calligraphy, opera) }));
  await street.member("qian", { household: "hh-qian" });
  await street.member("jin", { household: "hh-qian" });
  await street.member("shen");
});
afterAll(() => database.close());

describe("a limit that several scenarios share", () => {
  it("counts their records together, for a household as for one", async () => {
    const first = await street.open("qian", calligraphy.id, { course: "楷书入门" });
    await street.open("jin", opera.id, { course: "越剧身段" });
    expect(await problemOf(street.open("qian", opera.id, { course: "越剧唱腔" }))).toBe("limit-reached");
    expect(await problemOf(street.open("jin", calligraphy.id, { course: "行书" }))).toBe("limit-reached");
    await street.open("shen", opera.id, { course: "越剧唱腔" });
    // What is given up counts no longer, in whichever of them.
    await street.act("qian", first, "withdraw");
    await street.open("jin", opera.id, { course: "越剧唱腔" });
  });
});
