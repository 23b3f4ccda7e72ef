import { expect, it } from "vitest";
import { freeNames } from "../src/compile/free-names.js";
import { rewriteAjv } from "../src/compile/rewrite-ajv.js";

/** A module as ajv writes one, with this in its function. */
const ajvModule = (inside: string, before = ""): string => `"use strict";
export const it = validate0;
${before}
function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
${inside}
validate0.errors = vErrors;
return errors === 0;
}`;

const error = `const err0 = {instancePath:instancePath+"/players",schemaPath:"#/x",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;`;

it("an error of ajv becomes a short fault, and the function a pure one", () => {
  const { statements, functions } = rewriteAjv(ajvModule(error));
  expect(functions).toEqual({ it: "validate0" });
  expect(statements).toContain('vErrors = fault(vErrors, "/players", "minimum", 1);errors++;');
  expect(statements).toContain("function validate0(data){");
  expect(statements).toContain("return vErrors ?? [];");
  expect(statements).not.toMatch(/instancePath|schemaPath|use strict/);
});

it("an error that is not collected as ajv collects errors is refused, not lost", () => {
  expect(() => rewriteAjv(ajvModule(error.replace("errors++;", "")))).toThrow("not collected as expected");
  expect(() => rewriteAjv(ajvModule(`if(data) { const err0 = {}, err1 = {}; }`))).toThrow("collected as expected");
  expect(() => rewriteAjv(ajvModule(`for (const err0 of data) {}`))).toThrow("ajv makes 1 errors, 0 were found");
});

it("what ajv would import is refused unless something of ours stands for it", () => {
  const length = 'const func0 = require("ajv/dist/runtime/ucs2length").default;';
  expect(rewriteAjv(ajvModule("if(func0(data) > 5) {}", length)).statements).toContain("const { len: func0 } = rt;");
  expect(() => rewriteAjv(ajvModule("func0(data);", length.replace("ucs2length", "uri")))).toThrow(
    "nothing stands for",
  );
  expect(() => rewriteAjv(ajvModule("formats0(data);", 'const formats0 = FORMATS["ipv6"];'))).toThrow(
    "ipv6 has no function",
  );
});

it("a function that does not end as ajv's do, and a statement that is not known, are refused", () => {
  expect(() => rewriteAjv(ajvModule("").replace("return errors === 0;", "return true;"))).toThrow(
    "does not end as expected",
  );
  expect(() => rewriteAjv(ajvModule("", "globalThis.x = 1;"))).toThrow("a statement that is not known");
});

it("names that code does not declare are found, whatever they are for", () => {
  expect(freeNames('(rt) => { const { a: b } = rt; return eval(b.eval + "x") }')).toEqual(["eval"]);
  expect(freeNames("() => new Function('return this')")).toEqual(["Function"]);
  expect(freeNames("(a) => ({ require: a.require, [window]: 1 })")).toEqual(["window"]);
  expect(freeNames("(data) => { out: for (const key in data) { if (isNaN(key)) break out; } }")).toEqual(["isNaN"]);
});
