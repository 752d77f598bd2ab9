import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDescriptorStream } from '../../src/commands/descriptor-stream.ts';

let folder: string;
const descriptors: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanprobe-descriptor-'));
});

afterEach(() => {
  for (const descriptor of descriptors.splice(0)) closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

function open(path: string, flags: string | number): number {
  const descriptor = openSync(path, flags);
  descriptors.push(descriptor);
  return descriptor;
}

const never = () => {
  throw new Error('never called');
};

/** The two ends of a pipe that does not wait. */
function openPipe(): { reading: number; writing: number } {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reading = open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reading, writing: open(path, constants.O_WRONLY | constants.O_NONBLOCK) };
}

describe('createDescriptorStream', () => {
  it('has written everything when it returns', () => {
    const path = join(folder, 'file');
    const stream = createDescriptorStream(open(path, 'w'), { patient: never, onClosed: never });
    stream.write('first ä\n');
    stream.write('');
    stream.write('second\n');
    expect(readFileSync(path, 'utf8')).toBe('first ä\nsecond\n');
    expect(stream.isTTY).toBe(false);
  });

  it('hands what does not fit, and all after it, to a stream that waits', () => {
    const { reading, writing } = openPipe();
    const later: Uint8Array[] = [];
    const stream = createDescriptorStream(writing, { patient: () => ({ write: (bytes) => later.push(bytes) }), onClosed: never });
    const text = 'ä€'.repeat(100_000);
    stream.write(text);
    stream.write('end');
    const atOnce = Buffer.alloc(1_000_000);
    const length = readSync(reading, atOnce);
    expect(length).toBeGreaterThan(0);
    expect(later).toHaveLength(2);
    expect(Buffer.concat([atOnce.subarray(0, length), ...later]).toString()).toBe(`${text}end`);
  });

  it('says when nobody reads on', () => {
    const { reading, writing } = openPipe();
    let closed = 0;
    const stream = createDescriptorStream(writing, {
      patient: never,
      onClosed: () => {
        closed += 1;
      },
    });
    stream.write('read');
    closeSync(reading);
    descriptors.splice(descriptors.indexOf(reading), 1);
    stream.write('not read');
    expect(closed).toBe(1);
  });

  it.skipIf(!existsSync('/dev/full'))('does not hide that a write failed', () => {
    const stream = createDescriptorStream(open('/dev/full', 'w'), { patient: never, onClosed: never });
    expect(() => stream.write('x')).toThrow('ENOSPC');
  });
});
