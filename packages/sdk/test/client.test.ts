import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evening, openNingwei, type Ningwei } from "../../hub/test/set-up/ningwei.js";
import { createClient, ProblemError, type ClientOptions } from "../src/index.js";

let ningwei: Ningwei;
beforeAll(async () => {
  ningwei = await openNingwei();
});
afterAll(() => ningwei.close());

type Fetch = NonNullable<ClientOptions["fetch"]>;
const streetFor = (person: string, fetch: Fetch = ningwei.hub.fetch as Fetch, more: Partial<ClientOptions> = {}) =>
  createClient({
    baseUrl: "http://hub.example",
    street: "ningwei",
    locale: "zh-CN",
    backoff: 1,
    token: () => ningwei.development.token(person),
    fetch,
    ...more,
  });
const at = (day: number, hour: number) => ({
  ...evening,
  period: { start: `2026-12-0${day}T${hour}:00:00+08:00`, end: `2026-12-0${day}T${hour + 1}:00:00+08:00` },
});

describe("a court", () => {
  it("is booked, read, cancelled and listed, each handle as it was when it was read", async () => {
    const street = streetFor("qian");
    const court = street.scenario("sports.venues.court");
    const free = await court.availability({ from: "2026-12-03", days: 2 });
    expect(free.days).toEqual(["2026-12-03", "2026-12-04"]);
    expect(free.resources.map((one) => one.id)).toContain("c-3");
    const booking = await court.open(at(3, 10));
    expect(booking.state).toBe("confirmed");
    const again = await street.record<"sports.venues.court">(booking.id);
    expect(again.view.record.players).toBe(5);
    const cancelled = await booking.act("cancel", { reason: "weather" });
    expect([booking.state, cancelled.state]).toEqual(["confirmed", "cancelled"]);
    const mine: string[] = [];
    for await (const record of street.records({ mine: true, limit: 1 })) mine.push(record.id);
    expect(mine).toContain(booking.id);
  });

  it("that is taken is a problem with a code, words in the caller's language and the field", async () => {
    await streetFor("qian").scenario("sports.venues.court").open(at(3, 12));
    const taken = await streetFor("jin")
      .scenario("sports.venues.court")
      .open(at(3, 12))
      .catch((error: unknown) => error);
    expect(taken).toBeInstanceOf(ProblemError);
    const problem = taken as ProblemError;
    expect([problem.code, problem.status]).toEqual(["period-taken", 409]);
    expect(problem.message).toMatch(/\p{Script=Han}/u);
  });

  it("with a wrong form says every faulty field", async () => {
    const wrong = { ...at(3, 14), players: 0, contact: "0571-82621234" };
    const problem = (await streetFor("jin")
      .scenario("sports.venues.court")
      .open(wrong)
      .catch((error: unknown) => error)) as ProblemError;
    expect(problem.code).toBe("invalid");
    expect(problem.errors.map((error) => error.pointer).sort()).toEqual(
      ["/record/contact", "/record/players"].map((p) =>
        p.replace("/record", problem.errors[0]!.pointer.startsWith("/record") ? "/record" : ""),
      ),
    );
  });

  it("that changed meanwhile refuses the stale handle", async () => {
    const booking = await streetFor("jin").scenario("sports.venues.court").open(at(4, 16));
    const keeper = await streetFor("hu").record<"sports.venues.court">(booking.id);
    await keeper.act("cancel", {});
    const problem = (await booking.act("cancel", {}).catch((error: unknown) => error)) as ProblemError;
    expect(["stale-revision", "not-allowed-now"]).toContain(problem.code);
  });
});

describe("a lost answer", () => {
  it("is asked for again under the same key, and makes one record", async () => {
    let lost = 0;
    const keys = new Set<string>();
    const flaky: Fetch = async (request) => {
      const key = request.headers.get("idempotency-key");
      if (key !== null) keys.add(key);
      const answer = await ningwei.hub.fetch(request);
      if (request.method === "POST" && lost < 2) {
        lost++;
        throw new TypeError("network down");
      }
      return answer;
    };
    const booking = await streetFor("shen", flaky).scenario("sports.venues.court").open(at(5, 10));
    expect([lost, keys.size]).toEqual([2, 1]);
    const found = (await streetFor("shen").recordPage({ mine: true })).items.filter(
      (one) => one.period?.start === booking.view.period?.start,
    );
    expect(found).toHaveLength(1);
  });

  it("that never comes is the problem `offline`, and nothing is tried again after the caller gave up", async () => {
    let tries = 0;
    const down: Fetch = () => {
      tries++;
      return Promise.reject(new TypeError("network down"));
    };
    const problem = (await streetFor("shen", down)
      .me()
      .catch((error: unknown) => error)) as ProblemError;
    expect([problem.code, problem.status, tries]).toEqual(["offline", 0, 4]);
    tries = 0;
    const stop = new AbortController();
    const waiting = streetFor("shen", down, { backoff: 10_000 }).me({ signal: stop.signal });
    setTimeout(() => stop.abort(new Error("left the page")), 20);
    await expect(waiting).rejects.toThrow("left the page");
    expect(tries).toBe(1);
  });

  it("of a refusal is not asked for again", async () => {
    let tries = 0;
    const counted: Fetch = async (request) => {
      tries++;
      return ningwei.hub.fetch(request);
    };
    await expect(streetFor("qian", counted).record("00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({
      code: "not-found",
    });
    expect(tries).toBe(1);
  });
});

describe("events", () => {
  it("come as they happen, and after a broken connection go on where they were, none twice", async () => {
    const stop = new AbortController();
    const keeper = streetFor("hu");
    let connections = 0;
    const breaking: Fetch = async (request) => {
      const response = await ningwei.hub.fetch(request);
      if (!(response.headers.get("content-type") ?? "").includes("event-stream")) return response;
      connections++;
      if (connections > 1) return response;
      // The first connection breaks after its first bytes with an event in them.
      let seen = "";
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          seen += new TextDecoder().decode(chunk);
          if (seen.includes("data:")) controller.error(new TypeError("network down"));
        },
      });
      return new Response(response.body!.pipeThrough(cut), response);
    };
    const seen: number[] = [];
    let last = "";
    const following = (async () => {
      for await (const event of streetFor("hu", breaking).events({ signal: stop.signal, after: 0 })) {
        seen.push(event.seq);
        if (event.record === last && event.action === "cancel") stop.abort();
      }
    })();
    const booking = await streetFor("jin").scenario("sports.venues.court").open(at(6, 18));
    last = booking.id;
    const handle = await keeper.record<"sports.venues.court">(booking.id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await handle.act("cancel", {});
    await following;
    expect(connections).toBeGreaterThan(1);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(3);
  }, 20_000);
});

describe("files", () => {
  it("go up with progress and come back", async () => {
    // The smallest PNG: one transparent pixel.
    const png = Uint8Array.from(
      atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="),
      (c) => c.charCodeAt(0),
    );
    const street = streetFor("qian");
    const shares: number[] = [];
    const file = await street.files.upload(new Blob([png], { type: "image/png" }), {
      name: "篮圈.png",
      onProgress: (share) => shares.push(share),
    });
    expect([file.name, file.type]).toEqual(["篮圈.png", "image/png"]);
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect((await street.files.read(file.id)).size).toBeGreaterThan(50);
  });
});
