import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";
import { choose, go, next, picture, reach, shown, state } from "./set-up/steps.js";

let street: Ningwei;
let browser: Browser;

beforeAll(async () => {
  [street, browser] = await Promise.all([openNingwei(), startBrowser()]);
  await addServices(street);
});
afterAll(async () => {
  await browser?.close();
  await street?.close();
});

const meal = "scenario=home-eldercare.doorstep.meal-delivery";
const unlock = "scenario=daily-life.household.unlock";
const here = { geolocation: { latitude: 30.2288, longitude: 120.2652 }, permissions: ["geolocation"] };
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Orders one more of a dish. */
const more = (page: Page, dish: string) => page.getByRole("button", { name: `${dish}加一` });

/** Canteen, day (counted from today), meal and number of people. */
async function chooseMeal(page: Page, { day = 1, canteen = /振宁/, at = "午餐" } = {}): Promise<void> {
  await choose(page, canteen);
  const days = page.locator("label.day input");
  await reach(page, days);
  await days.nth(day).check();
  await sayMeal(page, at);
}

/** Which meal, for how many. */
async function sayMeal(page: Page, at = "午餐"): Promise<void> {
  await reach(page, page.getByRole("radio", { name: at, exact: true }));
  await choose(page, at);
  const people = page.getByRole("button", { name: "用餐人数加一" });
  await reach(page, people);
  await people.click();
  await next(page);
}

/** Where it goes, and whom to call. */
async function sayWhere(page: Page): Promise<void> {
  await page.getByLabel("地址").fill("宁围街道宁安社区");
  await page.getByRole("button", { name: "用我现在的位置" }).click();
  await page.getByText("位置已记下").waitFor();
  const handing = page.getByRole("radio", { name: "当面交给本人" });
  await reach(page, handing);
  await handing.check();
  await reach(page, page.getByLabel("老人电话"));
  await page.getByLabel("老人电话").fill("0571-82867125");
  await reach(page, page.getByLabel("姓名"));
  await page.getByLabel("姓名").fill("严丽华");
  await page.getByLabel("手机", { exact: true }).fill("13857160021");
  await next(page);
}

