import { describe, expect, it } from 'vitest';
import { readCryptoFrames } from '../../../src/inspect/quic/crypto-frames.ts';
import { CryptoStream } from '../../../src/inspect/quic/crypto-stream.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { ackFrame, connectionCloseFrame, cryptoFrame, paddingFrames, pingFrame } from '../../support/payloads/quic-frames.ts';
import { Random } from '../../support/random.ts';

const FIRST = cryptoFrame(0, textBytes('client'));
const SECOND = cryptoFrame(6, textBytes(' hello'));

function textOf(...frames: readonly Uint8Array[]): string {
  const stream = new CryptoStream();
  readCryptoFrames(concatenate(...frames), stream);
  return Buffer.from(stream.bytes.subarray(0, stream.length)).toString();
}

describe('readCryptoFrames', () => {
  it('reads CRYPTO frames in any order', () => {
    expect(textOf(FIRST, SECOND)).toBe('client hello');
    expect(textOf(SECOND, FIRST)).toBe('client hello');
  });

  it.each([
    ['PADDING', paddingFrames(9)],
    ['PING', pingFrame()],
    ['ACK', ackFrame()],
    [
      'ACK with ranges',
      ackFrame({
        largestAcknowledged: 70,
        ranges: [
          [1, 2],
          [300, 4],
        ],
      }),
    ],
    ['ACK with ECN counts', ackFrame({ ranges: [[1, 2]], ecnCounts: [5, 0, 70_000] })],
    ['CONNECTION_CLOSE', connectionCloseFrame('no reason')],
  ])('passes over %s', (_name, frame) => {
    expect(textOf(FIRST, frame, SECOND)).toBe('client hello');
  });

  it.each([
    ['a STREAM frame', hexBytes('0a 00 01 61')],
    ['a frame of a type that nobody has', hexBytes('7f ff 00')],
    ['an ACK of more ranges than there are', ackFrame({ rangeCount: 1000 })],
    ['an ACK of more ranges than there can be', hexBytes('02 00 00 ffffffffffffffff 00')],
    ['a CONNECTION_CLOSE that is longer than the packet', hexBytes('1c 00 00 40ff')],
    ['a CRYPTO frame that is longer than the packet', hexBytes('06 06 40ff 20')],
  ])('ends at %s', (_name, frame) => {
    expect(textOf(FIRST, frame, SECOND)).toBe('client');
  });

  it("reads the frame that Google's versions with TLS have instead", () => {
    expect(textOf(hexBytes('08 00 02 6869'))).toBe('hi');
  });

  it('takes every cut', () => {
    const frames = concatenate(
      FIRST,
      ackFrame({ ranges: [[1, 2]], ecnCounts: [1, 2, 3] }),
      connectionCloseFrame('reason'),
      cryptoFrame(6, new Uint8Array(100).fill(0x61)),
    );
    for (let length = 0; length < frames.length; length++) {
      expect(textOf(frames.slice(0, length))).toBe(length < FIRST.length ? '' : 'client');
    }
  });

  it('takes any bytes', () => {
    const random = new Random(11);
    for (let round = 0; round < 2000; round++) {
      const bytes = Uint8Array.from({ length: random.below(200) }, () =>
        random.below(2) === 0 ? random.below(9) : random.below(256),
      );
      expect(textOf(bytes).length).toBeLessThanOrEqual(bytes.length);
    }
  });

  it.each<[string, (count: number) => readonly Uint8Array[]]>([
    ['tiny frames in order', (count) => times(count, (index) => cryptoFrame(index, Uint8Array.of(1)))],
    ['tiny frames in reverse', (count) => times(count, (index) => cryptoFrame(count - 1 - index, Uint8Array.of(1)))],
    ['tiny frames behind a gap', (count) => times(count, (index) => cryptoFrame(1 + index, Uint8Array.of(1)))],
    ['the same frame again and again', (count) => times(count, () => cryptoFrame(500, new Uint8Array(20)))],
    ['ranges', (count) => [ackFrame({ ranges: times(count, () => [1, 1] as const) })]],
    ['padding', (count) => [paddingFrames(count)]],
  ])('takes twice as long for twice as many: %s', (_name, framesOf) => {
    const [once, twice] = [4000, 8000].map((count) => concatenate(...framesOf(count)));
    expect(growth(once!, twice!)).toBeLessThan(2.5);
  });
});

function times<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/**
 * How many times longer the second takes: by the shortest of many runs that take turns, because whatever else the machine does can only make them
 * longer. Work that grows with the square takes four times as long in every attempt.
 */
function growth(once: Uint8Array, twice: Uint8Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && smallest >= 2.2; attempt += 1) {
    const shortest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < 60; round += 1) {
      for (const [which, frames] of [once, twice].entries()) shortest[which] = Math.min(shortest[which]!, millisOf(frames));
    }
    smallest = Math.min(smallest, shortest[1]! / shortest[0]!);
  }
  return smallest;
}

function millisOf(frames: Uint8Array): number {
  const start = performance.now();
  readCryptoFrames(frames, new CryptoStream());
  return performance.now() - start;
}
