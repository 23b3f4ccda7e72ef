/** The known names that a wrong one is most like, the likest first; at most three, none if nothing is near. */
function nearest(wrong: string, known: Iterable<string>): readonly string[] {
  const most = Math.max(2, Math.floor(wrong.length / 3));
  return [...new Set(known)]
    .map((name) => ({ name, away: distance(wrong.toLowerCase(), name.toLowerCase(), most) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A sentence that names what was probably meant, or what there is. */
export function didYouMean(wrong: string, known: Iterable<string>, what = "It is one of"): string {
  const names = [...new Set(known)];
  const near = nearest(wrong, names);
  if (near.length > 0) return `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
  if (names.length === 0) return "There is none.";
  const shown = names.length > 24 ? [...names.slice(0, 24), "…"] : names;
  return `${what}: ${shown.join(", ")}.`;
}

/** Edits between two words (a swap of neighbours is one); anything above `most` may come out as `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
