import type { Json, JsonObject, ResourceAvailability } from "@linli/contracts";
import type { Words } from "../../lib/words.js";

const money = /(?:fee|price|prices|fare|deposit|surcharge|fen)$/i;
const mostFacts = 3;

/**
 * What somebody wants to know of a provider before she chooses, in words: prices first, then times, then what it can
 * do. What is counted is shown elsewhere.
 */
export function providerFacts(
  { kind, value }: Pick<ResourceAvailability, "kind" | "value">,
  words: Words,
  counted?: string,
): readonly string[] {
  const prefix = `resource/${kind}/`;
  const found = Object.keys(words.labels)
    .filter((path) => path.startsWith(prefix) && !path.includes("=") && !path.slice(prefix.length).includes("/"))
    .map((path) => ({ name: path.slice(prefix.length), path }))
    .filter(({ name }) => name !== counted && value[name] !== undefined)
    .map(({ name, path }) => factOf(value[name] as Json, path, words))
    .filter(({ text }) => text !== "");
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostFacts)
    .map(({ text }) => text);
}

interface Fact {
  readonly text: string;
  readonly rank: number;
}

const none: Fact = { text: "", rank: 9 };

function factOf(value: Json, path: string, words: Words): Fact {
  const name = words.label(path);
  if (value === true) return { text: name, rank: 3 };
  if (typeof value === "number" && money.test(path)) return { text: `${name} ${sayMoney(value, words)}`, rank: 1 };
  if (typeof value === "number") return { text: `${name} ${value}`, rank: 4 };
  if (typeof value === "string") return { text: words.label(`${path}=${value}`), rank: 3 };
  if (Array.isArray(value)) return listFact(value as readonly Json[], path, words);
  return typeof value === "object" && value !== null ? objectFact(value as JsonObject, path, words) : none;
}

function listFact(list: readonly Json[], path: string, words: Words): Fact {
  const said = list.map((one) => words.label(`${path}=${String(one)}`)).filter((one) => one !== "");
  return said.length === 0 ? none : { text: `${words.label(path)} ${said.join(words.ui.comma)}`, rank: 2 };
}

/** Prices by what they are for, or spans of the day: one short line each. */
function objectFact(value: JsonObject, path: string, words: Words): Fact {
  const members = Object.keys(words.labels)
    .filter((one) => one.startsWith(`${path}/`) && !one.slice(path.length + 1).includes("/") && !one.includes("="))
    .map((one) => [words.label(one), value[one.slice(path.length + 1)]] as const);
  const prices = members.filter(
    (one): one is readonly [string, number] => typeof one[1] === "number" && money.test(path),
  );
  if (prices.length > 0)
    return { text: prices.map(([name, fen]) => `${name} ${sayMoney(fen, words)}`).join(words.ui.comma), rank: 0 };
  const spans = members.flatMap(([name, one]) => {
    const { from, until } = (one ?? {}) as JsonObject;
    return typeof from === "string" && typeof until === "string" ? [`${name} ${from}–${until}`] : [];
  });
  return spans.length === 0 ? none : { text: spans.join(words.ui.comma), rank: 0 };
}

/** An amount of fen as people say it. */
export function sayMoney(fen: number, words: Words): string {
  return fen === 0 ? words.ui.free : words.say("yuan", { n: fen / 100 });
}
