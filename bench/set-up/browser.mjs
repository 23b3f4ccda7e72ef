import { chromium } from "playwright";
import { chromiumFlags, findChromium } from "../../scripts/chromium.mjs";
import { drive } from "./driven.mjs";

/** Starts Chromium. */
export async function startBrowser() {
  return chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
}

/**
 * Opens a page of the site as somebody who was never there, on a small screen, and books a court on it.
 * @param prepare Sets the session of the Chrome DevTools Protocol up before the navigation.
 * @returns What the page says of itself (see `drive`), when it first showed something (`painted`), and the addresses that it
 * fetched before the button was clicked.
 */
export async function bookOn(browser, site, { page: file, form, prepare = async () => undefined, patience = 60_000 }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  try {
    await context.addInitScript(drive, { street: site.street, token: site.token, form });
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await prepare(await context.newCDPSession(page));
    await page.goto(`${site.url}/${file}`, { waitUntil: "commit" });
    const end = performance.now() + patience;
    for (;;) {
      const driven = await page.evaluate(() => globalThis.driven);
      if (driven.answer) {
        if (driven.answer.status !== 201) throw new Error(`${file}: ${JSON.stringify(driven.answer)}`);
        await site.cancel(driven.answer.id);
        const { painted, fetched } = await page.evaluate(
          (clicked) => ({
            painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
            fetched: performance
              .getEntriesByType("resource")
              .filter(({ startTime }) => startTime < clicked)
              .map(({ name }) => name),
          }),
          driven.clicked,
        );
        return { ...driven, painted, fetched };
      }
      if (performance.now() > end)
        throw new Error(`${file}: nothing was sent. ${JSON.stringify(driven)} ${faults.join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await context.close();
  }
}
