import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openScenes } from "./set-up/scenes.js";
import type { Scenes } from "./set-up/scenes.js";
import { go, state } from "./set-up/steps.js";

let scenes: Scenes;
let browser: Browser;

beforeAll(async () => {
  [scenes, browser] = await Promise.all([openScenes(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await scenes?.close();
});

const scenario = "community-eldercare.centre.senior-canteen";
const query = `scenario=${scenario}`;

describe("A meal account", () => {
  it("says what is in it and, of every entry, what it was for and what was left", async () => {
    const street = await scenes.at({ scenario, steps: 4 });
    const { page, wrong } = await visit({ street, browser, query, person: "xu" });
    await expect.poll(() => page.locator(".now").innerText()).toMatch(/现在有\s*36 元/);
    const lines = await page.locator(".account .entry").allInnerTexts();
    expect(lines.map((line) => line.replace(/\s+/g, " "))).toEqual([
      expect.stringMatching(/请客人吃.*−12 元.*余 36 元/),
      expect.stringMatching(/本人就餐 · 午餐.*−2 元.*余 48 元/),
      expect.stringMatching(/充值.*\+50 元.*余 50 元/),
    ]);
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });

  it("is topped up by a daughter far away, who sees first what there will be", async () => {
    const street = await scenes.at({ scenario, steps: 1 });
    const { page } = await visit({ street, browser, query, person: "yan" });
    await page.getByRole("radio", { name: "徐桂珍" }).check();
    await expect.poll(() => page.locator(".now").innerText()).toContain("50 元");
    await page.locator("[data-begin]").click();
    await page.getByRole("radio", { name: "徐桂珍" }).check();
    await page.getByRole("radio", { name: "充值" }).check();
    await page.getByRole("radio", { name: /振宁社区老年食堂/ }).check();
    await page.getByLabel("金额").fill("30");
    await page.getByRole("radio", { name: "手机支付" }).check();
    await expect.poll(() => page.locator(".bar").innerText()).toMatch(/存进余额\s*30 元\s*存完共有\s*80 元/);
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已入账");
    await expect.poll(() => page.locator("community-amount .root").innerText()).toMatch(/\+30 元\s*现在有 80 元/);
  });

  it("is hidden from neighbours, and found by whoever answers for it", async () => {
    const street = await scenes.at({ scenario, steps: 2 });
    await expect(street.ask("qian", "GET /statements?owner=xu&unit=fen")).rejects.toThrow("not-permitted");
    const { page } = await visit({ street, browser, query, person: "hu" });
    await page.getByRole("searchbox").fill("徐");
    await page.getByRole("radio", { name: "徐桂珍" }).check();
    await expect.poll(() => page.locator(".now").innerText()).toContain("48 元");
  });
});
