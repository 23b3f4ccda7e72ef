import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser, Page } from "playwright";
import { loadDatumShift } from "../src/map/datum.js";
import { gridFor, gridLines, minutesToWalk } from "../src/map/grid.js";
import { axe } from "./set-up/axe.js";
import { barriers, startBrowser, visit } from "./set-up/browser.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { addServices } from "./set-up/services.js";
import { choose, go, picture, state } from "./set-up/steps.js";

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
const shed = { lat: 30.231, lon: 120.25 };
const here = { geolocation: { latitude: 30.2341, longitude: 120.2519 }, permissions: ["geolocation"] };
const drawn = (page: Page) => page.locator("community-map canvas").first().waitFor();
const spot = (page: Page) => page.locator("community-map .spot");

/** The tile of Web Mercator on which a point lies. */
function tileOf({ lat, lon }: typeof shed, zoom: number): string {
  const [size, angle] = [2 ** zoom, (lat * Math.PI) / 180];
  const x = Math.floor(((lon + 180) / 360) * size);
  const y = Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size);
  return `/${zoom}/${x}/${y}.png`;
}

describe("Coordinates", () => {
  it("come back from GCJ-02 as they went, to less than a metre, and are half a kilometre off without that", async () => {
    const { onto, back } = await loadDatumShift("GCJ-02");
    const there = onto(shed);
    const again = back(there);
    expect(Math.hypot(again.lat - shed.lat, again.lon - shed.lon)).toBeLessThan(1e-5);
    const metres = Math.hypot(there.lat - shed.lat, (there.lon - shed.lon) * Math.cos(0.527)) * 111_195;
    expect(metres).toBeGreaterThan(300);
    expect(metres).toBeLessThan(800);
  });

  it("stay as they are on a ground in WGS-84", async () => {
    const { onto, back } = await loadDatumShift("WGS-84");
    expect([onto(shed), back(shed)]).toEqual([shed, shed]);
  });
});

describe("The squares of the plain drawing", () => {
  it("have sides that people count with, wide enough to be seen", () => {
    for (const resolution of [0.5, 1.2, 4.8, 19, 76, 300]) {
      const { metres, side } = gridFor(resolution, 30.23);
      expect([20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]).toContain(metres);
      expect(side / resolution).toBeGreaterThanOrEqual(64);
      expect(side * Math.cos((30.23 * Math.PI) / 180)).toBeCloseTo(metres, 6);
    }
    expect([minutesToWalk(20), minutesToWalk(500)]).toEqual([1, 8]);
  });

  it("go on beyond the edge, so that none is missing while it moves", () => {
    const lines = gridLines([0, 0, 100, 100], { metres: 50, side: 50 });
    expect(lines.filter(([[x], [other]]) => x === other).map(([[x]]) => x)).toEqual([-100, -50, 0, 50, 100, 150, 200]);
  });
});

