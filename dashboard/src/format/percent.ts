/** Percent of one or of several: `0.4 %`, `12 %`, `310 %`. What is there but rounds to nothing is `<0.1 %`; `null` is `–`. */
export function formatPercent(percent: number | null): string {
  if (percent === null || !Number.isFinite(percent) || percent < 0) return '–';
  if (percent > 0 && percent < 0.05) return '<0.1 %';
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : percent.toFixed(0)} %`;
}

/** As a width of a bar, from 0 to 100. */
export function barPercent(percent: number | null): number {
  return percent === null || !Number.isFinite(percent) ? 0 : Math.min(100, Math.max(0, percent));
}
