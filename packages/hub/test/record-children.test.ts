import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhoto } from "./set-up/keep-photo.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";
import { contracts } from "./set-up/runnable.js";
import { putThings } from "./set-up/things.js";

const street = "/v1/streets/ningwei";
const scenario = "neighbourhood.exchange.idle-swap";
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
  await putThings(ningwei, "pickup-point/pp-1");
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

/** A neighbour's thing that is offered to others. */
async function listed(): Promise<string> {
  const value = contracts.find(({ id }) => id === scenario)?.examples.valid[0]?.value;
  const record = { ...value, photos: [await keepPhoto(ningwei, "shen")] };
  const opened = await ningwei.ask("shen", `POST ${street}/records`, { body: { scenario, record } });
  expect(opened.body.state, JSON.stringify(opened.body)).toBe("listed");
  return opened.body.id;
}

const say = (person: string, record: string, body: unknown, key?: string): Promise<Answered> =>
  ningwei.ask(person, `POST ${street}/records/${record}/comments`, { body, ...(key === undefined ? {} : { key }) });

describe("child rows of a record", () => {
  it("are appended at the address of their kind, and listed there", async () => {
    const record = await listed();
    const first = await say("qian", record, { input: { text: "还在吗？" } });
    expect(first.status).toBe(200);
    expect(first.body.children).toEqual({ comments: 1 });
    expect(first.headers.get("etag")).toBe(`"${first.body.revision}"`);
    await say("shen", record, { input: { text: "还在。" } });
    const page = await ningwei.ask("shen", `GET ${street}/records/${record}/comments?limit=1`);
    expect(page.body.items).toMatchObject([{ kind: "comments", input: { text: "还在吗？" }, by: { id: "qian" } }]);
    const rest = await ningwei.ask("shen", `GET ${street}/records/${record}/comments?after=${page.body.next}`);
    expect(rest.body.items).toMatchObject([{ input: { text: "还在。" } }]);
    expect((await ningwei.ask("shen", `GET ${street}/records/${record}/children/comments`)).body.items).toHaveLength(2);
  });

  it("are the same act as the action that appends them: one key appends one", async () => {
    const record = await listed();
    const first = await say("qian", record, { input: { text: "我要" } }, "comment-1");
    const again = await say("qian", record, { input: { text: "我要" } }, "comment-1");
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
    const byAction = await ningwei.ask("qian", `POST ${street}/records/${record}/actions/comment`, {
      body: { input: { text: "我要" } },
      key: "comment-1",
    });
    expect(byAction.headers.get("idempotent-replayed")).toBe("true");
    expect((await ningwei.ask("shen", `GET ${street}/records/${record}/comments`)).body.items).toHaveLength(1);
  });

  it("are refused in the contract's own words, where they are wrong or come too early", async () => {
    const record = await listed();
    const wrong = await say("qian", record, { input: { text: "" } });
    expect(wrong.body).toMatchObject({ code: "invalid", errors: [{ pointer: "/text", keyword: "minLength" }] });
    expect((await say("qian", record, { text: "hello" })).body.errors[0]).toMatchObject({
      pointer: "/text",
      keyword: "additionalProperties",
    });
    const early = await ningwei.ask("qian", `POST ${street}/records/${record}/ratings`, {
      body: { input: { stars: 5 } },
    });
    expect(early.body).toMatchObject({ code: "not-allowed-now" });
    expect(early.body.actions).toContain("comment");
    expect(
      (await ningwei.ask("qian", `POST ${street}/records/${record}/comments`, { body: {}, key: false })).body.code,
    ).toBe("key-missing");
  });

  it("of a kind that the scenario does not have are not found, nor those of other streets and of nothing", async () => {
    const record = await listed();
    for (const kind of ["ballots", "events", "__proto__", "comment"]) {
      expect((await ningwei.ask("shen", `GET ${street}/records/${record}/${kind}`)).status, kind).toBe(404);
      expect((await ningwei.ask("shen", `POST ${street}/records/${record}/${kind}`, { body: {} })).status, kind).toBe(
        404,
      );
    }
    expect((await ningwei.ask("shen", `GET ${street}/records/${record}/occurrences`)).body).toEqual({ items: [] });
    expect(
      (
        await ningwei.ask("pan", `POST /v1/streets/yingfeng/records/${record}/comments`, {
          body: { input: { text: "好" } },
        })
      ).status,
    ).toBe(404);
    expect((await say("qian", "0198f000-0000-7000-8000-000000000000", { input: { text: "好" } })).status).toBe(404);
    expect((await ningwei.ask("shen", `PUT ${street}/records/${record}/comments`, { body: {} })).status).toBe(405);
  });
});

describe("what people answered to a notice", () => {
  const warning = "emergency.flood.weather-warning";

  it("shows who it was, and her number, to those who work on it, and to nobody else who got the notice", async () => {
    await putThings(ningwei, "shelter/sh-1");
    const official = { name: "孙主任", community: "ningan", roles: [{ role: "street-official" }] };
    await ningwei.ask("operator", `PUT ${street}/members/sun`, { body: official });
    const value = contracts.find(({ id }) => id === warning)?.examples.valid[0]?.value;
    const record = { ...value, scope: ["ningan"], callList: ["qian"], shelters: ["sh-1"] };
    const now = "2026-12-01T09:00:00+08:00";
    const valid = { issuedAt: now, validTo: "2026-12-01T23:00:00+08:00" };
    const opened = await ningwei.ask("sun", `POST ${street}/records`, {
      body: { scenario: warning, record: { ...record, ...valid } },
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    const { id } = opened.body;
    await ningwei.ask("sun", `POST ${street}/records/${id}/actions/publish`, { body: {} });
    const input = {
      done: ["closed-underpass"],
      needsHelp: true,
      place: { lat: 30.2194, lon: 120.2419 },
      contact: "13857100099",
    };
    expect((await ningwei.ask("qian", `POST ${street}/records/${id}/answers`, { body: { input } })).status).toBe(200);
    const answers = async (person: string) =>
      (await ningwei.ask(person, `GET ${street}/records/${id}/answers`)).body.items[0];
    expect(await answers("sun")).toMatchObject({ input, by: { id: "qian" } });
    expect(await answers("qian")).toMatchObject({ input, by: { id: "qian" } });
    const neighbours = await answers("jin");
    expect(neighbours.input).toEqual({ ...input, contact: undefined });
    expect(neighbours).not.toHaveProperty("by");
  });
});
