import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SearchHit } from "@linli/contracts";
import type { Database } from "../src/database.js";
import type { Engine } from "../src/engine.js";
import { createResource } from "../src/operations/create-resource.js";
import { searchStreet } from "../src/operations/search-street.js";
import { termsAsked, termsOf } from "../src/protocol/search-terms.js";
import { contractOf, fields, withContracts } from "./set-up/own-contracts.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { engineOn, newStreet, problemOf, type TestStreet } from "./set-up/street.js";

const text = { type: "string", maxLength: 200 } as const;

const notice = contractOf({
  id: "transparency.board.notice",
  pattern: "notice",
  people: {
    open: ["community-staff", "resident"],
    subject: "community",
    handler: ["community-staff"],
    see: { "/inside": ["handler"] },
  },
  settings: {},
  record: fields({ title: text, body: text, inside: text }),
});

const complaint = contractOf({
  id: "property.owners.complaint",
  pattern: "case",
  without: ["advance", "escalate"],
  people: { open: ["resident"], subject: "person", handler: ["community-staff"] },
  record: fields({ what: text, phone: { ...text, "x-privacy": "personal" } }),
  labels: {
    "zh-CN": { title: "物业投诉", summary: "电梯、保洁、绿化的意见" },
    en: { title: "Complaint about the building", summary: "Lifts, cleaning, green" },
    ko: { title: "관리 불편 신고", summary: "승강기, 청소, 조경" },
  },
});

const ways: readonly (readonly [string, () => Promise<Database>])[] = [
  ["on PGlite", freshPglite],
  ["on PostgreSQL", () => freshPostgres({})],
];

