import {
  at,
  bookDate,
  booksClosed,
  evaluate,
  timeIn,
  type Context,
  type Json,
  type JsonObject,
} from "@linli/contracts";
import type { Rehearsed, Street } from "./street.js";
import { householdOf } from "./people.js";

/** A line as a rule says it. */
interface LineRule {
  readonly from: Json;
  readonly to: Json;
  readonly amount: Json;
  readonly unit?: Json | undefined;
  /** Whose the accounts of people are; absent: as the settings say. */
  readonly owner?: Json | undefined;
}

/**
 * Writes balanced lines to accounts; an amount that is absent or zero writes none. Gives the problem if an account of a
 * person would go below the floor that the settings name; then nothing is written.
 */
export function post(
  street: Street,
  record: Rehearsed,
  rules: readonly LineRule[],
  context: Context,
): string | undefined {
  const time = timeIn(street.zone);
  const { settings } = record.machine;
  const written: { record: string; account: string; amount: number; day: string }[] = [];
  const day = bookDate(settings, record.state.data, street.now.slice(0, 10));
  for (const rule of rules) {
    const amount = evaluate(rule.amount, context, time);
    if (typeof amount !== "number" || !Number.isFinite(amount) || amount === 0) continue;
    if (booksClosed(settings, day, street.now, street.zone)) return "books-closed";
    const unit = String(rule.unit ?? settings["unit"] ?? "fen");
    const owner = rule.owner ?? settings["owner"];
    const name = (side: Json): string =>
      `${unit}|${accountOf(street, record, typeof side === "object" ? evaluate(side, context, time) : side, owner)}`;
    written.push(
      { record: record.state.id, account: name(rule.from), amount: -amount, day },
      { record: record.state.id, account: name(rule.to), amount, day },
    );
  }
  const floor = settings["floor"];
  if (typeof floor === "number")
    for (const { account } of written) {
      const after =
        balance(street, account) +
        written.filter((line) => line.account === account).reduce((sum, line) => sum + line.amount, 0);
      const falls = written.some((line) => line.account === account && line.amount < 0);
      if (falls && account.includes("|of:") && after < floor) return "below-floor";
    }
  street.lines.push(...written);
  return undefined;
}

/** Writes the opposite of every line that a record has posted; gives the problem where its books are closed. */
export function unpost(street: Street, record: Rehearsed): string | undefined {
  const { settings } = record.machine;
  const lines = street.lines.filter((line) => line.record === record.state.id);
  if (lines.some(({ day }) => booksClosed(settings, day, street.now, street.zone))) return "books-closed";
  street.lines.push(...lines.map((line) => ({ ...line, amount: -line.amount, day: street.now.slice(0, 10) })));
  return undefined;
}

/** What was earned longer ago than the settings say and was not spent since lapses: what was earned first is spent first. */
export function lapsePoints(street: Street, settings: JsonObject): void {
  const day = timeIn(street.zone).shift(street.now, String(settings["expireAfter"]), -1).slice(0, 10);
  const unit = String(settings["unit"]);
  const accounts = new Set(street.lines.map(({ account }) => account).filter((one) => one.startsWith(`${unit}|of:`)));
  for (const account of accounts) {
    const lines = street.lines.filter((line) => line.account === account);
    const sum = (fits: (line: (typeof lines)[number]) => boolean): number =>
      lines.filter(fits).reduce((total, { amount }) => total + amount, 0);
    const left = sum(({ amount, day: on }) => amount > 0 && on <= day) + sum(({ amount }) => amount < 0);
    const amount = Math.min(balance(street, account), left);
    if (amount <= 0) continue;
    const on = { record: "", day: street.now.slice(0, 10) };
    street.lines.push({ ...on, account, amount: -amount }, { ...on, account: `${unit}|street:lapsed`, amount });
  }
}

/** What somebody and her household have in a unit. */
export function balanceOf(street: Street, person: string, unit: string): number {
  const owners = new Set([person, householdOf(street, person)]);
  return [...owners].reduce((sum, owner) => sum + balance(street, `${unit}|of:${owner}`), 0);
}

/** What an account comes to. */
function balance(street: Street, account: string): number {
  return street.lines.filter((line) => line.account === account).reduce((sum, line) => sum + line.amount, 0);
}

/** Lines of a pattern's settings. */
export function linesOf(settings: JsonObject): readonly LineRule[] {
  return (settings["lines"] ?? []) as unknown as readonly LineRule[];
}

function accountOf(street: Street, { state }: Rehearsed, side: unknown, owner: unknown): string {
  const own = (person: string): string => `of:${owner === "household" ? householdOf(street, person) : person}`;
  if (side === "opener") return own(state.opener);
  if (side === "subject") return own(state.subject);
  if (side === "assignee") return own(state.assignees[0] ?? "nobody");
  if (side === "record") return `record:${state.id}`;
  const text = String(side).startsWith("/") ? String(at(state.data, String(side))) : String(side);
  return street.people[text] === undefined ? `street:${text}` : own(text);
}
