import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhoto } from "./set-up/keep-photo.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";

const street = "/v1/streets/ningwei";

/** A search for somebody, in which what neighbours saw is kept to those who search. */
const search = contractOf({
  id: "street.search.search",
  pattern: "case",
  people: {
    open: ["resident"],
    subject: "person",
    handler: ["venue-keeper"],
    act: { comment: ["viewer", "opener", "handler"], resolve: ["handler"] },
    see: {
      "/clue": ["public"],
      "inputs/comment": ["handler"],
      "inputs/resolve/result": ["handler", "opener"],
      "inputs/resolve/photos": ["handler"],
    },
  },
  record: fields({ clue: { type: "string", maxLength: 60 } }),
});

let ningwei!: Ningwei;
let record = "";
const photos: { seen: string; found: string } = { seen: "", found: "" };

beforeAll(async () => {
  ningwei = await openNingwei(undefined, withContracts(search));
  const ask = async (person: string, what: string, body: unknown): Promise<{ readonly id: string }> => {
    const answer = await ningwei.ask(person, what, { body });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  const opened = await ask("qian", `POST ${street}/records`, { scenario: search.id, record: { clue: "蓝帽子" } });
  record = opened.id;
  const act = (person: string, action: string, input: object = {}) =>
    ask(person, `POST ${street}/records/${record}/actions/${action}`, { input });
  photos.seen = await keepPhoto(ningwei, "jin");
  await act("jin", "comment", { text: "在老粮站门口", photos: [photos.seen] });
  await act("hu", "acknowledge");
  await act("hu", "dispatch", { assignees: ["shen"] });
  photos.found = await keepPhoto(ningwei, "hu");
  await act("hu", "resolve", { result: "找到了，已送回家", photos: [photos.found] });
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const inputs = async (person: string): Promise<{ readonly [action: string]: unknown }> => {
  const { body } = await ningwei.ask(person, `GET ${street}/records/${record}`);
  return Object.fromEntries(
    body.events.map((event: { action: string; input: unknown }) => [event.action, event.input]),
  );
};

describe("what was said to a record", () => {
  it("is kept to those whom the contract names, whoever else works on it", async () => {
    expect(await inputs("hu")).toMatchObject({
      comment: { text: "在老粮站门口" },
      resolve: { photos: [photos.found] },
    });
    const assignee = await inputs("shen");
    expect(assignee["comment"]).toBeUndefined();
    expect(JSON.stringify(assignee["resolve"] ?? {})).not.toContain("找到了");
    const opener = await inputs("qian");
    expect(opener["comment"]).toBeUndefined();
    expect(opener["resolve"]).toEqual({ result: "找到了，已送回家" });
  });

  it("is seen by whoever said it", async () => {
    expect(await inputs("jin")).toMatchObject({ comment: { text: "在老粮站门口" } });
  });

  it("is listed among the comments for nobody else", async () => {
    const counts = { hu: 1, jin: 1, qian: 0, shen: 0 };
    for (const [person, count] of Object.entries(counts)) {
      const { body } = await ningwei.ask(person, `GET ${street}/records/${record}/comments`);
      expect(body.items, person).toHaveLength(count);
    }
  });

  it("hides the files that it names from whom it is hidden", async () => {
    const reads = { hu: [200, 200], qian: [404, 404], shen: [404, 404], jin: [200, 404] };
    for (const [person, [seen, found]] of Object.entries(reads)) {
      expect((await ningwei.ask(person, `GET ${street}/files/${photos.seen}`)).status, person).toBe(seen);
      expect((await ningwei.ask(person, `GET ${street}/files/${photos.found}`)).status, person).toBe(found);
    }
  });
});
