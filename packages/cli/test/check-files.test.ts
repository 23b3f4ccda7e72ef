import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkScenarios } from "../src/check/check-scenarios.js";
import { wordFault } from "../src/check/fault.js";
import { JsonFault, parseJson } from "../src/read/parse-json.js";
import { readScenarios } from "../src/read/read-scenarios.js";
import { folder, whole } from "./check-tree.js";

describe("reading JSON", () => {
  it("gives what JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses what JSON.parse refuses", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", "{", "}", ",", '"', "x", "\u0001"), (text, where, put) => {
        const at = where % (text.length + 1);
        const broken = text.slice(0, at) + put + text.slice(at + 1);
        let refused = false;
        try {
          JSON.parse(broken);
        } catch {
          refused = true;
        }
        if (refused) expect(() => parseJson(broken)).toThrow(JsonFault);
      }),
    );
  });

  it.each([
    ["a comma too many", '{\n  "id": "court",\n}', 3, 1, /Expected the name of a member in double quotes/],
    ["a comma too few", '{\n  "id": "court"\n  "at": 1\n}', 3, 3, /Expected "," or the end of the object, found "\\"/],
    ["a string that does not end", '{ "id": "court }', 1, 9, /The string does not end/],
    [
      "a name that is there twice",
      '{\n  "players": 1,\n  "players": 2\n}',
      3,
      3,
      /The member "players" is there twice/,
    ],
    ["a number that is none", '{ "players": 01 }', 1, 14, /Expected "," or|Expected a value/],
    ["an end that comes early", '{ "players": [1, 2', 1, 19, /found the end of the file/],
    ["something after the end", "{} {}", 1, 4, /Expected the end of the file/],
    ["an escape that is none", '{ "a": "\\x" }', 1, 8, /an escape that JSON does not know/],
  ])("says where there is %s", (_, text, line, column, message) => {
    const error = thrown(() => parseJson(text));
    expect(error).toMatchObject({ line, column });
    expect(error.message).toMatch(message);
  });

  it("keeps a member called __proto__ a member", () => {
    const value = parseJson('{ "__proto__": { "admin": true } }') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("reading a scenarios tree", () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "linli-check-"));
    cpSync(folder, copy, { recursive: true });
  });
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it("knows the file of each thing", () => {
    expect(whole.faults).toEqual([]);
    for (const contract of whole.contracts)
      expect(whole.files.get(contract)).toBe(`${contract.id.split(".")[0] ?? ""}/${contract.id}.json`);
    for (const [name, pattern] of Object.entries(whole.patterns))
      expect(whole.files.get(pattern)).toBe(`patterns/${name}.json`);
    for (const kind of whole.kinds) expect(whole.files.get(kind)).toBe(`resources/${kind.kind}.json`);
  });

  it("goes on without a file that is no JSON, and says where it breaks", () => {
    writeFileSync(join(copy, "sports", "sports.venues.court.json"), '{\n  "id": "sports.venues.court",,\n}');
    const read = readScenarios(copy);
    expect(read.faults).toEqual([
      {
        file: "sports/sports.venues.court.json",
        line: 2,
        column: 31,
        message: expect.stringMatching(/in double quotes, found ","/) as unknown,
      },
    ]);
    expect(read.contracts.map((contract) => contract.id)).not.toContain("sports.venues.court");
    const line = checkScenarios(read).faults.map(wordFault)[0];
    expect(line).toMatch(
      /^sports\/sports\.venues\.court\.json:2:31:#: Expected the name of a member in double quotes, found ",". Write JSON/,
    );
  });

  it("says which part of a tree is missing", () => {
    const empty = mkdtempSync(join(tmpdir(), "linli-empty-"));
    const { faults } = readScenarios(empty);
    expect(faults.map((fault) => fault.file)).toEqual(
      expect.arrayContaining(["common.json", "catalog.json", "roles.json", "contract.schema.json"]),
    );
    rmSync(empty, { recursive: true });
  });

  it("lets a street's own folder add to a tree", () => {
    const own = mkdtempSync(join(tmpdir(), "linli-own-"));
    writeFileSync(
      join(own, "roles.json"),
      JSON.stringify({ "tea-farmer": { labels: { "zh-CN": "茶农", en: "Tea farmer", ko: "차 농부" } } }),
    );
    const read = readScenarios(own, { base: whole });
    expect(read.faults).toEqual([]);
    expect(read.contracts).toEqual([]);
    expect(Object.keys(read.roles)).toEqual(expect.arrayContaining(["resident", "tea-farmer"]));
    expect(Object.keys(read.patterns)).toHaveLength(16);
    rmSync(own, { recursive: true });
  });
});

function thrown(run: () => unknown): JsonFault {
  try {
    run();
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}
