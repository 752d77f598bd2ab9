// Refreshes the machine's own monitor so many times, for system-cost.mjs; the path of the bundled collectors is the first argument.
import { statfs } from 'node:fs/promises';
import { machine, networkInterfaces } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const [bundle, refreshes, pauseMillis] = process.argv.slice(2);
const { createCollectors, SystemMonitor } = await import(bundle);

const schedule = (callback, millis) => {
  const timer = setTimeout(callback, millis);
  return () => clearTimeout(timer);
};
const INTERVAL_SECONDS = 2;
let passed = 0;
// Two seconds pass for the collectors at each refresh, so that what they do now and then is done as often as in earnest.
const clock = { wallMillis: () => Date.now() + passed, monotonicMillis: () => performance.now() + passed };
const roots = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run' };
const collectors = createCollectors({ roots, addresses: networkInterfaces, machine, statfs, schedule });
const monitor = new SystemMonitor({ collectors, clock, schedule, intervalSeconds: INTERVAL_SECONDS });

const millis = new Map();
for (let refresh = 0; refresh < Number(refreshes); refresh += 1) {
  const snapshot = await monitor.collectOnce();
  for (const state of snapshot.collectors) millis.set(state.name, (millis.get(state.name) ?? 0) + state.millis);
  passed += INTERVAL_SECONDS * 1000;
  await wait(Number(pauseMillis));
}
const { collectors: states } = monitor.latest();
const missing = states.filter(({ failure }) => failure === 'not collected').map(({ name }) => name);
const mean = [...millis].map(([name, sum]) => [name, sum / Number(refreshes)]);
process.stdout.write(JSON.stringify({ missing, mean }));
