import type { Packet } from '../../src/decode/packet.ts';
import { type TunnelType, tunnelTypeName } from '../../src/decode/tunnel-type.ts';
import { type CutOptions, cutEverywhere, decode } from './decode-harness.ts';
import { buildFrame, payload } from './frames/build-frame.ts';
import { hexBytes } from './frames/drawing.ts';
import { ipv4 } from './frames/ipv4.ts';
import { udp } from './frames/udp.ts';

const LINK_TYPE_IPV4 = 228;

/** Packets to put into tunnels, in hexadecimal: 20 bytes of IPv4 and 40 of IPv6 that announce nothing, 22 of Ethernet with the start of an ARP. */
export const INNER_IPV4 = '4500 0014 0000 0000 40 3b 0000 c0000201 c6336401';
export const INNER_IPV6 = `6000 0000 0000 3b 40 ${'20010db8'.padEnd(32, '0')} ${'20010db8'.padEnd(32, '0')}`;
export const INNER_ETHERNET = '00005e005301 00005e005302 0806 0001 0800 00 00 0001';

/** Decodes `hex` as what an IPv4 packet carries; nothing lies around the IPv4 header. */
export function decodeOverIpv4(ipProtocol: number, hex: string): Packet {
  return decode(overIpv4(ipProtocol, hex), { linkType: LINK_TYPE_IPV4 });
}

/** Decodes `hex` as the payload of a datagram in an IPv4 packet. */
export function decodeOverUdp(port: number, hex: string): Packet {
  return decode(overUdp(port, hex), { linkType: LINK_TYPE_IPV4 });
}

/** Decodes the payload of a datagram of which the snap length left `captured` bytes. */
export function decodeCutOverUdp(port: number, hex: string, captured: number): Packet {
  const whole = overUdp(port, hex);
  return decode(whole.subarray(0, 28 + captured), { linkType: LINK_TYPE_IPV4, wireLength: whole.length });
}

export function cutEverywhereOverIpv4(ipProtocol: number, hex: string, options: CutOptions = {}): void {
  cutEverywhere(overIpv4(ipProtocol, hex), { ...options, linkType: LINK_TYPE_IPV4 });
}

export function cutEverywhereOverUdp(port: number, hex: string, options: CutOptions = {}): void {
  cutEverywhere(overUdp(port, hex), { ...options, linkType: LINK_TYPE_IPV4 });
}

export function overIpv4(protocol: number, hex: string): Uint8Array {
  return buildFrame(ipv4({ protocol }), payload(hexBytes(hex)));
}

export function overUdp(destinationPort: number, hex: string): Uint8Array {
  return buildFrame(ipv4(), udp({ destinationPort }), payload(hexBytes(hex)));
}

/** The packet's tunnel rows, outermost first, as `gre 22: 20 bytes`. */
export function tunnelsOf(packet: Packet): string[] {
  return Array.from({ length: packet.tunnelCount }, (_, row) => {
    const id = packet.tunnelHasId[row] === 1 ? packet.tunnelIds[row]! >>> 0 : 'without id';
    return `${tunnelTypeName(packet.tunnelTypes[row] as TunnelType)} ${id}: ${packet.tunnelInnerBytes[row]} bytes`;
  });
}
