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

const scenario = "home-eldercare.safe-home.living-alone";

describe("An alert from a home that is too quiet", () => {
  it("is taken note of from the list; whoever was sent is named", async () => {
    const street = await scenes.at({ scenario, steps: 3 });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${scenario}`, person: "hu" });
    const alert = page.locator(".rows li");
    await expect.poll(() => alert.innerText()).toMatch(/徐桂珍 · 长时间不用水[^]*还剩 30 分钟/);
    await alert.locator("[data-quick=acknowledge]").click();
    await expect.poll(() => alert.innerText()).toContain("有人在核实");
    await alert.locator(".entry").click();
    await expect.poll(() => shown(page).innerText()).toContain("已有人知悉，还没有派人");
    await page.getByRole("button", { name: "派人核实" }).click();
    await page.getByRole("checkbox", { name: "陈立" }).check();
    await go(page).last().click();
    await expect.poll(() => shown(page).innerText()).toContain("陈立正在去看");
    expect(await wrong()).toEqual([]);
  });

  it("is dismissed first of all by whoever lives there, with one large button", async () => {
    const street = await scenes.at({ scenario, steps: 3 });
    const { page } = await visit({ street, browser, query: `record=${street.record}&mode=elder`, person: "xu" });
    await expect.poll(() => shown(page).innerText()).toContain("您没事的话，请点“报平安”");
    expect(await page.locator(".actions .go").innerText()).toBe("报平安");
    expect(await barriers(page, axe)).toEqual([]);
  });

  it("says in the end what was found", async () => {
    const street = await scenes.at({ scenario, steps: 12 });
    const { page } = await visit({ street, browser, query: `record=${street.record}`, person: "hu" });
    await expect.poll(() => state(page).textContent()).toBe("已解除");
    await expect.poll(() => page.locator(".shown-input").innerText()).toMatch(/核实结果\s*要救助[^]*已拨打\s*120/);
  });
});
