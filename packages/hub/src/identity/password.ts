import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** How costly a guess is made: 32 MiB and about a tenth of a second (OWASP, Password Storage, scrypt). */
const cost = { log: 15, r: 8, p: 3 } as const;
const length = 32;
const shortest = 10;
const longest = 128;

/** Passwords that are tried first, everywhere. */
const common =
  /^(?:(?:1234567890|0123456789|9876543210|1q2w3e4r5t|qwertyuiop|password|admin|iloveyou|woaini|5201314|1314520|a123456|qwerty|abc123)+[0-9!.@#]*|(.)\1*|(?:(..)\2+)|(?:(...)\3+))$/i;

/** What is wrong with a new password: `undefined`: nothing. Length counts, not kinds of letters (NIST SP 800-63B). */
export function passwordFault(password: string, phone: string): "short" | "long" | "common" | undefined {
  const letters = [...password].length;
  if (letters < shortest) return "short";
  if (letters > longest) return "long";
  const own = phone.replaceAll(/\D/g, "").slice(-11);
  return common.test(password) || (own !== "" && password.includes(own)) ? "common" : undefined;
}

/** Hashes a password (scrypt, RFC 7914) with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.log, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

let nobody: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Where there is no hash it takes as long, so that time does not tell who has one.
 */
export async function isPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [, log, r, p, salt = "", expected = ""] = (
    hash ?? (await (nobody ??= hashPassword("nobody's password")))
  ).split("$");
  const right = Buffer.from(expected, "base64url");
  const found = await derive(password, Buffer.from(salt, "base64url"), {
    log: Number(log),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(found, right) && typeof hash === "string";
}

/** Whether a hash was made as hashes are made now. */
export function isCurrentHash(hash: string): boolean {
  return hash.startsWith(["scrypt", cost.log, cost.r, cost.p, ""].join("$"));
}

function derive(
  password: string,
  salt: Buffer,
  { log, r, p }: { readonly log: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const n = 2 ** log;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, length, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
