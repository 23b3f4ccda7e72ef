import { at, operatorNames } from "@linli/contracts";
import { accounts, contextRoots, effects, operators, plainEffects, relations } from "@linli/contracts/vocabulary";
import { describe, expect, it } from "vitest";
import { whole } from "./check-tree.js";

const schema = (name: string, pointer: string): unknown => at(whole.schemas[name], pointer);
const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();
const consts = (list: unknown): readonly string[] =>
  (list as readonly { readonly const: string }[]).map((one) => one.const);

describe("the closed lists of the format", () => {
  it("name the operators that the meta-schemas name, and the interpreter has", () => {
    expect(sorted(operatorNames)).toEqual(sorted(operators));
    expect(schema("pattern", "/$defs/rule/anyOf/4/propertyNames/enum")).toEqual(operators);
    expect(schema("contract", "/$defs/rule/anyOf/5/propertyNames/enum")).toEqual(operators);
  });

  it("name the ways in which people stand to a record that the meta-schema names", () => {
    expect(consts(schema("pattern", "/$defs/role/oneOf"))).toEqual(relations);
  });

  it("name the effects that the meta-schema names", () => {
    const plain = consts(schema("pattern", "/$defs/effect/anyOf/0/oneOf"));
    const withArguments = Object.keys(schema("pattern", "/$defs/effect/anyOf/1/properties") as object);
    expect(plain).toEqual(plainEffects);
    expect(sorted(new Set([...plain, ...withArguments]))).toEqual(sorted(effects));
  });

  it("name the accounts that the meta-schema names", () => {
    expect(schema("pattern", "/$defs/account/enum")).toEqual(accounts);
  });

  it("name what rules of the sixteen patterns read", () => {
    const read = new Set<string>();
    JSON.stringify(whole.patterns, (key, value: unknown) => {
      const path = key === "var" && Array.isArray(value) ? (value[0] as unknown) : value;
      if (key === "var" && typeof path === "string") read.add(path.split(".")[0] ?? "");
      return value;
    });
    for (const root of read) expect([...contextRoots, "current", "accumulator"]).toContain(root);
  });

  it("are used by patterns, every effect of them", () => {
    const written = JSON.stringify(
      Object.values(whole.patterns).map(({ open, actions, states }) => [open, actions, states]),
    );
    for (const effect of effects) expect(written).toContain(`"${effect}"`);
  });
});
