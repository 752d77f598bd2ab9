// Reads the same captures with wanprobe and with programs of its kind, as whole processes that take turns, and says how they did.
//   node test/bench/run.mjs [--quick] [--check] [--json FILE] [--rounds 7] [--captures plain,pppoe] [--programs wanprobe,tcpdump]
// --quick: small captures and one round. --check: ends with status 1 when a goal is missed. --cache DIR: where the captures lie.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureCaptures } from './captures.mjs';
import { CONTENDERS, isInstalled } from './contenders.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { measureProcess } from './measure.mjs';
import { median, tableText } from './statistics.mjs';

const CAPTURES = ['plain', 'pppoe', 'pppoe-scattered', 'tunnels'];
/** Asked for by name: what a window costs, for which others have no word. */
const MORE_CAPTURES = ['quiet-day', 'web'];
const QUICK_FRAMES = 5_000;
const MOST_OF_TCPDUMP = 2;
const MOST_BYTES = 150e6;
const HEADING = ['', 'median s', 'min s', 'x tcpdump', 'cpu s', 'peak MB'];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    json: { type: 'string' },
    rounds: { type: 'string' },
    captures: { type: 'string', default: CAPTURES.join(',') },
    programs: { type: 'string', default: CONTENDERS.map(({ name }) => name).join(',') },
    cache: { type: 'string' },
  },
});

await main();

async function main() {
  const machine = describeMachine();
  const names = chosen(values.captures, [...CAPTURES, ...MORE_CAPTURES]);
  const contenders = findContenders(
    chosen(
      values.programs,
      CONTENDERS.map(({ name }) => name),
    ),
  );
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 7));
  const files = [...names, ...(contenders.some(({ needsBare }) => needsBare) ? names.map(bareName) : [])];
  const paths = ensureCaptures({
    names: files,
    cache: values.cache,
    frames: values.quick ? QUICK_FRAMES : undefined,
    say: console.log,
  });

  console.log(`${machineText(machine)}; ${rounds} rounds`);
  const results = [];
  for (const name of names) {
    const rows = await compare({ path: paths[name], barePath: paths[bareName(name)] ?? paths[name], contenders, rounds });
    const goals = judge(rows);
    results.push({ capture: name, rows, goals });
    console.log(`\n${name}\n${tableText([HEADING, ...rows.map((row) => rowTexts(row, rows))])}`);
    for (const { goal, verdict, found } of goals) console.log(`${verdict}  ${goal}: ${found}`);
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, rounds, results }, null, 2)}\n`);
  const isMissed = results.some(({ goals }) => goals.some(({ verdict }) => verdict === 'FAIL'));
  if (values.check && isMissed) process.exitCode = 1;
}

function chosen(list, known) {
  const names = list.split(',');
  const stranger = names.find((name) => !known.includes(name));
  if (stranger === undefined) return names;
  console.error(`bench: there is no "${stranger}"; there are ${known.join(', ')}`);
  process.exit(2);
}

function findContenders(names) {
  const wanted = CONTENDERS.filter(({ name }) => names.includes(name));
  for (const { name } of wanted.filter((contender) => !isInstalled(contender))) {
    console.log(`skipped: ${name} is not ${name === 'wanprobe' ? 'built (npm run build)' : 'installed'}`);
  }
  return wanted.filter(isInstalled);
}

/** Only what has PPPoE has a twin without. */
function bareName(name) {
  return name.startsWith('pppoe') ? `${name}-bare` : name;
}

async function compare({ path, barePath, contenders, rounds }) {
  // From here on the files are in memory.
  for (const file of new Set([path, barePath])) readFileSync(file);
  const failed = new Set();
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Each starts a round in its turn, so that nobody always follows the same one.
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const contender = contenders[(round + turn) % contenders.length];
      if (failed.has(contender) || (contender.once && round > 0)) continue;
      try {
        const file = contender.needsBare ? barePath : path;
        runs.get(contender.name)?.push(await measureProcess((folder) => contender.command(file, folder)));
      } catch (error) {
        if (contender.name === 'wanprobe') throw error;
        console.log(`left out: ${error.message}`);
        failed.add(contender);
      }
    }
  }
  const finished = contenders.filter((contender) => !failed.has(contender));
  return finished.map(({ name, needsBare }) =>
    summarize({ name: needsBare && barePath !== path ? `${name} (no PPPoE)` : name, program: name }, runs.get(name)),
  );
}

function summarize(names, runs) {
  const seconds = runs.map((run) => run.seconds);
  const cpu = runs.map((run) => run.cpuSeconds);
  const peaks = runs.map((run) => run.peakBytes);
  return {
    ...names,
    runs: runs.length,
    medianSeconds: median(seconds),
    minSeconds: Math.min(...seconds),
    medianCpuSeconds: cpu.includes(null) ? null : median(cpu),
    peakBytes: peaks.includes(null) ? null : Math.max(...peaks),
  };
}

function rowTexts({ name, medianSeconds, minSeconds, medianCpuSeconds, peakBytes }, rows) {
  const tcpdump = rows.find(({ program }) => program === 'tcpdump');
  return [
    name,
    medianSeconds.toFixed(3),
    minSeconds.toFixed(3),
    tcpdump === undefined ? '-' : (medianSeconds / tcpdump.medianSeconds).toFixed(2),
    medianCpuSeconds === null ? '-' : medianCpuSeconds.toFixed(2),
    peakBytes === null ? '-' : (peakBytes / 1e6).toFixed(0),
  ];
}

function judge(rows) {
  const [wanprobe, tcpdump, softflowd] = ['wanprobe', 'tcpdump', 'softflowd'].map((name) =>
    rows.find(({ program }) => program === name),
  );
  return [
    goal('faster than softflowd', wanprobe && softflowd && wanprobe.medianSeconds / softflowd.medianSeconds, {
      limit: 1,
      unit: 'x',
    }),
    goal('within twice the time of tcpdump', wanprobe && tcpdump && wanprobe.medianSeconds / tcpdump.medianSeconds, {
      limit: MOST_OF_TCPDUMP,
      unit: 'x',
    }),
    goal('peak memory below 150 MB', wanprobe?.peakBytes, { limit: MOST_BYTES, unit: 'MB' }),
  ];
}

function goal(name, value, { limit, unit }) {
  if (value === undefined || value === null) return { goal: name, verdict: 'SKIP', found: 'not measured' };
  const found = unit === 'MB' ? `${(value / 1e6).toFixed(0)} MB` : `${value.toFixed(2)}x`;
  return { goal: name, verdict: value < limit ? 'PASS' : 'FAIL', found };
}
