import fc from "fast-check";
import { expect, it } from "vitest";
import { runtime } from "../src/runtime.js";

it("length counts code points: a family emoji of five, a rare character of one", () => {
  expect(runtime.len("")).toBe(0);
  expect(runtime.len("宁围街道")).toBe(4);
  expect(runtime.len("𠮷")).toBe(1);
  expect(runtime.len("👨‍👩‍👧")).toBe(5);
  expect(runtime.len("\ud83d")).toBe(1);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => runtime.len(text) === [...text].length));
});

it("values are the same whatever the order of their members, and only then", () => {
  expect(runtime.eq({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(runtime.eq([1, 2], [2, 1])).toBe(false);
  expect(runtime.eq({ a: undefined }, {})).toBe(false);
  expect(runtime.eq([], {})).toBe(false);
  expect(runtime.eq("1", 1)).toBe(false);
});

it("faults are collected in one list, a limit only where there is one", () => {
  const first = runtime.fault(null, "/players", "minimum", 1);
  const both = runtime.fault(first, "/coach", "required");
  expect(both).toBe(first);
  expect(both).toEqual([
    { at: "/players", keyword: "minimum", limit: 1 },
    { at: "/coach", keyword: "required" },
  ]);
});

it("names are escaped as parts of a pointer", () => {
  expect(runtime.seg("a/b~c")).toBe("a~1b~0c");
});
