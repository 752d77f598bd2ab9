import type { SystemPoint } from '../../../src/api/messages.ts';

const SPAN_MILLIS = 3_600_000;

/** Points that are known, and what came since: the last hour of both, oldest first. What comes again is taken as it came last. */
export function joinPoints(known: readonly SystemPoint[], latest: readonly SystemPoint[]): readonly SystemPoint[] {
  const [first] = latest;
  const last = latest.at(-1);
  if (first === undefined || last === undefined) return known;
  const fromMillis = Date.parse(last.at) - SPAN_MILLIS;
  // Written alike, so that text order is time order.
  return [...known.filter(({ at }) => at < first.at), ...latest].filter(({ at }) => Date.parse(at) >= fromMillis);
}
