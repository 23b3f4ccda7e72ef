/**
 * Formats that few fields have, apart from the others so that a page need not load them.
 */

import { four, isDay, two } from "./digits.js";

const zero = 48;

/** A mailbox of RFC 5321, quoted local parts and address literals included; ASCII only. */
export function email(text: string): boolean {
  const sign = text.lastIndexOf("@");
  if (sign < 1 || sign > 64 || text.length > 254 || !localPart.test(text.slice(0, sign))) return false;
  const domain = text.slice(sign + 1);
  if (domain.charCodeAt(0) !== 91) return hostName.test(domain);
  const address = domain.slice(1, -1);
  if (!domain.endsWith("]")) return false;
  return /^ipv6:/i.test(address) ? ipv6(address.slice(5)) : ipv4.test(address);
}

const localPart = /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/;
const hostName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** An absolute URI of RFC 3986, with its scheme; ASCII only. */
export function uri(text: string): boolean {
  const literal = uriShape.exec(text);
  if (literal === null) return false;
  const address = literal[1];
  return address === undefined || ipFuture.test(address) || ipv6(address);
}

const uriShape =
  /^[a-z][a-z0-9+.-]*:(?:\/\/(?:(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})*@)?(?:\[([^\]]*)\]|(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*|(?!\/\/)(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;
const ipFuture = /^v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+$/i;
const ipv4 = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** An IPv6 address of RFC 4291, a dotted end included. */
function ipv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [i, half] of halves.entries()) {
    if (half === "") continue;
    const parts = half.split(":");
    for (const [j, part] of parts.entries()) {
      const last = i === halves.length - 1 && j === parts.length - 1;
      if (last && ipv4.test(part)) groups += 2;
      else if (/^[0-9a-f]{1,4}$/i.test(part)) groups++;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/** A citizen's number (GB 11643): 18 characters, a birth date that exists, the check character right. */
export function nationalId(text: string): boolean {
  if (text.length !== 18 || text.charCodeAt(0) === zero) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (digit < 0 || digit > 9) return false;
    sum += digit * idWeights[i]!;
  }
  const year = four(text, 6);
  if (year < 1800 || year > 2099 || !isDay(year, two(text, 10), two(text, 12))) return false;
  return "10X98765432".charCodeAt(sum % 11) === text.charCodeAt(17);
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A unified social credit code (GB 32100): 18 characters without I, O, S, V, Z, the check character right. */
export function creditCode(text: string): boolean {
  if (text.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 18; i++) {
    const value = creditAlphabet.indexOf(text.charAt(i));
    if (value < 0 || (i > 1 && i < 8 && value > 9)) return false;
    sum += value * (i < 17 ? weight : 1);
    weight = (weight * 3) % 31;
  }
  return sum % 31 === 0;
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
