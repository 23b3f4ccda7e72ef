import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";

const street = "/v1/streets/ningwei";
const court = "sports.venues.court";
let ningwei!: Ningwei;
let day = 1;

beforeAll(async () => {
  ningwei = await openNingwei();
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

const ask: Ningwei["ask"] = (person, what, asked) => ningwei.ask(person, what, asked);

/** A court hour that nobody has taken yet. */
function freeHour(): object {
  const hour = 6 + (day++ % 12);
  const two = (n: number): string => String(n).padStart(2, "0");
  const on = `2026-12-${two(2 + Math.floor(day / 12))}`;
  return { ...evening, period: { start: `${on}T${two(hour)}:00:00+08:00`, end: `${on}T${two(hour + 1)}:00:00+08:00` } };
}

function open(person: string, record: object = freeHour(), more: object = {}, asked: object = {}): Promise<Answered> {
  return ask(person, `POST ${street}/records`, { body: { scenario: court, record, ...more }, ...asked });
}

describe("who asks", () => {
  it("is asked for", async () => {
    const { status, headers, body } = await ask(undefined, `GET ${street}/me`);
    expect(status).toBe(401);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect(body).toMatchObject({
      type: "https://linli.dev/problems/no-token",
      code: "no-token",
      status: 401,
      title: "请先登录。",
    });
  });

  it("must be somebody whom an issuer of this hub vouches for", async () => {
    const { status, headers, body } = await ask(undefined, `GET ${street}/me`, {
      headers: { Authorization: "Bearer e30.e30.e30" },
    });
    expect([status, body.code]).toEqual([401, "wrong-token"]);
    expect(headers.get("www-authenticate")).toContain("invalid_token");
  });

  it("is answered as she is known in the street", async () => {
    expect((await ask("shen", `GET ${street}/me`)).body).toMatchObject({
      id: "shen",
      name: "沈阿珍",
      roles: ["resident"],
      behalf: [{ id: "ming", relation: "guardian" }],
    });
  });

  it("sees and opens nothing in a street where nobody knows her", async () => {
    await open(await ningwei.neighbour());
    expect((await ask("pan", `GET ${street}/me`)).status).toBe(404);
    for (const what of [`GET ${street}/records`, `GET ${street}/events`])
      expect((await ask("pan", what)).body.items, what).toEqual([]);
    expect((await open("pan")).body).toMatchObject({ status: 403, code: "not-permitted" });
    expect(
      (await ask("pan", `GET ${street}/scenarios`)).body.items.filter((one: { open: boolean }) => one.open),
    ).toEqual([]);
  });

  it("may not make streets or members, unless she is one who may", async () => {
    const communities = [{ id: "x", name: "x" }];
    expect(
      (
        await ask("qian", "POST /v1/streets", {
          body: { id: "mine", name: "我的", zone: "Asia/Shanghai", communities },
        })
      ).status,
    ).toBe(403);
    expect(
      (await ask("qian", `PUT ${street}/members/qian`, { body: { name: "钱", roles: [{ role: "street-official" }] } }))
        .status,
    ).toBe(403);
    expect((await ask("qian", `GET ${street}/members`)).status).toBe(403);
  });

  it("need not be known to see a street's head", async () => {
    expect((await ask(undefined, `GET ${street}`)).body).toMatchObject({
      id: "ningwei",
      name: "宁围街道",
      zone: "Asia/Shanghai",
    });
    expect((await ask(undefined, "GET /v1/streets/nowhere")).status).toBe(404);
  });
});

describe("a body", () => {
  it("that is no JSON is refused, and told where", async () => {
    const { status, body } = await ask("qian", `POST ${street}/records`, {
      raw: '{\n  "scenario": "sports.venues.court",\n  "record": {court: "c-3"}\n}',
      headers: { "Content-Type": "application/json" },
      language: "en",
    });
    expect([status, body.code]).toEqual([400, "malformed"]);
    expect(body.errors[0].message).toBe("From 3:14 (line:column) on it is no JSON.");
  });

  it("says every faulty field with pointer, keyword and words in the caller's language", async () => {
    const wrong = { ...evening, players: 0, contact: "0571-82621234", purpose: "training", colour: "red" };
    for (const [language, title, players] of [
      ["zh-CN", "填写的内容有误。", "不能小于 1。"],
      ["en-GB, en;q=0.8", "Something is filled in wrongly.", "At least 1."],
      ["ko", "잘못 입력된 내용이 있습니다.", "1 이상이어야 합니다."],
    ] as const) {
      const { status, headers, body } = await open("qian", wrong, {}, { language });
      expect(status).toBe(400);
      expect(headers.get("content-language")).toBe(language.slice(0, 2) === "zh" ? "zh-CN" : language.slice(0, 2));
      expect(body).toMatchObject({ code: "invalid", title });
      const errors: { pointer: string; keyword: string; message: string }[] = body.errors;
      expect(errors.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort()).toEqual([
        "/coach required",
        "/colour additionalProperties",
        "/contact pattern",
        "/players minimum",
      ]);
      expect(errors.find(({ pointer }) => pointer === "/players")?.message).toBe(players);
    }
    const { body } = await open("qian", wrong);
    expect(body.errors.find((error: { pointer: string }) => error.pointer === "/contact").message).toBe(
      "请填写 11 位手机号码。",
    );
  });

  it("with a member around the record that does not exist is refused, not trimmed", async () => {
    const { status, body } = await ask("qian", `POST ${street}/records`, {
      body: { scenario: court, record: freeHour(), colour: "red" },
    });
    expect([status, body.errors]).toMatchObject([400, [{ pointer: "/colour", keyword: "additionalProperties" }]]);
  });

  it("that is too large is refused, told beforehand or not", async () => {
    const big = JSON.stringify({ scenario: court, record: { note: "好".repeat(200_000) } });
    expect(
      (await ask("qian", `POST ${street}/records`, { raw: big, headers: { "Content-Type": "application/json" } }))
        .status,
    ).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(" ".repeat(10_000))),
    });
    expect(
      (await ask("qian", `POST ${street}/records`, { raw: endless, headers: { "Content-Type": "application/json" } }))
        .body.code,
    ).toBe("too-large");
  });

  it("of another type is refused", async () => {
    expect(
      (
        await ask("qian", `POST ${street}/records`, {
          raw: "scenario=x",
          headers: { "Content-Type": "application/x-www-form-urlencoded" },
        })
      ).status,
    ).toBe(415);
  });

  it("with what can't be stored is refused like any other fault", async () => {
    for (const note of ["a\u0000b", "half \ud83d"]) {
      const { status, body } = await open("qian", { ...evening, note });
      expect([status, body.errors[0]]).toMatchObject([400, { pointer: "/note", keyword: "format" }]);
    }
  });
});

