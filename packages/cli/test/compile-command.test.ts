import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { compileCommand } from "../src/compile/compile-command.js";
import { copySomeScenarios } from "./compile-tree.js";

const work = mkdtempSync(join(tmpdir(), "linli-command-"));
const tree = join(work, "scenarios");
const out = join(work, "generated");
const court = join(tree, "sports", "sports.venues.court.json");
copySomeScenarios(tree);
afterAll(() => rmSync(work, { recursive: true, force: true }));

let said: string[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

it("says how it is called when it is called wrongly", async () => {
  expect(await compileCommand([tree])).toBe(2);
  expect(await compileCommand(["--out", out])).toBe(2);
  expect(said.every((text) => text.startsWith("linli compile <folder> --out <folder>"))).toBe(true);
});

it("says in one line what it generated, and the next time that nothing had changed", async () => {
  expect(await compileCommand([tree, "--out", out, "--unchecked"])).toBe(0);
  expect(said.at(-1)).toMatch(
    /^\d+ scenarios and \d+ resource kinds → .*generated: \d+ files written, 0 unchanged, 0 removed/,
  );
  expect(await compileCommand([tree, "--out", out, "--unchecked"])).toBe(0);
  expect(said.at(-1)).toContain(" 0 files written, ");
});

it("verifies what was generated: a file that was edited by hand is named", async () => {
  expect(await compileCommand([tree, "--out", out, "--verify"])).toBe(0);
  const map = join(out, "map.js");
  const text = readFileSync(map, "utf8");
  writeFileSync(map, `${text}// by hand\n`);
  expect(await compileCommand([tree, "--out", out, "--verify"])).toBe(1);
  expect(said.at(-1)).toBe(`Nothing was generated.\n${map}: is not what the contracts say`);
  writeFileSync(map, text);
  expect(await compileCommand([tree, "--out", out, "--verify"])).toBe(0);
});

it("generates nothing from a contract that check has an objection to, unless told to", async () => {
  const contract = JSON.parse(readFileSync(court, "utf8")) as { people: { open: string[] } };
  contract.people.open.push("king");
  writeFileSync(court, JSON.stringify(contract));
  const other = join(work, "other");
  expect(await compileCommand([tree, "--out", other])).toBe(1);
  expect(said.at(-1)).toMatch(/^Nothing was generated\./);
  expect(said.at(-1)).toMatch(/sports\.venues\.court\.json:#\/people\/open/);
  expect(existsSync(other)).toBe(false);
  expect(await compileCommand([tree, "--out", other, "--unchecked"])).toBe(0);
});

it("refuses what cannot be compiled even if told not to check", async () => {
  writeFileSync(court, readFileSync(court, "utf8").replace("#/$defs/mobile", "#/$defs/mobil"));
  const other = join(work, "never");
  expect(await compileCommand([tree, "--out", other, "--unchecked"])).toBe(1);
  expect(said.at(-1)).toContain("sports/sports.venues.court.json: ");
  expect(existsSync(other)).toBe(false);
});
