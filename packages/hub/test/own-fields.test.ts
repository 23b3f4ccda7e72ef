import type { JsonObject, Profile } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, ProblemError } from "../src/engine.js";
import type { PgliteDatabase } from "../src/pglite.js";
import { freshPglite } from "./set-up/pglite.js";
import { court, engineOn, newStreet } from "./set-up/street.js";
import type { TestStreet } from "./set-up/street.js";

let database: PgliteDatabase;
let engine: Engine;
beforeAll(async () => {
  database = await freshPglite();
  engine = await engineOn(database);
});
afterAll(() => database.close());

const booking = "sports.venues.court";
const own: Profile = {
  scenarios: {
    [booking]: {
      fields: {
        "/players": { minimum: 4, maximum: 8 },
        "/purpose": { enum: ["leisure"] },
        "/note": { required: true },
      },
      ext: {
        locker: {
          type: "choice",
          labels: { "zh-CN": "储物柜" },
          required: true,
          options: { small: { "zh-CN": "小" }, large: { "zh-CN": "大" } },
        },
        plate: { type: "text", labels: { "zh-CN": "车牌" }, maxLength: 8, privacy: "personal" },
        bottles: { type: "integer", labels: { "zh-CN": "要几瓶水" }, minimum: 0, maximum: 10 },
      },
    },
  },
};

async function park(profile?: Profile): Promise<TestStreet> {
  const street = await newStreet(engine, profile === undefined ? {} : { profile });
  await street.things("court/c-3");
  for (const person of ["qian", "jin"]) await street.member(person, { facts: { birthDate: "1988-03-02" } });
  return street;
}

const booked = (more: JsonObject) => court("02T19:00", "02T20:00", { note: "带了四个孩子", ...more } as never);

async function faultsOf(street: TestStreet, more: JsonObject): Promise<readonly string[]> {
  const error = await street.open("qian", booking, booked(more)).catch((thrown: unknown) => thrown as ProblemError);
  return "faults" in error ? error.faults.map(({ at, keyword }) => `${at} ${keyword}`).sort() : ["nothing"];
}

describe("a street that tightens fields and adds some of its own", () => {
  it("refuses what it tightened, says where, and takes what keeps to it", async () => {
    const street = await park(own);
    const ext = { locker: "small", plate: "浙A12345", bottles: 2 };
    expect(await faultsOf(street, { players: 3, ext })).toEqual(["/players minimum"]);
    expect(await faultsOf(street, { players: 9, purpose: "school", ext })).toEqual([
      "/players maximum",
      "/purpose enum",
    ]);
    const { record } = await street.open("qian", booking, booked({ players: 5, ext }));
    expect(record["ext"]).toEqual(ext);
  });

  it("holds people to the types and bounds of its own fields", async () => {
    const street = await park(own);
    expect(await faultsOf(street, { players: 5 })).toEqual(["/ext/locker required"]);
    expect(
      await faultsOf(street, { players: 5, ext: { locker: "huge", plate: "浙A123456789", bottles: 1.5, bike: true } }),
    ).toEqual(["/ext/bike additionalProperties", "/ext/bottles type", "/ext/locker enum", "/ext/plate maxLength"]);
    expect(await faultsOf(street, { players: 5, ext: ["small"] })).toEqual(["/ext type"]);
  });

  it("never takes what the contract refuses", async () => {
    const loose: Profile = { scenarios: { [booking]: { fields: { "/players": { maximum: 90 } } } } };
    expect(await faultsOf(await park(loose), { players: 40 })).toEqual(["/players maximum"]);
  });

  it("shows a personal field of its own to nobody else", async () => {
    const street = await park(own);
    const opened = await street.open(
      "qian",
      booking,
      booked({ players: 5, ext: { locker: "small", plate: "浙A12345" } }),
    );
    const seen = await street.read("jin", opened.id).catch((error: unknown) => (error as { code: string }).code);
    expect(JSON.stringify(seen)).not.toContain("浙A12345");
    expect((await street.read("qian", opened.id)).record["ext"]).toMatchObject({ plate: "浙A12345" });
  });

  it("leaves another street as it was: there is nothing to say in ext", async () => {
    expect(await faultsOf(await park(), { players: 2, ext: { locker: "small" } })).toEqual([
      "/ext additionalProperties",
    ]);
  });
});
