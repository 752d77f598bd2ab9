const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;
/** A silent line is shown as silent, not as noise blown up to full height. */
const SMALLEST_TOP = 10_000;

/** The top of the chart for a peak in bit/s: a round number a little above it, so that the scale rarely changes. */
export function roundTop(peak: number): number {
  if (!Number.isFinite(peak) || peak * 1.05 <= SMALLEST_TOP) return SMALLEST_TOP;
  const wanted = peak * 1.05;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const step = STEPS.find((candidate) => candidate * magnitude >= wanted) ?? 10;
  return step * magnitude;
}

/** The same for round trips in milliseconds. */
export function roundMillis(highest: number): number {
  if (!Number.isFinite(highest) || highest <= 1) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(highest * 1.1));
  return (STEPS.find((candidate) => candidate * magnitude >= highest * 1.1) ?? 10) * magnitude;
}

/** Labels of an axis in bit/s, all with the same unit: `0`, `20`, `40 Mbit/s` reads badly as `40000000`. */
export function axisLabels(values: readonly number[]): readonly string[] {
  const top = Math.max(...values, 0);
  const [divisor, unit] = unitFor(top);
  return values.map((value) => (value === 0 ? '0' : `${Number((value / divisor).toPrecision(3))} ${unit}`));
}

const UNITS = [
  [1e15, 'Pbit/s'],
  [1e12, 'Tbit/s'],
  [1e9, 'Gbit/s'],
  [1e6, 'Mbit/s'],
  [1e3, 'kbit/s'],
] as const;

function unitFor(top: number): readonly [number, string] {
  return UNITS.find(([divisor]) => top >= divisor) ?? [1, 'bit/s'];
}
