import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runtime, withAt } from "@linli/contracts";
import type {
  Bundle,
  CompiledContract,
  CompiledKind,
  Contract,
  Json,
  Labels,
  Pointer,
  RunPart,
  Runtime,
  Validate,
} from "@linli/contracts";
import { parse } from "acorn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CompileError } from "../src/compile/compile-faults.js";
import { compileScenarios } from "../src/compile/compile-scenarios.js";
import { readBase } from "../src/compile/read-base.js";
import { copySomeScenarios } from "./compile-tree.js";

const work = mkdtempSync(join(tmpdir(), "linli-compile-"));
const tree = join(work, "tree");
const out = join(work, "package", "generated");
const court = "sports.venues.court";

const load = async <T>(...path: readonly string[]): Promise<T> =>
  (await import(pathToFileURL(join(...path)).href)) as T;
const filesIn = (dir: string): readonly string[] =>
  (readdirSync(dir, { recursive: true }) as string[]).filter((file) => statSync(join(dir, file)).isFile()).sort();
const textsIn = (dir: string): ReadonlyMap<string, string> =>
  new Map(filesIn(dir).map((file) => [file, readFileSync(join(dir, file), "utf8")]));

/** A copy of the tree in which something was changed. */
function changedTree(name: string, change: (dir: string) => void): string {
  const dir = join(work, name);
  cpSync(tree, dir, { recursive: true });
  change(dir);
  return dir;
}

/** Puts a value at a pointer of a JSON file. */
function changeJson(file: string, pointer: Pointer, value: Json): void {
  writeFileSync(file, JSON.stringify(withAt(JSON.parse(readFileSync(file, "utf8")) as Json, pointer, value)));
}

