import { bundle } from "@linli/contracts/bundle";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { lastWeek, weekLater } from "../src/things/next-week.js";
import { daysOf, sayHours } from "../src/lib/say-hours.js";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";
import { go } from "./set-up/steps.js";

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
  await addServices(street);
  await put("volunteer-shift", "shelter");
  const keeper = (id: string, role: string, unit: string) =>
    street.ask("operator", `PUT /members/${id}`, { name: id, community: "ningan", roles: [{ role, unit }] });
  await keeper("lou", "venue-keeper", "c-3");
  await keeper("tang", "canteen-staff", "can-1");
  await keeper("zhou", "grid-worker", "ningan");
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

/** Puts all examples of kinds into the street. */
async function put(...kinds: readonly string[]): Promise<void> {
  const known = bundle.kinds.flatMap((one) => ("kind" in one && typeof one.kind === "object" ? [one.kind] : []));
  for (const { kind, examples } of known.filter((one) => kinds.includes(one.kind)))
    for (const { id, name, place, value } of examples)
      await street.ask("operator", "POST /resources", {
        ...{ id, kind, name, community: "ningan", value },
        ...(place && { place }),
      });
}

const open = async (person: string, more = "") => {
  const seen = await visit({ street, browser, query: `tag=community-things${more}`, person });
  await seen.page.locator("[data-add]").waitFor();
  return seen;
};
const row = (page: Page, id: string) => page.locator(`[data-thing="${id}"]`);
const court = async () => street.ask("fang", "GET /resources/c-3");

