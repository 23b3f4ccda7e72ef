import type { Locator, Page } from "playwright";

/** The widget that books a court. */
export const court = "scenario=sports.venues.court";

/** The courts of the street. */
export const courts = { basketball: /篮球公园/, football: /足球公园/, badminton: /羽毛球/ };

/** Chooses a court, a day (counted from today) and a time as the grid says it. */
export async function choose(page: Page, { place = courts.basketball, day = 1, time = "20:00" } = {}): Promise<void> {
  await page.getByRole("radio", { name: place }).check();
  await page.locator("label.day input").nth(day).check();
  await page.getByRole("radio", { name: new RegExp(`^${time} `) }).check();
}

/** Fills in what a court asks for beside that. */
export async function fill(page: Page): Promise<void> {
  await page.getByLabel("人数", { exact: true }).fill("4");
  await page.getByRole("radio", { name: "日常锻炼" }).check();
  await page.getByLabel("联系手机").fill("13857112345");
}

/** The one button that sends. */
export const send = (page: Page): Locator => page.locator("button.go");

/** The record that is shown. */
export const shown = (page: Page): Locator => page.locator("community-record article");

/** How the record that is shown stands. */
export const state = (page: Page): Locator => page.locator("community-record .state h2");
