import type { LoadFile } from "@linli/widgets";

const prefix = "../../packages/contracts/generated/scenarios/";
const files = import.meta.glob<object>("../../packages/contracts/generated/scenarios/*.js");

/** Gives the widgets the files that `linli compile` made, each only when it is asked for. */
export const loadScenario: LoadFile = (file) => files[prefix + file]?.();
