import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What figures depend on and a reader cannot see. */
export function describeMachine() {
  const [first] = cpus();
  return {
    node: process.version,
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    load: Math.round(loadavg()[0] * 10) / 10,
    commit: commit(),
    at: new Date().toISOString(),
  };
}

export function machineText({ node, cpu, cores, memoryGigabytes, system, load, commit, at }) {
  return `Node.js ${node}, ${cpu} x ${cores}, ${memoryGigabytes} GB, ${system}, load ${load}, commit ${commit}, ${at}`;
}

function commit() {
  try {
    const git = (...words) =>
      execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const isChanged = git('status', '--porcelain') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`;
  } catch {
    return 'none';
  }
}