describe("a write", () => {
  it("needs a key", async () => {
    const { status, body } = await open("qian", freeHour(), {}, { key: false, language: "en" });
    expect([status, body.code, body.title]).toEqual([400, "key-missing", "The request needs an Idempotency-Key."]);
  });

  it("sent twice is done once, and answered the same", async () => {
    const record = freeHour();
    const zhao = await ningwei.neighbour();
    const first = await open(zhao, record, {}, { key: "intention-1" });
    const again = await open(zhao, record, {}, { key: "intention-1" });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
  });

  it("with other content under the same key is refused", async () => {
    const key = "intention-2";
    const chen = await ningwei.neighbour();
    expect((await open(chen, freeHour(), {}, { key })).status).toBe(201);
    const { status, body } = await open(chen, freeHour(), {}, { key });
    expect([status, body.code]).toEqual([422, "key-reused"]);
  });

  it("of two people may have the same key", async () => {
    for (const person of [await ningwei.neighbour(), await ningwei.neighbour()])
      expect((await open(person, freeHour(), {}, { key: "k" })).status).toBe(201);
  });
});

describe("a record", () => {
  it("is opened with its address and revision, and read there by who may", async () => {
    const xu = await ningwei.neighbour();
    const opened = await open(xu);
    expect(opened.status).toBe(201);
    const address = opened.headers.get("location") ?? "";
    expect(address).toBe(`${street}/records/${opened.body.id}`);
    expect(opened.headers.get("etag")).toBe(`"${opened.body.revision}"`);
    const read = await ask(xu, `GET ${address}`);
    expect(read.headers.get("etag")).toBe(opened.headers.get("etag"));
    expect(read.body).toMatchObject({
      scenario: court,
      state: "confirmed",
      record: { contact: "13857112345" },
      opener: { id: xu },
    });
    expect(read.body.events).toHaveLength(1);
  });

  it("of another street is not found, neither there nor here", async () => {
    const { status, body } = await open(await ningwei.neighbour());
    expect(status).toBe(201);
    expect((await ask("pan", `GET /v1/streets/yingfeng/records/${body.id}`)).status).toBe(404);
    expect((await ask("pan", `POST /v1/streets/yingfeng/records/${body.id}/actions/cancel`, { body: {} })).status).toBe(
      404,
    );
    expect([403, 404]).toContain((await ask("pan", `GET ${street}/records/${body.id}`)).status);
  });

  it.each([
    ["that is none", "nothing"],
    ["of nothing", "00000000-0000-7000-8000-000000000000"],
    ["that can't be stored", "%00"],
    ["that is half encoded", "%E4%BA"],
    ["of an attack", "%27%20or%201=1"],
    ["without end", "a".repeat(4000)],
  ])("with an id %s is not found", async (_, id) => {
    expect((await ask("qian", `GET ${street}/records/${id}`)).status).toBe(404);
  });

  it("changed meanwhile is not changed on", async () => {
    const lu = await ningwei.neighbour();
    const { body, headers } = await open(lu);
    const cancel = `POST ${street}/records/${body.id}/actions/cancel`;
    const tag = headers.get("etag") ?? "";
    expect(
      (await ask(lu, cancel, { body: { input: { reason: "weather" } }, headers: { "If-Match": '"999"' } })).status,
    ).toBe(412);
    const done = await ask(lu, cancel, { body: { input: { reason: "weather" } }, headers: { "If-Match": tag } });
    expect([done.status, done.body.state]).toEqual([200, "cancelled"]);
    const late = await ask(lu, cancel, { body: {}, headers: { "If-Match": tag } });
    expect([409, 412]).toContain(late.status);
  });

  it("says which actions are possible where one is not", async () => {
    const { body } = await open(await ningwei.neighbour());
    const { status, body: problem } = await ask("hu", `POST ${street}/records/${body.id}/actions/complete`, {
      body: { input: { playersSeen: 5 } },
    });
    expect([status, problem.code]).toEqual([409, "not-allowed-now"]);
    expect(problem.actions).toContain("check-in");
    expect((await ask("hu", `POST ${street}/records/${body.id}/actions/fly`, { body: {} })).status).toBe(409);
  });

  it("that is taken, or asked for by who may not, says so in the contract's and pattern's words", async () => {
    const record = freeHour();
    const [first, second] = [await ningwei.neighbour(), await ningwei.neighbour()];
    expect((await open(first, record)).status).toBe(201);
    const taken = await open(second, record, {}, { language: "en" });
    expect([taken.status, taken.body.code, taken.body.title]).toEqual([
      409,
      "period-taken",
      "Somebody has just taken this time. Choose another or join the waiting list.",
    ]);
    const crowd = await open(second, { ...(freeHour() as typeof evening), players: 14 }, {}, { language: "en" });
    expect([crowd.status, crowd.body.code]).toEqual([422, "too-many-players"]);
    expect(crowd.body.errors).toEqual([
      { pointer: "/players", code: "too-many-players", message: "More players than this court takes." },
    ]);
    expect((await open("ming")).body).toMatchObject({ status: 403, code: "not-eligible" });
    expect((await open("hu")).body).toMatchObject({ status: 403, code: "not-permitted" });
    expect((await open(second, { ...freeHour(), accessibility: ["wheelchair"] })).body).toMatchObject({
      status: 422,
      code: "consent-missing",
    });
    expect((await open(second, freeHour(), { subject: "jin" })).body).toMatchObject({ status: 403 });
  });

  it("of a scenario that there is none of is not found", async () => {
    expect(
      (await ask("qian", `POST ${street}/records`, { body: { scenario: "sports.venues.moon", record: {} } })).status,
    ).toBe(404);
  });

  it("speaks of an action's problem in the words of its contract", async () => {
    await ask("operator", `PUT ${street}/clock`, { body: { now: "2026-12-01T10:00:00+08:00" } });
    const record = {
      ...evening,
      court: "f-1",
      period: { start: "2026-12-01T11:00:00+08:00", end: "2026-12-01T12:00:00+08:00" },
    };
    const wang = await ningwei.neighbour();
    const { body } = await open(wang, record);
    const { status, body: problem } = await ask(wang, `POST ${street}/records/${body.id}/actions/cancel`, {
      body: {},
      language: "en",
    });
    expect([status, problem.code, problem.title]).toEqual([
      422,
      "too-late",
      "It is too late for that. Please ask the staff.",
    ]);
  });
});

