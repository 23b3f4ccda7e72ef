import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

const query = "tag=community-services";
const box = (page: Page) => page.getByRole("searchbox");
const said = (page: Page) => page.locator("[role=status].found");

/** Which services are chosen from now on. */
async function chosen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { chosen: seen });
    addEventListener("linli-choose", (event) =>
      seen.push((event as CustomEvent<{ scenario: string }>).detail.scenario),
    );
  });
  return () => page.evaluate(() => (window as unknown as { chosen: string[] }).chosen);
}

describe("All services of a street", () => {
  it("stand under what people come for; the keyboard opens one and comes back to it", async () => {
    const { page, wrong } = await visit({ street, browser, query });
    await page.getByRole("button", { name: /^长辈/ }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("h3").allInnerTexts()).toEqual(["居家养老", "社区养老", "养老保障"]);
    expect(await page.locator("h2").evaluate((node) => node.matches(":focus"))).toBe(true);
    const choices = await chosen(page);
    await page.getByRole("button", { name: /^老年助餐送餐/ }).press("Enter");
    expect(await choices()).toEqual(["home-eldercare.doorstep.meal-delivery"]);
    expect(await barriers(page, axe)).toEqual([]);
    await page.getByRole("button", { name: "返回类别" }).press("Enter");
    await expect
      .poll(() => page.getByRole("button", { name: /^长辈/ }).evaluate((node) => node.matches(":focus")))
      .toBe(true);
    expect(await wrong()).toEqual([]);
  });

  it("are large in elder mode, though no other element is on the page", async () => {
    const { page } = await visit({ street, browser, query: `${query}&mode=elder` });
    const button = page.getByRole("button", { name: /^看病和健康/ });
    await button.waitFor();
    const size = (one: Element) => parseFloat(getComputedStyle(one).fontSize);
    expect(await button.locator("b").evaluate(size)).toBeGreaterThanOrEqual(20);
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60);
    expect(await barriers(page, axe)).toEqual([]);
  });

  it("are only those that the reader may use", async () => {
    const { page } = await visit({ street, browser, query, person: "ming" });
    await expect.poll(() => page.locator(".empty, [data-need]").count()).toBeGreaterThan(0);
    await page.locator(".menu button, .empty").first().waitFor();
    expect(await page.getByRole("button", { name: /^社区事务/ }).count()).toBeLessThanOrEqual(1);
  });

  it.each([
    ["zh-CN", "篮球", /宁围篮球公园/],
    ["en", "court booking", /Court booking/],
    ["ko", "농구", /농구/],
  ])("are found by words in %s; a place leads to the service that has it", async (locale, words, found) => {
    const { page } = await visit({ street, browser, query: `${query}&locale=${locale}` });
    await box(page).fill(words);
    const hit = page.locator(".hits button").first();
    await expect.poll(() => hit.innerText()).toMatch(found);
    const choices = await chosen(page);
    await hit.click();
    expect(await choices()).toEqual(["sports.venues.court"]);
    expect(await barriers(page, axe)).toEqual([]);
  });

  it("say so when nothing is found, and keep the needs below", async () => {
    const { page } = await visit({ street, browser, query });
    await box(page).fill("潜水艇");
    await expect.poll(() => said(page).innerText()).toContain("没有找到“潜水艇”");
    expect(await page.getByRole("button", { name: /^孩子/ }).count()).toBe(1);
    await box(page).fill("");
    await expect.poll(() => said(page).innerText()).toBe("");
  });

  it("show what was asked for last, even where the first answer comes later", async () => {
    const { page } = await visit({
      street,
      browser,
      query,
      watch: (one) =>
        void one.route(/\/search\?q=%E9%A4%90/, async (route) => {
          await new Promise((later) => setTimeout(later, 1500));
          await route.continue().catch(() => undefined);
        }),
    });
    await box(page).fill("餐");
    await page.getByRole("button", { name: "查找" }).click();
    await box(page).fill("羽毛球");
    await page.getByRole("button", { name: "查找" }).click();
    await expect.poll(() => page.locator(".hits").innerText()).toContain("羽毛球");
    await page.waitForTimeout(1800);
    expect(await page.locator(".hits").innerText()).toContain("羽毛球");
  });

  it("can be asked for again when the network failed", async () => {
    let isDown = true;
    const { page } = await visit({
      street,
      browser,
      query,
      watch: (one) => void one.route(/\/scenarios$/, (route) => (isDown ? route.abort() : route.continue())),
    });
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("请检查网络");
    isDown = false;
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByRole("button", { name: /^孩子/ }).waitFor();
  });
});