describe("Somebody says where it is on a map", () => {
  it("by tapping, and what is sent is the place in WGS-84", async () => {
    const { page, wrong } = await visit({ street, browser, query: snap, person: "qian" });
    await choose(page, "设施损坏");
    await page.locator("input[type=file]").last().setInputFiles(picture);
    await page.getByLabel("附近的地方").selectOption({ label: "宁安社区北车棚枪机" });
    await page.getByRole("button", { name: "在地图上指" }).click();
    await drawn(page);
    const box = await page.locator("community-map .canvas").boundingBox();
    if (box === null) throw new Error("The map has no size.");
    // Eighty pixels to the right of what the map has opened on.
    await page.mouse.click(box.x + box.width / 2 + 80, box.y + box.height / 2);
    await expect.poll(() => page.locator("community-map .map").innerText()).toContain("已选好");
    await page.getByLabel("说说情况").fill("路灯三天没亮了，晚上骑车看不见。");
    await go(page).click();
    await expect.poll(() => state(page).textContent()).toBe("已报");
    const [{ record }] = (await street.ask("qian", "GET /records?mine=true")).items;
    const known = await street.ask("fang", "GET /resources?kind=camera");
    const camera = known.items.find(({ name }: { name: string }) => name === "宁安社区北车棚枪机").place;
    const east = (record.place.lon - camera.lon) * 111_195 * Math.cos((camera.lat * Math.PI) / 180);
    expect(east).toBeGreaterThan(60);
    expect(east).toBeLessThan(600);
    expect(Math.abs(record.place.lat - camera.lat)).toBeLessThan(2e-4);
    expect(await wrong()).toEqual([]);
  });

  it.each(["", "&map-tiles=https://tiles.example/{z}/{x}/{y}.png&map-datum=GCJ-02"])(
    "with keys alone: Enter takes the point in the middle, wherever the ground has it (%s)",
    async (ground) => {
      const { page } = await visit({ street, browser, query: snap + ground, person: "jin" });
      await page.getByLabel("附近的地方").selectOption({ label: "宁安社区北车棚枪机" });
      await page.getByRole("button", { name: "在地图上指" }).press("Enter");
      await drawn(page);
      const map = page.getByRole("application");
      await map.focus();
      await map.press("Enter");
      const point = () =>
        page.locator("community-map").evaluate((one) => (one as unknown as { point: typeof shed }).point);
      const known = await street.ask("fang", "GET /resources?kind=camera");
      const camera = known.items.find(({ name }: { name: string }) => name === "宁安社区北车棚枪机").place;
      await expect.poll(async () => Math.abs((await point()).lat - camera.lat)).toBeLessThan(3e-5);
      expect(Math.abs((await point()).lon - camera.lon)).toBeLessThan(3e-5);
      await map.press("ArrowRight");
      await page.waitForTimeout(300);
      await map.press("Enter");
      await expect.poll(async () => (await point()).lon - camera.lon).toBeGreaterThan(1e-4);
    },
  );

  it.each(["", "&mode=elder"])("without barriers (%s)", async (mode) => {
    const { page, wrong } = await visit({ street, browser, query: snap + mode, person: "jin" });
    if (mode !== "") {
      await choose(page, "漏水");
      await go(page).click();
    }
    await page.getByRole("button", { name: "在地图上指" }).click();
    await drawn(page);
    expect(await barriers(page, axe)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(await wrong()).toEqual([]);
  });
});

describe("A map of the street's courts", () => {
  it("stands beside a list of the same, says how far each is, and needs no network", async () => {
    const asked: string[] = [];
    const watch = (page: Page) => page.on("request", (request) => asked.push(request.url()));
    const query = "tag=community-map&kind=court";
    const { page, wrong } = await visit({ street, browser, query, person: "qian", context: here, watch });
    await drawn(page);
    const rows = page.locator(".map-list button");
    await expect.poll(() => rows.count()).toBeGreaterThan(2);
    await page.getByRole("button", { name: "我在哪" }).click();
    await expect.poll(() => rows.first().innerText()).toMatch(/离您约 [\d.]+ (?:米|公里)/);
    await page.getByRole("button", { name: /宁围篮球公园/ }).press("Enter");
    await expect.poll(() => spot(page).innerText()).toContain("宁围街道宁泰路篮球公园");
    expect(await spot(page).locator("a").getAttribute("href")).toMatch(/^geo:30\./);
    await expect.poll(() => page.locator(".ground .note").innerText()).toMatch(/每格 \d+ (?:米|公里)/);
    expect(asked.filter((url) => !url.startsWith(street.url) && !url.startsWith("data:"))).toEqual([]);
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });

  it("asks for tiles where the datum puts a place, and says who made them", async () => {
    const tiles: string[] = [];
    const watch = (page: Page) =>
      void page.route("https://tiles.example/**", async (route) => {
        tiles.push(new URL(route.request().url()).pathname);
        await route.fulfill({ contentType: "image/png", body: picture.buffer });
      });
    const ground = "&map-tiles=https://tiles.example/{z}/{x}/{y}.png&map-attribution=%C2%A9%20%E6%A0%B7%E5%9B%BE";
    const open = async (datum: "GCJ-02" | "WGS-84") => {
      tiles.length = 0;
      const query = `tag=community-map&kind=court${ground}&map-datum=${datum}`;
      const { page } = await visit({ street, browser, query, context: { bypassCSP: true }, watch });
      await drawn(page);
      await page.locator("community-map").evaluate((map, place) => {
        Object.assign(map, { places: [{ id: "shed", name: "车棚", ...place }] });
      }, shed);
      await expect.poll(() => page.locator(".ground .note").innerText()).toBe("© 样图");
      const { onto } = await loadDatumShift(datum);
      // From the middle outwards.
      await expect.poll(() => tiles.find((tile) => tile.startsWith("/16/"))).toBe(tileOf(onto(shed), 16));
    };
    await open("GCJ-02");
    await open("WGS-84");
  });

  it("shows the plain drawing, and says so, where tiles do not come", async () => {
    const query = "tag=community-map&kind=court&map-tiles=https://tiles.example/{z}/{x}/{y}.png&map-datum=GCJ-02";
    const { page } = await visit({ street, browser, query, person: "qian" });
    await drawn(page);
    await expect.poll(() => page.locator("community-map .map").innerText()).toContain("底图没有加载出来");
    await expect.poll(() => page.locator(".ground .note").innerText()).toMatch(/每格/);
  });
});

describe("The desk looks at a call for help", () => {
  it("on a map with who and what is near; nothing of it is loaded before", async () => {
    const record = {
      incident: "fire",
      place: { ...shed, address: "宁安社区 6 号楼电动车棚" },
      contact: "13857112345",
      called: ["119"],
    };
    const { id } = await street.ask("jin", "POST /records", {
      scenario: "resident-requests.report.accident-help",
      record,
    });
    const asked: string[] = [];
    const watch = (page: Page) => page.on("request", (request) => asked.push(request.url()));
    const { page, wrong } = await visit({ street, browser, query: `record=${id}`, person: "fang", watch });
    await page.getByRole("button", { name: "看地图" }).waitFor();
    expect(asked.filter((url) => url.includes("/map/"))).toEqual([]);
    await page.getByRole("button", { name: "看地图" }).click();
    await drawn(page);
    const places = await page
      .locator("community-map")
      .evaluate((one) => (one as unknown as { places: { name: string; sort: string }[] }).places);
    expect(places).toContainEqual(expect.objectContaining({ sort: "matter", ...shed }));
    expect(places).toContainEqual(expect.objectContaining({ sort: "helper", name: "宁围微型消防站" }));
    expect(await barriers(page, axe)).toEqual([]);
    expect(await wrong()).toEqual([]);
  });

  it("and a resident's booking says where to go", async () => {
    const period = { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" };
    const record = { court: "c-3", period, players: 4, purpose: "leisure", contact: "13857112345" };
    const { id } = await street.ask("jin", "POST /records", { scenario: "sports.venues.court", record });
    const { page } = await visit({ street, browser, query: `record=${id}`, person: "jin" });
    await expect.poll(() => page.locator("dl.facts").innerText()).toMatch(/在哪里\s*宁围街道宁泰路篮球公园/);
    await page.getByRole("button", { name: "看地图" }).click();
    await expect.poll(() => spot(page).innerText()).toContain("宁围篮球公园 3 号场");
  });
});
