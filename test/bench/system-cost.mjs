// What looking at the machine costs: our monitor, Glances and systeminformation, as whole processes in one run, with as many processes running.
//   node test/bench/system-cost.mjs [--processes 100] [--rounds 5] [--check]
// Per refresh: the processor time of a long run less that of a short one, children included, divided by the refreshes between them: the start,
// and what Node compiles at first, is not in it. Glances is asked inside its own Python, because it may look every two seconds only.
// Glances must be installed (`apt install glances`); systeminformation is installed into a temporary folder. What is not there is left out.
// --check: ends with status 1 when the goal, at most 5 ms a refresh, is missed.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { describeMachine, machineText } from './machine.mjs';
import { median, tableText } from './statistics.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const MOST_MILLIS = 5;
const SYSTEMINFORMATION = 'systeminformation@5';

/** What a dashboard of the machine asks systeminformation for at each refresh. */
const SYSTEMINFORMATION_SCRIPT = `
const si = require('systeminformation');
(async () => {
  for (let refresh = 0; refresh < Number(process.argv[2]); refresh += 1) {
    await Promise.all([
      si.currentLoad(), si.cpuCurrentSpeed(), si.mem(), si.fsSize(), si.fsStats(), si.disksIO(), si.networkStats('*'), si.cpuTemperature(),
      si.processes(), si.time(),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
})();
`;

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    check: { type: 'boolean', default: false },
  },
});

const folder = `${ROOT}node_modules/.cache/system-cost-${process.pid}`;
mkdirSync(folder, { recursive: true });
const sleepers = startSleepers(Number(values.processes) - countProcesses());
try {
  process.exitCode = (await main()) && values.check ? 1 : 0;
} finally {
  for (const sleeper of sleepers) sleeper.kill();
  rmSync(folder, { recursive: true });
}

/** Returns whether the goal was missed. */
async function main() {
  console.log(`${machineText(describeMachine())}; ${countProcesses()} processes; median of ${values.rounds} rounds`);
  const bundle = await bundleMonitor();
  const monitor = (refreshes) => [process.execPath, `${HERE}system-monitor.mjs`, bundle, refreshes, 20];
  const contenders = [
    { name: 'wanprobe', measure: runsMeasure({ command: monitor, short: 100, long: 500 }) },
    { name: 'Glances', measure: glancesMeasure() },
    { name: 'systeminformation', measure: runsMeasure({ command: installSystemInformation(), short: 2, long: 12 }) },
  ].filter(({ name, measure }) => isThere(name, measure));

  const costs = contenders.map(() => []);
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [at, contender] of contenders.entries()) costs[at].push(contender.measure());

  const [ours] = costs.map(median);
  const rows = contenders.map(({ name }, at) => [name, median(costs[at]).toFixed(2), (median(costs[at]) / ours).toFixed(1)]);
  console.log(`\n${tableText([['', 'ms of CPU a refresh', 'times ours'], ...rows])}`);
  const { missing, mean } = JSON.parse(execFileSync(...programAndWords(monitor(200)), { encoding: 'utf8' }));
  const slowest = [...mean].sort((one, other) => other[1] - one[1]).slice(0, 6);
  console.log(
    `\nours by collector, ms until it was done: ${slowest.map(([name, millis]) => `${name} ${millis.toFixed(3)}`).join(', ')}`,
  );
  if (missing.length > 0) console.log(`ours is without ${missing.join(', ')}: not collected yet`);
  const isMissed = ours > MOST_MILLIS;
  console.log(`${isMissed ? 'FAIL' : 'PASS'}  at most ${MOST_MILLIS} ms of CPU a refresh`);
  return isMissed;
}

async function bundleMonitor() {
  const outfile = `${folder}/monitor.mjs`;
  const contents = ['collect/all-collectors.ts', 'monitor.ts']
    .map((file) => `export * from '${ROOT}src/system/${file}';`)
    .join('\n');
  await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

/** Null where it cannot be installed. */
function installSystemInformation() {
  const place = `${folder}/systeminformation`;
  mkdirSync(place);
  writeFileSync(`${place}/package.json`, '{"private":true}');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', SYSTEMINFORMATION], {
    cwd: place,
    stdio: 'ignore',
  });
  if (status !== 0) return null;
  writeFileSync(`${place}/refresh.cjs`, SYSTEMINFORMATION_SCRIPT);
  return (refreshes) => [process.execPath, `${place}/refresh.cjs`, refreshes];
}

function isThere(name, measure) {
  if (measure === null) console.log(`${name} is left out: it is not there, or does not run`);
  return measure !== null;
}

/** How to measure a program that is given how often to refresh; null where it does not run. */
function runsMeasure({ command, short, long }) {
  if (command === null || spawnSync(...programAndWords(command(1)), { stdio: 'ignore' }).status !== 0) return null;
  return () => (cpuMillis(command(long)) - cpuMillis(command(short))) / (long - short);
}

/** The same for Glances, by the Python in the first line of its program. */
function glancesMeasure() {
  const { stdout } = spawnSync('sh', ['-c', 'head -n 1 "$(command -v glances)"'], { encoding: 'utf8' });
  const python = /^#!\s*(\S+)/.exec(stdout)?.[1];
  const refresh = (count) => spawnSync(python, [`${HERE}system-glances.py`, count], { encoding: 'utf8' });
  if (python === undefined || refresh('0').status !== 0) return null;
  return () => median(JSON.parse(refresh('5').stdout.trim().split('\n').at(-1)));
}

/** The processor time of a program and its children, as the shell measures it. */
function cpuMillis(command) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...command.map(String)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command[0]} ended with status ${status}`);
  const [user, system] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}

function programAndWords([program, ...words]) {
  return [program, words.map(String)];
}

function startSleepers(count) {
  return Array.from({ length: Math.max(0, count) }, () => spawn('sleep', ['3600'], { stdio: 'ignore' }));
}

function countProcesses() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length;
}
