import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, Contract } from "@linli/contracts";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { hubBundle } from "./set-up/runnable.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const scenario = "elder-benefits.allowance.senior-allowance";

/** The project's contracts, of which the allowance may be opened by rule again after a time. */
function again(after: string): Bundle {
  return {
    ...hubBundle,
    contracts: hubBundle.contracts.map((one) => {
      const contract = "contract" in one ? one.contract : one;
      if (contract.id !== scenario) return one;
      return {
        ...contract,
        byRule: (contract.byRule ?? []).map((rule) => ({ ...rule, again: after })),
      } satisfies Contract;
    }),
  };
}

async function withElder(bundle?: Bundle): Promise<Ningwei> {
  const ningwei = await openNingwei(undefined, bundle);
  await putThings(ningwei, "allowance-standard/senior-allowance");
  await ningwei.ask("operator", `PUT ${street}/members/lu`, {
    body: {
      name: "陆阿毛",
      community: "ningan",
      roles: [{ role: "resident" }],
      facts: { birthDate: "1940-03-15", hukou: "330109" },
    },
  });
  return ningwei;
}

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly opener: { readonly id: string };
}

const allowances = async (ningwei: Ningwei): Promise<readonly Seen[]> =>
  (await ningwei.ask("lu", `GET ${street}/records?mine=true&scenario=${scenario}`)).body.items;
const until = (ningwei: Ningwei, now: string) =>
  ningwei.ask("operator", `PUT ${street}/clock`, { body: { now: `2026-12-${now}T10:00:00+08:00` } });
const withdraw = async (ningwei: Ningwei): Promise<void> => {
  const [latest] = await allowances(ningwei);
  expect((await ningwei.ask("lu", `POST ${street}/records/${latest?.id}/actions/withdraw`, {})).body.state).toBe(
    "withdrawn",
  );
};

describe("a record that a rule opens", () => {
  let ningwei!: Ningwei;
  beforeAll(async () => {
    ningwei = await withElder();
  });
  afterAll(async () => {
    await ningwei?.close();
    expect(ningwei?.errors).toEqual([]);
  });

  it("is not opened again tomorrow where the elder has withdrawn it", async () => {
    await until(ningwei, "01");
    expect(await allowances(ningwei)).toMatchObject([{ state: "draft", opener: { id: "hub" } }]);
    await withdraw(ningwei);
    await until(ningwei, "02");
    await until(ningwei, "20");
    expect((await allowances(ningwei)).map(({ state }) => state)).toEqual(["withdrawn"]);
  });

  it("can still be asked for by herself", async () => {
    const value = hubBundle.contracts
      .map((one) => ("contract" in one ? one.contract : one))
      .find(({ id }) => id === scenario)?.examples.valid[0]?.value;
    const opened = await ningwei.ask("lu", `POST ${street}/records`, {
      body: { scenario, record: value, consent: ["finance", "face"], options: { draft: true } },
    });
    expect(opened.body).toMatchObject({ state: "draft", opener: { id: "lu" } });
  });
});

describe("a rule that may open a record for the same person again", () => {
  it("does so after as long as the contract says, and not sooner", async () => {
    const ningwei = await withElder(again("P7D"));
    await until(ningwei, "01");
    await withdraw(ningwei);
    await until(ningwei, "07");
    expect(await allowances(ningwei)).toHaveLength(1);
    await until(ningwei, "09");
    expect(await allowances(ningwei)).toMatchObject([{ state: "draft" }, { state: "withdrawn" }]);
    await ningwei.close();
    expect(ningwei.errors).toEqual([]);
  });
});
