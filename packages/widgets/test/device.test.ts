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

const scenario = "waste.sorting.smart-bin";
const query = `scenario=${scenario}`;

describe("A waste station", () => {
  it("says how it stands as a picture and a table, opens on a command and says what came of it", async () => {
    const street = await scenes.at({ scenario, steps: 0 });
    const fill = [20, 35, 62].map((value, i) => ({ name: "fill", value, at: `2026-12-02T0${4 + i}:40:00+08:00` }));
    await street.ask("operator", "POST /resources/ws-1/readings", { readings: fill });
    const { page, wrong } = await visit({ street, browser, query, person: "lou" });
    const station = page.locator("li.box", { hasText: "盈丰雅苑南门投放站" });
    await expect.poll(() => station.locator("rect").count()).toBe(3);
    const facts = station.locator("community-device .root");
    await expect.poll(() => facts.innerText()).toMatch(/每天 06:30 到 20:30 开放[^]*满溢度 现在 62/);
    await station.getByText("看表格").click();
    expect(await station.locator("td").allInnerTexts()).toEqual(["04:40", "20", "05:40", "35", "06:40", "62"]);
    expect(await barriers(page, axe)).toEqual([]);
    await station.getByRole("button", { name: "开盖" }).click();
    await page.getByRole("radio", { name: "易腐垃圾", exact: true }).check();
    await page.getByRole("radio", { name: "按钮", exact: true }).check();
    await go(page).click();
    await expect.poll(() => shown(page).innerText()).toContain("已经发出，等设备回应");
    const [{ id }] = (await street.ask("lou", "GET /records?mine=true")).items;
    await street.ask("station", `POST /records/${id}/actions/acknowledge`, { input: { reading: { value: 1.8 } } });
    await expect.poll(() => state(page).textContent()).toBe("已投放");
    await expect.poll(() => shown(page).innerText()).toContain("设备已执行");
    expect(await wrong()).toEqual([]);
  });

  it("says why a lid stayed shut", async () => {
    const street = await scenes.at({ scenario, steps: 11 });
    const { page } = await visit({ street, browser, query: `${query}&mode=elder`, person: "zhou" });
    await page.locator(".entry").first().click();
    await expect.poll(() => shown(page).innerText()).toMatch(/没有执行成：可回收盖卡住|设备没有回应/);
    expect(await barriers(page, axe)).toEqual([]);
  });
});
