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

const scenario = "community-eldercare.visiting.wellbeing-visit";

describe("A grid worker's tasks", () => {
  it("say for whom, where and until when, and are done from the list", async () => {
    const street = await scenes.at({ scenario, steps: 4 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "chen" });
    const task = page.locator(".entry");
    await expect.poll(() => task.innerText()).toMatch(/徐桂珍 · 照护计划[^]*探访中[^]*3 幢 2 单元 301[^]*还剩 18 小时/);
    await task.click();
    await expect.poll(() => shown(page).innerText()).toContain("12月8日 周二 09:00 前办完");
    await page.getByRole("button", { name: "记录探访" }).click();
    await page.getByRole("radio", { name: "见到了" }).check();
    await page.getByRole("radio", { name: "上门" }).check();
    for (const point of ["精神状态", "饮食", "用药", "燃气和用电", "跌倒风险"])
      await page.getByRole("group", { name: point, exact: true }).getByRole("radio", { name: "好" }).check();
    await go(page).last().click();
    await expect.poll(() => state(page).textContent()).toBe("已探访，待核对");
    await page.getByRole("button", { name: "返回列表" }).click();
    await expect.poll(() => page.locator(".empty").innerText()).toContain("现在没有您要做的");
    expect(await wrong()).toEqual([]);
  });

  it("keep what was found over a reload and without a network, and send it once there is one", async () => {
    const street = await scenes.at({ scenario, steps: 4 });
    const { page } = await visit({ street, browser, query: `record=${street.record}`, person: "chen" });
    const begin = () => page.getByRole("button", { name: "记录探访" }).first().click();
    await begin();
    await page.getByRole("radio", { name: "外出，去向清楚" }).check();
    await page.getByRole("radio", { name: "电话" }).check();
    await page.reload();
    await begin();
    expect(await page.getByRole("radio", { name: "外出，去向清楚" }).isChecked()).toBe(true);
    await page.context().setOffline(true);
    await go(page).last().click();
    await expect.poll(() => page.locator(".panel .summary").innerText(), { timeout: 15_000 }).toContain("没有连上网络");
    await page.context().setOffline(false);
    await expect.poll(() => state(page).textContent(), { timeout: 15_000 }).toBe("已探访，待核对");
    const { events } = await street.ask("hu", `GET /records/${street.record}`);
    expect(events.filter((one: { action?: string }) => one.action === "submit").length).toBe(1);
  });

  it("show whoever checks them all that was found", async () => {
    const street = await scenes.at({ scenario, steps: 7 });
    const { page } = await visit({ street, browser, query: `scenario=${scenario}`, person: "hu" });
    await page.locator(".entry").click();
    await expect
      .poll(() => page.locator(".shown-input").innerText())
      .toMatch(/用药\s*要留意[^]*跌倒风险\s*要马上办[^]*适老化改造/);
    expect(await page.locator(".actions .go").innerText()).toBe("核对无误");
  });

  it.each(["", "&mode=elder"])("have no barriers (%s)", async (mode) => {
    const street = await scenes.at({ scenario, steps: 4 });
    const { page } = await visit({ street, browser, query: `scenario=${scenario}${mode}`, person: "chen" });
    await page.locator(".entry").waitFor();
    expect(await barriers(page, axe)).toEqual([]);
    await page.locator(".entry").click();
    await shown(page).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
