// Types of the catalog's scenarios, as somebody sees them who has installed @linli/contracts.
import { runtime } from "@linli/contracts";
import type { Bundle, Fault, Labels, RunPart, ScenarioId, ScenarioMap } from "@linli/contracts";
import { bundle } from "@linli/contracts/bundle";
import { catalog } from "@linli/contracts/catalog";
import { patternOf } from "@linli/contracts/map";
import { acts, validators } from "@linli/contracts/scenarios/sports.venues.court.acts";
import { contract, validator } from "@linli/contracts/scenarios/sports.venues.court";
import { labels } from "@linli/contracts/scenarios/sports.venues.court.zh-CN";

type Court = ScenarioMap["sports.venues.court"];
type Help = ScenarioMap["resident-requests.report.accident-help"];

const period = { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" };
export const booking: Court["record"] = {
  court: "c-3",
  period,
  players: 5,
  purpose: "leisure",
  contact: "13857112345",
};
export const noInput: Court["actions"]["check-in"] = undefined;
export const use: Court["actions"]["complete"] = { playersSeen: 5 };
export const waiting: Court["options"] = { waitlist: true };
export const states: readonly Court["states"][] = ["confirmed", "waitlisted", "no-show"];
export const comment: Help["children"]["comments"] = { text: "救护车已经到了" };

export const faults: readonly Fault[] = validator(runtime)({ ...booking, players: 0 });
export const runPart: RunPart = contract;
export const words: Labels = labels;
export const all: Bundle = bundle;
export const stages: readonly { readonly id: string }[] = acts.stages;
export const inputs: readonly string[] = Object.keys(validators(runtime));
export const pattern: string | undefined = patternOf["sports.venues.court"];
export const first: string | undefined = catalog.tree[0]?.titles.ko;

// @ts-expect-error a wrong type: five is no word
export const wordOfPlayers: Court["record"] = { ...booking, players: "five" };
// @ts-expect-error a wrong field: the court's record has no colour
export const colour: Court["record"] = { ...booking, colour: "red" };
// @ts-expect-error a wrong value: nobody books for sleep
export const purpose: Court["record"]["purpose"] = "sleep";
// @ts-expect-error a missing field: nobody to call
export const nobody: Court["record"] = { court: "c-3", period, players: 5, purpose: "leisure" };
// @ts-expect-error a wrong action: the court's contract goes without approval
export type Approve = Court["actions"]["approve"];
// @ts-expect-error an action that only the hub takes
export type Promote = Court["actions"]["promote"];
// @ts-expect-error a wrong input: how many came is a number
export const seen: Court["actions"]["complete"] = { playersSeen: "5" };
// @ts-expect-error an input where none is taken
export const scanned: Court["actions"]["check-in"] = { at: "north gate" };
// @ts-expect-error a state that the court can't be in
export const state: Court["states"] = "declined";
// @ts-expect-error a wrong scenario
export const scenario: ScenarioId = "sports.venues.tennis";
// @ts-expect-error a scenario that nobody has
export type Tennis = ScenarioMap["sports.venues.tennis"];
