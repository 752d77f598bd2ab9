import { describe, expect, it } from 'vitest';
import { CryptoStream, LARGEST_STREAM } from '../../../src/inspect/quic/crypto-stream.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { Random } from '../../support/random.ts';

function streamOf(...parts: readonly (readonly [offset: number, text: string])[]): string {
  const stream = new CryptoStream();
  for (const [offset, text] of parts) stream.put(offset, textBytes(text));
  return Buffer.from(stream.bytes.subarray(0, stream.length)).toString();
}

describe('CryptoStream', () => {
  it('appends what comes in order', () => {
    expect(streamOf([0, 'client'], [6, ' hello'])).toBe('client hello');
  });

  it('waits for what is missing', () => {
    expect(streamOf([6, ' hello'])).toBe('');
    expect(streamOf([6, ' hello'], [0, 'cli'])).toBe('cli');
    expect(streamOf([6, ' hello'], [0, 'cli'], [3, 'ent'])).toBe('client hello');
  });

  it('takes what comes again or overlaps', () => {
    expect(streamOf([0, 'client'], [0, 'client'], [3, 'ent hel'], [8, 'ello'])).toBe('client hello');
    expect(streamOf([0, 'client'], [0, 'cli'])).toBe('client');
    expect(streamOf([4, 'nt he'], [8, 'ello'], [0, 'client'])).toBe('client hello');
  });

  it('takes parts without anything in them', () => {
    expect(streamOf([0, ''], [5, ''], [0, 'hello'])).toBe('hello');
  });

  it('puts parts of any size together in any order', () => {
    const random = new Random(7);
    const text = Array.from({ length: 5000 }, () => String.fromCharCode(97 + random.below(26))).join('');
    const parts: [number, string][] = [];
    for (let at = 0; at < text.length; ) {
      const length = 1 + random.below(200);
      parts.push([at, text.slice(at, at + length + random.below(20))]);
      at += length;
    }
    parts.sort(() => random.below(3) - 1);
    expect(streamOf(...parts)).toBe(text);
  });

  it('keeps no more than the largest stream', () => {
    const stream = new CryptoStream();
    stream.put(0, new Uint8Array(LARGEST_STREAM - 1));
    stream.put(LARGEST_STREAM - 1, Uint8Array.of(7, 8, 9));
    stream.put(LARGEST_STREAM, Uint8Array.of(1));
    stream.put(2 ** 61, Uint8Array.of(1));
    expect([stream.length, stream.bytes.length, stream.bytes[LARGEST_STREAM - 1]]).toEqual([LARGEST_STREAM, LARGEST_STREAM, 7]);
  });

  it('allocates nothing before there is something, and little for little', () => {
    const stream = new CryptoStream();
    expect(stream.bytes.length).toBe(0);
    stream.put(0, new Uint8Array(300));
    expect(stream.bytes.length).toBe(2048);
  });
});
