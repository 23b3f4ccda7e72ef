import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filledText, machineOf, otherLabels, placeholdersOf, type Contract, type Pattern } from "../src/index.js";

const booking = JSON.parse(
  readFileSync(new URL("../../../scenarios/patterns/booking.json", import.meta.url), "utf8"),
) as Pattern;

const contract = {
  id: "street.courts.court",
  pattern: "booking",
  people: { open: ["resident"], subject: "person", handler: ["venue-keeper"] },
  settings: { cancelUntil: "PT2H", limits: [{ per: "subject", within: "P7D", atMost: 3 }] },
  parameters: {
    fee: { description: "An evening.", schema: { $ref: "../common.json#/$defs/fen" }, value: 1550 },
    players: { description: "At most.", schema: { type: "integer" }, value: 12 },
    open: { description: "Whether it is open.", schema: { type: "boolean" }, value: true },
  },
  record: { type: "object" },
  clocks: [{ id: "not-here", while: ["confirmed"], at: { var: "period.start" }, plus: "PT15M", max: "PT30M" }],
  labels: {
    "zh-CN": { summary: "开场前 {settings.cancelUntil}都可以取消。", title: "球场" },
    en: { summary: "Cancel up to {settings.cancelUntil} before.", title: "Court" },
    ko: { summary: "시작 {settings.cancelUntil} 전까지 취소할 수 있습니다.", title: "코트" },
  },
} as unknown as Contract;
const base = machineOf(booking, contract);

describe("a text that says a street's own numbers", () => {
  it.each([
    ["{settings.cancelUntil}", "2 小时", "2 hours", "2시간"],
    ["{settings.limits.0.within}", "7 天", "7 days", "7일"],
    ["{settings.limits.0.atMost}", "3", "3", "3"],
    ["{parameters.fee}", "15.5 元", "15.5 yuan", "15.5위안"],
    ["{parameters.players}", "12", "12", "12"],
    ["{clocks.not-here}", "15 分钟", "15 minutes", "15분"],
  ])("words %s in each language", (text, zh, en, ko) => {
    expect([filledText(text, base, "zh-CN"), filledText(text, base, "en"), filledText(text, base, "ko")]).toEqual([
      zh,
      en,
      ko,
    ]);
  });

  it("leaves alone what leads to nothing that could be said", () => {
    for (const text of ["{settings.nothing}", "{parameters.open}", "{clocks.gone}", "{street}", "{ }"])
      expect(filledText(text, base, "en")).toBe(text);
    expect(placeholdersOf("{settings.a.b} {street} {clocks.not-here}")).toEqual(["settings.a.b", "clocks.not-here"]);
  });

  it("says the street's number where it has one, and then only", () => {
    const own = machineOf(booking, contract, { settings: { cancelUntil: "P1D" }, clocks: { "not-here": "PT20M" } });
    expect(otherLabels(own, base, "zh-CN")).toEqual({ summary: "开场前 1 天都可以取消。" });
    expect(otherLabels(own, base, "en")).toEqual({ summary: "Cancel up to 1 day before." });
    expect(otherLabels(base, base, "ko")).toEqual({});
  });

  it("is as it was where it holds no placeholder", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("{")),
        (text) => {
          expect(filledText(text, base, "ko")).toBe(text);
        },
      ),
    );
  });
});
