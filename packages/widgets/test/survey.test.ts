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

const scenario = "deliberation.opinion.satisfaction";
const query = `scenario=${scenario}`;

describe("A questionnaire", () => {
  it("is answered star by star; what hangs on an answer is asked right after it", async () => {
    const street = await scenes.at({ scenario, steps: 2 });
    const { page, wrong } = await visit({ street, browser, query, person: "weng" });
    const round = page.locator("[data-session=sr-2026-4]");
    await expect.poll(() => round.innerText()).toContain("填到 12月10日 周四");
    await round.click();
    const stars = (question: string, n: number) =>
      page
        .getByRole("group", { name: question, exact: true })
        .getByRole("radio", { name: `${n} 星` })
        .check();
    for (const question of ["公共服务", "社区治理", "环境卫生", "平安", "邻里关系"]) await stars(question, 4);
    expect(await page.getByRole("group", { name: "办事态度" }).count()).toBe(0);
    await page.getByRole("group", { name: "本季度到社区办过事" }).getByRole("radio", { name: "是" }).check();
    await stars("办事态度", 2);
    await page.getByRole("group", { name: "匿名" }).getByRole("radio", { name: "否" }).check();
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已提交，截止前可修改");
    const [answers] = (await street.ask("weng", "GET /records?mine=true")).items;
    expect(answers.record.scores).toEqual({
      services: 4,
      governance: 4,
      environment: 4,
      safety: 4,
      neighbours: 4,
      attitude: 2,
    });
    expect(await wrong()).toEqual([]);
  });

  it("asks one question a screen in elder mode", async () => {
    const street = await scenes.at({ scenario, steps: 2 });
    const { page } = await visit({ street, browser, query: `${query}&mode=elder`, person: "weng" });
    await page.locator("[data-session=sr-2026-4]").click();
    await go(page).click();
    await expect.poll(() => page.locator(".step legend").allInnerTexts()).toEqual(["公共服务"]);
    await page.getByRole("radio", { name: "5 星 很满意" }).check();
    expect(await barriers(page, axe)).toEqual([]);
    await go(page).click();
    await expect.poll(() => page.locator(".step legend").allInnerTexts()).toEqual(["社区治理"]);
  });

  it("shows nothing of few answers, so that nobody can be recognised", async () => {
    const street = await scenes.at({ scenario, steps: 3 });
    const { page } = await visit({ street, browser, query, person: "hu" });
    const round = page.locator(".account", { hasText: "第四季度" });
    await expect.poll(() => round.innerText()).toContain("不到 10 份答卷，先不显示结果");
    expect(await page.locator("meter").count()).toBe(0);
    expect(await shown(page).count()).toBe(0);
  });

  it("shows whoever answers for it how many gave each answer, and leaves out what few gave", async () => {
    const street = await scenes.at({ scenario, steps: 0 });
    for (let i = 0; i < 12; i++) {
      const member = {
        name: `住户${i}`,
        roles: [{ role: "resident" }],
        household: `hh-${i}`,
        facts: { birthDate: "1980-01-01" },
      };
      const { communities } = await street.ask("operator", "GET ");
      await street.ask("operator", `PUT /members/home-${i}`, { ...member, community: communities[0].id });
      const scores = { services: i < 10 ? 5 : 1, governance: 4, environment: 4, safety: 4, neighbours: 4 };
      await street.ask(`home-${i}`, "POST /records", {
        scenario,
        record: { round: "sr-2026-4", scores, dealtWithStaff: false, anonymous: true },
      });
    }
    const { page, wrong } = await visit({ street, browser, query, person: "hu" });
    const round = page.locator(".account", { hasText: "第四季度" });
    await expect.poll(() => round.innerText()).toMatch(/共 12 份答卷[^]*社区治理\s*平均 4.0 星\s*★★★★\s*12 份/);
    // Ten gave five stars there and two gave one: of neither can anything be told.
    expect(await round.innerText()).not.toContain("公共服务");
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });
});
