/** The middle of some numbers; of an even count the upper middle. */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

/** A number with so many digits after the point. */
export function rounded(number, digits = 0) {
  return Number(number.toFixed(digits));
}

/** The value below which a share (0 to 1) of some numbers lies. */
export function quantile(numbers, share) {
  return [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
}
