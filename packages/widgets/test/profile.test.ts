import type { Profile } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { choose, court, fill, send, shown } from "./set-up/court.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";

let street: Ningwei;
let browser: Browser;
const booking = "sports.venues.court";
const snap = "resident-requests.report.snap-report";

const own: Profile = {
  select: ["sports", "resident-requests", "culture"],
  order: ["resident-requests", "sports"],
  scenarios: {
    [booking]: {
      labels: { "zh-CN": { title: "村里约球", "record/players": "来几个人" } },
      fields: { "/players": { maximum: 6 }, "/purpose": { enum: ["leisure", "training"] } },
      ext: {
        group: {
          type: "choice",
          required: true,
          labels: { "zh-CN": "哪个村民组", en: "Which group of the village" },
          hints: { "zh-CN": "按户口所在的组选" },
          options: { "group-1": { "zh-CN": "一组 高田陈" }, "group-2": { "zh-CN": "二组 沈家里" } },
        },
        bottles: { type: "integer", minimum: 0, maximum: 10, labels: { "zh-CN": "要几瓶水" } },
      },
    },
    [snap]: {
      ext: { lane: { type: "text", required: true, listed: true, labels: { "zh-CN": "弄堂" }, maxLength: 20 } },
    },
  },
};

const change = (profile: Profile) => street.ask("operator", "POST /profile", { profile });

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
  await addServices(street);
  await change(own);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

const faults = (page: Page) => page.locator(".summary li").allInnerTexts();

describe("A form of a street with its own say", () => {
  it("speaks the street's words, asks its own questions with their hints, and offers no more than it leaves", async () => {
    const { page, wrong } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("村里约球");
    await choose(page);
    expect(await page.getByRole("group", { name: "哪个村民组" }).innerText()).toContain("按户口所在的组选");
    expect(await page.getByRole("radio", { name: "友谊赛" }).count()).toBe(0);
    expect(await page.getByRole("radio", { name: "日常锻炼" }).count()).toBe(1);
    expect(await page.getByLabel("来几个人", { exact: true }).count()).toBe(1);
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });

  it("says by itself what the street refuses, before anything is sent", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("村里约球");
    await choose(page);
    await page.getByRole("radio", { name: "日常锻炼" }).check();
    await page.getByLabel("联系手机").fill("13857112345");
    await page.getByLabel("来几个人", { exact: true }).fill("8");
    await send(page).click();
    await expect
      .poll(() => faults(page))
      .toEqual([expect.stringMatching(/来几个人.*6/), expect.stringMatching(/哪个村民组/)]);
  });

  it("sends what was asked, shows it on the record by its own name, and gives it to the person with all that is hers", async () => {
    const person = await street.neighbour();
    const { page, wrong } = await visit({ street, browser, query: court, person });
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("村里约球");
    await choose(page, { time: "18:00" });
    await page.getByLabel("来几个人", { exact: true }).fill("4");
    await page.getByRole("radio", { name: "日常锻炼" }).check();
    await page.getByLabel("联系手机").fill("13857112345");
    await page.getByRole("radio", { name: "二组 沈家里" }).check();
    await send(page).click();
    await expect.poll(() => shown(page).innerText()).toMatch(/哪个村民组\s*二组 沈家里/);
    expect(await shown(page).innerText()).toContain("来几个人");
    const kept = JSON.stringify(await street.ask(person, "GET /export"));
    expect(kept).toContain('"ext":{"group":"group-2"}');
    expect(await wrong()).toEqual([]);
  });

  it("asks the street's questions one a screen in elder mode, as all others", async () => {
    const { page } = await visit({ street, browser, query: `${court}&mode=elder`, person: await street.neighbour() });
    const seen: string[] = [];
    await page.locator("community-form").first().waitFor();
    await expect.poll(() => page.locator("community-widget h2").first().innerText()).toBe("村里约球");
    const asked = await page.evaluate(() => {
      const find = (node: ParentNode): Element | undefined => {
        for (const one of node.querySelectorAll("*")) {
          if (one.localName === "community-form") return one;
          const inside = one.shadowRoot === null ? undefined : find(one.shadowRoot);
          if (inside !== undefined) return inside;
        }
        return undefined;
      };
      const form = find(document) as unknown as { questions: () => readonly { readonly id: string }[] };
      return form.questions().map(({ id }) => id);
    });
    seen.push(...asked);
    expect(seen).toContain("/ext/group");
    expect(seen).toContain("/ext/bottles");
    expect(seen).not.toContain("/ext");
  });

  it("asks them where nothing is booked, too", async () => {
    const { page } = await visit({ street, browser, query: `scenario=${snap}`, person: await street.neighbour() });
    await page.getByLabel("弄堂").waitFor();
    await page.locator("button.go").click();
    await expect.poll(() => faults(page)).toContainEqual(expect.stringMatching(/弄堂/));
  });
});

