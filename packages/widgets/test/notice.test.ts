import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openScenes } from "./set-up/scenes.js";
import type { Scenes } from "./set-up/scenes.js";
import { go, shown, state } from "./set-up/steps.js";

let scenes: Scenes;
let browser: Browser;

beforeAll(async () => {
  [scenes, browser] = await Promise.all([openScenes(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await scenes?.close();
});

const scenario = "emergency.flood.weather-warning";

describe("A warning", () => {
  it("is read whole and confirmed once; whoever sent it sees who is silent", async () => {
    const street = await scenes.at({ scenario, steps: 7 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "chen" });
    await expect.poll(() => page.locator(".entry").innerText()).toMatch(/暴雨 · 红色[^]*请看过后确认/);
    await page.locator(".entry").click();
    await expect
      .poll(() => shown(page).innerText())
      .toMatch(/您要做什么[^]*不要进地下车库和下穿隧道[^]*去哪里避险[^]*盈丰社区文化礼堂/);
    await page.getByRole("button", { name: "收到" }).click();
    await expect.poll(() => shown(page).innerText()).toContain("您已确认收到");
    expect(await page.locator("[data-action=acknowledge]").count()).toBe(0);
    expect(await wrong()).toEqual([]);

    const office = await visit({ street, browser, query: `record=${street.record}`, person: "sun" });
    await expect
      .poll(() => office.page.locator("community-unread .root").innerText())
      .toMatch(/应答 2 人，已答 1 人\s*还没有应答的人 胡敏/);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 7 });
    const { page } = await visit({ street, browser, query: `record=${street.record}${mode}`, person: "weng" });
    await expect.poll(() => state(page).textContent()).toContain("已发布");
    await go(page).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
