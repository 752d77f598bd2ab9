import { describe, expect, it } from 'vitest';
import { ByteWindow } from '../../../src/capture/file/byte-window.ts';
import { createReader } from '../../../src/capture/file/create-reader.ts';
import { FileSource } from '../../../src/capture/file/file-source.ts';
import { CaptureError } from '../../../src/capture/source.ts';
import { buildBlock, buildPcap, buildPcapng, concat } from '../../support/capture-files.ts';

const FRAMES = [1, 2, 60].map((length, index) => ({
  bytes: new Uint8Array(length).fill(index + 1),
  timestampMicros: 1.7e15 + index,
}));
const FILES: Readonly<Record<string, Uint8Array>> = {
  pcap: buildPcap({ frames: FRAMES }),
  'big-endian nanosecond pcap': buildPcap({ byteOrder: 'big', resolution: 'ns', frames: FRAMES }),
  'modified pcap': buildPcap({ modified: true, frames: FRAMES }),
  'pcap 2.3': buildPcap({ version: [2, 3], frames: FRAMES }),
  'pcapng of two sections': concat([
    buildPcapng({ interfaces: [{ name: 'eth0', resolution: 9, offsetSeconds: 1 }], frames: FRAMES }),
    buildBlock(0xbad, new Uint8Array(20)),
    buildPcapng({ byteOrder: 'big', frames: FRAMES.map((frame) => ({ ...frame, block: 'obsolete' })) }),
  ]),
  'pcapng with simple packets': buildPcapng({ frames: FRAMES.map((frame) => ({ ...frame, block: 'simple' })) }),
};
const MUTATIONS_PER_FILE = 20_000;
const CHUNK = 64;

interface Outcome {
  /** Each frame's bytes and lengths as text. */
  readonly frames: readonly string[];
  readonly complete: boolean;
  readonly steps: number;
  readonly windowBytes: number;
}

/** Reads bytes in memory through the reader a plain file would get; `null`: they were refused with a `CaptureError`. */
function read(file: Uint8Array): Outcome | null {
  let at = Math.min(24, file.length);
  const window = new ByteWindow(CHUNK, file.subarray(0, at));
  const bytes = {
    endProblem: null,
    totalBytes: file.length,
    mostBytes: file.length,
    bytesRead: 0,
    close() {},
    read(into: Uint8Array): number {
      const part = file.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      return part.length;
    },
  };
  try {
    const source = new FileSource('test', { bytes, window, reader: createReader('test', window) });
    const frames: string[] = [];
    let steps = 1;
    while (
      source.step(({ bytes, start, capturedLength, wireLength }) => {
        if (start < 0 || start + capturedLength > window.end || wireLength < capturedLength)
          throw new Error('frame outside its bytes');
        frames.push(`${bytes.subarray(start, start + capturedLength).join()}/${wireLength}`);
      }) !== 'ended'
    ) {
      steps += 1;
    }
    if (source.complete === (source.damage !== null)) throw new Error('neither complete nor damaged, or both');
    return { frames, complete: source.complete, steps, windowBytes: window.bytes.length };
  } catch (error) {
    if (error instanceof CaptureError) return null;
    throw error;
  }
}

describe('capture files cut at every byte', () => {
  it.each(Object.entries(FILES))('keeps what comes before (%s)', (_, file) => {
    const whole = read(file)!;
    expect(whole.complete).toBe(true);
    let before = 0;
    for (let length = 0; length < file.length; length++) {
      const cut = read(file.subarray(0, length));
      const frames = cut?.frames ?? [];
      expect(frames).toEqual(whole.frames.slice(0, frames.length));
      expect(frames.length).toBeGreaterThanOrEqual(before);
      before = frames.length;
    }
    expect(before).toBeGreaterThanOrEqual(whole.frames.length - 1);
  });
});

describe('mutated capture files', () => {
  it.each(Object.entries(FILES))(
    `never hang, crash or take memory (${MUTATIONS_PER_FILE.toLocaleString('en-US')} of %s)`,
    (_, file) => {
      const random = createRandom(20_241_121);
      const outcomes = { refused: 0, complete: 0, damaged: 0 };
      for (let round = 0; round < MUTATIONS_PER_FILE; round++) {
        const mutant = mutate(file, random);
        const outcome = read(mutant);
        if (outcome === null) outcomes.refused += 1;
        else if (outcome.complete) outcomes.complete += 1;
        else outcomes.damaged += 1;
        if (outcome === null) continue;
        // Every step but the last few takes in bytes; the window never exceeds twice what the file holds.
        if (outcome.steps > mutant.length / 8 + 3) throw new Error(`${outcome.steps} steps for ${mutant.length} bytes`);
        if (outcome.windowBytes > Math.max(CHUNK, 2 * mutant.length)) throw new Error(`window of ${outcome.windowBytes} bytes`);
      }
      expect(outcomes.refused).toBeGreaterThan(0);
      expect(outcomes.complete).toBeGreaterThan(0);
      expect(outcomes.damaged).toBeGreaterThan(0);
    },
  );
});

const EXTREMES = [0, 1, 3, 4, 0x7f, 0x80, 0xff];

/** Flips, overwrites, removes, repeats: one to four times. */
function mutate(file: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes: Uint8Array = file.slice();
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(bytes.length);
    const kind = random(8);
    if (kind < 3) bytes[at]! ^= 1 << random(8);
    else if (kind < 5) bytes[at] = EXTREMES[random(EXTREMES.length)]!;
    else if (kind === 5) bytes.fill(0xff * random(2), at, at + 4);
    else if (kind === 6) bytes = concat([bytes.subarray(0, at), bytes.subarray(at + random(40))]);
    else bytes = concat([bytes.subarray(0, at), bytes.subarray(random(at + 1))]);
  }
  return bytes;
}

/** Marsaglia's xorshift32: the same mutants in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return below === 0 ? 0 : (state >>> 0) % below;
  };
}
