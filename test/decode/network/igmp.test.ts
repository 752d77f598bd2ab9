import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4 = '46 00 0000 0000 0000 01 02 0000 c0000201 e0000016 94040000';

describe('decodeIgmp', () => {
  it('enters a report of version 2', () => {
    expect(stackOf(decode(hexBytes(`${IPV4} 16 00 0000 e0000016`), { linkType: 228 }))).toBe('ipv4/igmp');
  });

  it('leaves the group records of version 3 as payload', () => {
    const packet = decode(hexBytes(`${IPV4} 22 00 0000 0000 0001  04 00 0000 ef000001`), { linkType: 228 });
    expect(payloadOf(packet)).toEqual(hexBytes('04 00 0000 ef000001'));
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decode(hexBytes(`${IPV4} 16 00 0000 e00000`), { linkType: 228 }))).toBe('igmp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 16 00 0000 e0000016`), { linkType: 228 });
  });
});