describe("A desk of a street with its own say", () => {
  it("sees the fields that the street wants in lists, and no others", async () => {
    await street.ask("jin", "POST /records", {
      scenario: snap,
      record: {
        matter: "leak",
        description: "墙根渗水。",
        place: { lat: 30.2415, lon: 120.2378, address: "宁安社区" },
        ext: { lane: "六百弄" },
      },
    });
    const { page } = await visit({ street, browser, query: "tag=community-records&for=handler", person: "fang" });
    await expect
      .poll(() => page.locator(".record-row").allInnerTexts())
      .toContainEqual(expect.stringContaining("弄堂 六百弄"));
  });
});

describe("A menu of a street with its own say", () => {
  it("offers what the street chose, in its order and words", async () => {
    const { page } = await visit({ street, browser, query: "", person: await street.neighbour() });
    const titles = page.locator("community-menu li b");
    await expect.poll(() => titles.count()).toBeGreaterThan(3);
    const all = await titles.allInnerTexts();
    expect(all).toContain("村里约球");
    expect(all.indexOf("村里约球")).toBeGreaterThan(2);
    expect(all.join()).not.toContain("老年食堂");
  });
});

describe("A change of a street's profile", () => {
  it("reaches a form that is open, without a reload, and keeps what was typed", async () => {
    const { page, wrong } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("村里约球");
    await choose(page, { time: "19:00" });
    await page.getByLabel("联系手机").fill("13857112345");
    await page.waitForTimeout(4500);
    const say = own.scenarios?.[booking];
    await change({
      ...own,
      scenarios: {
        ...own.scenarios,
        [booking]: {
          ...say,
          labels: { "zh-CN": { title: "乡村约球" } },
          ext: { ...say?.ext, car: { type: "yes-no", labels: { "zh-CN": "开车来" } } },
        },
      },
    });
    await expect.poll(() => page.locator("h2").first().innerText(), { timeout: 10_000 }).toBe("乡村约球");
    await page.getByLabel("开车来").waitFor();
    expect(await page.getByLabel("联系手机").inputValue()).toBe("13857112345");
    expect(await wrong()).toEqual([]);
  });

  it("leaves the receipt where it is", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("乡村约球");
    await choose(page, { day: 2, time: "20:00" });
    await page.getByLabel("人数", { exact: true }).fill("4");
    await page.getByRole("radio", { name: "日常锻炼" }).check();
    await page.getByLabel("联系手机").fill("13857112345");
    await page.getByRole("radio", { name: "一组 高田陈" }).check();
    await send(page).click();
    await shown(page).waitFor();
    await page.waitForTimeout(4500);
    await change({ ...own, order: ["culture"] });
    await page.waitForTimeout(1500);
    expect(await shown(page).innerText()).toContain("一组 高田陈");
  });

  it("takes a street's own say away again", async () => {
    await change({ select: ["sports"] });
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page, { day: 3 });
    await fill(page);
    expect(await page.getByRole("group", { name: "哪个村民组" }).count()).toBe(0);
    await expect.poll(() => page.locator("h2").first().innerText()).toBe("体育公园球场预约");
  });
});