describe("Opening hours", () => {
  it("are said as on a notice at the door", () => {
    const hours = { from: "09:00", until: "18:00" };
    expect(sayHours({ rule: "FREQ=DAILY", ...hours }, "zh-CN")).toBe("09:00–18:00");
    expect(sayHours({ rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", ...hours }, "zh-CN")).toBe("周一–周五 09:00–18:00");
    expect(sayHours({ rule: "FREQ=WEEKLY;BYDAY=TU,SA", ...hours }, "en")).toBe("Tue Sat 09:00–18:00");
    expect(daysOf("FREQ=MONTHLY;BYMONTHDAY=1")).toBeUndefined();
  });
});

describe("The next week", () => {
  const thing = (id: string, start: string) =>
    ({ id, life: "published", value: { period: { start, end: start } } }) as never;

  it("is that after the last one that is set up, Monday to Sunday", () => {
    const week = lastWeek([
      thing("a", "2026-11-30T09:00:00+08:00"),
      thing("b", "2026-12-06T09:00:00+08:00"),
      thing("c", "2026-11-29T09:00:00+08:00"),
    ]);
    expect([week?.from, week?.until, week?.things.map(({ id }) => id)]).toEqual([
      "2026-11-30",
      "2026-12-06",
      ["a", "b"],
    ]);
    expect(lastWeek([{ life: "published", value: { beds: 3 } } as never])).toBeUndefined();
  });

  it("is the same a week later: every date in it, and nothing else", () => {
    const value = {
      places: 7,
      period: { start: "2026-12-28T09:00:00+08:00" },
      days: ["2026-12-31"],
      host: "2026 号馆",
    };
    expect(weekLater(value)).toEqual({
      places: 7,
      period: { start: "2027-01-04T09:00:00+08:00" },
      days: ["2027-01-07"],
      host: "2026 号馆",
    });
  });
});

describe("A keeper looks after her court", () => {
  it("and sees that one alone, changes it, and undoes what she has done", async () => {
    const { page, wrong } = await open("lou");
    expect(await page.locator("[data-thing]").count()).toBe(1);
    await expect.poll(() => row(page, "c-3").innerText()).toMatch(/宁围篮球公园 3 号场[^]*开放中/);
    await row(page, "c-3").getByRole("button", { name: /^修改/ }).click();
    const most = page.getByRole("textbox", { name: "最多人数" });
    await most.fill("0");
    await go(page).click();
    await expect.poll(() => page.locator(".summary").innerText()).not.toBe("");
    await most.fill("12");
    await page.getByRole("checkbox", { name: "周一" }).uncheck();
    await page.getByRole("button", { name: "加一个特殊日期" }).click();
    await page.getByLabel("日期").fill("2027-02-06");
    await page.getByLabel("原因").fill("春节休息");
    await page.getByLabel("原因").blur();
    await go(page).click();
    await expect.poll(() => page.locator(".did").innerText()).toContain("已保存");
    const { value } = await court();
    expect(value.maxPlayers).toBe(12);
    expect(value.opening.rule).toBe("FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU");
    expect(value.opening.exceptions).toContainEqual({ date: "2027-02-06", reason: "春节休息" });
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => page.locator(".did").innerText()).toContain("已撤销");
    expect((await court()).value.opening.rule).not.toContain("BYDAY=TU");
    expect(await wrong()).toEqual([]);
  });

  it("and sees who has booked it before she closes it; what is booked stays", async () => {
    const period = { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" };
    const record = { court: "c-3", period, players: 4, purpose: "leisure", contact: "13857112345" };
    const booking = await street.ask("jin", "POST /records", { scenario: "sports.venues.court", record });
    const { page, wrong } = await open("lou");
    await row(page, "c-3").getByRole("button", { name: /^关闭/ }).click();
    await expect.poll(() => page.locator(".paper").innerText()).toContain("还有 1 个没办完");
    expect(await page.locator("[data-use]").innerText()).toMatch(/12月2日 周三 19:00[^]*已约好/);
    expect(await barriers(page, axe)).toEqual([]);
    await page.locator("[data-sure]").click();
    await expect.poll(() => row(page, "c-3").innerText()).toContain("已关闭");
    expect((await street.ask("jin", `GET /records/${booking.id}`)).state).toBe("confirmed");
    await row(page, "c-3")
      .getByRole("button", { name: /^重新开放/ })
      .click();
    await expect.poll(() => row(page, "c-3").innerText()).toContain("开放中");
    expect((await court()).life).toBe("published");
    expect(await wrong()).toEqual([]);
  });
});

describe("A canteen sets its menu", () => {
  it("with a new dish as another one, in portions a day, and says at the field what is wrong", async () => {
    const { page, wrong } = await open("tang", "&kind=dish");
    await row(page, "d-rice")
      .getByRole("button", { name: /^照这个再建一个/ })
      .click();
    await expect.poll(() => page.getByLabel("名称").inputValue()).toBe("软米饭（新）");
    await page.getByLabel("名称").fill("杂粮饭");
    await page.getByLabel("每日份数").fill("");
    await go(page).click();
    await expect.poll(() => page.locator(".fault").first().innerText()).not.toBe("");
    await page.getByLabel("每日份数").fill("80");
    await go(page).click();
    await expect.poll(() => page.locator(".did").innerText()).toContain("已建好“杂粮饭”");
    const dishes = (await street.ask("tang", "GET /resources?kind=dish&kept=true")).items;
    expect(dishes).toContainEqual(expect.objectContaining({ name: "杂粮饭", parent: "can-1", life: "published" }));
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => page.locator(".kept").innerText()).not.toContain("杂粮饭");
    expect(await wrong()).toEqual([]);
  });
});

describe("An office", () => {
  it("sets up next week as this week in one go, and takes it back in one go", async () => {
    const { page } = await open("fang", "&kind=volunteer-shift");
    const before = await page.locator("[data-thing]").count();
    await page.locator("[data-week]").click();
    await expect.poll(() => page.locator(".did").innerText()).toContain("已排好下一周");
    expect(await page.locator("[data-thing]").count()).toBeGreaterThan(before);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => page.locator("[data-thing]").count()).toBe(before);
  });

  it("makes a shelter with its place on the map", async () => {
    const { page } = await open("fang", "&kind=shelter");
    await page.locator("[data-add]").click();
    await page.getByLabel("名称").fill("宁安小学体育馆避灾点");
    await page.getByLabel("床位").fill("150");
    await page.getByRole("group", { name: "无障碍" }).getByRole("radio", { name: "是" }).check();
    await page.getByLabel("电话").fill("0571-82600118");
    await page.getByRole("button", { name: "在地图上指" }).click();
    await page.locator("community-map canvas").first().waitFor();
    await page.getByRole("button", { name: "就选正中这一点" }).click();
    await go(page).click();
    await expect.poll(() => page.locator(".did").innerText()).toContain("已建好");
    const { items } = await street.ask("qian", "GET /resources?kind=shelter");
    const made = items.find(({ name }: { name: string }) => name === "宁安小学体育馆避灾点");
    expect(made).toMatchObject({ value: { beds: 150, accessible: true }, place: { lat: expect.any(Number) } });
  });

  it.each(["", "&locale=en", "&locale=ko"])(
    "has no barriers, on a phone nothing lies beside the screen (%s)",
    async (more) => {
      const { page, wrong } = await open("fang", `&kind=shelter${more}`);
      expect(await barriers(page, axe)).toEqual([]);
      await page.locator("[data-add]").click();
      await page.locator("community-form input").first().waitFor();
      expect(await barriers(page, axe)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await wrong()).toEqual([]);
    },
  );

  it("and who looks after nothing is told how to", async () => {
    const { page } = await visit({ street, browser, query: "tag=community-things", person: "qian" });
    await expect.poll(() => page.locator(".empty").innerText()).toContain("没有要管的");
  });
});