describe("A daughter orders lunch for her mother", () => {
  it("as at a counter: where from, when, what, where to; the price is worked out, the subsidy is the hub's to say", async () => {
    const { page, wrong, events } = await visit({ street, browser, query: meal, person: "yan", context: here });
    await choose(page, "徐桂珍");
    await chooseMeal(page);
    await more(page, "萝卜炖牛腩（每日限量）").click();
    await more(page, "清炒萧山小白菜").click();
    await more(page, "软米饭").click();
    await expect
      .poll(() => page.locator(".price").allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringMatching(/餐费\s*16 元/)]));
    await next(page);
    await sayWhere(page);
    await next(page);
    const prices = await page.locator(".bar").innerText();
    expect(prices).toMatch(/最晚送到\s*12月2日 周三 12:00/);
    expect(prices).toMatch(/补助、个人自付.*计算/);
    expect(await go(page).textContent()).toContain("下单 12月2日 周三");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已下单");
    const receipt = await shown(page).innerText();
    expect(receipt).toMatch(/个人自付\s*13 元/);
    expect(receipt).toMatch(/最晚送到\s*12月2日 周三 12:00/);
    const [order] = (await street.ask("yan", "GET /records?mine=true")).items;
    expect(order.subject.id).toBe("xu");
    expect(order.record.dishes).toEqual([
      { dish: "d-radish-beef", portions: 1 },
      { dish: "d-greens", portions: 1 },
      { dish: "d-rice", portions: 1 },
    ]);
    expect(await events()).toEqual(["linli-opened"]);
    expect(await wrong()).toEqual([]);
  });

  it("and what the kitchen does not serve stays in sight with the reason", async () => {
    const { page } = await visit({ street, browser, query: meal, person: "xu", context: here });
    const card = page.locator("label.provider", { hasText: "振宁" });
    await expect.poll(() => card.innerText()).toMatch(/午餐 10:45–12:00、晚餐 16:30–17:45[^]*现在营业，到 18:30/);
    await choose(page, /振宁/);
    await page.locator("label.day input").nth(2).check();
    await next(page);
    expect(await page.getByRole("radio", { name: "早餐", exact: true }).isDisabled()).toBe(true);
    expect(await page.locator("form").innerText()).toContain("早餐：这家食堂不送这一餐");
    await sayMeal(page);
    // Thursday: the stew is cooked on Tuesdays, Wednesdays and Fridays.
    expect(await page.locator("li", { hasText: "萝卜炖牛腩" }).innerText()).toContain("这天没有");
    expect(await more(page, "萝卜炖牛腩（每日限量）").count()).toBe(0);
  });

  it("and counts down what is left of a day", async () => {
    await street.ask("zhou", "POST /records", {
      scenario: "home-eldercare.doorstep.meal-delivery",
      record: {
        canteen: "can-1",
        mealDate: "2026-12-04",
        meal: "lunch",
        portions: 1,
        dishes: [{ dish: "d-radish-beef", portions: 6 }],
        address: { text: "宁围街道宁安社区" },
        place: { lat: 30.2288, lon: 120.2652 },
        handTo: "in-person",
        contact: "13675826190",
        noAnswerContact: { name: "周建民", mobile: "13588017734" },
      },
    });
    const { page } = await visit({ street, browser, query: meal, person: "xu", context: here });
    await choose(page, /振宁/);
    expect(await page.locator("label.day").nth(0).innerText()).not.toContain("已截单");
    await page.locator("label.day input").nth(3).check();
    await sayMeal(page);
    expect(await page.locator("li", { hasText: "萝卜炖牛腩" }).innerText()).toContain("这天没有");
    expect(await page.locator("li", { hasText: "软米饭" }).innerText()).toContain("余 300");
  });

  it("and a dish that holds what she must not eat is refused where it can be changed", async () => {
    const { page } = await visit({ street, browser, query: meal, person: "xu", context: here });
    await chooseMeal(page, { day: 3 });
    await more(page, "肉末蒸蛋").click();
    await next(page);
    await sayWhere(page);
    await page.getByRole("checkbox", { name: "蛋", exact: true }).check();
    await next(page);
    await page.locator("input[name='?consent']").check();
    await go(page).click();
    await expect.poll(() => page.locator(".summary").innerText()).toContain("有一道菜含忌口");
    await expect.poll(() => more(page, "肉末蒸蛋").count()).toBe(1);
    expect(
      (await street.ask("xu", "GET /records?mine=true")).items.filter(
        (one: { opener: { id: string } }) => one.opener.id === "xu",
      ),
    ).toEqual([]);
  });

  it("on certain weekdays, and is told what came of each", async () => {
    const { page } = await visit({ street, browser, query: meal, person: "zhou", context: here });
    await choose(page, /振宁/);
    await page.locator("label.day input").nth(6).check();
    await page.getByRole("checkbox", { name: /每周固定几天/ }).check();
    await page.getByRole("checkbox", { name: "周三" }).check();
    await page.locator("select").selectOption({ label: "2 周" });
    await expect
      .poll(() => page.locator(".dates li").allInnerTexts())
      .toEqual([
        expect.stringContaining("12月7日 周一"),
        expect.stringContaining("12月9日 周三"),
        expect.stringContaining("12月14日 周一"),
        expect.stringContaining("12月16日 周三"),
      ]);
    await sayMeal(page);
    await more(page, "软米饭").click();
    await next(page);
    await sayWhere(page);
    await next(page);
    expect(await go(page).textContent()).toContain("共 4 次");
    await go(page).click();
    await expect.poll(() => page.locator("community-series .state h2").textContent()).toContain("4");
    const mine = (await street.ask("zhou", "GET /records?mine=true")).items as readonly {
      record: { mealDate: string };
    }[];
    expect(mine.map((one) => one.record.mealDate)).toEqual(
      expect.arrayContaining(["2026-12-07", "2026-12-09", "2026-12-14", "2026-12-16"]),
    );
  });

  it.each(["", "&mode=elder"])("without barriers for anybody (%s)", async (mode) => {
    const { page } = await visit({ street, browser, query: meal + mode, person: "xu", context: here });
    await page.locator("label.provider").first().waitFor();
    await page.waitForTimeout(300);
    expect(await barriers(page, axe)).toEqual([]);
    await choose(page, /振宁/);
    await next(page).catch(() => undefined);
    expect(await barriers(page, axe)).toEqual([]);
  });
});

