/** Glances gives percentages and temperatures with one digit. */
export function oneDigit(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A counter, and how fast it goes up. */
export interface CountedRate {
  readonly total: number;
  readonly perSecond: number;
}

/**
 * The three fields that Glances makes of a counter: `name` is what was added since the snapshot before, `name_gauge` the counter itself,
 * `name_rate_per_sec` the rate. Clients divide the first by `time_since_update`, which has to be `seconds`.
 */
export function rateFields(name: string, { total, perSecond }: CountedRate, seconds: number): Record<string, number> {
  return {
    [name]: Math.round(perSecond * seconds),
    [`${name}_gauge`]: total,
    [`${name}_rate_per_sec`]: Math.round(perSecond),
  };
}

/** A duration as Python writes one, which is how Glances' clients read it: `0:39:05`, `1 day, 1:12:49`, `12 days, 23:00:00`. */
export function writeDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const twoDigits = (value: number) => String(value % 60).padStart(2, '0');
  const clock = `${Math.floor(whole / 3600) % 24}:${twoDigits(Math.floor(whole / 60))}:${twoDigits(whole)}`;
  if (days === 0) return clock;
  return `${days} ${days === 1 ? 'day' : 'days'}, ${clock}`;
}

/** A duration in its largest unit, as containers have it: `3 hours`. */
export function writeAge(seconds: number): string {
  const [size, unit] = AGE_UNITS.find(([least]) => seconds >= least) ?? [1, 'sec'];
  const count = Math.max(0, Math.floor(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const AGE_UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'min'],
] as const;
