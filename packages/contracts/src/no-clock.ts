import { fixedTime } from "./fixed-time.js";

/** Time for rules that only read settings. */
export const noClock = fixedTime("+00:00");
