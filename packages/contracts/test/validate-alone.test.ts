import { validate } from "@linli/contracts/validate/sports.venues.court";
import { expect, it } from "vitest";

const booking = {
  court: "c-3",
  period: { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" },
  players: 6,
  purpose: "leisure",
  contact: "13857112345",
};

it("validates a record of one scenario, with nothing else to import", () => {
  expect(validate(booking)).toEqual([]);
  expect(validate({ ...booking, players: 0, "a/b": 1 }).map(({ at, keyword }) => `${at} ${keyword}`)).toEqual([
    "/a~1b additionalProperties",
    "/players minimum",
  ]);
});
