// Live capture beside tcpdump on the same traffic, in network namespaces of its own. As root, on Linux:
//   node test/bench/live.mjs [--frames 1000000] [--rounds 3] [--rate 0] [--sink path/to/module.mjs]
// A --sink module exports createSink(), which returns a function called with each frame: the place to plug in decoding and counting.
// CPU time is what the scheduler charged to all threads of a process. Frames enter the ring while the sender's core handles them, so
// neither side pays for that; both pay for what interrupts their core does meanwhile.
import { execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IN_NAMESPACE = 'WANPROBE_BENCH_NAMESPACE';
const SNAP_LENGTH = 256;
const RING_MEBIBYTES = 16;
const WARM_UP_FRAMES = 200_000;
// Longer than either side leaves frames in a block that does not fill up; tcpdump's is a second.
const SETTLE_MILLIS = 1500;
const ANSWER_MILLIS = 60_000;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '0' },
    sink: { type: 'string' },
  },
});

if (process.env[IN_NAMESPACE] === undefined) enterNamespace();
else await measure({ frames: Number(values.frames), rounds: Number(values.rounds), rate: Number(values.rate) });

/** Starts this program again in a network of its own, which the system removes when it ends. */
function enterNamespace() {
  if (process.platform !== 'linux' || process.getuid() !== 0) {
    console.error('skipped: the live bench needs Linux and root');
    process.exit(0);
  }
  const script = 'mount -t sysfs sysfs /sys && exec "$@"';
  const words = ['--net', '--mount', 'sh', '-c', script, 'sh', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync('unshare', words, { stdio: 'inherit', env: { ...process.env, [IN_NAMESPACE]: '1' } });
  process.exit(status ?? 1);
}

async function measure({ frames, rounds, rate }) {
  // Else the system would greet its neighbours on the new link.
  writeFileSync('/proc/sys/net/ipv6/conf/default/disable_ipv6', '1');
  for (const words of ['link add dev near type veth peer name far', 'link set near up', 'link set far up']) {
    execFileSync('ip', words.split(' '));
  }
  const folder = `${ROOT}node_modules/.cache/live-bench`;
  mkdirSync(folder, { recursive: true });
  const sourcePath = `${folder}/ring-source-${process.pid}.mjs`;
  buildSync({
    entryPoints: [`${ROOT}src/capture/live/ring-source.ts`],
    outfile: sourcePath,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['koffi'],
  });

  const sender = await startChild('live-sender.mjs', ['far']);
  const traffic = { frames, rate };
  const results = { ring: [], sink: [], tcpdump: [] };
  // Taking turns, so that what else the machine does falls on all alike.
  for (let round = 0; round < rounds; round++) {
    results.ring.push(await runRing(sender, traffic, [sourcePath]));
    if (values.sink !== undefined) results.sink.push(await runRing(sender, traffic, [sourcePath, values.sink]));
    results.tcpdump.push(await runTcpdump(sender, traffic));
  }
  sender.disconnect();
  rmSync(sourcePath);
  report(results);
}

async function runRing(sender, { frames, rate }, [sourcePath, sinkPath]) {
  const words = [sourcePath, 'near', String(SNAP_LENGTH), String(RING_MEBIBYTES), ...(sinkPath === undefined ? [] : [sinkPath])];
  const receiver = await startChild('live-receiver.mjs', words);
  await ask(sender, { count: WARM_UP_FRAMES, framesPerSecond: rate });
  await settle();
  const before = await ask(receiver, 'mark');
  const cpuBefore = cpuNanosOf(receiver.pid);
  const { sent, seconds } = await ask(sender, { count: frames, framesPerSecond: rate });
  await settle();
  const cpu = cpuNanosOf(receiver.pid) - cpuBefore;
  const after = await ask(receiver, 'mark');
  receiver.disconnect();
  const received = after.frames - before.frames;
  return {
    sent,
    received,
    dropped: after.losses.kernel - before.losses.kernel,
    nanosPerFrame: cpu / received,
    framesPerSecond: sent / seconds,
    megabits: ((after.wireBytes - before.wireBytes) * 8) / seconds / 1e6,
  };
}

async function runTcpdump(sender, { frames, rate }) {
  const words = ['-i', 'near', '-Q', 'in', '-s', String(SNAP_LENGTH), '-B', String(RING_MEBIBYTES * 1024), '-w', '/dev/null'];
  const tcpdump = spawn('tcpdump', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  tcpdump.stderr.on('data', (text) => {
    said += text;
  });
  while (!said.includes('listening')) await settle(50);
  await ask(sender, { count: WARM_UP_FRAMES, framesPerSecond: rate });
  await settle();
  const cpuBefore = cpuNanosOf(tcpdump.pid);
  const { sent, seconds } = await ask(sender, { count: frames, framesPerSecond: rate });
  await settle();
  const cpu = cpuNanosOf(tcpdump.pid) - cpuBefore;
  tcpdump.kill('SIGINT');
  await new Promise((resolve) => tcpdump.on('close', resolve));
  const received = Number(/(\d+) packets captured/.exec(said)[1]) - WARM_UP_FRAMES;
  const dropped = Number(/(\d+) packets dropped by kernel/.exec(said)[1]);
  return { sent, received, dropped, nanosPerFrame: cpu / received, framesPerSecond: sent / seconds, megabits: null };
}

function report(results) {
  console.log(
    `snap length ${SNAP_LENGTH}, ring ${RING_MEBIBYTES} MiB, PPPoE frames of 60 to 1514 bytes, medians of ${values.rounds} rounds`,
  );
  for (const [name, rounds] of Object.entries(results)) {
    if (rounds.length === 0) continue;
    const of = (pick) => median(rounds.map(pick));
    const sum = (pick) => rounds.reduce((total, round) => total + pick(round), 0);
    const lost = sum((round) => round.sent - round.received);
    console.log(
      `${name.padEnd(8)} ${of((round) => round.nanosPerFrame)
        .toFixed(0)
        .padStart(5)} ns CPU a frame` +
        ` at ${(of((round) => round.framesPerSecond) / 1000).toFixed(0).padStart(4)} k frames a second` +
        `, lost ${lost} of ${sum((round) => round.sent)} (the kernel says ${sum((round) => round.dropped)})`,
    );
  }
  const ratioOf = (name) => {
    return (
      median(results[name].map(({ nanosPerFrame }) => nanosPerFrame)) /
      median(results.tcpdump.map(({ nanosPerFrame }) => nanosPerFrame))
    );
  };
  console.log(`ring / tcpdump -w /dev/null: ${ratioOf('ring').toFixed(2)}`);
  if (results.sink.length > 0) console.log(`ring and sink / tcpdump -w /dev/null: ${ratioOf('sink').toFixed(2)}`);
  console.log(`traffic: ${median(results.ring.map(({ megabits }) => megabits)).toFixed(0)} Mbit/s`);
}

async function startChild(file, words) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), words);
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (status) => reject(new Error(`${file} ended with ${status}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

function ask(child, question) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a process of the bench does not answer')), ANSWER_MILLIS);
    child.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    child.send(question);
  });
}

function settle(millis = SETTLE_MILLIS) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function cpuNanosOf(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.reduce(
    (sum, task) => sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]),
    0,
  );
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
