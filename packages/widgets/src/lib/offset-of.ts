import type { StreetView } from "@linli/contracts";

/** The offset of a street's clock now, for example `+08:00`. */
export function offsetOf({ now, zone }: Pick<StreetView, "now" | "zone">): string {
  const written = /[+-]\d\d:\d\d$/.exec(now)?.[0];
  if (written !== undefined) return written;
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(new Date(now));
  return /[+-]\d\d:\d\d/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "")?.[0] ?? "+00:00";
}
