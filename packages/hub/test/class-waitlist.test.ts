import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, RecordView } from "@linli/contracts";
import type { Database } from "../src/database.js";
import { createResource } from "../src/operations/create-resource.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { engineOn, newStreet, type TestStreet } from "./set-up/street.js";

const place = (id: string, waitlist: JsonObject) =>
  contractOf({
    id,
    pattern: "application",
    without: ["submit", "ask-info", "advance", "publicise", "suspend", "renew", "revoke", "expire"],
    people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
    uses: [{ kind: "nursery-class", at: "/class", capacity: "/places" }],
    settings: { waitlist },
    record: fields({ class: { type: "string", maxLength: 60 } }),
  });
const offered = place("childcare.enrolment.offered", { promote: "offer", offerFor: "P3D" });
const automatic = place("childcare.enrolment.automatic", { promote: "automatic" });

let database: Database;
let street: TestStreet;
beforeAll(async () => {
  database = await freshPglite();
  street = await newStreet(await engineOn(database, { bundle: withContracts(offered, automatic) }));
  const kind = street.engine.kinds.get("nursery-class")?.kind;
  const [example] = kind?.examples ?? [];
  await street.things(`nursery-class/${example?.id}`);
  for (const id of ["small", "middle"]) {
    const value = { ...example?.value, places: 1 };
    const { parent } = example ?? {};
    const resource = { id, kind: "nursery-class", name: id, community: "ningan", value, ...(parent ? { parent } : {}) };
    await createResource(street.engine, { id: "operator", operator: true }, { street: street.id, resource });
  }
  await street.member("tang", { roles: [{ role: "community-staff" }] });
  for (const id of ["qian", "jin", "shen", "pan"]) await street.member(id);
});
afterAll(() => database.close());

const approve = async (who: string, scenario: string, nursery: string): Promise<RecordView> => {
  const asked = await street.open(who, scenario, { class: nursery });
  await street.act("tang", asked, "claim");
  return street.act("tang", asked, "approve");
};

describe("an application for a class that is full", () => {
  it("waits in order, is offered the place that becomes free, and passes it on if it does not answer", async () => {
    const first = await approve("qian", offered.id, "small");
    expect(first.state).toBe("approved");
    const [second, third] = [await approve("jin", offered.id, "small"), await approve("shen", offered.id, "small")];
    expect([second.state, second.waiting, third.state, third.waiting]).toEqual(["waitlisted", 1, "waitlisted", 2]);
    await street.act("qian", first, "end", { input: { reason: "搬家" } });
    const offer = await street.read("jin", second);
    expect(offer).toMatchObject({ state: "offered", clocks: [{ id: "offer-ends", due: "2026-12-04T09:00:00+08:00" }] });
    expect((await street.read("shen", third)).waiting).toBe(1);
    await street.at("2026-12-04T09:00:00+08:00");
    expect((await street.read("jin", second)).state).toBe("withdrawn");
    expect((await street.read("shen", third)).state).toBe("offered");
    expect((await street.act("shen", third, "accept-offer")).state).toBe("approved");
    expect((await street.act("tang", third, "issue")).state).toBe("issued");
  });

  it("gets the place at once where the contract says so", async () => {
    const first = await approve("qian", automatic.id, "middle");
    const second = await approve("pan", automatic.id, "middle");
    expect(second.state).toBe("waitlisted");
    await street.act("qian", first, "end", { input: { reason: "搬家" } });
    expect((await street.read("pan", second)).state).toBe("approved");
  });
});
