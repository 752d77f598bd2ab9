const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 15_000;

/** How long to wait before the next attempt: doubling, capped, and spread by up to half so that many pages do not come back at once. */
export function backOffMillis(failures: number, random: () => number): number {
  const whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(failures, 10));
  return Math.round(whole * (0.5 + random() / 2));
}
