import { describe, expect, it } from "vitest";
import { locales } from "@linli/contracts";
import { bundle } from "@linli/contracts/bundle";
import { checkText } from "../src/routes/check-text.js";
import { faultKeywords, faultText } from "../src/routes/fault-texts.js";
import { findSyntaxError } from "../src/routes/find-syntax-error.js";
import { idempotencyKey } from "../src/routes/idempotency-key.js";
import { negotiateLocale } from "../src/routes/negotiate-locale.js";
import { readQuery } from "../src/routes/read-query.js";
import { ifMatch } from "../src/routes/revision.js";
import { validateShape } from "../src/routes/shape.js";
import { bodies, queries } from "../src/routes/shapes.js";

describe("the caller's language", () => {
  it.each([
    [undefined, "zh-CN"],
    ["", "zh-CN"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["ko-KR", "ko"],
    ["fr, ko;q=0.3, en;q=0.8", "en"],
    ["en;q=0, ko", "ko"],
    ["zh-TW", "zh-CN"],
    ["de", "zh-CN"],
    ["de, *;q=0.1", "zh-CN"],
    ["EN-us", "en"],
    ["en;q=nonsense", "en"],
  ])("%s reads %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it("has words for every keyword, in every locale", () => {
    for (const locale of locales)
      for (const keyword of faultKeywords)
        expect(faultText({ at: "", keyword, limit: 3 }, locale), `${locale} ${keyword}`).not.toMatch(/\{|undefined/);
    expect(faultText({ at: "/players", keyword: "minimum", limit: 1 }, "zh-CN")).toBe("不能小于 1。");
    expect(patterned(bundle.contracts)).toContain("mobile");
    for (const definition of patterned(bundle.contracts))
      for (const locale of locales)
        expect(faultText({ at: "", keyword: "pattern" }, locale, definition), definition).not.toBe(
          faultText({ at: "", keyword: "pattern" }, locale),
        );
    expect(faultText({ at: "/contact", keyword: "pattern" }, "en", "mobile")).toBe(
      "Enter a mobile number of 11 digits.",
    );
  });
});

/** Shared definitions with a pattern that people fill in somewhere. */
function patterned(contracts: unknown): readonly string[] {
  const definitions = bundle.common["$defs"] as { readonly [name: string]: { readonly pattern?: string } };
  const used = [...JSON.stringify(contracts).matchAll(/"(?:x-type|\$ref)":"(?:[^"]*\/)?(\w+)"/g)].map(
    ([, name = ""]) => name,
  );
  return [...new Set(used)].filter(
    (name) =>
      definitions[name]?.pattern !== undefined && !["scenarioId", "pointer", "streetId", "resourceKind"].includes(name),
  );
}

describe("JSON that is none", () => {
  it.each([
    ["{", 1, 2],
    ['{"a":1,}', 1, 8],
    ['{"a":1 "b":2}', 1, 8],
    ["[1,2", 1, 5],
    ["[1,,2]", 1, 4],
    ['{\n  "court": c-3\n}', 2, 12],
    ["{'a':1}", 1, 2],
    ['"open', 1, 1],
    ["01", 1, 1],
    ["[1] x", 1, 5],
    ["", 1, 1],
    ["[1}", 1, 3],
    ['{"a"}', 1, 5],
    ["NaN", 1, 1],
    ['["\t"]', 1, 2],
  ])("is told where: %j", (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(findSyntaxError(text)).toEqual({ line, column });
  });
});

describe("a text", () => {
  it("that PostgreSQL could not store is refused where it stands", () => {
    expect(checkText({ note: "好\u0000" })).toEqual([{ at: "/note", keyword: "format", limit: "text" }]);
    expect(checkText({ list: ["fine", "\ud83d"] })).toEqual([{ at: "/list/1", keyword: "format", limit: "text" }]);
    expect(checkText({ "a\u0000": 1 })).toEqual([{ at: "", keyword: "propertyNames" }]);
    expect(checkText({ note: "🏀 好" })).toEqual([]);
  });

  it("nested without end is refused, and not walked without end", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown;
    expect(checkText(deep)).toEqual([{ at: "/0".repeat(32), keyword: "maxDepth", limit: 32 }]);
  });
});

describe("headers of a write", () => {
  const withHeader = (name: string, value: string): Request =>
    new Request("http://hub.example/", { method: "POST", headers: { [name]: value } });

  it("have a key, quoted or not", () => {
    expect(idempotencyKey(withHeader("Idempotency-Key", "k-1"))).toBe("k-1");
    expect(idempotencyKey(withHeader("Idempotency-Key", '"k-1"'))).toBe("k-1");
    for (const wrong of ["", '""', "k 1", "k".repeat(129), "ké"])
      expect(() => idempotencyKey(withHeader("Idempotency-Key", wrong)), wrong).toThrow("key-missing");
  });

  it("may name a revision", () => {
    expect(ifMatch(withHeader("If-Match", '"7"'))).toBe(7);
    expect(ifMatch(withHeader("If-Match", 'W/"7"'))).toBe(7);
    expect(ifMatch(withHeader("If-Match", "*"))).toBeUndefined();
    for (const wrong of ["7", '"7", "8"', '"x"'])
      expect(() => ifMatch(withHeader("If-Match", wrong)), wrong).toThrow("stale-revision");
  });
});

describe("a query", () => {
  it("is read by its shapes", () => {
    expect(readQuery("http://h/?limit=5&mine=true&for=handler", queries.records)).toEqual({
      limit: 5,
      mine: true,
      for: "handler",
    });
  });

  it.each(["sate=confirmed", "limit=0", "limit=", "limit=5&limit=6", "mine=yes", "for=me", "state=%00", "limit=1e999"])(
    "with %s is refused",
    (query) => {
      expect(() => readQuery(`http://h/?${query}`, queries.records)).toThrow("invalid");
    },
  );
});

describe("a body's shape", () => {
  it("says every fault at once", () => {
    expect(
      validateShape(bodies.member)({
        name: "",
        roles: [{ rôle: "resident" }, 3],
        place: { lat: 91, lon: "x" },
        age: 3,
      }),
    ).toEqual([
      { at: "/name", keyword: "minLength", limit: 1 },
      { at: "/roles/0/role", keyword: "required" },
      { at: "/roles/0/rôle", keyword: "additionalProperties" },
      { at: "/roles/1", keyword: "type", limit: "object" },
      { at: "/place/lat", keyword: "maximum", limit: 90 },
      { at: "/place/lon", keyword: "type", limit: "number" },
      { at: "/age", keyword: "additionalProperties" },
    ]);
  });

  it("does not take `__proto__` for a known field", () => {
    expect(validateShape(bodies.act)(JSON.parse('{"__proto__":{}}'))).toEqual([
      { at: "/__proto__", keyword: "additionalProperties" },
    ]);
  });
});
