import type { Engine } from "../engine.js";
import { freshStreet } from "../protocol/street-at-hand.js";
import { hex } from "../protocol/uuid.js";
import { readChain, readHead, type ChainRow } from "../store/chain.js";
import { inStreet } from "../store/in-street.js";

/** What came of looking through a street's chain. */
export interface ChainReport {
  readonly street: string;
  /** How many events it has, and of how many the payload was erased. */
  readonly events: number;
  readonly erased: number;
  /** The hash at its end (hexadecimal): kept elsewhere, it proves later that nothing before it was changed. */
  readonly head: string;
  /** Where it does not hold, the first hundred; none: it holds. */
  readonly broken: readonly {
    readonly seq: number;
    /**
     * `payload`: says something else than when it was written; `hash`: the link does not follow from the one before it; `gap`: one
     * is missing before it; `end`: the chain ends elsewhere than the street says; `unreadable`: what it says can't be opened.
     */
    readonly what: "payload" | "hash" | "gap" | "end" | "unreadable";
  }[];
}

/** How many links are read at once. */
const page = 500;
const most = 100;

/**
 * Recomputes a street's chain of events from its beginning. Payloads that were erased prove nothing and break nothing: what they
 * said is hashed in their link.
 * @param told Told after each page how far it has come.
 * @throws not-found
 */
export async function verifyChain(
  engine: Engine,
  input: { readonly street: string },
  told?: (progress: { readonly done: number; readonly total: number }) => void | Promise<void>,
): Promise<ChainReport> {
  const street = await freshStreet(engine, input.street);
  const broken: ChainReport["broken"][number][] = [];
  const note = (seq: number, what: ChainReport["broken"][number]["what"]) => {
    if (broken.length < most) broken.push({ seq, what });
  };
  // What is written while this runs comes after the end that was told at its beginning.
  const end = await inStreet(engine.database, street.id, (query) => readHead(query, street.id));
  let hash = await sha256();
  let last = 0;
  let erased = 0;
  for (;;) {
    const rows = await readPage(engine, street.id, last);
    for (const { row, unreadable } of rows) {
      if (row.seq > (end?.seq ?? 0)) break;
      if (row.seq !== last + 1) note(row.seq, "gap");
      const leaf = bytesOf(row.leaf);
      if (unreadable) note(row.seq, "unreadable");
      else if (row.body === null || row.salt === null) erased++;
      else if (hex(await sha256(bytesOf(row.salt), utf8(row.body))) !== row.leaf) note(row.seq, "payload");
      const meta = [street.id, row.seq, row.id, row.at, row.type, row.record].filter((part) => part !== null);
      const right = await sha256(hash, utf8(meta.join("|")), leaf);
      if (hex(right) !== row.hash) note(row.seq, "hash");
      // One that was changed is told once: what follows is held against what it says of itself.
      hash = bytesOf(row.hash);
      last = row.seq;
    }
    await told?.({ done: last, total: end?.seq ?? 0 });
    if (rows.length < page || last >= (end?.seq ?? 0)) break;
  }
  if (end !== undefined && (end.seq !== last || end.hash !== hex(hash))) note(end.seq, "end");
  return { street: street.id, events: last, erased, head: hex(hash), broken };
}

/** Links, with what they say; where one of a page can't be opened, each of them by itself. */
async function readPage(
  engine: Engine,
  street: string,
  after: number,
): Promise<readonly { readonly row: ChainRow; readonly unreadable: boolean }[]> {
  const read = (from: number, limit: number) =>
    inStreet(engine.database, street, (query) => readChain(query, street, { after: from, limit }));
  try {
    return (await read(after, page)).map((row) => ({ row, unreadable: false }));
  } catch {
    const found = [];
    for (let from = after; found.length < page;) {
      const one = await read(from, 1).catch(() => undefined);
      const [row] = one ?? (await bare(engine, street, from));
      if (row === undefined) break;
      found.push({ row, unreadable: one === undefined });
      from = row.seq;
    }
    return found;
  }
}

/** A link without what it says. */
async function bare(engine: Engine, street: string, after: number): Promise<readonly ChainRow[]> {
  return inStreet(engine.database, street, (query) => readChain(query, street, { after, limit: 1, bare: true }));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}
