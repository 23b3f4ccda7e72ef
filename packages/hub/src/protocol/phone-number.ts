/**
 * A telephone number as it is kept: `+8613812345678` (E.164). Numbers without a country are those of mainland China.
 * @returns `undefined` where it is none that takes text messages.
 */
export function phoneNumber(typed: string): string | undefined {
  const digits = typed.normalize("NFKC").replaceAll(/[\s().\-–—]/g, "");
  const mainland = /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mainland !== undefined) return `+86${mainland}`;
  return /^\+(?!86)[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
