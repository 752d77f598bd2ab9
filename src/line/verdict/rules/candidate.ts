import type { FigureUnit, Severity, VerdictFigure, VerdictKind } from '../verdict-row.ts';

/** What a rule says of a minute, if it says anything. */
export interface Candidate {
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  readonly text: string;
  readonly figures: readonly VerdictFigure[];
}

export function figure(
  name: string,
  value: number,
  {
    unit = '',
    baseline = null,
    threshold = null,
  }: { unit?: FigureUnit; baseline?: number | null; threshold?: number | null } = {},
): VerdictFigure {
  return { name, value: rounded(value), unit, baseline, threshold: threshold === null ? null : rounded(threshold) };
}

/** A share as a figure in percent. */
export function percentFigure(name: string, share: number, threshold: number | null = null): VerdictFigure {
  return figure(name, percent(share), { unit: '%', threshold: threshold === null ? null : percent(threshold) });
}

export function percent(share: number): number {
  return Math.round(1000 * share) / 10;
}

/** `12 ms`, `0.8 ms`. */
export function millisText(millis: number): string {
  return `${millis < 1 ? Math.round(100 * millis) / 100 : millis < 10 ? Math.round(10 * millis) / 10 : Math.round(millis)} ms`;
}

/** `950 kbit/s`, `48.2 Mbit/s`. */
export function rateText(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1e9) return `${(bitsPerSecond / 1e9).toFixed(2)} Gbit/s`;
  if (bitsPerSecond >= 1e6) return `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s`;
  return `${Math.round(bitsPerSecond / 1e3)} kbit/s`;
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}
