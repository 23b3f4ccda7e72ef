import type { ResourceAvailability } from "@linli/contracts";
import type { Words } from "./words.js";

const most = 4;
const money = /(?:fee|price|fare|deposit|fen)$/i;

/** What a thing is like, in a few words: what its kind's labels name, in their order. */
export function factsOf({ kind, value }: Pick<ResourceAvailability, "kind" | "value">, words: Words): string {
  const prefix = `resource/${kind}/`;
  const facts: string[] = [];
  for (const path of Object.keys(words.labels)) {
    if (!path.startsWith(prefix) || path.includes("=") || facts.length >= most) continue;
    const fact = factOf(value[path.slice(prefix.length)], path, words);
    if (fact !== "") facts.push(fact);
  }
  return facts.join(" · ");
}

function factOf(value: unknown, path: string, words: Words): string {
  const name = words.label(path);
  if (value === true) return name;
  if (typeof value === "number") return `${name} ${money.test(path) ? words.say("yuan", { n: value / 100 }) : value}`;
  if (typeof value === "string") return words.label(`${path}=${value}`);
  if (!Array.isArray(value)) return "";
  return value
    .map((one) => words.label(`${path}=${String(one)}`))
    .filter((one) => one !== "")
    .join(words.ui.comma);
}
