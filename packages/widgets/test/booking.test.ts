import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright";
import { startBrowser, visit } from "./set-up/browser.js";
import { choose, court, courts, fill, send, shown, state } from "./set-up/court.js";
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

const bookings = async (
  person: string,
): Promise<readonly { readonly id: string; readonly state: string; readonly subject: { readonly id: string } }[]> =>
  (await street.ask(person, "GET /records?mine=true&limit=50")).items;

describe("A resident books a court", () => {
  it("under a strict policy with Trusted Types, and gets a receipt", async () => {
    const person = await street.neighbour();
    const { page, wrong, events } = await visit({ street, browser, query: court, person });
    await choose(page);
    await fill(page);
    expect(await send(page).textContent()).toContain("20:00");
    await send(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect(await page.locator("community-record dl").innerText()).toContain("13857112345");
    expect(await shown(page).innerText()).toContain("0571-82600110");
    expect(await events()).toEqual(["linli-opened"]);
    expect(await wrong()).toEqual([]);
    expect((await bookings(person)).map((one) => one.state)).toEqual(["confirmed"]);
  });

  it("with the keyboard alone", async () => {
    const person = await street.neighbour();
    const { page } = await visit({ street, browser, query: court, person });
    await page.locator("label.card").first().waitFor();
    const focused = () =>
      page.evaluate(() => {
        let here = document.activeElement;
        while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
        return here === null ? "" : `${here.getAttribute("name") ?? here.textContent?.trim() ?? ""}`;
      });
    const tabTo = async (name: string) => {
      for (let i = 0; i < 40 && !(await focused()).startsWith(name); i++) await page.keyboard.press("Tab");
      expect(await focused()).toMatch(new RegExp(`^${name.replace("?", "\\?")}`));
    };
    await tabTo("?place");
    await page.keyboard.press("Space");
    await tabTo("?day");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await tabTo("?time");
    await page.keyboard.press("Space");
    await tabTo("/players");
    await page.keyboard.type("3");
    await tabTo("/purpose");
    await page.keyboard.press("Space");
    await tabTo("/contact");
    await page.keyboard.type("13857112345");
    await tabTo("预约");
    await page.keyboard.press("Enter");
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect((await bookings(person)).length).toBe(1);
  });

  it("once, though the button is pressed twice", async () => {
    const person = await street.neighbour();
    const { page } = await visit({ street, browser, query: court, person });
    await choose(page, { day: 3 });
    await fill(page);
    await send(page).dblclick();
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect((await bookings(person)).length).toBe(1);
  });

  it("once, though the answer was lost and the page was loaded again in between", async () => {
    const person = await street.neighbour();
    const { page } = await visit({ street, browser, query: court, person });
    await choose(page, { day: 4 });
    await fill(page);
    const keys: (string | undefined)[] = [];
    await page.route("**/records", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      await route.fetch();
      await route.abort();
    });
    await send(page).click();
    await expect.poll(() => page.locator(".summary").textContent(), { timeout: 20_000 }).toContain("没有连上网络");
    await page.unroute("**/records");
    await page.reload();
    await expect.poll(() => send(page).textContent()).toContain("20:00");
    const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/records"));
    await send(page).click();
    keys.push((await sent).headers()["idempotency-key"]);
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect(new Set(keys).size).toBe(1);
    expect((await bookings(person)).length).toBe(1);
  });

  it("and finds every word again after a reload", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page, { day: 2, time: "18:00" });
    await page.getByRole("radio", { name: "训练" }).check();
    await page.getByLabel("教练姓名").fill("沈建华");
    await page.getByLabel("备注").fill("带六个孩子，请留一只小球");
    await page.reload();
    await expect.poll(() => page.getByLabel("备注").inputValue()).toBe("带六个孩子，请留一只小球");
    expect(await page.getByLabel("教练姓名").inputValue()).toBe("沈建华");
    expect(await page.getByRole("radio", { name: /^18:00 / }).isChecked()).toBe(true);
    expect(await page.locator(".restored").innerText()).toContain("已恢复");
    await page.getByRole("button", { name: "清空重填" }).click();
    expect(await page.getByLabel("备注").inputValue()).toBe("");
  });

  it("and reads what is wrong at the field and above, with the focus there", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page);
    await page.getByLabel("联系手机").fill("0571-82621234");
    await page.getByLabel("联系手机").blur();
    const note = page.locator('[id="note-/contact"]');
    await expect.poll(() => note.textContent()).toContain("11 位手机号");
    await send(page).click();
    await expect
      .poll(() => page.locator(".summary li").allTextContents())
      .toEqual(["请填写人数", "请选择用途", "请填写 11 位手机号，例如 13857112345"]);
    expect(
      await page.locator(".summary").evaluate((box) => (box.getRootNode() as ShadowRoot).activeElement === box),
    ).toBe(true);
    await page.getByRole("link", { name: "请选择用途" }).click();
    expect(
      await page
        .getByRole("radio", { name: "日常锻炼" })
        .evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input),
    ).toBe(true);
  });

  it("and is told at the field that a court takes fewer players", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page);
    await fill(page);
    await page.getByLabel("人数", { exact: true }).fill("30");
    await send(page).click();
    await expect.poll(() => page.locator('[id="note-/players"] .fault').textContent()).toContain("人数超过");
  });

  it("for her grandson, where she is his guardian", async () => {
    const { page } = await visit({ street, browser, query: court, person: "shen" });
    await choose(page, { day: 5, time: "09:00" });
    await fill(page);
    await page.getByRole("radio", { name: "沈明明" }).check();
    await send(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已约好");
    expect(await page.locator("community-record dl").innerText()).toContain("沈明明");
    expect((await bookings("shen"))[0]?.subject.id).toBe("ming");
  });

  it("after a browser has translated the page around it", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await page.locator("label.card").first().waitFor();
    const translate = () =>
      page.evaluate(() => {
        const visitNode = (node: Node): void => {
          if (node instanceof Element && node.shadowRoot) visitNode(node.shadowRoot);
          for (const child of [...node.childNodes]) {
            if (child.nodeType !== Node.TEXT_NODE || !child.textContent?.trim()) visitNode(child);
            else {
              const font = document.createElement("font");
              font.textContent = child.textContent;
              child.replaceWith(font);
            }
          }
        };
        visitNode(document.body);
      });
    await translate();
    await page.locator('[name="?place"]:enabled').first().check();
    await page.locator('[name="?day"]:enabled').nth(2).check();
    await translate();
    await page.locator('[name="?time"]:enabled').nth(2).check();
    await page.locator('[name="/players"]').fill("4");
    await page.locator('[name="/purpose"]').first().check();
    await page.locator('[name="/contact"]').fill("13857112345");
    await send(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已约好");
  });

  it("every week, with an outcome for each date", async () => {
    const person = await street.neighbour();
    const { page } = await visit({ street, browser, query: court, person });
    await choose(page, { place: courts.badminton, day: 2, time: "10:00" });
    await page.getByRole("button", { name: "每周同一时间都约" }).click();
    await page.getByLabel("连续几周").selectOption("2");
    await fill(page);
    await send(page).click();
    await expect.poll(() => page.locator("community-series h2").textContent()).toBe("2 次里约好 2 次");
    expect((await bookings(person)).length).toBe(2);
  });
});

