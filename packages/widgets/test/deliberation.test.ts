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

const scenario = "property.owners.owners-vote";

describe("An owners' vote", () => {
  it("is found among the open ones, and one vote is cast", async () => {
    const street = await scenes.at({ scenario, steps: 9 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "lou" });
    await expect
      .poll(() => page.locator(".entry").innerText())
      .toMatch(/续聘滨江佳园物业三年[^]*还剩 9 天[^]*可以投票/);
    await page.locator(".entry").click();
    await expect.poll(() => shown(page).innerText()).toContain("应投 6 人，已投 0 人");
    await page.getByRole("button", { name: "投票" }).click();
    await page.getByRole("radio", { name: "同意", exact: true }).check();
    await go(page).last().click();
    await expect.poll(() => shown(page).innerText()).toContain("您已经投过票了");
    expect(await shown(page).innerText()).toContain("应投 6 人，已投 1 人");
    expect(await page.locator("[data-action=vote]").count()).toBe(0);
    expect(await wrong()).toEqual([]);
  });

  it("says its result in words and bars, with every ballot to count again", async () => {
    const street = await scenes.at({ scenario, steps: 19 });
    const { page } = await visit({ street, browser, query: `record=${street.record}`, person: "weng" });
    await expect
      .poll(() => page.locator(".result").innerText())
      .toMatch(/通过[^]*6 人里有 4 人[^]*67%[^]*同意\s*3 票[^]*不同意\s*1 票/);
    await page.getByText("自己数一遍").click();
    const ballots = await page.locator(".result li").allInnerTexts();
    expect(ballots.map((one) => one.split(" ").at(-1)).sort()).toEqual(["不同意", "同意", "同意", "同意"]);
    // Her own vote, and nobody else's.
    expect((await page.locator(".life").innerText()).match(/^投票$/gm)).toEqual(["投票"]);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 9 });
    const { page } = await visit({ street, browser, query: `record=${street.record}${mode}`, person: "lou" });
    await page.getByRole("button", { name: "投票" }).click();
    await page.getByRole("radio", { name: "同意", exact: true }).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
    expect(await state(page).textContent()).toBe("投票中");
  });
});