describe("A meal is brought", () => {
  it("by whom the kitchen chooses, with proof at the door, and is rated; to give it up is asked twice", async () => {
    const asked = {
      scenario: "home-eldercare.doorstep.meal-delivery",
      record: {
        canteen: "can-1",
        mealDate: "2026-12-01",
        meal: "supper",
        portions: 1,
        dishes: [{ dish: "d-rice", portions: 1 }],
        address: { text: "宁围街道宁安社区" },
        place: { lat: 30.2288, lon: 120.2652 },
        handTo: "in-person",
        contact: "13675826190",
        noAnswerContact: { name: "周建民", mobile: "13588017734" },
      },
    };
    const { id } = await street.ask("xu", "POST /records", asked);
    const as = async (person: string) =>
      (await visit({ street, browser, query: `record=${id}`, person, context: here })).page;

    const kitchen = await as("tang");
    await kitchen.getByRole("button", { name: "安排送餐员" }).click();
    await kitchen.getByRole("searchbox", { name: "找人" }).fill("陈");
    expect(await kitchen.locator("label.person").allInnerTexts()).toEqual(["陈小龙"]);
    await kitchen.getByRole("radio", { name: "陈小龙" }).check();
    await go(kitchen).click();
    await expect.poll(() => shown(kitchen).innerText()).toMatch(/谁来\s*陈小龙/);

    const courier = await as("chen");
    await courier.getByRole("button", { name: "取餐出发" }).click();
    await go(courier).click();
    await expect.poll(() => state(courier).textContent()).toBe("配送中");
    await courier.getByRole("button", { name: "到门口了" }).click();
    await courier.getByRole("button", { name: "用我现在的位置" }).click();
    await courier.getByText("位置已记下").waitFor();
    await go(courier).click();
    await expect.poll(() => state(courier).textContent()).toBe("已到门口");
    await courier.getByRole("button", { name: "送达" }).click();
    await courier.locator("input[type=file]").last().setInputFiles(picture);
    await expect.poll(() => courier.locator("li.file").innerText()).toContain("已上传");
    await choose(courier, "老人本人");
    await go(courier).click();
    await expect.poll(() => state(courier).textContent()).toBe("已送达");

    const guest = await as("xu");
    // The photo of the meal stands in the record's life.
    await guest.locator(".life .picture canvas").waitFor();
    await guest.getByRole("button", { name: "评价" }).click();
    await guest.getByRole("radio", { name: "4 星 满意" }).check();
    await go(guest).click();
    await expect.poll(async () => (await street.ask("xu", `GET /records/${id}`)).children.ratings).toBe(1);
    expect((await street.ask("tang", `GET /records/${id}/children/ratings`)).items[0].input).toEqual({ stars: 4 });

    const other = await street.ask("zhou", "POST /records", asked);
    const { page } = await visit({ street, browser, query: `record=${other.id}`, person: "zhou" });
    await page.getByRole("button", { name: "取消" }).click();
    expect(await page.locator(".panel").innerText()).toContain("确定要取消吗");
    expect((await street.ask("zhou", `GET /records/${other.id}`)).state).toBe("requested");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已取消");
  });
});

describe("A locksmith is called", () => {
  it("with the price of this lock on every card, and none where a card opens the door", async () => {
    const { page } = await visit({ street, browser, query: unlock, person: "jin", context: here });
    await choose(page, "忘带钥匙");
    await choose(page, "没有");
    await choose(page, "防盗门");
    await next(page);
    const cards = page.locator("label.provider");
    expect(await cards.filter({ hasText: "宁围安心锁业" }).locator(".count").innerText()).toBe("150 元");
    expect(await cards.filter({ hasText: "陈师傅" }).locator(".count").innerText()).toBe("120 元");
    expect(await cards.filter({ hasText: "宁围安心锁业" }).innerText()).toContain("现在营业");
    await page.getByRole("button", { name: "上一步" }).click();
    await choose(page, "智能锁");
    await next(page);
    expect(await cards.filter({ hasText: "陈师傅" }).innerText()).toContain("这家不开这种锁");
    expect(await cards.filter({ hasText: "陈师傅" }).locator("input").isDisabled()).toBe(true);
    await page.getByRole("button", { name: "上一步" }).click();
    await choose(page, "门禁卡");
    await next(page);
    expect(await cards.count()).toBe(0);
  });
});