describe("A time that is taken", () => {
  it("stays in sight and can be waited for; who waits moves up when it is given back", async () => {
    const first = await street.neighbour();
    const { id } = await street.ask(first, "POST /records", {
      scenario: "sports.venues.court",
      record: {
        court: "c-3",
        period: { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" },
        players: 5,
        purpose: "leisure",
        contact: "13857112345",
      },
    });
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page, { time: "19:00" });
    expect(
      await page.getByRole("radio", { name: /^19:00 / }).evaluate((input) => input.parentElement?.textContent),
    ).toContain("可候补");
    expect(await send(page).textContent()).toContain("候补");
    await fill(page);
    await send(page).click();
    await expect.poll(() => state(page).textContent()).toBe("排队候补");
    expect(await shown(page).innerText()).toContain("第 1 位");
    await street.ask(first, `POST /records/${id}/actions/cancel`, { input: { reason: "weather" } });
    await expect.poll(() => state(page).textContent(), { timeout: 15_000 }).toBe("已约好");
  });

  it("in the very moment is refused at the time, with everything kept and the grid as it is now", async () => {
    const { page } = await visit({ street, browser, query: court, person: await street.neighbour() });
    await choose(page, { day: 5, time: "14:00" });
    await fill(page);
    await street.ask(await street.neighbour(), "POST /records", {
      scenario: "sports.venues.court",
      record: {
        court: "c-3",
        period: { start: "2026-12-06T14:00:00+08:00", end: "2026-12-06T15:00:00+08:00" },
        players: 5,
        purpose: "leisure",
        contact: "13857112345",
      },
    });
    await send(page).click();
    await expect.poll(() => page.locator(".summary").textContent()).toMatch(/刚被别人约走|已被占用/);
    expect(await page.getByLabel("联系手机").inputValue()).toBe("13857112345");
    await expect
      .poll(() => page.getByRole("radio", { name: /^14:00 / }).evaluate((input) => input.parentElement?.textContent))
      .toContain("可候补");
  });
});

