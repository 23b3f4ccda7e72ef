import type { StatementView } from "@linli/contracts";
import type { Client } from "@linli/sdk";

/** One movement of an account. */
export interface AccountLine {
  readonly day: string;
  /** Less than zero: it went out. */
  readonly amount: number;
  /** What there was after it. */
  readonly balance: number;
  /** The record that moved it, and its scenario. */
  readonly record?: string;
  readonly scenario?: string;
}

/** What is in an account, and how it came to that, newest first. */
export interface Account {
  readonly unit: string;
  readonly balance: number;
  readonly lines: readonly AccountLine[];
}

/**
 * Reads an account in a unit: somebody's by her id, or the reader's own, or that of her household. One that nothing was
 * ever written to is empty. `undefined`: this reader may not see it.
 */
export async function readAccount(
  client: Client,
  {
    unit,
    owner,
    me,
    others,
  }: {
    readonly unit: string;
    readonly owner: string | undefined;
    readonly me: string | undefined;
    /** For whom else she may act: their accounts are not hers. */
    readonly others: readonly string[];
  },
): Promise<Account | undefined> {
  const whose = owner === undefined || owner === me ? {} : { owner };
  const found = await client.statements({ unit, ...whose }).catch(() => undefined);
  if (found === undefined) return undefined;
  const wanted = owner ?? me;
  const { items } = found;
  const statement = items.find((one) => one.owner === wanted) ?? items.find((one) => !others.includes(one.owner));
  return statement === undefined
    ? { unit, balance: 0, lines: [] }
    : { unit, balance: statement.balance, lines: running(statement) };
}

/** Each line with what there was after it. */
function running({ balance, lines }: StatementView): readonly AccountLine[] {
  let after = balance;
  return lines.map((line) => {
    const here = { ...line, balance: after };
    after -= line.amount;
    return here;
  });
}
