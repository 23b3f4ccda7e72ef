import { fill } from "./words.js";
import type { More } from "../ui/more/zh-CN.js";

/** How far ahead an instant is: `还剩 6 分钟`; "" once it has passed. `now`: milliseconds since 1970. */
export function sayLeft(until: string, now: number, more: More): string {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000);
  if (minutes <= 0) return "";
  if (minutes < 60) return fill(more.minutesLeft, { n: minutes });
  if (minutes < 48 * 60) return fill(more.hoursLeft, { n: Math.floor(minutes / 60) });
  return fill(more.daysLeft, { n: Math.floor(minutes / 1440) });
}
