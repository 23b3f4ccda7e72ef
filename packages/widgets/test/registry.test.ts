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

const scenario = "rental.filing.rental-filing";

describe("A register of let homes", () => {
  it("shows what is asked to be changed beside what stands there, and then every change", async () => {
    const street = await scenes.at({ scenario, steps: 13 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "hu" });
    await expect.poll(() => page.locator(".entry").innerText()).toMatch(/天悦公寓[^]*变更待确认/);
    await page.locator(".entry").click();
    await expect
      .poll(() => page.locator(".shown-input").innerText())
      .toMatch(/申请改成这样\s*承租人\s*吴昊[^]*原来：（空）/);
    await page.getByRole("button", { name: "确认变更" }).click();
    await expect.poll(() => state(page).textContent()).toBe("已备案，可出租");
    await page.getByText("改过什么").click();
    // The one that was refused before is none.
    await expect.poll(() => page.locator("details .talk > li").count()).toBe(1);
    expect(await shown(page).innerText()).toContain("缺灭火器");
    expect(await wrong()).toEqual([]);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 9 });
    const { page } = await visit({ street, browser, query: `record=${street.record}${mode}`, person: "shen" });
    await page.getByText("谁能看到").click();
    await go(page).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