describe("A record", () => {
  it("is cancelled after being asked for once more, and says so", async () => {
    const person = await street.neighbour();
    const { page, events } = await visit({ street, browser, query: court, person });
    await choose(page, { place: courts.football, day: 3, time: "10:00" });
    await fill(page);
    await send(page).click();
    await page.getByRole("button", { name: "取消预约" }).click();
    await expect.poll(() => page.locator(".panel h3").textContent()).toContain("确定");
    await page.getByRole("radio", { name: "身体不适" }).check();
    await page.locator(".panel button.go").click();
    await expect.poll(() => state(page).textContent()).toBe("已取消");
    expect(await events()).toEqual(["linli-opened", "linli-acted"]);
    expect((await bookings(person)).map((one) => one.state)).toEqual(["cancelled"]);
  });

  it("moves to another time that is free", async () => {
    const person = await street.neighbour();
    const { page } = await visit({ street, browser, query: court, person });
    await choose(page, { place: courts.football, day: 4, time: "10:00" });
    await fill(page);
    await send(page).click();
    await page.getByRole("button", { name: "改期" }).click();
    await page.locator(".panel label.day input").nth(5).check();
    await page
      .locator(".panel")
      .getByRole("radio", { name: /^11:00 / })
      .check();
    await page.locator(".panel button.go").click();
    await expect.poll(() => page.locator("community-record dl").innerText()).toContain("12月6日 周日 11:00");
  });

  it("that somebody else has changed meanwhile is shown as it is now, in plain words", async () => {
    const person = await street.neighbour();
    const { id } = await street.ask(person, "POST /records", {
      scenario: "sports.venues.court",
      record: {
        court: "f-1",
        period: { start: "2026-12-03T13:00:00+08:00", end: "2026-12-03T14:00:00+08:00" },
        players: 5,
        purpose: "leisure",
        contact: "13857112345",
      },
    });
    const { page } = await visit({ street, browser, query: `record=${id}`, person });
    await page.getByRole("button", { name: "取消预约" }).click();
    await page.locator(".panel").waitFor();
    await street.ask(person, `POST /records/${id}/actions/cancel`, { input: {} });
    await page.locator(".panel button.go").click();
    await expect.poll(() => shown(page).innerText()).toContain("内容刚有变化");
    await expect.poll(() => state(page).textContent()).toBe("已取消");
  });
});

describe("A nursery visit", () => {
  it("shows how many places each time has left, and takes as many as come", async () => {
    const { page, wrong } = await visit({
      street,
      browser,
      query: "scenario=childcare.enrolment.nursery-visit",
      person: "shen",
    });
    await page.locator("label.card input").first().check();
    await page.locator("label.day input:enabled").nth(1).check();
    const first = page.locator("label.time").first();
    await expect.poll(() => first.textContent()).toMatch(/余 \d/);
    await first.locator("input").check();
    await page.getByRole("radio", { name: "沈明明" }).check();
    expect(await send(page).textContent()).toMatch(/预约参观 \d+月\d+日/);
    expect(await wrong()).toEqual([]);
  });
});
