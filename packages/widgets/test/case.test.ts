import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";
import { choose, go, picture, shown, state } from "./set-up/steps.js";

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

const snap = "scenario=resident-requests.report.snap-report";
const help = "scenario=resident-requests.report.accident-help";
const shed = { latitude: 30.231, longitude: 120.25 };
const at = (geolocation = shed) => ({ geolocation, permissions: ["geolocation"] });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const fire = {
  scenario: "resident-requests.report.accident-help",
  record: {
    incident: "fire",
    place: { lat: 30.231, lon: 120.25, address: "宁安社区 6 号楼电动车棚" },
    contact: "13857112345",
    called: ["119"],
  },
};

describe("Somebody reports a broken lamp", () => {
  it("with what, a photo and where; all else is folded away", async () => {
    const { page, wrong } = await visit({ street, browser, query: snap, person: "qian", context: at() });
    await choose(page, "设施损坏");
    await page.locator("input[type=file]").last().setInputFiles(picture);
    await expect.poll(() => page.locator("li.file").innerText()).toContain("已上传");
    await page.getByRole("button", { name: "用我现在的位置" }).click();
    await page.getByText("位置已记下").waitFor();
    await page.getByLabel("说说情况").fill("路灯三天没亮了，晚上骑车看不见。");
    expect(await page.getByLabel("联系手机").isVisible()).toBe(false);
    await page.getByText("补充说明").click();
    await page.getByLabel("联系手机").fill("13857112345");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已报");
    const [report] = (await street.ask("qian", "GET /records?mine=true")).items;
    expect(report.record).toMatchObject({
      matter: "damaged-facility",
      place: { lat: 30.231, lon: 120.25 },
      contact: "13857112345",
    });
    expect(report.record.photos.length).toBe(1);
    expect(await wrong()).toEqual([]);

    const desk = await visit({ street, browser, query: `record=${report.id}`, person: "fang" });
    await desk.page.locator(".picture canvas").waitFor();
    expect(await desk.wrong()).toEqual([]);
  });

  it("and is told at the folded field what is wrong with it", async () => {
    const { page } = await visit({ street, browser, query: snap, person: "jin", context: at() });
    await choose(page, "漏水");
    await page.getByRole("button", { name: "用我现在的位置" }).click();
    await page.getByText("位置已记下").waitFor();
    await page.getByLabel("说说情况").fill("车库顶上滴水。");
    await page.getByText("补充说明").click();
    await page.getByLabel("联系手机").fill("1385711");
    await page.getByText("补充说明").click();
    await go(page).click();
    await page.locator(".summary a").click();
    expect(await page.getByLabel("联系手机").isVisible()).toBe(true);
    await expect
      .poll(() =>
        page.getByLabel("联系手机").evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field),
      )
      .toBe(true);
  });

  it("and parking wrongly needs a photo", async () => {
    const { page } = await visit({ street, browser, query: snap, person: "jin", context: at() });
    await choose(page, "违停");
    await page.getByRole("button", { name: "用我现在的位置" }).click();
    await page.getByText("位置已记下").waitFor();
    await page.getByLabel("说说情况").fill("堵住了小区北门。");
    await go(page).click();
    await expect.poll(() => page.locator(".summary").innerText()).toContain("现场照片");
  });
});

