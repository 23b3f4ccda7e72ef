import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { decodeQR } from "qr/decode.js";
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

const admission = "childcare.enrolment.admission";
const allowance = "elder-benefits.allowance.senior-allowance";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const mine = async (person: string, scenario: string) =>
  (await street.ask(person, `GET /records?mine=true&scenario=${scenario}`)).items;

/** Fills in a line, wherever it is asked. */
async function say(page: Page, label: string, words: string): Promise<void> {
  await reach(page, page.getByLabel(label));
  await page.getByLabel(label).fill(words);
}

/** Chooses an answer, wherever it is asked. */
async function pick(page: Page, words: string | RegExp): Promise<void> {
  const answer = page.getByRole("radio", { name: words, exact: true });
  await reach(page, answer);
  await answer.first().check();
}

/** What a line holds, wherever it is asked. */
async function field(page: Page, label: string): Promise<string> {
  await reach(page, page.getByLabel(label));
  return page.getByLabel(label).inputValue();
}

/** Reads a QR code as a camera would: four dots a module. */
function scan(path: string, side: number): string {
  const size = side * 4;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g))
    for (let i = 0; i < 16; i++) {
      const at = ((Number(y) * 4 + (i >> 2)) * size + Number(x) * 4 + (i % 4)) * 4;
      data.fill(0, at, at + 3);
    }
  return decodeQR({ width: size, height: size, data });
}

describe("A mother asks for a place in a nursery", () => {
  it("step by step, puts it aside, and goes on another day on another device", async () => {
    const { page, wrong } = await visit({ street, browser, query: `scenario=${admission}`, person: "qian" });
    await choose(page, "钱多多");
    await choose(page, /振宁社区普惠托育园/);
    expect(await page.locator(".progress").innerText()).toMatch(/第 1 步，共 \d+ 步/);
    // Only the classes of the nursery that is chosen.
    await expect.poll(() => page.getByRole("radio", { name: /小禾苗/ }).count()).toBe(1);
    await choose(page, /托小一班/);
    await next(page);
    await page.getByLabel("入托日期").fill("2027-01-04");
    await page.getByRole("button", { name: "先存着，下次再填" }).click();
    await expect.poll(() => state(page).textContent()).toBe("草稿");
    expect(await wrong()).toEqual([]);
    const [draft] = await mine("qian", admission);
    expect(draft).toMatchObject({
      state: "draft",
      subject: { id: "duoduo" },
      record: { nursery: "n-1", class: "n-1-toddler-a", startDate: "2027-01-04" },
    });

    const later = (await visit({ street, browser, query: `scenario=${admission}`, person: "qian" })).page;
    await later.locator(".prepared").getByRole("button", { name: "接着办" }).click();
    await later.getByRole("button", { name: "提交" }).click();
    expect(await later.getByRole("radio", { name: /托小一班/ }).isChecked()).toBe(true);
    expect(await field(later, "入托日期")).toBe("2027-01-04");
    await say(later, "孩子姓名", "钱多多");
    await pick(later, "女");
    await say(later, "出生日期", "2025-03-10");
    await pick(later, /出生医学证明/);
    await say(later, "证件号码", "U330045217");
    await reach(later, later.locator("input[type=file]"));
    await later.locator("input[type=file]").last().setInputFiles(picture);
    await expect.poll(() => later.locator("li.file").innerText()).toContain("已上传");
    await pick(later, "母亲");
    const guardian = later.getByRole("group", { name: "监护人", exact: true });
    await guardian.getByLabel("姓名").fill("钱雨晴");
    await guardian.getByLabel("手机").fill("13857112345");
    const others = later.getByRole("group", { name: "紧急联系人（两位）" });
    await reach(later, others);
    await others.getByRole("button", { name: /添加/ }).click();
    for (const [i, mobile] of ["13600001111", "13588110023"].entries()) {
      await others
        .getByLabel("姓名")
        .nth(i)
        .fill(["来国栋", "沈阿根"][i] ?? "");
      await others.getByLabel("手机").nth(i).fill(mobile);
    }
    const pickup = later.getByRole("group", { name: "可以来接的人" });
    await reach(later, pickup);
    await pickup.getByLabel("姓名").fill("沈阿根");
    await pickup.getByLabel("手机").fill("13588110023");
    await pickup.getByLabel("与孩子关系").selectOption({ index: 1 });
    await pick(later, "都不用");
    await reach(later, later.locator("input[name='?consent']"));
    expect(await later.locator(".box", { hasText: "由监护人同意" }).count()).toBe(2);
    for (const box of await later.locator("input[name='?consent']").all()) await box.check();
    await go(later).click();
    await expect.poll(() => state(later).textContent()).toBe("已提交");
    expect((await mine("qian", admission)).map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [draft.id, "submitted"],
    ]);
  });

  it("and is told beforehand what comes next", async () => {
    const { page } = await visit({ street, browser, query: `scenario=${admission}`, person: "qian" });
    await page.locator("form").waitFor();
    await choose(page, "钱多多");
    await choose(page, /振宁社区普惠托育园/);
    await choose(page, /托小一班/);
    await page.evaluate(() => {
      const find = (root: Document | ShadowRoot): HTMLElement | undefined =>
        [...root.querySelectorAll<HTMLElement>("*")].reduce<HTMLElement | undefined>(
          (found, one) =>
            found ??
            (one.localName === "community-form" ? one : one.shadowRoot === null ? undefined : find(one.shadowRoot)),
          undefined,
        );
      return (find(document) as unknown as { goTo: (step: string) => Promise<void> }).goTo("?check");
    });
    await expect
      .poll(() => page.locator(".next-steps").innerText())
      .toMatch(/接下来[^]*核对材料[^]*查看体检[^]*签订协议[^]*10 个工作日内答复/);
  });

  it("and sees which stages are done", async () => {
    const [record] = await mine("qian", admission);
    await street.ask("shi", `POST /records/${record.id}/actions/claim`, {});
    await street.ask("shi", `POST /records/${record.id}/actions/advance`, {
      stage: "document-check",
      input: { seen: ["child-paper", "guardian-paper", "vaccination"] },
    });
    const { page } = await visit({ street, browser, query: `record=${record.id}`, person: "qian" });
    await expect
      .poll(() => page.locator(".stages li").allInnerTexts())
      .toEqual([
        expect.stringMatching(/核对材料\s*已完成/),
        expect.stringMatching(/查看体检\s*正在办/),
        expect.stringMatching(/签订协议\s*还没到/),
      ]);
  });
});

