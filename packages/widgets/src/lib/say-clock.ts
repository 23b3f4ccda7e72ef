import type { ClockView } from "@linli/contracts";
import type { FlowWords } from "../ui/flows/flow-words.js";

const minute = 60_000;

/** How far ahead a moment is, in words: `还剩 6 分钟`, `还剩 8 秒`; "" once it has passed. `now` in milliseconds. */
export function sayAhead(due: string, now: number, flow: FlowWords): string {
  const left = Date.parse(due) - now;
  if (left <= 0) return "";
  if (left < minute) return flow.say("secondsLeft", { n: Math.ceil(left / 1000) });
  if (left < 60 * minute) return flow.say("minutesLeft", { n: Math.ceil(left / minute) });
  if (left < 48 * 60 * minute) return flow.say("hoursLeft", { n: Math.floor(left / 60 / minute) });
  return flow.say("daysLeft", { n: Math.floor(left / 1440 / minute) });
}

/** The clock that runs out first, of those that bring something. */
export function nextClock(clocks: readonly ClockView[]): ClockView | undefined {
  return [...clocks].filter(({ then }) => then !== undefined).sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
}

/** How long what is said of a moment stays true, in milliseconds. */
export function nextChange(due: string | undefined, now: number): number {
  const left = due === undefined ? Infinity : Date.parse(due) - now;
  return left > 0 && left < 2 * minute ? 1000 : 20_000;
}