describe("a series", () => {
  it("has an outcome for each date, a problem in the caller's language among them", async () => {
    const record = {
      ...evening,
      court: "b-1",
      period: { start: "2026-12-03T10:00:00+08:00", end: "2026-12-03T11:00:00+08:00" },
      players: 2,
    };
    const taken = { ...record, period: { start: "2026-12-05T10:00:00+08:00", end: "2026-12-05T11:00:00+08:00" } };
    expect((await open(await ningwei.neighbour(), taken)).status).toBe(201);
    const options = { series: { rule: "FREQ=DAILY;COUNT=3" }, onConflict: "skip" };
    const { status, body } = await open(await ningwei.neighbour(), record, { options }, { language: "ko" });
    expect(status).toBe(200);
    const outcomes: { start: string; record?: { state: string }; problem?: { code: string; title: string } }[] =
      body.outcomes;
    expect(outcomes.map((one) => one.record?.state ?? one.problem?.code)).toEqual([
      "confirmed",
      "confirmed",
      "period-taken",
    ]);
    expect(outcomes[2]?.problem?.title).toMatch(/예약/);
  });
});

describe("a list", () => {
  it("comes in pages, each saying where the next is", async () => {
    const zhao = await ningwei.neighbour();
    for (let i = 0; i < 3; i += 1) expect((await open(zhao)).status).toBe(201);
    const seen: string[] = [];
    let next: string | undefined = `${street}/records?mine=true&scenario=${court}&limit=2`;
    let pages = 0;
    while (next !== undefined) {
      const { status, headers, body }: Answered = await ask(zhao, `GET ${next}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map((record: { id: string }) => record.id));
      next = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
      expect(next === undefined).toBe(body.next === undefined);
      pages += 1;
    }
    expect([pages, seen.length]).toEqual([2, 3]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("is refused with a filter that does not exist", async () => {
    expect((await ask("jin", `GET ${street}/records?sate=confirmed`)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: "/sate" }],
    });
    expect((await ask("jin", `GET ${street}/records?limit=5000`)).status).toBe(400);
    expect((await ask("jin", `GET ${street}/records?after=nonsense`)).status).toBeLessThan(500);
  });
});

describe("scenarios and resources", () => {
  it("are listed in the caller's language, with what can be had", async () => {
    const { body } = await ask("qian", `GET ${street}/scenarios`, { language: "en" });
    expect(body.items.find((one: { id: string }) => one.id === court)).toMatchObject({
      title: "Court booking",
      open: true,
      pattern: "booking",
    });
    expect((await ask("qian", `GET ${street}/scenarios/${court}`)).body).toMatchObject({
      id: court,
      pattern: "booking",
    });
    const availability = await ask("qian", `GET ${street}/scenarios/${court}/availability?from=2026-12-02&days=2`);
    expect(availability.body).toMatchObject({ zone: "Asia/Shanghai", days: ["2026-12-02", "2026-12-03"] });
    expect(availability.body.resources.map((one: { id: string }) => one.id).sort()).toEqual(["b-1", "c-3", "f-1"]);
    expect((await ask("qian", `GET ${street}/scenarios/${court}/availability?from=02.12.2026`)).status).toBe(400);
    expect((await ask("qian", `GET ${street}/scenarios/nothing.at.all`)).status).toBe(404);
  });

  it("are made, changed and closed by staff only, by revision", async () => {
    const value = (await ask("qian", `GET ${street}/resources/c-3`)).body.value;
    const body = { id: "c-4", kind: "court", name: "篮球公园 4 号场", community: "ningan", value };
    expect((await ask("qian", `POST ${street}/resources`, { body })).status).toBe(403);
    const made = await ask("lou", `POST ${street}/resources`, { body });
    expect([made.status, made.headers.get("location")]).toEqual([201, `${street}/resources/c-4`]);
    const tag = made.headers.get("etag") ?? "";
    const renamed = await ask("lou", `PUT ${street}/resources/c-4`, {
      body: { name: "4 号场", community: "ningan", value },
      headers: { "If-Match": tag },
    });
    expect([renamed.status, renamed.body.name]).toEqual([200, "4 号场"]);
    expect(
      (await ask("lou", `PUT ${street}/resources/c-4`, { body: { name: "五号", value }, headers: { "If-Match": tag } }))
        .status,
    ).toBe(412);
    const wrong = await ask("lou", `PUT ${street}/resources/c-4`, {
      body: { name: "4 号场", value: { ...value, maxPlayers: 1000 } },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, "invalid"]);
    expect((await ask("lou", `POST ${street}/resources/c-4/actions/close`)).body).toMatchObject({ life: "closed" });
    expect(
      (await open(await ningwei.neighbour(), { ...(freeHour() as typeof evening), court: "c-4" })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it("are found near, open now, and by kind", async () => {
    const { body } = await ask("qian", `GET ${street}/resources?kind=court&open=now`);
    expect(body.items.every((one: { openNow: boolean }) => one.openNow)).toBe(true);
    expect((await ask("qian", `GET ${street}/resources?near=north`)).status).toBe(400);
  });
});

describe("every answer", () => {
  it("is for its reader alone, and never a page", async () => {
    for (const path of [`${street}/me`, `${street}/nothing`, "/nowhere"]) {
      const { headers } = await ask("qian", `GET ${path}`);
      expect(headers.get("cache-control"), path).toBe("no-store");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
    }
  });

  it("may be read by pages of other origins, without cookies", async () => {
    const { status, headers } = await ask(undefined, `OPTIONS ${street}/records`, {
      headers: {
        Origin: "https://ningwei.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,idempotency-key",
      },
    });
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("access-control-allow-headers")).toContain("Idempotency-Key");
    expect(
      (await ask("qian", `GET ${street}/me`, { headers: { Origin: "https://ningwei.example" } })).headers.get(
        "access-control-expose-headers",
      ),
    ).toContain("ETag");
  });

  it("says which methods there are where one is not", async () => {
    const { status, headers, body } = await ask("qian", `PUT ${street}/records`, { body: {} });
    expect([status, body.code]).toEqual([405, "method-not-allowed"]);
    expect(headers.get("allow")).toBe("POST, GET, HEAD, OPTIONS");
    expect((await ask("qian", "GET /v1/nowhere")).body).toMatchObject({ code: "not-found" });
  });

  it("to HEAD is that to GET without its body", async () => {
    const { status, body } = await ask("qian", `HEAD ${street}/me`);
    expect([status, body]).toEqual([200, ""]);
  });
});

describe("signing in for development", () => {
  it("hands a token to sample people, and to nobody else", async () => {
    expect((await ask(undefined, "GET /development/people")).body.items[0]).toMatchObject({
      id: "qian",
      name: "钱卫国",
    });
    const { body } = await ask(undefined, "POST /development/sign-in", { body: { person: "qian" }, key: false });
    const me = await ask(undefined, `GET ${street}/me`, { headers: { Authorization: `Bearer ${body.token}` } });
    expect(me.body).toMatchObject({ id: "qian" });
    expect((await ask(undefined, "POST /development/sign-in", { body: { person: "lou" }, key: false })).status).toBe(
      422,
    );
  });
});
