// What benches that capture live share: a network of their own with a cable in it, children that are asked, processor time.
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const IN_NETWORK = 'LIVE_BENCH_NETWORK';
const ANSWER_MILLIS = 120_000;

/** Starts the program again in a network of its own, which the system removes when it ends; returns only there, with `near` and `far` joined. */
export function enterOwnNetwork() {
  if (process.env[IN_NETWORK] === undefined) restart();
  // Else the system would greet its neighbours on the new link.
  writeFileSync('/proc/sys/net/ipv6/conf/default/disable_ipv6', '1');
  for (const words of ['set lo up', 'add dev near type veth peer name far', 'set near up', 'set far up']) {
    execFileSync('ip', ['link', ...words.split(' ')]);
  }
}

function restart() {
  if (process.platform !== 'linux' || process.getuid() !== 0) {
    console.error('skipped: the live benches need Linux and root');
    process.exit(0);
  }
  const script = 'mount -t sysfs sysfs /sys && exec "$@"';
  const words = ['--net', '--mount', 'sh', '-c', script, 'sh', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync('unshare', words, { stdio: 'inherit', env: { ...process.env, [IN_NETWORK]: '1' } });
  process.exit(status ?? 1);
}

/** Starts a program of this folder that says when it is ready and answers what it is asked. */
export async function startChild(file, words) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), words);
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (status) => reject(new Error(`${file} ended with ${status}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

export function ask(child, question) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a process of the bench does not answer')), ANSWER_MILLIS);
    child.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    child.send(question);
  });
}

export function settle(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** What the scheduler has charged to all threads of a process so far. */
export function cpuNanosOf(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.reduce(
    (sum, task) => sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]),
    0,
  );
}
