import type { Misfit, Profile, ProfileView } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Asked, Ningwei } from "./set-up/ningwei.js";

let hub: Ningwei;
const street = "/v1/streets/ningwei";
const booking = "sports.venues.court";
beforeAll(async () => {
  hub = await openNingwei();
  await hub.ask("operator", "PUT /v1/streets/yingfeng/members/mo", {
    body: { name: "莫国强", roles: [{ role: "street-official" }] },
  });
});
afterAll(() => hub.close());

const change = (
  profile: Profile,
  asked: Asked & { readonly by?: string; readonly more?: object } = {},
): Promise<Answered> =>
  hub.ask(asked.by ?? "lou", `POST ${street}/profile`, { ...asked, body: { profile, ...asked.more } });
const offered = async (): Promise<readonly string[]> =>
  (await hub.ask("qian", `GET ${street}/scenarios`)).body.items.map(({ id }: { readonly id: string }) => id);
const said = (answer: Answered): readonly string[] =>
  (answer.body as ProfileView).misfits?.map(({ at, code }: Misfit) => `${at} ${code}`) ?? [];

const ours: Profile = {
  select: ["sports", "culture"],
  order: ["culture", "sports"],
  brand: { name: "湘湖", accent: "#8a3b1e" },
  scenarios: {
    [booking]: {
      fields: { "/players": { maximum: 8 } },
      ext: {
        lane: { type: "text", labels: { "zh-CN": "弄堂号" }, maxLength: 12 },
        at: {
          type: "choice",
          labels: { "zh-CN": "哪里" },
          options: { pond: { "zh-CN": "塘边" }, hill: { "zh-CN": "山" } },
        },
      },
      labels: { "zh-CN": { title: "约球场" } },
    },
  },
};

describe("The profile of a street", () => {
  it("belongs to its officials: residents, keepers and officials of another street may neither read nor change it", async () => {
    for (const person of ["qian", "hu"]) {
      expect((await hub.ask(person, `GET ${street}/profile`)).status).toBe(403);
      expect((await change(ours, { by: person })).status).toBe(403);
    }
    expect((await change(ours, { by: "mo" })).status).toBe(403);
    expect((await offered()).length).toBeGreaterThan(100);
  });

  it("is tried without changing anything", async () => {
    const { status, body } = await change(ours, { more: { dryRun: true } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ applied: false, misfits: [], changed: ["select", "order", "brand", booking] });
    expect((await offered()).length).toBeGreaterThan(100);
  });

  it("holds at once: what is offered, in which order, what a form asks, how the street looks", async () => {
    const { status, body } = await change(ours);
    expect(status).toBe(200);
    expect(body.applied).toBe(true);
    const ids = await offered();
    expect(ids.every((id) => /^(?:sports|culture)\./.test(id))).toBe(true);
    expect(ids[0]).toMatch(/^culture\./);
    const { body: part } = await hub.ask("qian", `GET ${street}/scenarios/${booking}`);
    expect(part.profile).toEqual(ours.scenarios?.[booking]);
    expect(JSON.stringify(part.profile.ext)).toBe(JSON.stringify(ours.scenarios?.[booking]?.ext));
    const free = await hub.ask("qian", `GET ${street}/scenarios/${booking}/availability`);
    expect(free.body.profile).toEqual(ours.scenarios?.[booking]);
    expect((await hub.ask("qian", `GET ${street}`)).body.brand).toEqual(ours.brand);
    expect((await hub.ask("qian", `GET ${street}/scenarios/parking.shared.bay`)).status).toBe(404);
  });

  it("leaves an event that everybody in the street sees, without who it was for those who do not work there", async () => {
    const { body } = await hub.ask("qian", `GET ${street}/events?mine=true`);
    const event = body.items.findLast(({ type }: { readonly type: string }) => type === "profile.changed");
    expect(event).toBeDefined();
    expect(event.input).toBeUndefined();
    const own = await hub.ask("lou", `GET ${street}/events`);
    expect(own.body.items.findLast(({ type }: { readonly type: string }) => type === "profile.changed").by.id).toBe(
      "lou",
    );
    const elsewhere = await hub.ask("pan", `GET ${street}/events`);
    expect(elsewhere.status === 404 || elsewhere.body.items.length === 0).toBe(true);
  });

  it("answers the same key as it did first, and refuses it for something else", async () => {
    const asked = { key: "profile-1", more: {} };
    const first = await change({ ...ours, order: ["sports"] }, asked);
    const again = await change({ ...ours, order: ["sports"] }, asked);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect((await change(ours, asked)).body.code).toBe("key-reused");
  });

  it("is not overwritten by somebody who has not seen the last change", async () => {
    const tag = (await hub.ask("lou", `GET ${street}/profile`)).headers.get("etag") ?? "";
    expect((await change(ours, { headers: { "If-Match": tag } })).status).toBe(200);
    expect((await change(ours, { headers: { "If-Match": tag } })).body.code).toBe("stale-revision");
  });

  it("stays as it is where an operator makes the street again without saying one", async () => {
    const communities = [{ id: "ningan", name: "宁安社区" }];
    await hub.ask("operator", "POST /v1/streets", {
      body: { id: "ningwei", name: "宁围街道", zone: "Asia/Shanghai", communities },
    });
    expect((await hub.ask("lou", `GET ${street}/profile`)).body.profile.brand).toEqual(ours.brand);
  });
});

