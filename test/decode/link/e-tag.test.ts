import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { ethernet, llc } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { eTag } from '../../support/frames/switch-tags.ts';
import { udp } from '../../support/frames/udp.ts';

describe('decodeETag', () => {
  it('leads to what its EtherType announces', () => {
    const packet = decode(buildFrame(ethernet(), eTag({ identifier: 211 }), ipv4(), udp()));
    expect(stackOf(packet)).toBe('ethernet/e-tag/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 14, 22, 42]);
    expect(packet.linkLayer).toBe(0);
  });

  it('leads to LLC where it has a length, and leaves padding out', () => {
    const packet = decode(buildFrame(ethernet({ minimumLength: 60 }), eTag({ etherType: 3 }), llc()));
    expect(stackOf(packet)).toBe('ethernet/e-tag/llc');
    expect(packet.end - packet.cursor).toBe(0);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(buildFrame(ethernet(), eTag({ etherType: 0x88b5 }))))).toBe('e-tag 0x88b5');
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decode(buildFrame(ethernet(), eTag()).subarray(0, -1)))).toBe('e-tag header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(buildFrame(ethernet(), eTag(), ipv4(), udp()));
  });
});
