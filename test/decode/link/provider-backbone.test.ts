import { describe, expect, it } from 'vitest';
import { readServiceInstanceId } from '../../../src/decode/link/provider-backbone.ts';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const BACKBONE = '02 00 00 00 00 02  02 00 00 00 00 01';
const CUSTOMER = '02 00 00 00 00 04  02 00 00 00 00 03';
const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

describe('decodeProviderBackbone', () => {
  it("leads to the customer's Ethernet header", () => {
    const packet = decode(hexBytes(`${BACKBONE} 88a8 0064 88e7 60 00abcd ${CUSTOMER} 0806 ${ARP}`));
    expect(stackOf(packet)).toBe('ethernet/service-vlan/provider-backbone/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 14, 18, 22, 36]);
    expect(readServiceInstanceId(packet.bytes, packet.offsets[2]!)).toBe(0xabcd);
    expect(packet.linkLayer).toBe(3);
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes(`${BACKBONE} 88e7 60 00ab`)))).toBe('provider-backbone header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${BACKBONE} 88e7 60 00abcd ${CUSTOMER} 0806 ${ARP}`));
  });
});
