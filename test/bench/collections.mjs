import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs `work` and says how many garbage collections began meanwhile, small (of new objects) and others. */
export async function countCollections(work) {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const startedAt = performance.now();
  work();
  const endedAt = performance.now();
  // What was seen is told a turn of the event loop later.
  await nextTurn();
  await nextTurn();
  observer.disconnect();
  const during = entries.filter(({ startTime }) => startTime >= startedAt && startTime <= endedAt);
  const small = during.filter(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MINOR).length;
  return { small, others: during.length - small, seconds: (endedAt - startedAt) / 1000 };
}
