/** A whole number of at least 0 written in decimal digits, as counters in /proc are; null for all else, and what is not there. */
export function parseCount(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^\d{1,20}$/.test(text)) return null;
  return Number(text);
}

/** The same with a sign. */
export function parseSigned(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^-?\d{1,20}$/.test(text)) return null;
  return Number(text);
}

/**
 * How much a counter went up. One that went down began again, because it was full or its device was plugged in anew: what it counted in between
 * is not known, and 0 is said. So is it for one that was not there before.
 */
export function increase(before: number | null | undefined, now: number): number {
  return before === null || before === undefined || now < before ? 0 : now - before;
}

/** A share in percent, from 0 to 100; 0 of nothing. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : 0;
}
