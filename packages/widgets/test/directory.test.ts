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

const scenario = "transparency.clean-village.micro-power";
const query = `scenario=${scenario}`;

describe("A village's list of powers", () => {
  it("is found by two signs, says whom to ring up, and can be put right where it is wrong", async () => {
    const street = await scenes.at({ scenario, steps: 0 });
    const { page, wrong } = await visit({ street, browser, query, person: "lai" });
    const things = page.locator(".thing");
    await expect.poll(() => things.count()).toBe(2);
    await page.getByRole("searchbox").fill("招标");
    await expect.poll(() => things.allInnerTexts()).toEqual([expect.stringContaining("村级小型工程发包")]);
    await page.getByLabel("决策层级").selectOption({ label: "村两委" });
    await expect.poll(() => page.getByRole("status").innerText()).toContain("没有找到");
    await page.getByLabel("决策层级").selectOption({ label: "全部" });
    await things.first().locator("summary").click();
    expect(await things.first().innerText()).toMatch(/1\. [^]*村两委提出工程方案和预算/);
    expect(await things.first().locator("a[href^='tel:']").getAttribute("href")).toBe("tel:0571-82550001");
    await things.first().getByRole("button", { name: "这里写得不对" }).click();
    await expect.poll(() => page.getByRole("radio", { name: /村级小型工程发包/ }).isChecked()).toBe(true);
    await page.getByRole("radio", { name: "过时了" }).check();
    await page.getByLabel("说说哪里不对").fill("招标现在走区里的平台。");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("核实中");
    await page.getByRole("button", { name: "返回列表" }).click();
    await expect.poll(() => page.locator(".entry").innerText()).toContain("招标现在走区里的平台");
    expect(await shown(page).count()).toBe(0);
    expect(await wrong()).toEqual([]);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 0 });
    const { page } = await visit({ street, browser, query: query + mode, person: "lai" });
    await page.locator(".thing summary").first().click();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
