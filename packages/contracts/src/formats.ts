/**
 * The formats that contracts may name, as fast functions: character codes, and neither `RegExp` nor `Date` where values
 * are checked by the thousand. Each takes a text and says whether it is of the format; none throws.
 */

import { isDay, two } from "./digits.js";

export { creditCode, email, nationalId, uri } from "./rare-formats.js";

const zero = 48;
const nine = 57;
const plus = 43;
const hyphen = 45;
const point = 46;
const colon = 58;

/** An RFC 3339 full-date, for example `2026-12-02`; the day must exist. */
export function date(text: string): boolean {
  return text.length === 10 && dateAt(text);
}

/** An RFC 3339 full-time with its offset, for example `19:00:00+08:00`; second 60 only where a leap second can be. */
export function time(text: string): boolean {
  return timeAt(text, 0);
}

/** An RFC 3339 date-time with its offset, for example `2026-12-02T19:00:00+08:00`. */
export function dateTime(text: string): boolean {
  return (text.charCodeAt(10) | 32) === 116 && dateAt(text) && timeAt(text, 11);
}

/** A time of the street's clock, `HH:MM` from `00:00` to `23:59`, or `24:00` for the end of the day. */
export function localTime(text: string): boolean {
  const hours = two(text, 0);
  const minutes = two(text, 3);
  return (
    text.length === 5 && text.charCodeAt(2) === colon && minutes < 60 && (hours < 24 || (hours === 24 && minutes === 0))
  );
}

/** An RFC 3339 (appendix A) duration, for example `P7D`, `PT1H30M`, `P2W`: whole numbers, no unit left out between two. */
export function duration(text: string): boolean {
  const end = text.length;
  if (text.charCodeAt(0) !== 80) return false;
  if (text.charCodeAt(end - 1) === 87) return digits(text, 1) === end - 1 && end > 2;
  const clock = unitsAt(text, 1, "YMD");
  if (clock === end) return end > 1;
  return clock > 0 && text.charCodeAt(clock) === 84 && clock + 1 < end && unitsAt(text, clock + 1, "HMS") === end;
}

/** A UUID (RFC 9562) in either case, of any version. */
export function uuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let i = 0; i < 36; i++) {
    const c = text.charCodeAt(i);
    if (i === 8 || i === 13 || i === 18 || i === 23 ? c !== hyphen : !isHex(c)) return false;
  }
  return true;
}

function dateAt(text: string): boolean {
  const century = two(text, 0);
  const year = two(text, 2);
  if (century > 99 || year > 99 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  return isDay(century * 100 + year, two(text, 5), two(text, 8));
}

function timeAt(text: string, i: number): boolean {
  const hours = two(text, i);
  const minutes = two(text, i + 3);
  const seconds = two(text, i + 6);
  if (hours > 23 || minutes > 59 || seconds > 60) return false;
  if (text.charCodeAt(i + 2) !== colon || text.charCodeAt(i + 5) !== colon) return false;
  let zone = i + 8;
  if (text.charCodeAt(zone) === point) {
    zone = digits(text, i + 9);
    if (zone === i + 9) return false;
  }
  const offset = offsetAt(text, zone);
  return offset < 1440 && (seconds < 60 || (hours * 60 + minutes - offset + 1440) % 1440 === 1439);
}

/** Minutes of an offset that ends the text, or a number above every limit. */
function offsetAt(text: string, i: number): number {
  const sign = text.charCodeAt(i);
  if ((sign | 32) === 122) return i + 1 === text.length ? 0 : 10000;
  if ((sign !== plus && sign !== hyphen) || i + 6 !== text.length || text.charCodeAt(i + 3) !== colon) return 10000;
  const hours = two(text, i + 1);
  const minutes = two(text, i + 4);
  if (hours > 23 || minutes > 59) return 10000;
  return sign === plus ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** Where the digits that begin at `i` end. */
function digits(text: string, i: number): number {
  let c = text.charCodeAt(i);
  while (c >= zero && c <= nine) c = text.charCodeAt(++i);
  return i;
}

/** Where a run of units in order, without a gap, ends; -1: there is no such run. */
function unitsAt(text: string, i: number, units: string): number {
  let next = -1;
  for (;;) {
    const end = digits(text, i);
    if (end === i) return i;
    const unit = units.indexOf(text.charAt(end));
    if (unit < 0 || end >= text.length || (next >= 0 && unit !== next)) return -1;
    next = unit + 1;
    i = end + 1;
  }
}

function isHex(c: number): boolean {
  return (c >= zero && c <= nine) || ((c | 32) >= 97 && (c | 32) <= 102);
}
