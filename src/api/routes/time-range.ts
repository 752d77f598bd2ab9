import { ApiError } from '../api-error.ts';

/** Which windows are wanted: those that start in [from, to). */
export interface TimeRange {
  readonly fromMillis: number;
  readonly toMillis: number;
}

/** Reads the parameters `from` and `to`. Throws `ApiError` for what is no time. */
export function readTimeRange({ from, to }: { readonly from?: string; readonly to?: string }): TimeRange {
  const fromMillis = from === undefined ? Number.NEGATIVE_INFINITY : readTime('from', from);
  const toMillis = to === undefined ? Number.POSITIVE_INFINITY : readTime('to', to);
  if (fromMillis > toMillis) throw new ApiError(400, 'parameter-invalid', 'from must not be later than to.');
  return { fromMillis, toMillis };
}

/** Without a time zone it would mean something else on every machine. */
function readTime(name: 'from' | 'to', value: string): number {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const millis = isTime ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(millis)) return millis;
  throw new ApiError(
    400,
    'parameter-invalid',
    `${name} must be an ISO 8601 time with a time zone, such as 2026-05-04T12:00:00Z (a + has to be written %2B).`,
  );
}
