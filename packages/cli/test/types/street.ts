// Types of a street's own scenario, compiled into `lib`, beside those of the catalog.
import type { ScenarioId, ScenarioMap } from "@linli/contracts";
import "@linli/contracts/map";
import { bundle } from "./lib/bundle.js";
import "./lib/map.js";
import type { Lesson } from "./lib/scenarios/own.venues.pickleball.js";

type Pickleball = ScenarioMap["own.venues.pickleball"];

export const ids: readonly ScenarioId[] = ["own.venues.pickleball", "sports.venues.court"];
export const lesson: Lesson = { court: "p-1", level: "beginner" };
export const record: Pickleball["record"] = lesson;
export const contracts: number = bundle.contracts.length;

// @ts-expect-error a wrong value
export const level: Pickleball["record"] = { court: "p-1", level: "champion" };
// @ts-expect-error a field of the court, not of the street's own lesson
export const players: Pickleball["record"] = { court: "p-1", level: "beginner", players: 4 };
