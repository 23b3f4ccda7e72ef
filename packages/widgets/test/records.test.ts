import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
  await addServices(street);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

const mine = "tag=community-records&mine=";
const desk = "tag=community-records&for=handler";
const rows = (page: Page) => page.locator(".record-row");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const report = (person: string, matter = "leak") =>
  street.ask(person, "POST /records", {
    scenario: "resident-requests.report.snap-report",
    record: {
      matter,
      description: "车库顶上滴水。",
      place: { lat: 30.2415, lon: 120.2378, address: "宁安社区地下车库" },
    },
  });
const book = (person: string, day: string) =>
  street.ask(person, "POST /records", {
    scenario: "sports.venues.court",
    record: {
      court: "c-3",
      period: { start: `${day}T19:00:00+08:00`, end: `${day}T20:00:00+08:00` },
      players: 4,
      purpose: "leisure",
      contact: "13857112345",
    },
  });

describe("A resident's own matters", () => {
  it("are none at first, and the list says how one gets there", async () => {
    const { page, wrong } = await visit({ street, browser, query: mine, person: await street.neighbour() });
    await expect.poll(() => page.locator(".empty").innerText()).toContain("办过的事会出现在这里");
    expect(await wrong()).toEqual([]);
  });

  it("say in one line what, how it stands, which one and when; a tap tells the page", async () => {
    await book("jin", "2026-12-02");
    const { page, events } = await visit({ street, browser, query: mine, person: "jin" });
    await expect
      .poll(() => rows(page).allInnerTexts())
      .toEqual([expect.stringMatching(/体育公园球场预约\s*已约好\s*宁围篮球公园 3 号场 · 明天 19:00/)]);
    await rows(page).first().click();
    expect(await events()).toEqual(["linli-select"]);
  });

  it("are of today by the street's clock, while it is yesterday elsewhere", async () => {
    await street.moveClock("2026-12-02T02:50:00.250+08:00");
    const person = await street.neighbour();
    await report(person);
    const { page } = await visit({ street, browser, query: mine, person });
    await expect.poll(() => rows(page).first().innerText()).toMatch(/今天 02:50/);
  });

  it("say whose turn it is", async () => {
    await street.moveClock("2026-12-02T09:00:00+08:00");
    const { page } = await visit({ street, browser, query: mine, person: "lu" });
    await expect.poll(() => rows(page).first().innerText()).toMatch(/高龄津贴免申即享\s*等您确认账户[^]*确认领取/);
  });

  it("come a page at a time, and the focus goes on where the next page begins", async () => {
    const person = await street.neighbour();
    // As many as one may report in a day, and a call for help.
    for (let i = 0; i < 20; i++) await report(person, "smell");
    await street.ask(person, "POST /records", {
      scenario: "resident-requests.report.accident-help",
      record: { incident: "gas-leak", place: { lat: 30.231, lon: 120.25 }, contact: "13857112345" },
    });
    const { page } = await visit({ street, browser, query: mine, person });
    await expect.poll(() => rows(page).count()).toBe(20);
    await page.getByRole("button", { name: "更多" }).click();
    await expect.poll(() => rows(page).count()).toBe(21);
    expect(await page.getByRole("button", { name: "更多" }).count()).toBe(0);
    expect(
      await page.evaluate(() => {
        const all = document.querySelector("community-records")?.shadowRoot;
        return [...(all?.querySelectorAll(".record-row") ?? [])].indexOf(all?.activeElement as Element);
      }),
    ).toBe(20);
  });

  it("load the words of what they show, and of nothing else", async () => {
    const loaded: string[] = [];
    const { page } = await visit({ street, browser, query: mine, person: "jin" });
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await page.reload();
    await expect.poll(() => rows(page).first().innerText()).toContain("体育公园球场预约");
    await page.waitForTimeout(300);
    expect(loaded.filter((path) => path.startsWith("/widgets/scenarios/"))).toEqual([
      "/widgets/scenarios/sports.venues.court.acts.zh-CN.js",
    ]);
    expect(loaded.filter((path) => /\/views\/|\/form\//.test(path))).toEqual([]);
  });

  it("are another list when the page asks for another, also while the first is on its way", async () => {
    await book("jin", "2026-12-03");
    await report("jin");
    const { page } = await visit({ street, browser, query: "tag=community-records", person: "jin" });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const asks = (what: RegExp) => page.waitForRequest((request) => what.test(request.url()));
    await page.route(/\/records\?limit/, async (route) => {
      await held;
      await route.continue();
    });
    const [first, second] = [asks(/\/records\?limit/), asks(/\/records\?state/)];
    await page.reload();
    await first;
    await page.evaluate(() => document.querySelector("community-records")?.setAttribute("state", "confirmed"));
    await second;
    release();
    await expect.poll(() => rows(page).first().innerText()).toContain("体育公园球场预约");
    expect((await rows(page).allInnerTexts()).filter((text) => text.includes("随手拍上报"))).toEqual([]);
  });

  it("follow what happens, and say so quietly", async () => {
    const person = await street.neighbour();
    const { id } = await report(person);
    const { page } = await visit({ street, browser, query: mine, person });
    await expect.poll(() => rows(page).first().innerText()).toContain("已报");
    await street.ask("fang", `POST /records/${id}/actions/acknowledge`, { input: { answer: "今天下午有人来看。" } });
    await expect.poll(() => rows(page).first().innerText()).toContain("已应答");
    expect(await page.locator("[role=status]").innerText()).toContain("“随手拍上报”已应答");
    const another = await report(person, "smell");
    const fresh = page.getByRole("button", { name: /有 1 件新的/ });
    await fresh.waitFor();
    expect(await rows(page).count()).toBe(1);
    await fresh.click();
    await expect.poll(() => rows(page).first().getAttribute("data-record")).toBe(another.id);
  });
});

describe("A desk", () => {
  it("counts by state, shows those of one state, and puts first what is late", async () => {
    const { id } = await report("qian", "sanitation");
    await street.ask("fang", `POST /records/${id}/actions/acknowledge`, {});
    const { page } = await visit({ street, browser, query: desk, person: "fang" });
    const filter = page.getByRole("radio", { name: /^已应答 \d+$/ });
    await filter.waitFor();
    const all = await rows(page).count();
    await filter.check();
    await expect.poll(() => rows(page).count()).toBeLessThan(all);
    expect((await rows(page).allInnerTexts()).every((text) => text.includes("已应答"))).toBe(true);
    await page.getByRole("radio", { name: /^全部 \d+$/ }).check();
    const late = (await rows(page).allInnerTexts()).map((text) => text.includes("! 已超时"));
    expect(late.indexOf(false)).toBeGreaterThanOrEqual(late.lastIndexOf(true));
  });

  it("is walked through with the arrow keys, and a row opens with Enter", async () => {
    const { page, events } = await visit({ street, browser, query: desk, person: "fang" });
    await rows(page).first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(
      await rows(page)
        .nth(1)
        .evaluate((row) => (row.getRootNode() as ShadowRoot).activeElement === row),
    ).toBe(true);
    await page.keyboard.press("Enter");
    expect(await events()).toEqual(["linli-select"]);
  });

  it("of somebody who is sent shows what was given to her", async () => {
    const { id } = await street.ask("zhou", "POST /records", {
      scenario: "home-eldercare.doorstep.meal-delivery",
      record: {
        canteen: "can-1",
        mealDate: "2026-12-04",
        meal: "lunch",
        portions: 1,
        dishes: [{ dish: "d-rice", portions: 1 }],
        address: { text: "宁围街道宁安社区" },
        place: { lat: 30.2288, lon: 120.2652 },
        handTo: "in-person",
        contact: "13675826190",
        noAnswerContact: { name: "周建民", mobile: "13588017734" },
      },
    });
    const { page } = await visit({ street, browser, query: "tag=community-records&for=assignee", person: "chen" });
    await expect.poll(() => page.locator(".empty").innerText()).toContain("派给您");
    const canteen = (await visit({ street, browser, query: `record=${id}`, person: "tang" })).page;
    await canteen.getByRole("button", { name: "安排送餐员" }).click();
    await canteen.getByRole("radio", { name: "陈小龙" }).check();
    await canteen.locator("button.go").click();
    await page.getByRole("button", { name: /有 1 件新的/ }).click();
    await expect.poll(() => rows(page).first().innerText()).toMatch(/老年助餐送餐\s*备餐中\s*为周阿根/);
  });

  it.each([mine, desk, `${mine}&mode=elder`])("and list have no barriers for anybody (%s)", async (query) => {
    const { page } = await visit({ street, browser, query, person: query === desk ? "fang" : "jin" });
    await rows(page).first().waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
