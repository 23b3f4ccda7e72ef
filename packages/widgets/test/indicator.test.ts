import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openScenes } from "./set-up/scenes.js";
import type { Scenes } from "./set-up/scenes.js";
import { shown, state } from "./set-up/steps.js";

let scenes: Scenes;
let browser: Browser;

beforeAll(async () => {
  [scenes, browser] = await Promise.all([openScenes(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await scenes?.close();
});

const scenario = "evaluation.performance.task-score";

describe("A figure", () => {
  it("is drawn with its target, and says what it was made from", async () => {
    const street = await scenes.at({ scenario, steps: 11 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "sun" });
    await expect.poll(() => page.locator("svg .value").allTextContents()).toEqual(["97.5"]);
    expect(await page.locator("svg .goal").textContent()).toBe("目标 90");
    await page.getByText("看表格").click();
    expect(await page.locator("td").allInnerTexts()).toEqual(["2026-11", "97.5"]);
    expect(await barriers(page, axe)).toEqual([]);
    await page.locator(".entry").click();
    await expect
      .poll(() => shown(page).innerText())
      .toMatch(/97.5\s*✓\s*达到目标 90[^]*扣分项[^]*数据核对不符 · 分值 1.5 · 抽查记录 11-21/);
    expect(await state(page).textContent()).toBe("已定档公布");
    expect(await wrong()).toEqual([]);
  });
});