async function refusal(dir: string, base?: string): Promise<CompileError> {
  const target = join(work, "refused");
  const error: unknown = await compileScenarios(dir, target, base ? { base: await readBase(base) } : {}).catch(
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(CompileError);
  expect(existsSync(target)).toBe(false);
  return error as CompileError;
}

beforeAll(async () => {
  copySomeScenarios(tree);
  await compileScenarios(tree, out);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the generated files", () => {
  it("are the same for the same tree, and are not written again", async () => {
    const again = join(work, "again");
    const first = await compileScenarios(tree, again);
    expect(first.written).toBeGreaterThan(20);
    expect(textsIn(again)).toEqual(textsIn(out));
    expect(await compileScenarios(tree, again)).toMatchObject({ written: 0, removed: 0, unchanged: first.written });
  });

  it("of a contract that is gone go with it, a stranger's file stays, and only what lists all is written again", async () => {
    const dir = changedTree("without", () => undefined);
    const target = join(work, "without-out");
    await compileScenarios(dir, target);
    writeFileSync(join(target, "scenarios", "notes.txt"), "胡师傅的笔记");
    rmSync(join(dir, "sports", `${court}.json`));
    const done = await compileScenarios(dir, target);
    expect(done.removed).toBe([...textsIn(out).keys()].filter((file) => file.includes(court)).length);
    expect(filesIn(target).filter((file) => file.includes(court))).toEqual([]);
    expect(filesIn(target)).toContain(join("scenarios", "notes.txt"));
    expect(done.written).toBe(3);
  });

  it("import nothing in a scenario's modules, and hold no eval, Function or require anywhere", () => {
    for (const [file, text] of textsIn(out)) {
      if (!file.endsWith(".js")) continue;
      const program = parse(text, { ecmaVersion: 2022, sourceType: "module" });
      const imports = program.body.filter((node) => node.type === "ImportDeclaration");
      if (file.startsWith("scenarios")) expect(imports, file).toEqual([]);
      expect(text).not.toMatch(/\brequire\(|\beval\(|\bnew Function\b|schemaPath|instancePath|"use strict"/);
    }
  });

  it("hold one scenario each: the court's are small and speak of no other", () => {
    const text = readFileSync(join(out, "scenarios", `${court}.js`), "utf8");
    expect(text.length).toBeLessThan(15_000);
    expect(text).not.toContain("nursery");
    expect(text).not.toMatch(/journeys|examples|description|"title"|eligibility|retention/);
  });

  it("give the pattern of every scenario", async () => {
    const { patternOf } = await load<{ patternOf: Record<string, string> }>(out, "map.js");
    expect(patternOf[court]).toBe("booking");
    expect(Object.keys(patternOf).every((id) => existsSync(join(out, "scenarios", `${id}.acts.js`)))).toBe(true);
  });
});

describe("the run part of the court", () => {
  let contract: RunPart;
  beforeAll(async () => {
    ({ contract } = await load<{ contract: RunPart }>(out, "scenarios", `${court}.js`));
  });

  it("has references resolved and says of which shared type a field is", () => {
    const fields = contract.record["properties"] as Record<string, Record<string, unknown>>;
    expect(fields["contact"]).toMatchObject({
      pattern: "^1[3-9][0-9]{9}$",
      "x-type": "mobile",
      "x-privacy": "personal",
    });
    expect(fields["court"]).toMatchObject({ "x-type": "resourceId", "x-kind": "court" });
    expect(JSON.stringify(contract)).not.toContain("$ref");
  });

  it("has the settings that a screen reads, with their defaults, and the live actions", () => {
    expect(contract.settings).toMatchObject({ slot: "PT1H", startsNow: false });
    expect(contract.settings).not.toHaveProperty("noShowAfter");
    expect(contract.actions).toContain("cancel");
    expect(contract.actions).not.toContain("approve");
  });

  it("has only what is computed and checked when it is opened", () => {
    expect(Object.values(contract.derived ?? {}).every(({ on }) => on.includes("open"))).toBe(true);
    expect(contract.checks?.map(({ code }) => code)).toContain("too-many-players");
  });
});

describe("labels", () => {
  it("are the pattern's, the resource kinds' and the contract's, later over earlier, in every locale", async () => {
    for (const locale of ["zh-CN", "en", "ko"]) {
      const { labels } = await load<{ labels: Labels }>(out, "scenarios", `${court}.${locale}.js`);
      const own = JSON.parse(readFileSync(join(tree, "sports", `${court}.json`), "utf8")) as Contract;
      const { "hints/record/period": hint, summary, ...plain } = own.labels[locale as "en"];
      expect(labels).toMatchObject(plain);
      // The contract's own numbers stand in what people read.
      expect([hint, summary].join("")).toContain("{settings.cancelUntil}");
      expect([labels["hints/record/period"], labels["summary"]].join("")).not.toMatch(/[{}]/);
      expect(labels["resource/court/title"]).toBeTruthy();
      expect(labels["states/declined"]).toBeTruthy();
      expect(labels["record/period/start"]).toBeTruthy();
    }
  });
});

describe("compiled validators", () => {
  let bundle: Bundle;
  beforeAll(async () => {
    ({ bundle } = await load<{ bundle: Bundle }>(out, "bundle.js"));
  });

  it("take every valid example and refuse every invalid one where and why it says", () => {
    for (const { contract, validators } of bundle.contracts as readonly CompiledContract[]) {
      const { record } = validators(runtime);
      for (const { title, value } of contract.examples.valid)
        expect(record(value), `${contract.id}: ${title}`).toEqual([]);
      for (const { because, at, keyword, value } of contract.examples.invalid) {
        if (keyword === undefined) continue;
        expect(record(value), `${contract.id}: ${because}`).toContainEqual(expect.objectContaining({ at, keyword }));
      }
    }
  });

  it("take every example of every resource kind", () => {
    for (const { kind, validate } of bundle.kinds as readonly CompiledKind[]) {
      for (const { id, value } of kind.examples) expect(validate(runtime)(value), `${kind.kind} ${id}`).toEqual([]);
    }
  });

  it("are the same in a scenario's own module as in the bundle", async () => {
    const compiled = bundle.contracts.find((c) => "digest" in c && c.contract.id === court) as CompiledContract;
    const { validator } = await load<{ validator: (rt: Runtime) => Validate }>(out, "scenarios", `${court}.js`);
    const acts = await load<{ validators: (rt: Runtime) => Record<string, Validate> }>(
      out,
      "scenarios",
      `${court}.acts.js`,
    );
    for (const { value } of compiled.contract.examples.invalid) {
      expect(validator(runtime)(value)).toEqual(compiled.validators(runtime).record(value));
    }
    expect(Object.keys(acts.validators(runtime)).sort()).toEqual(
      Object.keys(compiled.validators(runtime).inputs).sort(),
    );
  });

  it("are stamped with a digest that depends on what a contract says, not on how it is written", async () => {
    const digests = async (dir: string): Promise<Map<string, string>> => {
      const loaded = await load<{ bundle: Bundle }>(dir, "bundle.js");
      return new Map((loaded.bundle.contracts as readonly CompiledContract[]).map((c) => [c.contract.id, c.digest]));
    };
    const rewritten = changedTree("rewritten", (dir) => {
      const file = join(dir, "sports", `${court}.json`);
      const members = Object.entries(JSON.parse(readFileSync(file, "utf8")) as object).reverse();
      writeFileSync(file, JSON.stringify(Object.fromEntries(members)));
    });
    const reworded = changedTree("reworded", (dir) => {
      changeJson(join(dir, "sports", `${court}.json`), "/labels/en/title", "Courts");
    });
    await compileScenarios(rewritten, join(work, "rewritten-out"));
    await compileScenarios(reworded, join(work, "reworded-out"));
    const before = await digests(out);
    expect(before.get(court)).toMatch(/^[0-9a-f]{64}$/);
    expect((await digests(join(work, "rewritten-out"))).get(court)).toBe(before.get(court));
    const after = await digests(join(work, "reworded-out"));
    expect([...after].filter(([id, digest]) => digest !== before.get(id)).map(([id]) => id)).toEqual([court]);
  });
});

describe("what cannot be compiled", () => {
  const broken = async (name: string, pointer: Pointer, value: Json): Promise<string> => {
    const dir = changedTree(name, (copy) => changeJson(join(copy, "sports", `${court}.json`), pointer, value));
    return (await refusal(dir)).message;
  };

  it("an unknown pattern, an id that is not the file's or in no catalog", async () => {
    expect(await broken("pattern", "/pattern", "bookings")).toBe(`sports/${court}.json: there is no pattern bookings`);
    const renamed = await broken("renamed", "/id", "sports.venues.courts");
    expect(renamed).toContain("so its name must be sports.venues.courts.json");
    expect(renamed).toContain("sports.venues.courts is not in the catalog");
  });

  it("a reference into nothing, a keyword or format that nobody knows", async () => {
    const contact = "/record/properties/contact";
    expect(await broken("ref", contact, { $ref: "../common.json#/$defs/mobil" })).toContain("points into nothing");
    expect(await broken("keyword", contact, { type: "string", minLenght: 2 })).toContain("minLenght");
    expect(await broken("format", contact, { type: "string", format: "landline" })).toContain("landline");
  });

  it("names every file that is wrong at once", async () => {
    const dir = changedTree("several", (copy) => {
      changeJson(join(copy, "sports", `${court}.json`), "/record/properties/x", { $ref: "#/no" });
      changeJson(join(copy, "resources", "court.json"), "/schema/minimun", 1);
    });
    expect((await refusal(dir)).faults.map(({ file }) => file)).toEqual([
      `sports/${court}.json`,
      "resources/court.json",
    ]);
  });

  it("a file that is no JSON, with line and column", async () => {
    const dir = changedTree("no-json", (copy) =>
      writeFileSync(join(copy, "sports", `${court}.json`), '{\n  "id": oops }'),
    );
    expect((await refusal(dir)).message).toMatch(/^sports\/sports\.venues\.court\.json:2:9: /);
  });
});

describe("a street's own contracts", () => {
  const street = join(work, "ningwei");
  const own = "own.venues.pickleball";
  beforeAll(() => {
    mkdirSync(join(street, "own"), { recursive: true });
    mkdirSync(join(street, "resources"));
    const contract = JSON.parse(readFileSync(join(tree, "sports", `${court}.json`), "utf8")) as Record<string, unknown>;
    const record = contract["record"] as { properties: Record<string, object> };
    record.properties["court"] = { ...record.properties["court"], "x-kind": "pickleball-court" };
    const uses = [{ kind: "pickleball-court", at: "/court", period: "/period", capacity: "exclusive" }];
    writeFileSync(join(street, "own", `${own}.json`), JSON.stringify({ ...contract, id: own, uses }));
    const kind = JSON.parse(readFileSync(join(tree, "resources", "court.json"), "utf8")) as object;
    writeFileSync(
      join(street, "resources", "pickleball-court.json"),
      JSON.stringify({ ...kind, kind: "pickleball-court" }),
    );
  });

  it.each([
    ["the scenarios that they add to", () => tree],
    ["an installed package", () => join(work, "package")],
  ])("compile beside %s, into modules of their own only", async (name, base) => {
    const lib = join(work, `lib ${name}`);
    const done = await compileScenarios(street, lib, { base: await readBase(base()) });
    expect(done).toMatchObject({ scenarios: 1, kinds: 1 });
    const { bundle } = await load<{ bundle: Bundle }>(lib, "bundle.js");
    expect(bundle.contracts.map((c) => ("digest" in c ? c.contract.id : c.id))).toEqual([own]);
    expect(bundle.kinds.map((k) => ("validate" in k ? k.kind.kind : k.kind))).toEqual(["pickleball-court"]);
    expect(Object.keys(bundle.patterns)).toContain("booking");
    const { labels } = await load<{ labels: Labels }>(lib, "scenarios", `${own}.zh-CN.js`);
    expect(labels["resource/pickleball-court/title"]).toBeTruthy();
    expect(labels["record/period/start"]).toBe("开始");
    expect(existsSync(join(lib, "catalog.js"))).toBe(false);
    expect(readFileSync(join(lib, "scenarios", `${own}.d.ts`), "utf8")).toContain(`"${own}": {`);
  });

  it("are refused where their id is neither in the catalog nor begins with own., or is there already", async () => {
    const foreign = join(work, "foreign");
    mkdirSync(join(foreign, "x"), { recursive: true });
    const contract = JSON.parse(readFileSync(join(street, "own", `${own}.json`), "utf8")) as object;
    writeFileSync(
      join(foreign, "x", "venues.ball.pickleball.json"),
      JSON.stringify({ ...contract, id: "venues.ball.pickleball" }),
    );
    writeFileSync(join(foreign, "x", `${court}.json`), JSON.stringify({ ...contract, id: court }));
    const { message } = await refusal(foreign, tree);
    expect(message).toContain("venues.ball.pickleball is not in the catalog, nor does it begin with own.");
    expect(message).toContain(`there is a contract ${court} already`);
  });

  it("need a base that is one", async () => {
    await expect(readBase(work)).rejects.toThrow("neither a folder of scenarios");
  });
});
