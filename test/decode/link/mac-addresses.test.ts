import { describe, expect, it } from 'vitest';
import { destinationMacOffset, sourceMacOffset } from '../../../src/decode/link/mac-addresses.ts';
import type { Packet } from '../../../src/decode/packet.ts';
import { decode } from '../../support/decode-harness.ts';
import { hexBytes, hexText } from '../../support/frames/drawing.ts';

const macAt = (packet: Packet, offset: number) => hexText(packet.bytes.slice(offset, offset + 6));

describe('the MAC addresses of a link layer', () => {
  it('are where Ethernet has them', () => {
    const packet = decode(hexBytes('020000000002 020000000001 6558  020000000004 020000000003 88b5'));
    expect(macAt(packet, destinationMacOffset(packet, 0))).toBe('020000000002');
    expect(macAt(packet, sourceMacOffset(packet, 0))).toBe('020000000001');
    expect(macAt(packet, destinationMacOffset(packet, packet.linkLayer))).toBe('020000000004');
    expect(macAt(packet, sourceMacOffset(packet, packet.linkLayer))).toBe('020000000003');
  });

  it('are behind the frame control of FDDI', () => {
    const packet = decode(hexBytes('50 020000000002 020000000001 42 42 03'), { linkType: 10 });
    expect(macAt(packet, destinationMacOffset(packet, packet.linkLayer))).toBe('020000000002');
    expect(macAt(packet, sourceMacOffset(packet, packet.linkLayer))).toBe('020000000001');
  });

  it('are where the direction of an 802.11 frame puts them', () => {
    const packet = decode(hexBytes('0802 0000 020000000001 020000000002 020000000003 1000 42 42 03'), { linkType: 105 });
    expect(macAt(packet, destinationMacOffset(packet, packet.linkLayer))).toBe('020000000001');
    expect(macAt(packet, sourceMacOffset(packet, packet.linkLayer))).toBe('020000000003');
  });
});
