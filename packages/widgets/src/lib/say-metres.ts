import type { FlowWords } from "../ui/flows/flow-words.js";

/** A distance as people say it: `120 米`, `1.4 公里`. */
export function sayMetres(metres: number, flow: FlowWords): string {
  return metres < 1000
    ? flow.say("metres", { n: Math.round(metres / 10) * 10 || Math.round(metres) })
    : flow.say("kilometres", { n: Math.round(metres / 100) / 10 });
}
