import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const SWITCHES = '02 00 00 00 00 02  02 00 00 00 00 01';
const HOSTS = '02 00 00 00 00 04  02 00 00 00 00 03';
const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

describe('decodeFabricPath', () => {
  it('leads to the frame it carries', () => {
    const packet = decode(hexBytes(`${SWITCHES} 8903 0060 ${HOSTS} 8100 0007 0806 ${ARP}`));
    expect(stackOf(packet)).toBe('ethernet/fabric-path/ethernet/vlan/arp');
    expect(offsetsOf(packet)).toEqual([0, 14, 16, 30, 34]);
    expect(packet.linkLayer).toBe(2);
  });

  it('is truncated below 2 bytes', () => {
    expect(problemOf(decode(hexBytes(`${SWITCHES} 8903 00`)))).toBe('fabric-path header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${SWITCHES} 8903 0060 ${HOSTS} 0806 ${ARP}`));
  });
});
