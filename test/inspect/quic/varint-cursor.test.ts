import { describe, expect, it } from 'vitest';
import { CUT, VarintCursor } from '../../../src/inspect/quic/varint-cursor.ts';
import { guardBytes } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

function cursorOver(hex: string): VarintCursor {
  const bytes = hexBytes(`ff ${hex} ff`);
  const cursor = new VarintCursor();
  cursor.stand(
    guardBytes(bytes, (index) => index >= 1 && index < bytes.length - 1),
    1,
    bytes.length - 1,
  );
  return cursor;
}

describe('VarintCursor', () => {
  // RFC 9000, appendix A.1.
  it.each([
    ['25', 37],
    ['4025', 37],
    ['7bbd', 15293],
    ['9d7f3e7d', 494_878_333],
    ['c000000100000002', 4_294_967_298],
  ])('reads %s as %i', (hex, value) => {
    const cursor = cursorOver(hex);
    expect(cursor.next()).toBe(value);
    expect(cursor.at).toBe(cursor.end);
  });

  it('comes near to numbers of more than 53 bits', () => {
    expect(cursorOver('c2197c5eff14e88c').next()).toBe(Number(151288809941952652n));
  });

  it.each(['', '40', '9d7f3e', 'c2197c5eff14e8'])('says that %j is cut, and stays there', (hex) => {
    const cursor = cursorOver(hex);
    expect([cursor.next(), cursor.at]).toEqual([CUT, 1]);
  });

  it('skips no more than there is', () => {
    const cursor = cursorOver('01 02 03');
    expect([cursor.skip(4), cursor.skip(2), cursor.next(), cursor.skip(1)]).toEqual([false, true, 3, false]);
  });
});
