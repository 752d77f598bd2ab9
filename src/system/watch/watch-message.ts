import type { ProcessWatch, WatchBreach, WatchMetric } from './process-watch.ts';

const BYTES_PER_MEGABYTE = 1e6;
const NOUNS = { cpu: ' CPU', memory: ' memory', io: ' of input and output' } as const;

/** Says in one sentence what is wrong: `web uses 187 % CPU, more than 150 %, for 32 s`. */
export function describeBreach(
  watch: ProcessWatch,
  breach: Pick<WatchBreach, 'metric' | 'item' | 'value' | 'limit' | 'seconds'>,
): string {
  return `${describeExcess(watch, breach)}${breach.seconds > 0 ? `, for ${Math.round(breach.seconds)} s` : ''}`;
}

function describeExcess(
  watch: ProcessWatch,
  { metric, item, value, limit }: Pick<WatchBreach, 'metric' | 'item' | 'value' | 'limit'>,
): string {
  if (metric === 'count') {
    const bound = value < limit ? 'fewer' : 'more';
    return `${item}: ${value === 1 ? '1 process' : `${value} processes`}, ${bound} than ${limit}`;
  }
  const subject = watch.of === 'all' ? `${item}: together use` : `${item} uses`;
  return `${subject} ${amount(metric, value)}${NOUNS[metric]}, more than ${amount(metric, limit)}`;
}

function amount(metric: WatchMetric, value: number): string {
  return metric === 'io' ? `${round(value / BYTES_PER_MEGABYTE)} MB/s` : `${round(value)} %`;
}

/** To a whole number, and below 10 to a tenth. */
function round(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
