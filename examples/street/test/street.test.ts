import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "playwright";
import type { Browser, Page } from "playwright";

const folder = mkdtempSync(join(tmpdir(), "street-"));
let server: ChildProcess;
let url = "";
let browser: Browser;

/** Starts the sample street and gives its address once it says it is open. */
function open(): Promise<string> {
  server = spawn(process.execPath, [
    fileURLToPath(new URL("../main.mjs", import.meta.url)),
    "--port",
    "0",
    "--folder",
    join(folder, "data"),
  ]);
  return new Promise((found, failed) => {
    let said = "";
    const read = (text: Buffer) => {
      said += String(text);
      const address = /Residents\s+(http:\S+?)\/\s/.exec(said)?.[1];
      if (address !== undefined) found(address);
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("exit", () => failed(new Error(said)));
  });
}

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  url = await open();
});
afterAll(async () => {
  await browser?.close();
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Looked {
  readonly page: Page;
  readonly wrong: string[];
}

/** Opens a page as one of the sample people. */
async function look(
  path: string,
  person: string,
  more: { readonly elder?: boolean; readonly width?: number; readonly locale?: string } = {},
): Promise<Looked> {
  const { elder = false, width = 390, locale = "zh-CN" } = more;
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    geolocation: { latitude: 30.2367, longitude: 120.2512 },
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.addInitScript(
    ([kept]) => {
      for (const kind of ["page", "desk"])
        for (const [name, value] of Object.entries(kept ?? {})) localStorage.setItem(`street:${kind}:${name}`, value);
    },
    [{ person, locale, elder: String(elder) }] as const,
  );
  await page.goto(`${url}${path}`);
  return { page, wrong };
}

const rows = (page: Page) => page.locator(".record-row");

describe("The sample streets", () => {
  const doors = (page: Page) => page.locator(".doors b");
  const accent = (page: Page) =>
    page.locator(".seal").evaluate((seal) => getComputedStyle(seal as Element).backgroundColor);

  it("differ for whoever comes in: what is offered first, in which words and colours", async () => {
    const village = await look("/", "chen-jie");
    await expect.poll(() => doors(village.page).count()).toBe(8);
    const first = await doors(village.page).allInnerTexts();
    expect(first.slice(0, 4)).toEqual(["村里住一晚", "稻虾田看水", "梅湾土产", "塘湾书屋"]);
    const mixed = await look("/", "luo-cheng");
    await expect.poll(() => doors(mixed.page).count()).toBe(8);
    const others = await doors(mixed.page).allInnerTexts();
    expect(others.slice(0, 4)).toEqual(["新邻居报个到", "夜场球场", "塘上零工", "房子出租报一报"]);
    expect(await accent(village.page)).toBe("rgb(138, 59, 30)");
    expect(await accent(mixed.page)).toBe("rgb(53, 64, 143)");
    await expect.poll(() => rows(village.page).allInnerTexts()).toContainEqual(expect.stringContaining("村里住一晚"));
    await expect.poll(() => rows(mixed.page).allInnerTexts()).toContainEqual(expect.stringContaining("夜场球场"));
    expect([...village.wrong, ...mixed.wrong]).toEqual([]);
  });

  it("are chosen on the page, each with its own people", async () => {
    const { page, wrong } = await look("/", "qian-xiaoyan");
    await page.locator("[data-street]").selectOption({ label: "悦塘社区" });
    await expect.poll(() => page.locator("h1").innerText()).toBe("罗成，您好");
    await expect.poll(() => doors(page).first().innerText()).toBe("新邻居报个到");
    await page.locator("[data-street]").selectOption({ label: "宁围街道" });
    await expect.poll(() => page.locator("h1").innerText()).toBe("钱晓燕，您好");
    expect(wrong).toEqual([]);
  });

  it("ask their own questions, in the order in which they wrote them", async () => {
    const { page, wrong } = await look("/#/rural-tourism.stay.homestay", "chen-jie");
    const pickup = page.getByRole("group", { name: "到哪里接您" });
    await pickup.waitFor();
    expect((await pickup.locator("label").allInnerTexts()).map((text) => text.trim())).toEqual([
      "地铁口",
      "村口公交站",
      "自己来",
    ]);
    expect(wrong).toEqual([]);
  });

  it("show their own fields to those who work there", async () => {
    const { page } = await look("/desk.html", "lai-min", { width: 1280 });
    await expect.poll(() => rows(page).allInnerTexts()).toContainEqual(expect.stringContaining("夜班"));
    await rows(page).filter({ hasText: "新邻居报个到" }).click();
    await expect
      .poll(() => page.locator("community-record article").innerText())
      .toMatch(/说哪里话更顺口\s*四川、重庆话/);
  });
});

describe("The sample street", () => {
  it("is alive on the first day: everybody finds what she has begun", async () => {
    const { page, wrong } = await look("/", "qian-xiaoyan");
    await expect.poll(() => rows(page).count()).toBe(4);
    const text = async () => (await rows(page).allInnerTexts()).join("\n");
    for (const matter of ["入托登记", "随手拍上报", "托位查询与参观预约", "体育公园球场预约"])
      await expect.poll(text).toContain(matter);
    await rows(page).filter({ hasText: "随手拍上报" }).click();
    await expect.poll(() => page.locator(".state h2").textContent()).toBe("已应答");
    await page.locator(".picture canvas").waitFor();
    expect(await page.locator("community-record article").innerText()).toContain("明天上午换灯");
    expect(wrong).toEqual([]);
  });

  it("offers what a collection holds, and opens it", async () => {
    const { page, wrong } = await look("/#/collection/elderly-care", "shen-guizhen");
    await page.getByRole("button", { name: /老年助餐送餐/ }).click();
    await page.locator("label.provider").first().waitFor();
    expect(await page.locator("label.provider").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("振宁老年食堂")]),
    );
    expect(wrong).toEqual([]);
  });

  it("waits for an old man to confirm what it has filled in for him", async () => {
    const { page } = await look("/", "lou-jianguo", { elder: true });
    const allowance = rows(page).filter({ hasText: "高龄津贴" });
    await expect.poll(() => allowance.innerText()).toContain("确认领取");
    await allowance.click();
    await expect.poll(() => page.locator(".state h2").textContent()).toBe("等您确认账户");
    expect(await page.locator("body").evaluate((body) => body.scrollWidth <= innerWidth)).toBe(true);
  });

  it("brings a call for help from a resident's phone to the desk, and an answer back, while both look", async () => {
    const resident = await look("/#/resident-requests.report.accident-help", "qian-xiaoyan");
    const desk = await look("/desk.html", "zhou-ting", { width: 1280 });
    await expect.poll(() => rows(desk.page).count()).toBeGreaterThan(0);
    await resident.page.getByRole("radio", { name: "火灾" }).check();
    await resident.page.getByRole("button", { name: "用我现在的位置" }).click();
    await resident.page.getByText("位置已记下").waitFor();
    await resident.page.getByLabel("回电号码").fill("13857112345");
    await resident.page.locator("button.go").click();
    await expect.poll(() => resident.page.locator(".state h2").textContent()).toBe("已呼救");
    await desk.page.getByRole("button", { name: /件新的/ }).click();
    await rows(desk.page).filter({ hasText: "火灾" }).click();
    await expect.poll(() => desk.page.locator(".nearest").innerText()).toMatch(/振宁网格队\s*\d+ 米/);
    await desk.page.getByRole("button", { name: "锁定画面" }).click();
    await desk.page.locator(".panel button.go").click();
    await expect.poll(() => resident.page.locator(".state h2").textContent()).toBe("画面已锁定");
    expect(desk.wrong).toEqual([]);
    expect(resident.wrong).toEqual([]);
  });

  it("lets staff look after courts at the desk", async () => {
    const { page, wrong } = await look("/desk.html", "zhou-ting", { width: 1280 });
    await page.getByRole("link", { name: "我管的场地、课程和物品" }).click();
    await page.getByLabel("管哪一类").selectOption("court");
    await expect.poll(() => page.locator("community-things .kept").innerText()).toContain("体育公园篮球 1 号场");
    expect(wrong).toEqual([]);
  });

  it.each(["zh-CN", "en", "ko"])("fits a phone in %s", async (locale) => {
    const { page, wrong } = await look("/", "shen-guizhen", { locale });
    await expect.poll(() => rows(page).count()).toBeGreaterThan(0);
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.scrollWidth <= innerWidth]),
    ).toEqual([locale, true]);
    expect(wrong).toEqual([]);
  });
});
