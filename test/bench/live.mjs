// Live capture beside tcpdump on the same traffic, in a network of its own. As root, on Linux:
//   node test/bench/live.mjs [--frames 1000000] [--rounds 5] [--rate 0] [--flows 8192] [--sink path/to/module.mjs] [--check]
// wanprobe: the ring, and behind it decoding and counting as `serve` has them. ring: the ring, and behind it next to nothing.
// tcpdump: -w -, into /dev/null. --rate: frames a second, 0 for as many as the sender can. --sink: a module exporting createConsumer(), which
// returns what is called with each frame, in place of decoding and counting. --flows: up to 8192, of which every frame belongs to the next:
// the more, the less of their rows is in the processor's cache. --check: ends with status 1 when the goal is missed.
// CPU time is what the scheduler charged to all threads of a process. Frames enter the ring while the sender's core handles them, so
// neither side pays for that; both pay for what interrupts their core does meanwhile.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { describeMachine, machineText } from './machine.mjs';
import { ask, cpuNanosOf, enterOwnNetwork, settle, startChild } from './own-network.mjs';
import { median, tableText } from './statistics.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SNAP_LENGTH = 256;
const RING_MEBIBYTES = 16;
const WARM_UP_FRAMES = 500_000;
// Longer than either side leaves frames in a block that does not fill up; tcpdump's is a second.
const SETTLE_MILLIS = 1500;
const MOST_NANOS_ABOVE_TCPDUMP = 100;

const DECODE_AND_COUNT = `
import { Analysis } from './src/commands/analysis.ts';
export function createConsumer() {
  return new Analysis({ onWindow: () => {} });
}
`;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    rate: { type: 'string', default: '0' },
    flows: { type: 'string', default: '8192' },
    sink: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

enterOwnNetwork();
await main({ frames: Number(values.frames), rounds: Number(values.rounds), rate: Number(values.rate) });

async function main({ frames, rounds, rate }) {
  console.log(`${machineText(describeMachine())}; ${rounds} rounds`);
  const folder = `${ROOT}node_modules/.cache/live-bench-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    const source = bundle(`${folder}/source.mjs`, `export { RingSource } from './src/capture/live/ring-source.ts';`);
    const sink = values.sink ?? bundle(`${folder}/sink.mjs`, DECODE_AND_COUNT);
    const sender = await startChild('live-sender.mjs', ['far', 'line', values.flows]);
    const send = (count) => ask(sender, { count, framesPerSecond: rate });
    const results = { wanprobe: [], ring: [], tcpdump: [] };
    // Taking turns, so that what else the machine does falls on all alike.
    for (let round = 0; round < rounds; round++) {
      results.wanprobe.push(await measure(send, frames, await startRing(source, sink)));
      results.ring.push(await measure(send, frames, await startRing(source)));
      results.tcpdump.push(await measure(send, frames, await startTcpdump()));
    }
    sender.disconnect();
    report(results);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bundled and minified as scripts/build.mjs does it, from the sources as they are now. */
function bundle(outfile, contents) {
  buildSync({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    external: ['koffi'],
    logLevel: 'error',
  });
  return outfile;
}

async function startRing(source, sink) {
  const words = [source, 'near', String(SNAP_LENGTH), String(RING_MEBIBYTES), ...(sink === undefined ? [] : [sink])];
  const receiver = await startChild('live-receiver.mjs', words);
  let base = null;
  return {
    pid: receiver.pid,
    mark: async () => {
      base = await ask(receiver, 'mark');
    },
    stop: async () => {
      const { frames, wireBytes, losses } = await ask(receiver, 'mark');
      receiver.disconnect();
      return {
        received: frames - base.frames,
        dropped: losses.kernel - base.losses.kernel,
        wireBytes: wireBytes - base.wireBytes,
      };
    },
  };
}

/** Its counts tell of everything since its start, so nothing may have been lost while it warmed up. */
async function startTcpdump() {
  const words = ['-i', 'near', '-Q', 'in', '-s', String(SNAP_LENGTH), '-B', String(RING_MEBIBYTES * 1024), '-w', '-'];
  const tcpdump = spawn('tcpdump', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  tcpdump.stderr.on('data', (text) => {
    said += text;
  });
  while (!said.includes('listening')) await settle(50);
  return {
    pid: tcpdump.pid,
    mark: async () => {},
    stop: async () => {
      tcpdump.kill('SIGINT');
      await new Promise((resolve) => tcpdump.on('close', resolve));
      const dropped = Number(/(\d+) packets dropped by kernel/.exec(said)[1]);
      return { received: Number(/(\d+) packets captured/.exec(said)[1]) - WARM_UP_FRAMES, dropped, wireBytes: null };
    },
  };
}

async function measure(send, frames, { pid, mark, stop }) {
  await send(WARM_UP_FRAMES);
  await settle(SETTLE_MILLIS);
  await mark();
  const cpuBefore = cpuNanosOf(pid);
  const { sent, seconds } = await send(frames);
  await settle(SETTLE_MILLIS);
  const cpu = cpuNanosOf(pid) - cpuBefore;
  const { received, dropped, wireBytes } = await stop();
  return {
    sent,
    received,
    dropped,
    nanosPerFrame: cpu / received,
    framesPerSecond: sent / seconds,
    megabits: wireBytes === null ? null : (wireBytes * 8) / seconds / 1e6,
  };
}

function report(results) {
  const rows = Object.entries(results).map(([name, rounds]) => {
    const of = (pick) => rounds.map(pick);
    const nanos = of(({ nanosPerFrame }) => nanosPerFrame);
    return [
      name,
      ...['sent', 'received', 'dropped'].map((key) => String(sum(of((round) => round[key])))),
      (median(of(({ framesPerSecond }) => framesPerSecond)) / 1000).toFixed(0),
      median(nanos).toFixed(0),
      `${Math.min(...nanos).toFixed(0)}-${Math.max(...nanos).toFixed(0)}`,
    ];
  });
  const megabits = median(results.wanprobe.map((round) => round.megabits)).toFixed(0);
  console.log(
    `PPPoE frames of 60 to 1514 bytes in ${values.flows} flows, ${megabits} Mbit/s; snap length ${SNAP_LENGTH}, ring of ${RING_MEBIBYTES} MiB; the kernel says what it dropped\n`,
  );
  console.log(tableText([['', 'sent', 'received', 'dropped', 'k frames/s', 'CPU ns/frame', 'from-to'], ...rows]));

  const lost = sum(results.wanprobe.map(({ sent, received }) => sent - received));
  const nanosOf = (name) => median(results[name].map(({ nanosPerFrame }) => nanosPerFrame));
  const above = nanosOf('wanprobe') - nanosOf('tcpdump');
  console.log('');
  judge(`no loss: ${lost} of ${sum(results.wanprobe.map(({ sent }) => sent))} lost`, lost === 0);
  judge(
    `at most tcpdump's CPU per packet plus ${MOST_NANOS_ABOVE_TCPDUMP} ns: ${above.toFixed(0)} ns more`,
    above <= MOST_NANOS_ABOVE_TCPDUMP,
  );
}

function judge(goal, isMet) {
  console.log(`${isMet ? 'PASS' : 'FAIL'}  ${goal}`);
  if (!isMet && values.check) process.exitCode = 1;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
