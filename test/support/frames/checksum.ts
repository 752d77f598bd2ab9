import type { LayerContext } from './build-frame.ts';
import { concatenate } from './drawing.ts';

/** The Internet checksum: the one's complement of the one's complement sum of all 16-bit words (RFC 1071). */
export function internetChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) sum += (bytes[index]! << 8) | (bytes[index + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** A transport checksum over the pseudo-header of the IP header around it (RFC 9293, section 3.1); without one, over the packet alone. */
export function transportChecksum(
  context: LayerContext,
  ipProtocol: number,
  packet: Uint8Array,
  coverage = packet.length,
): number {
  const internet = context.outer.findLast((layer) => layer.pseudoHeader !== undefined);
  const pseudoHeader = internet?.pseudoHeader?.(ipProtocol, packet.length) ?? new Uint8Array(0);
  return internetChecksum(concatenate(pseudoHeader, packet.subarray(0, coverage)));
}

/** CRC-32C (Castagnoli), reflected, as SCTP uses it (RFC 9260, appendix A). */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