describe("A profile that another street takes over", () => {
  it("carries what it was made against, and leaves that street's look where it was", async () => {
    const { body } = await hub.ask("lou", `GET ${street}/profile`);
    const { profile } = body as ProfileView;
    expect(profile.made).toMatchObject({ street: "ningwei", name: "宁围街道" });
    expect(profile.made?.contracts[booking]).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(Object.keys(profile.made?.contracts ?? {}).every((id) => /^(?:sports|culture)\./.test(id))).toBe(true);
    const taken = await hub.ask("mo", "POST /v1/streets/yingfeng/profile", { body: { profile } });
    expect(taken.status).toBe(200);
    expect(taken.body.profile.brand).toBeUndefined();
    const events = await hub.ask("mo", "GET /v1/streets/yingfeng/events");
    expect(events.body.items.at(-1).type).toBe("profile.taken-over");
    const form = await hub.ask("pan", `GET /v1/streets/yingfeng/scenarios/${booking}`);
    expect(form.body.profile.labels["zh-CN"].title).toBe("约球场");
  });

  it("is told beforehand what does not fit: what is not here, is older here, is gone, or would loosen", async () => {
    const { body } = await hub.ask("lou", `GET ${street}/profile`);
    const { profile } = body as ProfileView;
    const made = profile.made as NonNullable<Profile["made"]>;
    const foreign: Profile = {
      ...profile,
      select: ["sports", "lion-dance"],
      made: {
        ...made,
        street: "yaqian",
        contracts: { [booking]: { title: "约球场", version: "9.0.0", digest: "0".repeat(64) } },
      },
      scenarios: {
        "lion-dance.troupe.visit": {},
        [booking]: {
          fields: { "/players": { maximum: 90 }, "/umpire": { required: true }, "/purpose": { enum: ["wedding"] } },
          settings: { slots: 3 },
          clocks: { late: "PT1H" },
          ext: { lane: { type: "text", labels: { "zh-CN": "弄堂号" } } },
        },
      },
    };
    const tried = await change(foreign, { more: { dryRun: true } });
    expect([...said(tried)].sort()).toEqual([
      "/scenarios/lion-dance.troupe.visit scenario-missing",
      `/scenarios/${booking} version-older`,
      `/scenarios/${booking}/clocks/late clock-missing`,
      `/scenarios/${booking}/fields/~1players looser`,
      `/scenarios/${booking}/fields/~1purpose value-missing`,
      `/scenarios/${booking}/fields/~1umpire field-missing`,
      `/scenarios/${booking}/settings/slots setting-unfit`,
      "/select/1 node-missing",
    ]);
    const refused = await change(foreign);
    expect(refused.body).toMatchObject({ status: 422, code: "profile-unfit" });
    expect(refused.body.errors).toHaveLength(8);
    const taken = await change(foreign, { more: { leaveOut: true } });
    expect(taken.status).toBe(200);
    expect(taken.body.profile.select).toEqual(["sports"]);
    // An older contract is a reason to look twice, and to leave out what is said of that scenario.
    expect(taken.body.profile.scenarios).toEqual({});
  });

  it("is refused where it is no profile at all", async () => {
    const answer = await change({
      select: "sports",
      scenarios: { [booking]: { ext: { lane: { type: "map" } } } },
    } as never);
    expect(answer.body.code).toBe("invalid");
    expect(answer.body.errors.map(({ pointer }: { readonly pointer: string }) => pointer)).toEqual([
      "/profile/select",
      `/profile/scenarios/${booking}/ext/lane/labels`,
      `/profile/scenarios/${booking}/ext/lane/type`,
    ]);
  });
});
