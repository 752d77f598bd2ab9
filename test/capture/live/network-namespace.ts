import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';

const CLONE_NEWNET = 0x4000_0000;

/** A network of this thread's own; everything it and its children do happens there, and is gone with it. */
export interface NetworkNamespace {
  /** The namespace's own view of sysfs. */
  readonly sysRoot: string;
  /** Runs `ip` with these words. */
  ip(words: string): void;
  /** Takes the thread back to where it was. */
  leave(): void;
}

const library = process.platform === 'linux' ? koffi.load(null) : null;
const unshare: ((flags: number) => number) | undefined = library?.func('int unshare(int)');
const setns: ((descriptor: number, type: number) => number) | undefined = library?.func('int setns(int, int)');

export const canMakeNamespaces = probe();

/** Moves this thread into a new, empty network namespace. */
export function enterNetworkNamespace(): NetworkNamespace {
  const before = openSync('/proc/thread-self/ns/net', 'r');
  if (unshare?.(CLONE_NEWNET) !== 0) {
    closeSync(before);
    throw new Error('no right to make a network namespace');
  }
  const sysRoot = mkdtempSync(join(tmpdir(), 'sysfs-'));
  execFileSync('mount', ['-t', 'sysfs', 'sysfs', sysRoot]);
  return {
    sysRoot,
    ip: (words) => void execFileSync('ip', words.split(' ')),
    leave: () => {
      execFileSync('umount', [sysRoot]);
      rmdirSync(sysRoot);
      setns?.(before, CLONE_NEWNET);
      closeSync(before);
    },
  };
}

function probe(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('ip', ['-V']);
    const namespace = enterNetworkNamespace();
    try {
      namespace.ip('link add dev probe0 type veth peer name probe1');
    } finally {
      namespace.leave();
    }
    return true;
  } catch {
    return false;
  }
}
