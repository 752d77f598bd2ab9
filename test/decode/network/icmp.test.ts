import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const QUOTED = `45 00 001c 0000 0000 40 11 0000 c0000202 c0000201  3039 0035 0008 0000`;
const KINDS = [
  ['icmp', 228, '45 00 0000 0000 0000 40 01 0000 c0000201 c0000202', '03 03 0000'],
  ['icmpv6', 229, `60000000 0000 3a 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}02`, '01 04 0000'],
] as const;

describe.each(KINDS)('decoding %s', (name, linkType, ip, unreachable) => {
  const version = name === 'icmp' ? 'ipv4' : 'ipv6';

  it('does not follow the packet that an error quotes', () => {
    const packet = decode(hexBytes(`${ip} ${unreachable} 00000000 ${QUOTED}`), { linkType });
    expect(stackOf(packet)).toBe(`${version}/${name}`);
    expect(packet.ipLayer).toBe(0);
    expect(packet.sourcePort).toBe(-1);
    expect(payloadOf(packet)).toEqual(hexBytes(`00000000 ${QUOTED}`));
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes(`${ip} 03 03 00`), { linkType }))).toBe(`${name} header-truncated`);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ip} ${unreachable} 00000000`), { linkType });
  });
});
