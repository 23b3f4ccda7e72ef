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

const scenario = "neighbourhood.events.neighbour-festival";
const query = `scenario=${scenario}`;

describe("A festival's programme", () => {
  it("shows dates with the places left; a full one is waited for, and says so before it is sent", async () => {
    const street = await scenes.at({ scenario, steps: 3 });
    const { page, wrong } = await visit({ street, browser, query, person: "tong" });
    const games = page.locator("[data-session=s-games]");
    await expect.poll(() => games.innerText()).toMatch(/趣味运动会[^]*12月5日 周六 14:00–17:00[^]*满了，可以排候补/);
    expect(await page.locator("[data-session=s-potluck]").innerText()).toContain("余 240 个名额");
    await games.click();
    await page.getByLabel("几个人来", { exact: true }).fill("4");
    await page.getByRole("radio", { name: "否" }).check();
    await go(page).click();
    await page.getByLabel("联系手机").fill("13757190806");
    await go(page).click();
    await go(page).click();
    await expect.poll(() => page.locator(".bar").innerText()).toMatch(/先排候补[^]*排候补$/);
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("候补中");
    expect(await wrong()).toEqual([]);
  });

  it("is checked in from the list at the door", async () => {
    const street = await scenes.at({ scenario, steps: 10 });
    const { page } = await visit({ street, browser, query, person: "hu" });
    const weng = page.locator(".rows li", { hasText: "翁丽" });
    await expect.poll(() => weng.innerText()).toContain("6 人");
    await weng.locator("[data-quick=check-in]").click();
    await expect.poll(() => weng.innerText()).toContain("已签到");
    expect(await page.locator("[data-quick]").count()).toBe(1);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 2 });
    const { page } = await visit({ street, browser, query: query + mode, person: "weng" });
    await page.locator(".entry").waitFor();
    expect(await barriers(page, axe)).toEqual([]);
    await page.locator(".entry").click();
    await shown(page).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