describe.each(ways)("a search %s", (_, open) => {
  let database!: Database;
  let engine!: Engine;
  let ningwei!: TestStreet;
  let guali!: TestStreet;

  beforeAll(async () => {
    database = await open();
    engine = await engineOn(database, { bundle: withContracts(notice, complaint) });
    ningwei = await newStreet(engine, { id: "ningwei" });
    guali = await newStreet(engine, { id: "guali" });
    for (const street of [ningwei, guali]) {
      await street.member("tang", { roles: [{ role: "community-staff" }] });
      for (const id of ["qian", "jin"]) await street.member(id);
    }
    await ningwei.things("court/c-3", "water-meter/wm-0301");
    await put(guali, "court", "gl-court", "瓜沥文体中心篮球场");
    await put(ningwei, "court", "nw-court", "Ningwei Riverside Court 宁围滨河球场");
    await put(ningwei, "court", "kr-court", "한강 배드민턴장");
  }, 120_000);
  afterAll(() => database?.close());

  const put = async (street: TestStreet, kindId: string, id: string, name: string) => {
    const value = engine.kinds.get(kindId)?.kind.examples[0]?.value ?? {};
    const resource = { id, kind: kindId, name, community: "ningan", value };
    await createResource(engine, { id: "operator", operator: true }, { street: street.id, resource });
  };
  const search = async (who: string, q: string, street = ningwei): Promise<readonly SearchHit[]> =>
    (await searchStreet(engine, { id: who }, { street: street.id, q, locale: "zh-CN" })).items;
  const ids = async (who: string, q: string, street = ningwei) => (await search(who, q, street)).map(({ id }) => id);

  it("finds things by Chinese words and parts of words, by Korean and by English", async () => {
    for (const q of ["滨河球场", "滨河", "河球", "宁围 球场", "riverside", "RIVERS", "Riverside court"])
      expect(await ids("qian", q), q).toContain("nw-court");
    for (const q of ["배드민턴", "배드민턴장", "한강"]) expect(await ids("qian", q), q).toEqual(["kr-court"]);
    expect(await ids("qian", "游泳馆")).not.toContain("nw-court");
    expect((await search("qian", "滨河球场"))[0]).toMatchObject({ type: "resource", kind: "court" });
  });

  it("finds nothing of another street, whoever asks", async () => {
    expect(await ids("qian", "瓜沥文体中心")).not.toContain("gl-court");
    expect(await ids("qian", "瓜沥文体中心", guali)).toContain("gl-court");
    expect(await ids("tang", "滨河球场", guali)).not.toContain("nw-court");
    expect(await problemOf(search("qian", "球场", { ...ningwei, id: "nowhere" }))).toBe("not-found");
  });

  it("finds scenarios by their words in any language, and says their titles in the reader's", async () => {
    expect((await search("qian", "物业投诉"))[0]).toMatchObject({
      type: "scenario",
      id: complaint.id,
      title: "物业投诉",
    });
    expect(await ids("qian", "승강기")).toContain(complaint.id);
    const { items } = await searchStreet(engine, { id: "qian" }, { street: "ningwei", q: "绿化的意见", locale: "en" });
    expect(items[0]).toMatchObject({ id: complaint.id, title: "Complaint about the building" });
  });

  it("finds notices while they are published, by what anybody may see of them", async () => {
    const body = { title: "停水通知", body: "周四上午检修水管,请提前蓄水", inside: "联系人虞工" };
    const draft = await ningwei.open("tang", notice.id, body, { for: "ningan" });
    if (draft.state === "drafted") {
      expect(await ids("qian", "提前蓄水")).not.toContain(draft.id);
      await ningwei.act("tang", draft, "publish");
    }
    expect((await search("qian", "提前蓄水"))[0]).toMatchObject({ type: "notice", id: draft.id, title: "停水通知" });
    expect(await ids("qian", "联系人虞工")).not.toContain(draft.id);
    expect(await ids("qian", "提前蓄水", guali)).toEqual([]);
    await ningwei.act("tang", draft, "withdraw", { input: { reason: "改期" } });
    expect(await ids("qian", "提前蓄水")).not.toContain(draft.id);
  });

  it("finds her own records, and nobody else's", async () => {
    const own = await ningwei.open("qian", complaint.id, { what: "三单元电梯异响", phone: "13857112345" });
    expect((await search("qian", "电梯异响"))[0]).toMatchObject({ type: "record", id: own.id, state: "reported" });
    expect(await ids("qian", "13857112345")).toEqual([own.id]);
    expect(await ids("jin", "电梯异响")).not.toContain(own.id);
    expect(await ids("jin", "13857112345")).toEqual([]);
  });

  it("does not find a thing by what is private in it, nor once it is closed", async () => {
    const meter = engine.kinds.get("water-meter");
    const [example] = meter?.kind.examples ?? [];
    const hidden = meter?.fields.hidden ?? [];
    expect(hidden.length).toBeGreaterThan(0);
    const secret = String(
      hidden
        .map((at) => (example?.value as { [k: string]: unknown })[at.slice(1)])
        .find((one) => typeof one === "string"),
    );
    expect(await ids("qian", secret)).not.toContain(example?.id);
    const { closeResource } = await import("../src/operations/close-resource.js");
    await closeResource(engine, { id: "operator", operator: true }, { street: "ningwei", id: "nw-court" });
    expect(await ids("qian", "滨河球场")).not.toContain("nw-court");
  });

  it("asks for something to look for", async () => {
    expect(await problemOf(search("qian", "。, "))).toBe("invalid");
  });
});

describe("the terms of a text", () => {
  it("are each character and each two in a row of Chinese and Korean, and each three letters of other words", () => {
    expect(termsOf("社区食堂 A3")).toEqual(["社", "区", "食", "堂", "社区", "区食", "食堂", "a3"]);
    expect(termsAsked("社区食堂")).toEqual(["社区", "区食", "食堂"]);
    expect(termsAsked("Court")).toEqual(["cou", "our", "urt"]);
    expect(termsAsked("식당")).toEqual(["식당"]);
    expect(termsAsked("狗")).toEqual(["狗"]);
  });
});
