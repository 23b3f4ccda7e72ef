const zero = 48;
const longestDay = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The value of two digits, or a number above every limit. */
export function two(text: string, i: number): number {
  const tens = text.charCodeAt(i) - zero;
  const ones = text.charCodeAt(i + 1) - zero;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : 1000;
}

/** The value of four digits, or a number above every limit. */
export function four(text: string, i: number): number {
  return two(text, i) * 100 + two(text, i + 2);
}

/** Whether a day is in the Gregorian calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > longestDay[month]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
