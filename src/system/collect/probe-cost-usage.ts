import { performance } from 'node:perf_hooks';

/** How often the event loop's delay is measured. Each time wakes the processor: every 20 ms would cost more than all collectors do. */
const RESOLUTION_MILLIS = 100;

/** What this process has used, of all its threads, since it was started, and what it holds now. */
export interface ProbeUsage {
  readonly cpuMicros: number;
  readonly residentBytes: number;
  /** Of the main thread's JavaScript. */
  readonly heapBytes: number;
  /** The longest that something due had to wait since the last look. */
  readonly eventLoopDelayMillis: number;
}

/** Begins to measure the event loop; does not keep the process alive. */
export function measureOwnUsage(): () => ProbeUsage {
  const takeLongestDelay = measureDelays();
  return () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return { cpuMicros: user + system, residentBytes: rss, heapBytes: heapUsed, eventLoopDelayMillis: takeLongestDelay() };
  };
}

/** Node's own `monitorEventLoopDelay` is blind, after each reset, until its second measurement: just when a snapshot is handed out. */
function measureDelays(): () => number {
  let longest = 0;
  let dueAt = performance.now() + RESOLUTION_MILLIS;
  const noteDelay = () => {
    longest = Math.max(longest, performance.now() - dueAt);
  };
  setInterval(() => {
    noteDelay();
    dueAt = performance.now() + RESOLUTION_MILLIS;
  }, RESOLUTION_MILLIS).unref();
  return () => {
    noteDelay();
    const taken = longest;
    longest = 0;
    return taken;
  };
}
