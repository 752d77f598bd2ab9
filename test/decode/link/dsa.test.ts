import { describe, expect, it } from 'vitest';
import { readVlanId } from '../../../src/decode/link/vlan.ts';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const DSA = { linkType: 284 };
const ADDRESSES = '00005e005302 00005e005301';
/** To the processor from port 1 of switch 0: a frame without a tag in VLAN 1, and one with a tag of VLAN 7 and a code's lowest bit set. */
const UNTAGGED = '00 08 0001';
const TAGGED = '20 08 5007';

const dsa = (tag: string, type = '0800') => buildFrame(payload(hexBytes(`${ADDRESSES} ${tag} ${type}`)), ipv4(), udp());
const edsa = (tag: string, type = '0800') =>
  buildFrame(ethernet({ etherType: 0xdada }), payload(hexBytes(`0000 ${tag} ${type}`)), ipv4(), udp());

describe('decodeDsa', () => {
  it('finds the tag between the addresses and the type of an Ethernet header', () => {
    const packet = decode(dsa(UNTAGGED), DSA);
    expect(stackOf(packet)).toBe('ethernet/dsa/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 12, 18, 38]);
    expect(packet.linkLayer).toBe(0);
  });

  it('shows the VLAN tag that a tagged frame had', () => {
    const packet = decode(dsa(TAGGED), DSA);
    expect(stackOf(packet)).toBe('ethernet/dsa/vlan/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 12, 14, 18, 38]);
    expect(readVlanId(packet.bytes, packet.offsets[2]!)).toBe(7);
  });

  it.each([UNTAGGED, TAGGED])('leads to LLC where the frame has a length: %s', (tag) => {
    expect(stackOf(decode(hexBytes(`${ADDRESSES} ${tag} 0003 42 42 03 00`), DSA))).toMatch(/^ethernet\/dsa\/(vlan\/)?llc$/);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(dsa(UNTAGGED, '88b5'), DSA))).toBe('dsa 0x88b5');
  });

  it.each([
    ['the addresses', ADDRESSES.slice(2), '', 'ethernet header-truncated'],
    ['the tag', `${ADDRESSES} 00`, 'ethernet', 'dsa header-truncated'],
    ['the type', `${ADDRESSES} ${UNTAGGED} 08`, 'ethernet', 'dsa header-truncated'],
    ['the VLAN tag', `${ADDRESSES} 20 08 50`, 'ethernet/dsa', 'vlan header-truncated'],
  ])('is truncated before the end of %s', (_what, hex, stack, problem) => {
    const packet = decode(hexBytes(hex), DSA);
    expect(stackOf(packet)).toBe(stack);
    expect(problemOf(packet)).toBe(problem);
  });

  it('keeps within every cut, also as the innermost of too many headers', () => {
    cutEverywhere(dsa(UNTAGGED), DSA);
    cutEverywhere(dsa(TAGGED), DSA);
    for (const count of [13, 14, 15, 16]) {
      const header = '00 00 0800 c0000000'.repeat(count - 1);
      const bytes = buildFrame(payload(hexBytes(`${header} 00 00 0800 1c010000`)), payload(dsa(TAGGED)));
      cutEverywhere(bytes, { linkType: 192 });
    }
  });
});

describe('decodeEdsa', () => {
  it('finds the tag behind its EtherType', () => {
    const packet = decode(edsa(UNTAGGED));
    expect(stackOf(packet)).toBe('ethernet/edsa/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 14, 22, 42]);
  });

  it('shows the VLAN tag that a tagged frame had', () => {
    const packet = decode(edsa(TAGGED), { linkType: 285 });
    expect(stackOf(packet)).toBe('ethernet/edsa/vlan/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 14, 18, 22, 42]);
    expect(readVlanId(packet.bytes, packet.offsets[2]!)).toBe(7);
  });

  it('is truncated before the end of its tag and its type', () => {
    const cut = (hex: string) => decode(buildFrame(ethernet({ etherType: 0xdada }), payload(hexBytes(hex))));
    expect(problemOf(cut('0000 00'))).toBe('edsa header-truncated');
    expect(problemOf(cut(`0000 ${UNTAGGED} 08`))).toBe('edsa header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(edsa(UNTAGGED));
    cutEverywhere(edsa(TAGGED), { linkType: 285 });
  });
});
