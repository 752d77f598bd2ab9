import type { Layer } from './build-frame.ts';
import { transportChecksum } from './checksum.ts';
import { drawing, uint16 } from './drawing.ts';

const HEADER_LENGTH = 8;
const UDP = 17;
const UDP_LITE = 136;
const DEFAULT_SOURCE_PORT = 49152;
const DISCARD_PORT = 9;

export interface UdpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly length?: number;
  /** Zero means: not computed (IPv4 only). */
  readonly checksum?: number;
}

/** RFC 768. */
export function udp(options: UdpOptions = {}): Layer {
  return {
    name: 'udp',
    identifiers: { ipProtocol: UDP },
    build: (inner, context) => {
      const datagram = (checksum: number) =>
        drawing(
          [uint16(options.sourcePort ?? DEFAULT_SOURCE_PORT)],
          [uint16(options.destinationPort ?? context.next?.identifiers.udpPort ?? DISCARD_PORT)],
          [uint16(options.length ?? HEADER_LENGTH + inner.length), uint16(checksum)],
          [inner],
        );
      // A computed zero is sent as all ones, because zero means that there is none.
      return datagram(options.checksum ?? (transportChecksum(context, UDP, datagram(0)) || 0xffff));
    },
  };
}

export interface UdpLiteOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** How many bytes the checksum covers, header included; 0 is all of them. */
  readonly checksumCoverage?: number;
  readonly checksum?: number;
}

/** RFC 3828. */
export function udpLite(options: UdpLiteOptions = {}): Layer {
  const coverage = options.checksumCoverage ?? 0;
  return {
    name: 'udp-lite',
    identifiers: { ipProtocol: UDP_LITE },
    build: (inner, context) => {
      const datagram = (checksum: number) =>
        drawing(
          [uint16(options.sourcePort ?? DEFAULT_SOURCE_PORT), uint16(options.destinationPort ?? DISCARD_PORT)],
          [uint16(coverage), uint16(checksum)],
          [inner],
        );
      const empty = datagram(0);
      const covered = coverage === 0 ? empty.length : coverage;
      return datagram(options.checksum ?? (transportChecksum(context, UDP_LITE, empty, covered) || 0xffff));
    },
  };
}
