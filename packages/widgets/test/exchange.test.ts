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

const scenario = "neighbourhood.exchange.idle-swap";
const query = `scenario=${scenario}`;

describe("A pram among neighbours", () => {
  it("is taken by one, handed over by the other, and confirmed by both", async () => {
    const street = await scenes.at({ scenario, steps: 1 });
    const tong = await visit({ street, browser, query, person: "tong" });
    await expect
      .poll(() => tong.page.locator(".entry").innerText())
      .toMatch(/好孩子婴儿推车\s*60 积分[^]*架空层共享角/);
    await tong.page.locator(".entry").click();
    await expect.poll(() => shown(tong.page).innerText()).toContain("先到先得");
    expect(await shown(tong.page).innerText()).not.toContain("15857133322");
    await tong.page.getByRole("button", { name: "我要了" }).click();
    await expect.poll(() => shown(tong.page).innerText()).toContain("您接了，别人接不了了");
    expect(await shown(tong.page).locator("a[href='tel:15857133322']").count()).toBe(1);

    const weng = await visit({ street, browser, query, person: "weng" });
    await expect.poll(() => weng.page.locator(".entry").innerText()).toContain("轮到您了");
    await weng.page.locator(".entry").click();
    await expect.poll(() => shown(weng.page).innerText()).toContain("童安接了");
    await weng.page.getByRole("button", { name: "交接", exact: true }).click();
    await go(weng.page).last().click();
    await expect.poll(() => shown(weng.page).innerText()).toContain("您已交接，等童安确认");
    // The other side sees it come.
    await tong.page.getByRole("button", { name: "确认完成" }).click();
    await expect.poll(() => state(tong.page).textContent()).toBe("已交接完成");
    await expect.poll(() => shown(weng.page).innerText()).toContain("两边都确认了");
    expect(await tong.wrong()).toEqual([]);
    expect(await weng.wrong()).toEqual([]);
  });

  it.each(["", "&mode=elder"])("has no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 7 });
    const { page } = await visit({ street, browser, query: `record=${street.record}${mode}`, person: "weng" });
    await page.locator("[data-action=hand-over]").waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
