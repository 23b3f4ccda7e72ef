import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { choose, court, courts, fill, send, state } from "./set-up/court.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

/** Boxes and looks of what is inside a widget. */
const looks = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>("*")) {
        const { width, height } = element.getBoundingClientRect();
        const { color, fontSize, fontFamily, letterSpacing, textTransform, display } = getComputedStyle(element);
        found.push(
          [
            element.localName,
            Math.round(width),
            Math.round(height),
            color,
            fontSize,
            fontFamily,
            letterSpacing,
            textTransform,
            display,
          ].join(" "),
        );
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document.querySelector("community-widget")?.shadowRoot as ShadowRoot);
    return found;
  });

describe("What a page's own styles do", () => {
  it("stops at the widget", async () => {
    const plain = await visit({ street, browser, query: court });
    const hostile = await visit({ street, browser, query: `${court}&css=hostile` });
    for (const { page } of [plain, hostile]) await page.locator("label.card").first().waitFor();
    expect(await looks(hostile.page)).toEqual(await looks(plain.page));
  });
});

describe("Two copies of the widgets on one page", () => {
  it("get along", async () => {
    const { page, wrong } = await visit({ street, browser, query: `${court}&twice=yes` });
    await page.locator("label.card").first().waitFor();
    expect(await wrong()).toEqual([]);
  });
});

describe("Languages", () => {
  it.each([
    ["zh-CN", "体育公园球场预约", "预约"],
    ["en", "Court", "Book"],
    ["ko", "코트", "예약"],
  ])("in %s everything is said", async (locale, title, button) => {
    const { page, wrong } = await visit({ street, browser, query: `${court}&locale=${locale}` });
    await page.locator("label.card").first().waitFor();
    expect(await page.locator("h2").first().textContent()).toContain(title);
    expect(await send(page).textContent()).toContain(button);
    expect(await page.locator("community-widget").getAttribute("lang")).toBe(locale);
    const text = await page.locator("community-form").innerText();
    expect(text).not.toMatch(/undefined|\{\w+\}|record\//);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await wrong()).toEqual([]);
  });
});

describe("Elder mode", () => {
  it("asks one question a screen, with its place in words, and reads back what was answered", async () => {
    const { page, wrong } = await visit({
      street,
      browser,
      query: `${court}&mode=elder`,
      person: await street.neighbour(),
    });
    const next = () => page.getByRole("button", { name: "下一步" }).click();
    await expect.poll(() => page.locator(".progress").textContent()).toMatch(/^第 1 步，共 \d 步$/);
    await next();
    await expect.poll(() => page.locator(".summary").textContent()).toContain("请选择场地");
    await page.locator("label.card input").first().check();
    await next();
    await page.locator("label.day input").nth(1).check();
    await next();
    await page.getByRole("radio", { name: /^17:00 / }).check();
    await next();
    await page.getByLabel("人数", { exact: true }).fill("4");
    await next();
    await page.getByRole("radio", { name: "日常锻炼" }).check();
    await next();
    await page.getByLabel("联系手机").fill("13857112345");
    await page.getByRole("button", { name: "上一步" }).click();
    expect(await page.getByRole("radio", { name: "日常锻炼" }).isChecked()).toBe(true);
    await next();
    await next();
    await next();
    await expect.poll(() => page.locator("dl.facts").innerText()).toContain("日常锻炼");
    await send(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect(await wrong()).toEqual([]);
  });

  it("is large: text of 20 pixels, targets of 60, and a telephone always at hand", async () => {
    const { page } = await visit({ street, browser, query: `${court}&mode=elder` });
    await page.locator("label.card").first().waitFor();
    const sizes = await looks(page);
    const texts = sizes.map((one) => Number(/ ([\d.]+)px /.exec(one)?.[1]));
    expect(Math.min(...texts)).toBeGreaterThanOrEqual(20);
    const small = await page.locator("community-form").evaluate(
      (form) =>
        [...(form.shadowRoot?.querySelectorAll("button, label.pick, input.number") ?? [])].filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width > 0 && (height < 60 || width < 60);
        }).length,
    );
    expect(small).toBe(0);
    expect(await page.getByRole("link", { name: /打电话/ }).getAttribute("href")).toBe("tel:0571-82600110");
  });
});

describe("People who cannot see or use a mouse", () => {
  const looksOf = [
    ["as it opens", court, async () => undefined],
    [
      "filled in",
      court,
      async (page: Page) => {
        await choose(page);
        await fill(page);
      },
    ],
    [
      "with mistakes in it",
      court,
      async (page: Page) => {
        await choose(page);
        await send(page).click();
        await page.locator(".summary").waitFor();
      },
    ],
    ["in elder mode", `${court}&mode=elder`, async () => undefined],
    ["in Korean, dark", `${court}&locale=ko`, async () => undefined],
    ["of a nursery", "scenario=childcare.enrolment.nursery-visit", async () => undefined],
  ] as const;

  it.each(looksOf)("find no barrier in a form %s", async (name, query, prepare) => {
    const context = name.includes("dark") ? ({ colorScheme: "dark" } as const) : {};
    const { page } = await visit({ street, browser, query, context, person: await street.neighbour() });
    await page.locator("label.card").first().waitFor();
    await prepare(page);
    expect(await barriers(page, axe)).toEqual([]);
  });

  it("find none in a receipt with its timeline, and none in what asks before an action", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page, { place: courts.football, day: 2, time: "15:00" });
    await fill(page);
    await send(page).click();
    await page.locator("community-record .life").waitFor();
    expect(await barriers(page, axe)).toEqual([]);
    await page.getByRole("button", { name: "取消预约" }).click();
    await page.locator(".panel").waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });

  it("read elder mode at a contrast of seven to one", async () => {
    const { page } = await visit({ street, browser, query: `${court}&mode=elder` });
    await page.locator("label.card").first().waitFor();
    expect(await barriers(page, axe, ["color-contrast-enhanced"])).toEqual([]);
  });
});

describe("A menu", () => {
  it("offers what the street has of a collection, leads into the flow and back", async () => {
    const { page, wrong } = await visit({ street, browser, query: "tag=community-childcare" });
    await page.getByRole("button", { name: /托位查询/ }).click();
    await page.locator("label.card").first().waitFor();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("button", { name: /托位查询/ }).waitFor();
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });
});
