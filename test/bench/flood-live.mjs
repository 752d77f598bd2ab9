// Every frame a flow and a host of its own, through `wanprobe serve` on an interface: totals must be exact, memory must not grow with the
// flows, and the API must answer meanwhile. Build first. As root, on Linux:
//   node test/bench/flood-live.mjs [--frames 5000000] [--rate 0] [--ring 16]
// --rate: frames a second, 0 for as many as the sender can. --ring: MiB. Ends with status 1 where one of them is not so.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine, machineText } from './machine.mjs';
import { ask, cpuNanosOf, enterOwnNetwork, settle, startChild } from './own-network.mjs';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const FRAME_LENGTH = 64;
const SAMPLE_MILLIS = 1000;
const MOST_ANSWER_MILLIS = 500;
const MOST_GROWTH_BYTES = 64e6;
// Rows are as of the last closed window.
const SETTLE_MILLIS = 3000;
const MOST_ROWS = 10_000;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '5000000' },
    rate: { type: 'string', default: '0' },
    ring: { type: 'string', default: '16' },
  },
});

if (!existsSync(CLI)) throw new Error(`${CLI} is missing: npm run build`);
enterOwnNetwork();
await main(Number(values.frames), Number(values.rate));

async function main(count, framesPerSecond) {
  console.log(machineText(describeMachine()));
  const { serve, url } = await startServe();
  try {
    const sender = await startChild('live-sender.mjs', ['far', 'flood']);
    const startBytes = memoryOf(serve.pid).rss;
    const cpuBefore = cpuNanosOf(serve.pid);
    const samples = [];
    let isOver = false;
    const sampling = sampleUntil(() => isOver, { pid: serve.pid, url, samples });
    const { sent, seconds } = await ask(sender, { count, framesPerSecond });
    isOver = true;
    await sampling;
    await settle(SETTLE_MILLIS);
    const cpu = cpuNanosOf(serve.pid) - cpuBefore;
    sender.disconnect();
    samples.push(await takeSample({ pid: serve.pid, url }));
    const rows = await get(`${url}api/v1/flows?limit=${MOST_ROWS}`);
    report({ sent, seconds, cpu, startBytes, samples, rows, memory: memoryOf(serve.pid) });
  } finally {
    serve.kill('SIGTERM');
    await new Promise((resolve) => serve.on('close', resolve));
  }
}

async function startServe() {
  const words = [CLI, 'serve', '--interface', 'near', '--listen', '127.0.0.1:0', '--ring-mebibytes', values.ring];
  const serve = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    serve.stdout.on('data', (text) => {
      said += text;
      const found = /open (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    serve.once('close', (status) => reject(new Error(`serve ended with ${status}`)));
  });
  serve.removeAllListeners('close');
  serve.on('close', () => console.log(said.trimEnd().split('\n').at(-1)));
  return { serve, url };
}

async function sampleUntil(isOver, { pid, url, samples }) {
  while (!isOver()) {
    const sampledAt = performance.now();
    samples.push(await takeSample({ pid, url }));
    await settle(Math.max(0, SAMPLE_MILLIS - (performance.now() - sampledAt)));
  }
}

/** What the machine says of the process, and what the process says, with how long the slowest answer took. */
async function takeSample({ pid, url }) {
  const answers = {};
  let slowest = { millis: 0, path: '' };
  let areAllOk = true;
  for (const path of [
    'api/v1/status',
    'healthz',
    'api/v1/flows?sort=rate&limit=100',
    'api/v1/hosts?limit=100',
    'api/v1/protocols',
    'metrics',
  ]) {
    const begin = performance.now();
    const response = await fetch(`${url}${path}`);
    const text = await response.text();
    const millis = performance.now() - begin;
    if (millis > slowest.millis) slowest = { millis, path };
    if (!response.ok) {
      areAllOk = false;
      console.log(`${path}: ${response.status} ${text.slice(0, 200)}`);
    }
    answers[path] = text;
  }
  const { accounting, losses, tables } = JSON.parse(answers['api/v1/status']);
  return { rss: memoryOf(pid).rss, accounting, losses, tables, slowest, areAllOk };
}

function report({ sent, seconds, cpu, startBytes, samples, rows, memory }) {
  for (const [second, { rss, accounting, losses, slowest }] of samples.entries()) {
    console.log(
      `${String(second).padStart(3)} s  ${megabytes(rss)}, ${accounting.seen.frames} seen, ${losses.kernel} dropped, slowest answer ${slowest.millis.toFixed(0)} ms (${slowest.path})`,
    );
  }
  const { accounting, losses, tables } = samples.at(-1);
  const { seen, attributed, other, malformed } = accounting;
  const flows = tables.find(({ name }) => name === 'flows');
  // Full a second ago: what was allocated for the last rows is in memory by now.
  const fullAt = samples.findIndex(({ tables: then }) => then.some(({ name, evicted }) => name === 'flows' && evicted > 0)) + 1;
  const full = samples[Math.min(fullAt, samples.length - 1)].rss;
  const end = samples.at(-1).rss;
  console.log(
    `\n${sent} frames of ${FRAME_LENGTH} bytes, each a flow and a host of its own, ${(sent / seconds / 1000).toFixed(0)} k a second;` +
      ` ${(cpu / seen.frames).toFixed(0)} ns CPU a frame seen, of all threads`,
  );
  console.log(
    `memory: ${megabytes(startBytes)} at the start, ${megabytes(full)} when the tables were full, ${megabytes(end)} at the end, ${megabytes(memory.peak)} at most\n`,
  );
  check(`no frame is lost: the kernel dropped ${losses.kernel}`, losses.kernel === 0 && losses.probe === 0);
  check('sent = seen + dropped by the kernel', sent === seen.frames + losses.kernel);
  check('seen = attributed + other + malformed', seen.frames === attributed + other + malformed);
  check('every byte is counted', seen.wireBytes === seen.frames * FRAME_LENGTH);
  // Largest first: if the first has one frame, all have.
  check(
    'rows of flows + other = seen',
    rows.list[0].frames === 1 && rows.total + rows.other.frames === seen.frames && rows.other.rows === flows.evicted,
  );
  check(`memory grew by ${megabytes(end - full)} after the tables were full, less than 64`, end - full < MOST_GROWTH_BYTES);
  const slowest = Math.max(...samples.map((sample) => sample.slowest.millis));
  check(`every answer was there within ${MOST_ANSWER_MILLIS} ms: ${slowest.toFixed(0)} at most`, slowest < MOST_ANSWER_MILLIS);
  check(
    '/healthz and all else answered 200',
    samples.every(({ areAllOk }) => areAllOk),
  );
}

async function get(url) {
  return await (await fetch(url)).json();
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)[1]) * 1024;
  return { rss: of('VmRSS'), peak: of('VmHWM') };
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function check(claim, isTrue) {
  console.log(`${isTrue ? 'PASS' : 'FAIL'}  ${claim}`);
  if (!isTrue) process.exitCode = 1;
}
