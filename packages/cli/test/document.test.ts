import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineOf, sayDuration } from "@linli/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { documentCommand } from "../src/document/document-command.js";
import { documentScenarios } from "../src/document/document-scenarios.js";

import { statePicture } from "../src/document/state-picture.js";
import { court, folder, small } from "./check-tree.js";

const out = mkdtempSync(join(tmpdir(), "linli-document-"));
afterAll(() => rmSync(out, { recursive: true }));

const pages = documentScenarios(small);
const page = (locale: string): string => pages.get(`${locale}/sports/${court.id}.md`) ?? "";

describe("the pages of the catalog", () => {
  it("say in each language what is asked, who does what, and what came of it", () => {
    expect(page("zh-CN")).toMatch(/^# 体育公园球场预约\n/);
    expect(page("zh-CN")).toContain("| **人数** `players` | 整数 1–30 | 是 |");
    expect(page("zh-CN")).toContain("- 金晓燕 (居民): 取消预约 → 被拒：您没有这项权限。");
    expect(page("en")).toContain("| **Players** `players` | whole number 1–30 | yes |");
    expect(page("ko")).toMatch(/[가-힣]/);
    for (const locale of ["zh-CN", "en", "ko"]) expect(page(locale)).not.toMatch(/undefined|\[object/);
  });

  it("lead from one scenario to the next, and say that they are no official list", () => {
    expect(page("en")).toContain("](../property/property.service.common-repair.md)");
    expect(page("zh-CN")).toContain("不是官方文件");
    expect(pages.get("zh-CN/README.md")).toContain(`(sports/${court.id}.md)`);
  });

  it("draw every state once, and every action that leads to another", () => {
    const pattern = small.patterns["booking"];
    if (pattern === undefined) throw new Error("The tree has no pattern for bookings.");
    const machine = machineOf(pattern, court);
    const picture = statePicture(machine, { "states/confirmed": "约好 <&> 等" }, "A & B");
    expect(picture.match(/<rect /g)).toHaveLength(machine.states.size + 1);
    const pairs = new Set(machine.moves.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} ${to}`));
    expect(picture.match(/<g>/g)).toHaveLength(pairs.size);
    expect(picture).toContain("约好 &lt;&amp;&gt; 等");
    expect(picture).not.toContain("NaN");
  });

  it("say lengths of time as people do", () => {
    expect(["PT10M", "P1D", "P1Y6M", "PT1H30M"].map((length) => sayDuration(length, "en"))).toEqual([
      "10 minutes",
      "1 day",
      "1 year 6 months",
      "1 hour 30 minutes",
    ]);
    expect(sayDuration("PT10S", "zh-CN")).toBe("10 秒");
  });

  it("are written by one command, and by none that is called wrongly", async () => {
    expect(await documentCommand([folder])).toBe(2);
    expect(await documentCommand([folder, "--out", out, "--unchecked"])).toBe(0);
    expect(readdirSync(out).sort()).toEqual([".linli-files.json", "en", "ko", "zh-CN"]);
  });
});
