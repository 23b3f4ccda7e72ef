import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, fieldsByRule, timeIn } from "../src/index.js";

const time = timeIn("Asia/Shanghai");

describe("fields that are given by rules", () => {
  it("are built into objects where pointers lead into them, and left out where a rule has no answer", () => {
    const rules = {
      what: { var: "record.title" },
      "/contact/name": { var: "opener.name" },
      "/contact/phone": { var: "record.phone" },
      "/place/point/lat": { var: "record.lat" },
    };
    const context = { record: { title: "路灯不亮", lat: 30.17 }, opener: { name: "钱卫国" } };
    expect(fieldsByRule(rules, context, time)).toEqual({
      what: "路灯不亮",
      contact: { name: "钱卫国" },
      place: { point: { lat: 30.17 } },
    });
  });

  it("add to an object that another rule gave whole", () => {
    const rules = { contact: { var: "record.contact" }, "/contact/phone": "13857112345" };
    const context = { record: { contact: { name: "沈阿珍", phone: "无" } } };
    expect(fieldsByRule(rules, context, time)).toEqual({ contact: { name: "沈阿珍", phone: "13857112345" } });
  });

  it("stand where their pointers say, however deep", () => {
    const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,5}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 5 }), fc.integer(), (path, value) => {
        const pointer = `/${path.join("/")}`;
        expect(at(fieldsByRule({ [pointer]: value }, {}, time), pointer)).toBe(value);
      }),
    );
  });
});
