import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkCommand } from "../src/check/check.js";
import { folder } from "./check-tree.js";

describe("linli check", () => {
  let copy: string;
  let printed: string[];
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "linli-check-command-"));
    cpSync(folder, copy, { recursive: true });
    printed = [];
    const print = (text: string): void => {
      printed.push(text);
    };
    vi.spyOn(console, "log").mockImplementation(print);
    vi.spyOn(console, "error").mockImplementation(print);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(copy, { recursive: true, force: true });
  });
  const courtFile = (): string => join(copy, "sports", "sports.venues.court.json");

  it("says that all is well, and exits with 0", async () => {
    expect(await checkCommand([copy])).toBe(0);
    expect(printed.join("\n")).toMatch(
      /^All is well: \d+ contracts, \d+ journeys, 16 patterns, \d+ kinds of resources, 5 profiles\.$/,
    );
  });

  it("prints a line for a fault and a summary, and exits with 1", async () => {
    writeFileSync(courtFile(), readFileSync(courtFile(), "utf8").replace('"maximum": 30', '"maximum": 4'));
    expect(await checkCommand([copy, "--only", "court"])).toBe(1);
    const lines = printed.join("\n").split("\n");
    expect(lines[0]).toMatch(
      /^sports\/sports\.venues\.court\.json:#\/examples\/valid\/0\/value\/players: The example breaks the schema's maximum\. A valid example is valid\.$/,
    );
    expect(lines.at(-1)).toMatch(/^\d+ faults in 1 file; looked at /);
  });

  it("gives one JSON document with --json", async () => {
    writeFileSync(courtFile(), readFileSync(courtFile(), "utf8").replace('"maximum": 30', '"maximum": 4'));
    expect(await checkCommand([copy, "--json"])).toBe(1);
    const result = JSON.parse(printed.join("\n")) as { readonly faults: readonly object[] };
    expect(result.faults).toContainEqual({
      file: "sports/sports.venues.court.json",
      at: "/examples/valid/0/value/players",
      wrong: "The example breaks the schema's maximum.",
      right: "A valid example is valid.",
    });
  });

  it("checks a street's own contract against the tree that it adds to", async () => {
    const own = mkdtempSync(join(tmpdir(), "linli-own-"));
    cpSync(courtFile(), join(own, "sports", "sports.venues.court.json"), { recursive: true });
    expect(await checkCommand([own, "--base", copy])).toBe(0);
    rmSync(own, { recursive: true, force: true });
  });

  it("exits with 2 if it is called wrongly", async () => {
    expect(await checkCommand([])).toBe(2);
    expect(await checkCommand([join(copy, "nowhere")])).toBe(2);
    await expect(checkCommand([copy, "--loud"])).rejects.toThrow(/--loud/);
  });
});
