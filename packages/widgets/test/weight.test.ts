import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { gzipSync } from "node:zlib";
import { startBrowser, visit } from "./set-up/browser.js";
import { choose, court, fill, send } from "./set-up/court.js";
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

/** What is asked three seconds later: whether the street changes how it does things. A slow machine may be as slow. */
const atRest = /follow-profile|events/;

/** What a page fetches until its court form is filled in and ready to be sent: path and gzipped bytes. */
async function fetched(person: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  const seen: Promise<void>[] = [];
  const watch = (page: Page) => {
    // Last of all: nothing may be asked for in its place.
    void page.route(/\/availability/, async (route) => {
      await new Promise((later) => setTimeout(later, 400));
      await route.continue();
    });
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (!/^\/(?:widgets|v1)\//.test(pathname) || atRest.test(pathname)) return;
      seen.push(response.body().then((body) => void sizes.set(pathname, gzipSync(body, { level: 9 }).length)));
    });
  };
  const { page } = await visit({ street, browser, query: court, person, watch });
  await choose(page);
  await fill(page);
  // Who reaches for the button already fetches what is shown after sending; that is not counted.
  await expect.poll(() => send(page).textContent()).toContain("20:00");
  await Promise.all(seen);
  return sizes;
}

describe("The bytes of a court booking", () => {
  it("stay under 28 kB, all code and data until the form can be sent, Lit and availability included", async () => {
    const sizes = await fetched(await street.neighbour());
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    console.log(
      [...sizes].map(([path, size]) => `${String(size).padStart(6)} ${path}`).join("\n"),
      `\n${String(total).padStart(6)}`,
    );
    expect([...sizes.keys()].filter((path) => path.startsWith("/v1/")).sort()).toEqual([
      "/v1/streets/ningwei/me",
      "/v1/streets/ningwei/scenarios/sports.venues.court/availability",
    ]);
    expect(total).toBeLessThanOrEqual(28_000);
  });

  it("come in two levels after the page: the entry, then everything else at once", async () => {
    const begun = new Map<string, number>();
    let answered = Infinity;
    const watch = (page: Page) =>
      page.route(/\/(?:views|scenarios|ui)\/|\/availability/, async (route) => {
        begun.set(new URL(route.request().url()).pathname, performance.now());
        await new Promise((later) => setTimeout(later, 400));
        answered = Math.min(answered, performance.now());
        await route.continue();
      });
    const { page } = await visit({ street, browser, query: court, watch });
    await page.locator("label.card").first().waitFor();
    expect([...begun.keys()].map((path) => path.split("/").at(-1)).sort()).toEqual([
      "availability",
      "booking.js",
      "sports.venues.court.zh-CN.js",
      "zh-CN.js",
    ]);
    expect(Math.max(...begun.values())).toBeLessThan(answered);
  });
});
