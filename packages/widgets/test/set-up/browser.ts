import { chromium } from "playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import type { Ningwei } from "./ningwei.js";

const flags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Starts Chromium: that of the environment, or the system's. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", args: flags });

/** Who looks at a page, and how. */
export interface Visit {
  readonly street: Pick<Ningwei, "url" | "token"> & { readonly street?: string };
  readonly browser: Browser;
  /** Query of the page: tag, its attributes, `css` for a stylesheet. */
  readonly query: string;
  readonly person?: string;
  readonly context?: BrowserContextOptions;
  /** Called with the page before it opens. */
  readonly watch?: (page: Page) => void;
}

/** A page that is looked at, and what went wrong on it. */
export interface Visited {
  readonly page: Page;
  /** Violations of the page's policy, and errors that nobody caught. */
  readonly wrong: () => Promise<readonly string[]>;
  /** Events that left the widget. */
  readonly events: () => Promise<readonly string[]>;
}

/** Opens a page as a person. */
export async function visit({ street, browser, query, person = "qian", context, watch }: Visit): Promise<Visited> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, ...context })).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(
    (token) => {
      const seen = { token, violations: [] as string[], events: [] as string[] };
      Object.assign(window, seen);
      addEventListener("securitypolicyviolation", (event) =>
        seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
      );
      for (const type of ["linli-opened", "linli-acted", "linli-problem", "linli-select", "linli-choose"])
        addEventListener(type, () => seen.events.push(type));
    },
    await street.token(person),
  );
  watch?.(page);
  await page.goto(`${street.url}/?${query}${street.street === undefined ? "" : `&street=${street.street}`}`);
  const read = (name: string) =>
    page.evaluate((one) => (window as unknown as { [name: string]: string[] })[one] ?? [], name);
  return { page, wrong: async () => [...errors, ...(await read("violations"))], events: () => read("events") };
}

/** The part of axe that is used here. */
interface Axe {
  readonly run: (options: object) => Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

/** Looks for what keeps people out, with axe, through all shadow roots; gives what it found, one line each. */
export async function barriers(page: Page, axe: string, rules?: readonly string[]): Promise<readonly string[]> {
  // Injected as text of the driver: the page's policy would refuse a script element.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const found = await page.evaluate(async (only) => {
    const tool = (window as unknown as { readonly axe: Axe }).axe;
    const { violations } = await tool.run(only === undefined ? {} : { runOnly: only });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  }, rules);
  await session.detach();
  return found;
}
