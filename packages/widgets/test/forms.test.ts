import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bundle } from "@linli/contracts/bundle";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const all = bundle.contracts.map((one) => ("contract" in one ? one.contract : one));
// Every form is filled in and looked at as a story; here a release shows some of them, on a phone, under a strict policy.
const contracts = process.env["LINLI_SOAK"] === undefined ? all.filter((_, i) => i % 8 === 0) : all;
const ways = ["", "&locale=en", "&locale=ko", "&mode=elder"];

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

describe("The form of every contract", () => {
  it.each(contracts.map(({ id }, i) => [id, ways[i % ways.length] ?? ""] as const))(
    "%s%s: asks in words, says what is missing, keeps nobody out",
    async (id, way) => {
      const { page, wrong } = await visit({
        street,
        browser,
        query: `scenario=${id}${way}`,
        person: await street.neighbour(),
      });
      const button = page.locator("community-form button.go");
      const lists = page.locator(".board");
      await button.or(lists).first().waitFor();
      // Where there are lists first, the form is behind what begins another; whoever may begin none sees the lists.
      if (await lists.isVisible()) {
        const begin = page.locator("[data-begin]:enabled").first();
        if (
          !(await begin.waitFor({ timeout: 3000 }).then(
            () => true,
            () => false,
          ))
        ) {
          expect(await barriers(page, axe)).toEqual([]);
          expect(await wrong()).toEqual([]);
          return;
        }
        await begin.click();
        await button.waitFor();
      }
      await expect
        .poll(() => page.locator("community-form [role=status]").allTextContents())
        .not.toContain("正在加载…");
      await button.click();
      await expect
        .poll(() => page.locator("community-form .summary li, community-form .step, community-record").count())
        .toBeGreaterThan(0);
      const text = await page.locator("community-form form").innerText();
      expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}|record\//);
      expect(await barriers(page, axe)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await wrong()).toEqual([]);
    },
  );
});
