import type { Locator, Page } from "playwright";

/** The one button that goes on or sends. */
export const go = (page: Page): Locator => page.locator("button.go");

/** Goes on to the next screen of questions. */
export async function next(page: Page): Promise<void> {
  const before = await page.locator(".progress").textContent();
  await go(page).click();
  for (let i = 0; i < 50 && (await page.locator(".progress").textContent()) === before; i++)
    await page.waitForTimeout(40);
}

/** Goes on, screen by screen, until a question is asked. */
export async function reach(page: Page, question: Locator): Promise<void> {
  for (let i = 0; i < 20 && !(await question.first().isVisible()); i++) await next(page);
}

/** Chooses one of a question's answers by its words: all of them, or a pattern in them. */
export const choose = (page: Page, words: string | RegExp): Promise<void> =>
  page.getByRole("radio", { name: words, exact: true }).first().check();

/** The record that is shown. */
export const shown = (page: Page): Locator => page.locator("community-record article");

/** How the record that is shown stands. */
export const state = (page: Page): Locator => page.locator("community-record .state h2");

/** A picture as a phone would take it: a small PNG, one point. */
export const picture = {
  name: "photo.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
