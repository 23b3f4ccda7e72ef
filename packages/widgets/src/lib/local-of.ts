/** An instant as a street's clock shows it, `2026-12-02T19:00:00+08:00`; one that already is local stays itself. */
export function localOf(instant: string, zone: string | undefined): string {
  if (zone === undefined || !instant.endsWith("Z")) return instant;
  const date = new Date(instant);
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(
    date,
  );
  const minutes = Math.round((Date.parse(`${local.replace(" ", "T")}Z`) - date.getTime()) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  return `${local.replace(" ", "T")}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}