describe("Somebody calls for help", () => {
  it("and the emergency numbers come first; the platform never replaces the call", async () => {
    const { page, wrong } = await visit({ street, browser, query: help, person: "qian", context: at() });
    const numbers = page.locator("a.call");
    await numbers.first().waitFor();
    expect(await numbers.evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
      "tel:110",
      "tel:119",
      "tel:120",
      "tel:122",
    ]);
    await choose(page, "火灾");
    await expect.poll(() => numbers.first().getAttribute("href")).toBe("tel:119");
    await page.evaluate(() =>
      addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true }),
    );
    await numbers.first().click();
    await expect.poll(() => numbers.first().innerText()).toContain("已打过");
    await page.getByRole("button", { name: "用我现在的位置" }).click();
    await page.getByText("位置已记下").waitFor();
    await page.getByLabel("回电号码").fill("13857112345");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已呼救");
    await expect.poll(() => shown(page).innerText()).toContain("正在派人");
    expect(await shown(page).innerText()).toMatch(/还剩 \d+ (秒|分钟)/);
    expect(
      await page
        .locator("community-record a.call")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
    ).toEqual(["tel:120"]);
    const [record] = (
      await street.ask("qian", "GET /records?mine=true&scenario=resident-requests.report.accident-help")
    ).items;
    expect(record.record.called).toEqual(["119"]);
    expect(await wrong()).toEqual([]);
  });

  it("and the desk sees the nearest cameras, sends two at once, and one proves that he is there", async () => {
    const { id } = await street.ask("jin", "POST /records", fire);
    const desk = await visit({ street, browser, query: `record=${id}`, person: "fang" });
    const { page } = desk;
    const nearest = page.locator(".nearest");
    await expect.poll(() => nearest.innerText()).toMatch(/宁安社区北车棚枪机\s*\d+ 米/);
    expect(await nearest.innerText()).toContain("宁围微型消防站");
    await page.getByRole("button", { name: "锁定画面" }).click();
    await choose(page, /宁安社区北车棚枪机/);
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("画面已锁定");
    await page.getByRole("button", { name: "派出力量" }).click();
    await page.getByRole("checkbox", { name: "来国强" }).check();
    await page.getByRole("checkbox", { name: "高国庆" }).check();
    await go(page).click();
    await expect.poll(() => shown(page).innerText()).toMatch(/谁来\s*(来国强、高国庆|高国庆、来国强)/);
    expect(
      (await street.ask("fang", `GET /records/${id}`)).assignees.map((one: { id: string }) => one.id).sort(),
    ).toEqual(["gao", "lai"]);
    expect(await desk.wrong()).toEqual([]);

    const far = await visit({
      street,
      browser,
      query: `record=${id}`,
      person: "lai",
      context: at({ latitude: 30.25, longitude: 120.27 }),
    });
    await far.page.getByRole("button", { name: "抵达签到" }).click();
    await far.page.getByRole("button", { name: "用我现在的位置" }).click();
    await far.page.getByText("位置已记下").waitFor();
    await go(far.page).click();
    await expect.poll(() => far.page.locator(".summary").innerText()).toContain("离现场还有 200 米以上");

    const there = await visit({ street, browser, query: `record=${id}`, person: "lai", context: at() });
    await there.page.getByRole("button", { name: "抵达签到" }).click();
    await there.page.getByRole("button", { name: "用我现在的位置" }).click();
    await there.page.getByText("位置已记下").waitFor();
    await there.page.locator("input[type=file]").last().setInputFiles(picture);
    await expect.poll(() => there.page.locator("li.file").innerText()).toContain("已上传");
    await go(there.page).click();
    await expect.poll(() => state(there.page).textContent()).toBe("已抵达现场");
    // Whoever looks at it meanwhile sees it.
    await expect.poll(() => state(page).textContent()).toBe("已抵达现场");
  });

  it("and two calls about one fire are joined", async () => {
    const first = await street.ask("jin", "POST /records", fire);
    const second = await street.ask("qian", "POST /records", fire);
    const { page } = await visit({ street, browser, query: `record=${second.id}`, person: "fang" });
    await page.getByRole("button", { name: "并案" }).click();
    await page.locator(`input[value="${first.id}"]`).check();
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已并案");
    expect((await street.ask("fang", `GET /records/${second.id}`)).links).toContainEqual(
      expect.objectContaining({ rel: "merged-into", record: first.id }),
    );
  });

  it.each(["", "&mode=elder"])("without barriers for anybody (%s)", async (mode) => {
    const { page } = await visit({ street, browser, query: help + mode, person: "qian", context: at() });
    await page.locator("a.call").first().waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
