import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { headLines } from "../src/head-lines.js";
import type { Manifest } from "../src/head-lines.js";
import { startBrowser } from "./set-up/browser.js";
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

const scenario = "sports.venues.court";
const manifest = JSON.parse(readFileSync(new URL("../cdn/manifest.json", import.meta.url), "utf8")) as Manifest;
const lines = headLines(manifest, { scenario, base: "/widgets" });

/** A page with the lines in its head; `token` is set as soon as its elements are parsed, or not at all. */
async function open(token: string | undefined): Promise<{ readonly page: Page; readonly asked: readonly string[] }> {
  const page = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith("/availability")) asked.push(request.headers()["authorization"] ?? "nobody");
  });
  await page.addInitScript((given) => {
    document.addEventListener("readystatechange", () => {
      const element = document.querySelector("community-street");
      if (element !== null && given !== undefined) element.token = given;
    });
  }, token);
  await page.route(`${street.url}/early`, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: {
        "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
      },
      body: `<!doctype html><html lang="zh-CN"><head>${lines}<script type="module" src="/widgets/linli.js"></script></head>
        <body><community-street street="ningwei"><community-widget scenario="${scenario}"></community-widget></community-street></body></html>`,
    }),
  );
  return { page, asked };
}

describe("The lines for a page's head", () => {
  it("name every file of the scenario, and none for a scenario that there is not", () => {
    expect(lines).toContain(`<link rel="modulepreload" href="/widgets/scenarios/${scenario}.zh-CN.js" />`);
    expect(lines).toContain(`<script type="module" src="/widgets/ahead.js?scenario=${scenario}"></script>`);
    expect(headLines(manifest, { scenario: "sports.venues.moon", base: "" })).toBe("");
  });

  it("ask what can be had before the elements are there, and once", async () => {
    const token = await street.token("qian");
    const { page, asked } = await open(token);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/widgets\/linli\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${street.url}/early`, { waitUntil: "commit" });
    await expect.poll(() => asked).toEqual([`Bearer ${token}`]);
    release();
    await page.locator('input[name="?place"]').first().waitFor({ state: "attached" });
    expect(asked).toHaveLength(1);
  });

  it("do no harm where the token comes later: it is asked again", async () => {
    const { page, asked } = await open(undefined);
    await page.goto(`${street.url}/early`);
    const token = await street.token("qian");
    await page.evaluate(
      (given) => Object.assign(document.querySelector("community-street") as object, { token: given }),
      token,
    );
    await page.locator('input[name="?place"]').first().waitFor({ state: "attached" });
    expect(asked[0]).toBe("nobody");
    expect(asked.at(-1)).toBe(`Bearer ${token}`);
  });
});
