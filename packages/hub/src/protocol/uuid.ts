import type { Engine } from "../engine.js";

/** A uuid of version 7 (RFC 9562): sorts by the moment it was made, and within one by order; keeps index pages warm. */
export function uuid7(engine: Engine, moment: number): string {
  const { ids } = engine.cache;
  if (moment === ids.moment) ids.count = (ids.count + 1) & 0xfff;
  else Object.assign(ids, { moment, count: 0 });
  const random = engine.random(8);
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const time = moment.toString(16).padStart(12, "0");
  const rest = hex(random);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${ids.count.toString(16).padStart(3, "0")}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}

/** A random uuid of version 4: says nothing of when it was made, nor of what else was made beside. */
export function uuid4(engine: Engine): string {
  const random = engine.random(16);
  random[6] = ((random[6] ?? 0) & 0x0f) | 0x40;
  random[8] = ((random[8] ?? 0) & 0x3f) | 0x80;
  const all = hex(random);
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join("-");
}

/** Bytes as hexadecimal text. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Whether a text is a uuid; anything else names no record. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
