import type { LoadFile } from "@linli/widgets";

const folders = ["../../packages/contracts/generated/scenarios/", "../generated/own/scenarios/"];
const files = import.meta.glob<object>([
  "../../packages/contracts/generated/scenarios/*.js",
  "../generated/own/scenarios/*.js",
]);

/** Gives the widgets the files that `linli compile` made, each only when it is asked for. */
export const loadScenario: LoadFile = (file) =>
  folders.map((folder) => files[folder + file]).find((load) => load !== undefined)?.();
