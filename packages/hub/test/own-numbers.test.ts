import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";

/** Umbrellas that are lent at the gate: how many at once is the street's own. */
const umbrella = contractOf({
  id: "street.gate.umbrella",
  pattern: "registry",
  without: ["verify", "advance"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  parameters: { most: { description: "At once.", schema: { type: "integer", minimum: 1, maximum: 9 }, value: 2 } },
  record: fields({ count: { type: "integer" } }),
  checks: [
    {
      code: "too-many",
      on: ["open"],
      at: "/count",
      rule: { "<=": [{ var: "record.count" }, { var: "parameters.most" }] },
    },
  ],
  labels: {
    "zh-CN": { title: "借伞", "problems/too-many": "一次最多借 {parameters.most} 把。" },
    en: { title: "Umbrellas", "problems/too-many": "At most {parameters.most} at once." },
    ko: { title: "우산", "problems/too-many": "한 번에 {parameters.most}개까지입니다." },
  },
});

let ningwei!: Ningwei;
const tooMany = (language: string): Promise<Answered> =>
  ningwei.ask("qian", `POST ${street}/records`, {
    body: { scenario: umbrella.id, record: { count: 9 } },
    language,
  });
const summary = async (): Promise<string> => {
  const { body } = await ningwei.ask("qian", `GET ${street}/scenarios`, { language: "zh-CN" });
  return body.items.find(({ id }: { id: string }) => id === court).summary;
};

beforeAll(async () => {
  ningwei = await openNingwei(undefined, withContracts(umbrella));
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

describe("the words of a scenario", () => {
  it("say the contract's numbers where the street has none of its own", async () => {
    expect((await tooMany("zh-CN")).body).toMatchObject({ code: "too-many", title: "一次最多借 2 把。" });
    expect(await summary()).toContain("开场前 2 小时");
    const { body } = await ningwei.ask("qian", `GET ${street}/scenarios/${court}`);
    expect(body.profile).toBeUndefined();
  });

  it("say the street's numbers, in problems, lists and what forms are told", async () => {
    const profile = {
      scenarios: {
        [umbrella.id]: { parameters: { most: 4 } },
        [court]: {
          settings: { cancelUntil: "P1D" },
          labels: { en: { title: "Courts, {settings.cancelUntil} ahead" } },
        },
      },
    };
    const changed = await ningwei.ask("lou", `POST ${street}/profile`, { body: { profile } });
    expect(changed.body.misfits ?? [], JSON.stringify(changed.body)).toEqual([]);
    expect((await tooMany("zh-CN")).body.title).toBe("一次最多借 4 把。");
    expect((await tooMany("en")).body.errors).toMatchObject([{ pointer: "/count", message: "At most 4 at once." }]);
    expect((await tooMany("ko")).body.title).toBe("한 번에 4개까지입니다.");
    expect(await summary()).toContain("开场前 1 天");
    const { body } = await ningwei.ask("qian", `GET ${street}/scenarios/${court}/availability`);
    expect(body.profile.labels["zh-CN"].summary).toContain("开场前 1 天");
    expect(body.profile.labels.en.title).toBe("Courts, 1 day ahead");
    expect(body.profile.labels.en.summary).toContain("1 day before");
    expect(body.profile.labels.ko["hints/record/period"]).toBeUndefined();
  });
});
