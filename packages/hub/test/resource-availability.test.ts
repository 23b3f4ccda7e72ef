import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, Contract } from "@linli/contracts";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { hubBundle } from "./set-up/runnable.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";

/** Canteens count meals in delivery; in this street they also count seats, slot by slot. */
const withSeats: Bundle = {
  ...hubBundle,
  contracts: hubBundle.contracts.map((one) => {
    const contract = "contract" in one ? one.contract : one;
    if (contract.id !== "childcare.enrolment.nursery-visit") return one;
    const [use] = contract.uses ?? [];
    return { ...contract, uses: [{ ...use, kind: "canteen", at: "/nursery", capacity: "/seats" }] } as Contract;
  }),
};

let ningwei!: Ningwei;
beforeAll(async () => {
  ningwei = await openNingwei(undefined, withSeats);
  await putThings(ningwei, "dish/d-radish-beef", "dish/d-rice", "session/s-games", "waste-station/ws-1", "nursery/n-3");
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

function ask(thing: string, query = ""): Promise<Answered> {
  return ningwei.ask("jin", `GET ${street}/resources/${thing}/availability${query}`);
}

describe("what can be had of one resource", () => {
  it("is what the scenario that uses it says of it", async () => {
    const opened = await ningwei.ask(await ningwei.neighbour(), `POST ${street}/records`, {
      body: { scenario: court, record: evening },
    });
    expect(opened.status).toBe(201);
    const query = "?from=2026-12-02&days=3";
    const { body } = await ask("c-3", query);
    const whole = await ningwei.ask("jin", `GET ${street}/scenarios/${court}/availability${query}`);
    const { resources, ...head } = whole.body;
    expect(body).toEqual({ ...head, resources: resources.filter(({ id }: { id: string }) => id === "c-3") });
    expect(body.resources[0].taken).toEqual([[["19:00", "20:00"]], [], []]);
  });

  it("counts what all scenarios have taken from the same pool", async () => {
    await ningwei.ask("operator", `PUT ${street}/members/lu`, {
      body: {
        name: "陆阿毛",
        roles: [{ role: "resident" }],
        community: "ningan",
        facts: { birthDate: "1941-03-15", careLevel: "mild", incomeGroup: "ordinary", residence: "resident" },
      },
    });
    const contract = hubBundle.contracts
      .map((one) => ("contract" in one ? one.contract : one))
      .find(({ id }) => id === "home-eldercare.doorstep.meal-delivery");
    const record = {
      ...contract?.examples.valid[0]?.value,
      mealDate: "2026-12-02",
      dishes: [
        { dish: "d-radish-beef", portions: 2 },
        { dish: "d-rice", portions: 1 },
      ],
      portions: 2,
    };
    const opened = await ningwei.ask("lu", `POST ${street}/records`, {
      body: { scenario: contract?.id, record, consent: ["health"] },
    });
    expect(opened.body).toMatchObject({ state: "requested" });
    const { body } = await ask("d-radish-beef", "?from=2026-12-01&days=3");
    expect(body.resources).toMatchObject([{ id: "d-radish-beef", parent: "can-1", capacity: 6, left: [6, 4, 6] }]);
    expect(body.resources[0]).not.toHaveProperty("pools");
  });

  it("is said for each pool where it is counted in several ways", async () => {
    const { body } = await ask("can-1", "?from=2026-12-02&days=1");
    const [canteen] = body.resources;
    expect(canteen.pools).toEqual([
      { scenarios: ["childcare.enrolment.nursery-visit"], capacity: 80, leftBySlot: [{}] },
      { scenarios: ["home-eldercare.doorstep.meal-delivery"], capacity: 120, left: [118] },
    ]);
    expect(canteen).not.toHaveProperty("left");
    expect(canteen.open).toEqual([[["06:30", "18:30"]]]);
  });

  it("is once for all where it has its own time, and only its hours where nobody counts it", async () => {
    expect((await ask("s-games")).body.resources[0]).toMatchObject({ capacity: 12, left: [12] });
    const [station] = (await ask("ws-1", "?days=2")).body.resources;
    expect(station.open).toEqual([[["06:30", "20:30"]], [["06:30", "20:30"]]]);
    for (const part of ["taken", "left", "leftBySlot", "capacity", "pools"]) expect(station).not.toHaveProperty(part);
  });

  it("is not said of what is not there, closed or of another street, nor of days that are none", async () => {
    expect((await ask("c-99")).status).toBe(404);
    expect((await ningwei.ask("pan", "GET /v1/streets/yingfeng/resources/c-3/availability")).status).toBe(404);
    await ningwei.ask("operator", `POST ${street}/resources/n-3/actions/close`);
    expect((await ask("n-3")).status).toBe(404);
    expect((await ask("c-3", "?from=2026-02-30")).body).toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/from" }],
    });
    expect((await ask("c-3", "?days=63")).body.errors[0]).toMatchObject({ pointer: "/days", keyword: "maximum" });
  });
});
