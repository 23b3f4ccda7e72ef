import { readFileSync } from "node:fs";
import jsonLogic from "json-logic-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowedActions,
  decide,
  evaluate,
  fixedTime,
  laterWorking,
  machineOf,
  timeIn,
  type Actor,
  type Contract,
  type Facts,
  type Json,
  type Machine,
  type Pattern,
  type RecordState,
} from "../src/index.js";

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../../scenarios/${file}`, import.meta.url), "utf8"));
const pattern = (name: string) => read(`patterns/${name}.json`) as Pattern;
const names = [
  ...["booking", "order", "case", "application", "alert", "registry", "activity", "deliberation"],
  ...["survey", "exchange", "directory", "device", "task", "ledger", "indicator", "notice"],
];
const zone = "Asia/Shanghai";

describe("rules", () => {
  const plain = fixedTime("+08:00");
  const leaf = fc.oneof(
    fc.integer({ min: -5, max: 50 }),
    fc.boolean(),
    fc.constantFrom("training", "leisure", "5", ""),
    fc.constantFrom({ var: "players" }, { var: "purpose" }, { var: "equipment" }, { var: ["coach", "沈建华"] }),
  );
  const { rule } = fc.letrec<{ rule: Json }>((tie) => ({
    rule: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc
        .tuple(fc.constantFrom("and", "or", "==", "!=", "<", "<=", ">", ">=", "in"), fc.tuple(tie("rule"), tie("rule")))
        .map(([name, args]) => ({ [name]: args })),
      fc.tuple(tie("rule"), tie("rule"), tie("rule")).map((args) => ({ if: args })),
      fc.tuple(fc.constantFrom("!", "!!"), tie("rule")).map(([name, arg]) => ({ [name]: [arg] })),
    ) as fc.Arbitrary<Json>,
  }));
  const data = { players: 5, purpose: "training", equipment: ["ball", "net"] };

  it("mean what JSON Logic's reference implementation says", () => {
    fc.assert(
      fc.property(rule, (logic) => {
        const theirs: unknown = jsonLogic.apply(logic as never, data);
        const ours = evaluate(logic, data, plain);
        expect(ours ?? null).toEqual(theirs ?? null);
      }),
      { numRuns: 2000 },
    );
  });

  it("refuse an operator that is not in the closed list", () => {
    expect(() => evaluate({ log: "players" }, data, plain)).toThrow("no such operator: log");
    expect(() => evaluate({ constructor: [] }, data, plain)).toThrow("no such operator");
  });

  it("make every comparison with what is absent false, whichever way round", () => {
    for (const operator of ["<", "<=", ">", ">="]) {
      expect(evaluate({ [operator]: [{ var: "nobody" }, 0] }, data, plain)).toBe(false);
      expect(evaluate({ [operator]: [0, { var: "nobody" }] }, data, plain)).toBe(false);
    }
  });

  it("read no member that an object merely inherits", () => {
    expect(evaluate({ var: "constructor" }, {}, plain)).toBeUndefined();
    expect(evaluate({ var: "equipment.length" }, data, plain)).toBe(2);
  });

  it("tell the same time with a fixed offset as with the zone, where the zone has one offset", () => {
    const moment = fc
      .date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
      .map((d) => `${d.toISOString().slice(0, 19)}Z`);
    const duration = fc.constantFrom("P1D", "PT90M", "P2W", "P1DT2H", "P1Y");
    const exact = timeIn(zone);
    fc.assert(
      fc.property(moment, duration, fc.constantFrom(1 as const, -1 as const), (at, by, sign) => {
        if (by === "P1Y" && exact.date(at).endsWith("02-29")) return;
        expect(plain.shift(at, by, sign)).toBe(exact.shift(at, by, sign));
        expect(plain.date(at)).toBe(exact.date(at));
        expect(plain.minutes(at)).toBe(exact.minutes(at));
        for (const time of ["10:00", "24:00"]) expect(plain.atTime(at, time)).toBe(exact.atTime(at, time));
      }),
    );
  });

  it("count whole years up to the birthday, not from the day before", () => {
    const age = (on: string) =>
      evaluate({ age: [{ var: "birth" }, { var: "on" }] }, { birth: "1946-11-24", on }, timeIn(zone));
    expect(age("2026-11-23T23:59:00+08:00")).toBe(79);
    expect(age("2026-11-24T00:01:00+08:00")).toBe(80);
  });
});

describe("working time", () => {
  const calendar = {
    holidays: new Set(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
    workdays: new Set(["2026-10-10"]),
    hours: { from: "09:00", until: "17:00" },
  };
  it("skips weekends and holidays and counts a Saturday that makes up for them", () => {
    expect(laterWorking("2026-09-30T10:00:00+08:00", "P1D", zone, calendar)).toBe("2026-10-08T10:00:00+08:00");
    expect(laterWorking("2026-10-09T10:00:00+08:00", "P1D", zone, calendar)).toBe("2026-10-10T10:00:00+08:00");
  });
  it("runs hours only while people work", () => {
    expect(laterWorking("2026-10-09T16:00:00+08:00", "PT2H", zone, calendar)).toBe("2026-10-10T10:00:00+08:00");
    expect(laterWorking("2026-10-11T12:00:00+08:00", "PT30M", zone, calendar)).toBe("2026-10-12T09:30:00+08:00");
  });
});

describe.each(names)("the pattern %s", (name) => {
  const file = pattern(name);
  const actors: readonly Actor[] = [
    { id: "li", roles: ["resident"] },
    { id: "hu", roles: ["community-staff"] },
    { id: "chen", roles: ["courier"] },
    { id: "meter", roles: [], kind: "device" },
    { id: "clock", roles: [], kind: "clock" },
    { id: "hub", roles: [], kind: "hub" },
  ];
  const contract = (without: readonly string[], settings: object) =>
    ({
      id: "neighbourhood.events.lantern-evening",
      version: "1.0.0",
      pattern: name,
      without,
      source: [],
      people: {
        open: ["resident", "community-staff", "hub", "device"],
        subject: "person",
        handler: ["community-staff"],
      },
      settings,
      record: { type: "object", properties: { note: { type: "string" } } },
      labels: { "zh-CN": {}, en: {}, ko: {} },
      examples: { valid: [], invalid: [] },
      journeys: [],
    }) as unknown as Contract;
  const optional = Object.entries(file.actions).flatMap(([action, rule]) => (rule.optional ? [action] : []));
  const free: Facts = {
    now: "2026-12-01T09:00:00+08:00",
    zone,
    resources: () => undefined,
    uses: { free: true, waiting: 0 },
    subject: { id: "li" },
    opener: { id: "li" },
    onRoll: true,
    roll: { size: 3 },
    tally: { passed: true },
  };
  const apply = (
    machine: Machine,
    record: RecordState | undefined,
    action: string,
    changes: ReturnType<typeof decide> & { ok: true },
  ): RecordState => ({
    id: "r-1",
    subject: "li",
    opener: "li",
    opened: free.now,
    revision: (record?.revision ?? 0) + 1,
    children: record?.children ?? {},
    done: { ...record?.done, [action]: (record?.done[action] ?? 0) + 1 },
    entered: changes.changes.state === record?.state ? record.entered : free.now,
    ...changes.changes,
  });

  it("lets an act through only where its file says so, and every path replays to the same record", () => {
    fc.assert(
      fc.property(
        fc.subarray(optional),
        fc.array(fc.tuple(fc.constantFrom(...Object.keys(file.actions)), fc.constantFrom(...actors)), {
          maxLength: 30,
        }),
        (without, acts) => {
          const machine = machineOf(file, contract(without, { slot: "PT1H" }));
          const walk = () => {
            const opened = decide(machine, undefined, { do: "open", actor: actors[0]!, input: { note: "灯会" } }, free);
            if (!opened.ok) return { states: [opened.problem], record: undefined };
            let record = apply(machine, undefined, "open", opened);
            const states = [record.state];
            for (const [action, actor] of acts) {
              const before = record;
              const decision = decide(machine, record, { do: action, actor, input: {} }, free);
              const rule = file.actions[action]!;
              const from = rule.from.map((origin) => (typeof origin === "string" ? origin : origin.state));
              if (decision.ok) {
                expect(without).not.toContain(action);
                expect(from).toContain(before.state);
                expect(allowedActions(machine, before, actor, free)).toContain(action);
                expect(Object.keys(file.states)).toContain(decision.changes.state);
                if (!rule.exclusive) {
                  expect(decision.changes.state).toBe(before.state);
                  expect(decision.changes.flags).toEqual(before.flags);
                  expect(decision.changes.child?.kind).toBe(rule.appends?.kind);
                }
                const { event, state, flags, from: left } = decision.changes;
                expect([event.action, event.from, event.to, event.flags]).toEqual([action, left, state, flags]);
                record = apply(machine, record, action, decision);
              } else if (!from.includes(before.state)) expect(decision.problem).toBe("not-allowed-now");
              states.push(record.state);
            }
            return { states, record };
          };
          expect(walk()).toEqual(walk());
        },
      ),
      { numRuns: 150 },
    );
  });
});
