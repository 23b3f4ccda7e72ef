// The court request validated with all its faults: our compiled validator, which needs no eval, against ajv compiled at
// run time with ajv-formats. Interleaved rounds; medians.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runtime } from "@linli/contracts/runtime";
import { validator } from "@linli/contracts/scenarios/sports.venues.court";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export const name = "validation";

const rounds = 9;
const roundMs = 120;
const tree = fileURLToPath(new URL("../scenarios/", import.meta.url));
const read = (file) => JSON.parse(readFileSync(tree + file, "utf8"));

/** Measures. `progress` is told what is going on. Gives a row for requests that are right, wrong in one place, wrong in all. */
export async function run({ progress }) {
  const contract = read("sports/sports.venues.court.json");
  const ours = validator(runtime);
  const theirs = ajvAtRunTime(contract.record);
  const { valid, invalid } = contract.examples;
  const requests = {
    "right requests": valid.map(({ value }) => value),
    "requests with one fault": invalid.filter(({ keyword }) => keyword).map(({ value }) => value),
    "requests wrong in every field": [everythingWrong],
  };
  for (const [what, values] of Object.entries(requests)) {
    for (const value of values) {
      if ((ours(value).length === 0) !== theirs(value)) throw new Error(`the two do not agree on ${what}`);
    }
  }

  const speeds = {};
  for (let round = 0; round < rounds; round++) {
    for (const [what, values] of Object.entries(requests)) {
      const pair = (speeds[what] ??= { ours: [], theirs: [] });
      const turns = [() => pair.ours.push(speedOf(ours, values)), () => pair.theirs.push(speedOf(theirs, values))];
      // Neither always runs on the heap that the other has left.
      for (const turn of round % 2 ? turns.reverse() : turns) turn();
    }
    progress(`round ${round + 1} of ${rounds}`);
  }
  return Object.entries(speeds).map(([what, pair]) => ({
    name: `validation of the court request: ${what}`,
    value: Math.round(median(pair.ours) / 1000),
    unit: "thousand/s",
    against: "ajv compiled at run time with ajv-formats, all errors",
    ratio: Number((median(pair.ours) / median(pair.theirs)).toFixed(2)),
    reach: "≥ 2",
  }));
}

function ajvAtRunTime(schema) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  ajv.addVocabulary(["x-privacy", "x-kind", "x-scenario"]);
  addFormats.default(ajv);
  ajv.addFormat("national-id", true);
  ajv.addFormat("credit-code", true);
  const { labels: _labels, ...common } = read("common.json");
  ajv.addSchema(common);
  return ajv.compile({ ...schema, $id: "https://linli.dev/sports/sports.venues.court.json" });
}

/** Values a second. */
function speedOf(validate, values) {
  const started = performance.now();
  let done = 0;
  do {
    for (let i = 0; i < 200; i++) for (const value of values) validate(value);
    done += 200 * values.length;
  } while (performance.now() - started < roundMs);
  return (done / (performance.now() - started)) * 1000;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

const everythingWrong = {
  court: "",
  period: { start: "now", end: "2026-13-02T19:00:00+08:00" },
  players: 99,
  purpose: "sleep",
  contact: "0571-82621234",
  equipment: ["ball", "ball", "racquet"],
  accessibility: "wheelchair",
  note: 7,
  colour: "red",
};