describe("An allowance that nobody has to apply for", () => {
  it("is found by the hub, confirmed in a few answers, and shows its certificate once it is issued", async () => {
    await street.moveClock("2026-12-02T09:00:00+08:00");
    const [draft] = await mine("lu", allowance);
    expect(draft).toMatchObject({ state: "draft", opener: { id: "hub" } });
    const { page, wrong } = await visit({ street, browser, query: `scenario=${allowance}`, person: "lu" });
    await expect.poll(() => page.locator(".prepared").innerText()).toContain("街道已经替您填好了");
    await page.getByRole("button", { name: "接着办" }).click();
    expect(await shown(page).innerText()).toMatch(/每月金额\s*50 元/);
    await page.getByRole("button", { name: "确认领取" }).click();
    // What the hub has filled in is not asked again.
    expect(await page.locator(".panel community-form").getByText("津贴标准").count()).toBe(0);
    await page.getByRole("checkbox", { name: /本人确认领取/ }).check();
    await page.getByLabel("身份证号").fill("330109194012050011");
    await choose(page, "社保卡");
    await page.getByLabel("户名").fill("陆阿毛");
    await page.getByLabel("账号").fill("6228580499012345678");
    await reach(page, page.getByLabel("联系电话"));
    await page.getByLabel("联系电话").fill("0571-82861234");
    await choose(page, "老人自己在手机上");
    await reach(page, page.locator("input[name='?consent']"));
    await page.locator("input[name='?consent']").first().check();
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("账户已确认");
    expect(await wrong()).toEqual([]);

    await street.ask("fang", `POST /records/${draft.id}/actions/claim`, {});
    await street.ask("fang", `POST /records/${draft.id}/actions/advance`, {
      stage: "data-match",
      input: { hukouMatches: true, aliveBy: ["data-match"], paidElsewhere: false },
    });
    await street.ask("yu", `POST /records/${draft.id}/actions/approve`, {});
    await street.ask("yu", `POST /records/${draft.id}/actions/issue`, {});
    await expect.poll(() => page.locator(".slip").innerText(), { timeout: 15_000 }).toMatch(/GL-ningwei-2026-\d+/);
    const code = (await page.locator(".slip .code-text").innerText()).replaceAll(" ", "");
    expect(code).toMatch(/^[A-Z\d]{16}$/);
    // What a phone's camera reads leads to a page that anybody may open.
    const drawing = page.locator(".qr svg");
    await drawing.locator("path").waitFor({ state: "attached" });
    const read = scan(
      (await drawing.locator("path").getAttribute("d")) ?? "",
      Number((await drawing.getAttribute("viewBox"))?.split(" ")[2]),
    );
    expect(read).toBe(`${street.url}/v1/verify/${code}`);
    const answer = await fetch(read, { headers: { accept: "text/html", "accept-language": "zh-CN" } });
    expect(await answer.text()).toContain("<strong>有效</strong>");
    expect(await wrong()).toEqual([]);
    expect(await barriers(page, axe)).toEqual([]);
    // Printed, the slip stands alone.
    await page.getByRole("button", { name: "打印这张证明" }).evaluate((button: HTMLButtonElement) => {
      window.print = () => undefined;
      button.click();
    });
    await page.emulateMedia({ media: "print" });
    const seen = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).visibility);
    expect([await seen(".slip .code-text"), await seen("article dl.facts"), await seen("h1")]).toEqual([
      "visible",
      "hidden",
      "hidden",
    ]);
  });

  it.each(["", "&mode=elder"])("without barriers for anybody (%s)", async (mode) => {
    const { page } = await visit({ street, browser, query: `scenario=${admission}${mode}`, person: "qian" });
    await page.locator("label.pick").first().waitFor();
    expect(await barriers(page, axe)).toEqual([]);
  });
});
