import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/capture/frame.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { countReads, expectSound } from '../support/decode-harness.ts';
import { readFixtureFrames } from '../support/fixture-frames.ts';
import { MutatedFrames } from '../support/mutated-frames.ts';
import { Random } from '../support/random.ts';
import { SEED_FRAMES } from '../support/seed-frames.ts';

/** `test/traffic/mutation.test.ts` decodes a million more. */
const FRAMES = 250_000;
const BATCH = 10_000;
/** Guarded memory costs much. */
const GUARDED_FRAMES = 20_000;
/** A thousand times what a batch takes: only a hang gets there. */
const LONGEST_BATCH_MILLIS = 10_000;

/** Nearly all fixtures are Ethernet: the others' share is kept. */
const SEEDS = [...SEED_FRAMES, ...SEED_FRAMES, ...(await readFixtureFrames())];

interface Flood {
  readonly seed: number;
  readonly frames: number;
  /** Called with every packet when it has been decoded. */
  readonly visit: (packet: Packet, frame: Frame, index: number) => void;
}

/** Decodes mutated frames into one reused packet. Returns a digest of all that was found, and the longest time a batch took. */
function decodeFlood({ seed, frames, visit }: Flood): { digest: number; longestBatchMillis: number } {
  const source = new MutatedFrames(SEEDS, new Random(seed));
  const packet = new Packet();
  let digest = 0;
  let longestBatchMillis = 0;
  for (let index = 0; index < frames; ) {
    const batchStart = performance.now();
    for (const batchEnd = Math.min(index + BATCH, frames); index < batchEnd; index++) {
      const frame = source.next();
      decodeFrame(frame, packet);
      visit(packet, frame, index);
      digest = digestOf(packet, digest);
    }
    longestBatchMillis = Math.max(longestBatchMillis, performance.now() - batchStart);
  }
  return { digest, longestBatchMillis };
}

function digestOf(packet: Packet, digest: number): number {
  let mixed = mix(digest, packet.layerCount);
  for (let layer = 0; layer < packet.layerCount; layer++) {
    mixed = mix(mixed, packet.protocols[layer]! * 65536 + packet.offsets[layer]! - packet.start);
  }
  for (let row = 0; row < packet.tunnelCount; row++) mixed = mix(mixed, packet.tunnelIds[row]! ^ packet.tunnelTypes[row]!);
  mixed = mix(mixed, packet.problem * 256 + packet.problemProtocol);
  mixed = mix(mixed, packet.isUnknown ? packet.unknownIdentifier : -1);
  mixed = mix(mixed, packet.sourcePort * 65536 + packet.destinationPort);
  return mix(mixed, (packet.end - packet.cursor) * 65536 + packet.wireEnd - packet.cursor);
}

function mix(digest: number, value: number): number {
  return Math.imul(digest ^ value, 0x9e3779b1) ^ (digest >>> 15);
}

describe('mutated frames', () => {
  it('leave every packet sound, never throw, never hang', { timeout: 120_000 }, () => {
    let malformed = 0;
    const { longestBatchMillis } = decodeFlood({
      seed: 1,
      frames: FRAMES,
      visit: (packet) => {
        expectSound(packet);
        if (packet.problem !== 0) malformed += 1;
      },
    });
    expect(longestBatchMillis).toBeLessThan(LONGEST_BATCH_MILLIS);
    // Neither all frames nor none survive the mutations: both the decoders' ends and their exits are tried.
    expect(malformed).toBeGreaterThan(FRAMES / 5);
    expect(malformed).toBeLessThan((FRAMES * 4) / 5);
  });

  it('are decoded without a read outside the frame, in time that their length bounds', () => {
    decodeFlood({
      seed: 2,
      frames: GUARDED_FRAMES,
      visit: (_packet, frame) => {
        const { bytes, start, capturedLength, wireLength, linkType } = frame;
        const reads = countReads(bytes.subarray(start, start + capturedLength), { linkType, wireLength });
        if (reads > 200 + 4 * capturedLength) expect.fail(`${reads} reads for ${capturedLength} bytes`);
      },
    });
  });

  it('are the same frames and the same packets for the same seed', () => {
    const visit = () => undefined;
    const first = decodeFlood({ seed: 3, frames: 50_000, visit }).digest;
    expect(decodeFlood({ seed: 3, frames: 50_000, visit }).digest).toBe(first);
    expect(decodeFlood({ seed: 4, frames: 50_000, visit }).digest).not.toBe(first);
  });

  it('do not depend on what lies around the frame, or on the packet before', () => {
    decodeFlood({
      seed: 5,
      frames: 50_000,
      visit: (packet, frame, index) => {
        const alone = frame.bytes.slice(frame.start, frame.start + frame.capturedLength);
        const fresh = new Packet();
        decodeFrame({ ...frame, bytes: alone, start: 0 }, fresh);
        if (digestOf(fresh, 0) !== digestOf(packet, 0)) expect.fail(`frame ${index}`);
      },
    });
  });
});
