import type { ledgerWords } from "./ledger-words.js";

const units = ["fen", "points", "hours", "pieces"] as const;

/** An amount in its unit: fen as yuan, with both decimals unless it is a whole number. */
export function sayAmount(amount: number, unit: string, say: ReturnType<typeof ledgerWords>): string {
  const key = units.find((one) => one === unit) ?? "pieces";
  const n = key !== "fen" ? String(amount) : amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2);
  return say(key, { n });
}

/** The same with its sign: what came in, what went out. */
export function saySigned(amount: number, unit: string, say: ReturnType<typeof ledgerWords>): string {
  return `${amount < 0 ? "−" : "+"}${sayAmount(Math.abs(amount), unit, say)}`;
}
