import {
  addText,
  countCodeTry,
  dropCode,
  findByPhone,
  inIdentity,
  readCode,
  writeCode,
  type LoginRow,
} from "../store/identity.js";
import type { IdentityContext } from "./context.js";
import { isTooMany, isUsedUp } from "./throttle.js";
import { sayCode } from "./pages/words.js";

/** How long a code holds, how often it may be tried, and how soon another may be asked for. */
const minutes = 5;
const tries = 5;
const againAfter = 60_000;

/** What became of asking for a code. Whether somebody has that number is not told. */
export type Sent = "sent" | "wait" | "too-many";

/**
 * Sends a code of six digits to a telephone number, if somebody signs in with it: through the gateway of the street in
 * which she is, as a message that is tried again while the code holds.
 */
export async function sendCode(
  context: IdentityContext,
  asked: { readonly phone: string; readonly address: string; readonly locale: "zh-CN" | "en" | "ko" },
): Promise<Sent> {
  const { database, clock, seal } = context;
  const { phone, address, locale } = asked;
  const now = clock();
  const number = await seal.hash(phone);
  const code = sixDigits(context.random);
  return inIdentity(database, async (query): Promise<Sent> => {
    if (await isTooMany(query, "code-address", await seal.hash(address), now)) return "too-many";
    const before = await readCode(query, phone);
    if (before !== undefined && Date.parse(before.sent) + againAfter > now) return "wait";
    if ((await isTooMany(query, "code-hour", number, now)) || (await isTooMany(query, "code-day", number, now)))
      return "too-many";
    const at = (moment: number) => new Date(moment).toISOString();
    const until = at(now + minutes * 60_000);
    // Written for an unknown number as well: what follows must look and last the same.
    await writeCode(query, { phone, hash: await seal.hash(`${phone} ${code}`), until, sent: at(now) });
    const login = await findByPhone(query, phone);
    if (login === undefined || login.disabled) return "sent";
    const [street = null] = Object.keys(login.members);
    const message = {
      to: phone,
      template: "sign-in-code",
      values: { code, minutes },
      locale,
      text: sayCode(locale, code, minutes),
    };
    await addText(query, {
      id: crypto.randomUUID(),
      street,
      sealed: await seal.close(JSON.stringify(message)),
      due: at(now),
      until,
    });
    return "sent";
  });
}

/** What became of a try at a code. */
export type Tried = { readonly login: LoginRow } | { readonly refused: "wrong" | "over" | "too-many" };

/** Tries a code: it holds a few minutes, for a few tries, once. */
export async function tryCode(
  { database, clock, seal }: IdentityContext,
  { phone, code }: { readonly phone: string; readonly code: string },
): Promise<Tried> {
  const now = clock();
  const number = await seal.hash(phone);
  const given = await seal.hash(`${phone} ${code.replaceAll(/\s/g, "")}`);
  return inIdentity(database, async (query): Promise<Tried> => {
    if (await isUsedUp(query, "code-wrong", number, now)) return { refused: "too-many" };
    const row = await readCode(query, phone);
    if (row === undefined || Date.parse(row.until) <= now || row.tries >= tries) return { refused: "over" };
    const login = await findByPhone(query, phone);
    // Two keyed hashes: how long it takes to compare them says nothing of the code.
    if (row.hash !== given || login === undefined || login.disabled) {
      await countCodeTry(query, phone);
      await isTooMany(query, "code-wrong", number, now);
      return { refused: "wrong" };
    }
    await dropCode(query, phone);
    return { login };
  });
}

/** Six digits, each as likely as any other. */
function sixDigits(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const [a = 0, b = 0, c = 0] = random(3);
    const number = (a << 16) | (b << 8) | c;
    if (number < 16_000_000) return String(number % 1_000_000).padStart(6, "0");
  }
}
