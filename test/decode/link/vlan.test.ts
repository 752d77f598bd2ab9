import { describe, expect, it } from 'vitest';
import { readVlanId } from '../../../src/decode/link/vlan.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';
import { TPID, vlan } from '../../support/frames/vlan.ts';

const ADDRESSES = '02 00 00 00 00 02  02 00 00 00 00 01';

describe('decodeVlan', () => {
  it('reads the VLAN id without priority and drop bits', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 8100 b007 88b5 ff`)); // priority 5, drop eligible, VLAN 7
    expect(stackOf(packet)).toBe('ethernet/vlan');
    expect(readVlanId(packet.bytes, packet.offsets[1]!)).toBe(7);
    expect(unknownOf(packet)).toBe('vlan 0x88b5');
  });

  it('reads the highest VLAN id', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 8100 ffff 88b5`));
    expect(readVlanId(packet.bytes, packet.offsets[1]!)).toBe(4095);
  });

  it('tells a service tag from a customer tag', () => {
    const packet = decode(buildFrame(ethernet(), vlan({ tpid: TPID.service, id: 100 }), vlan({ id: 7 }), ipv4(), udp()));
    expect(stackOf(packet)).toBe('ethernet/service-vlan/vlan/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 14, 18, 22, 42]);
    expect(readVlanId(packet.bytes, packet.offsets[1]!)).toBe(100);
    expect(readVlanId(packet.bytes, packet.offsets[2]!)).toBe(7);
  });

  it.each([TPID.old9100, TPID.old9200])('takes tag type %i for a service tag', (tpid) => {
    expect(stackOf(decode(buildFrame(ethernet(), vlan({ tpid }), vlan(), ipv4(), udp())))).toBe(
      'ethernet/service-vlan/vlan/ipv4/udp',
    );
  });

  it('follows a length to LLC and leaves padding out', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 8100 0001 0004 42 42 03 aa 000000`));
    expect(stackOf(packet)).toBe('ethernet/vlan/llc');
    expect(payloadOf(packet)).toEqual(hexBytes('aa'));
  });

  it.each(['0007', '0007 08'])('counts the tag when the type behind it is cut: %s', (hex) => {
    const packet = decode(hexBytes(`${ADDRESSES} 8100 ${hex}`));
    expect(stackOf(packet)).toBe('ethernet/vlan');
    expect(readVlanId(packet.bytes, packet.offsets[1]!)).toBe(7);
    expect(problemOf(packet)).toBe('vlan header-truncated');
  });

  it('is truncated below the 2 bytes of the tag', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 8100 00`));
    expect(stackOf(packet)).toBe('ethernet');
    expect(problemOf(packet)).toBe('vlan header-truncated');
    expect(problemOf(decode(hexBytes(`${ADDRESSES} 88a8 00`)))).toBe('service-vlan header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(buildFrame(ethernet(), vlan({ tpid: TPID.service }), vlan(), vlan(), ipv4(), udp(), payload('x')));
  });
});
