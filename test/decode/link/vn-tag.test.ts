import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { vnTag } from '../../support/frames/switch-tags.ts';
import { udp } from '../../support/frames/udp.ts';
import { vlan } from '../../support/frames/vlan.ts';

describe('decodeVnTag', () => {
  it('leads to what its EtherType announces, here a VLAN tag', () => {
    const packet = decode(buildFrame(ethernet(), vlan({ id: 250 }), vnTag(), vlan({ id: 11 }), ipv4(), udp()));
    expect(stackOf(packet)).toBe('ethernet/vlan/vn-tag/vlan/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 5)).toEqual([0, 14, 18, 24, 28]);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(buildFrame(ethernet(), vnTag({ etherType: 0x88b5 }))))).toBe('vn-tag 0x88b5');
  });

  it('is truncated below 6 bytes', () => {
    expect(problemOf(decode(buildFrame(ethernet(), vnTag()).subarray(0, -1)))).toBe('vn-tag header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(buildFrame(ethernet(), vnTag({ isFromBridge: true }), vlan(), ipv4(), udp()));
  });
});
