import type { Layer } from './build-frame.ts';
import { crc32c } from './checksum.ts';
import { drawing, padTo, uint8, uint16, uint32 } from './drawing.ts';

export interface SctpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly verificationTag?: number;
  readonly checksum?: number;
  /** Such as `sctpChunk({ type: 10, value })`. */
  readonly chunks?: readonly Uint8Array[];
}

/** RFC 9260, section 3; by default with one COOKIE ACK chunk. */
export function sctp(options: SctpOptions = {}): Layer {
  const chunks = options.chunks ?? [sctpChunk({ type: 11 })];
  return {
    name: 'sctp',
    identifiers: { ipProtocol: 132 },
    build: (inner) => {
      const packet = (checksum: number) =>
        drawing(
          [uint16(options.sourcePort ?? 49152), uint16(options.destinationPort ?? 9)],
          [uint32(options.verificationTag ?? 1)],
          [uint32(checksum)],
          chunks,
          [inner],
        );
      return packet(options.checksum ?? byteSwapped(crc32c(packet(0))));
    },
  };
}

/** The CRC is sent least significant byte first (RFC 9260, appendix A). */
function byteSwapped(value: number): number {
  return new DataView(drawing([uint32(value)]).buffer).getUint32(0, true);
}

export interface SctpChunkOptions {
  readonly type: number;
  readonly flags?: number;
  readonly length?: number;
  readonly value?: Uint8Array;
}

/** RFC 9260, section 3.2. */
export function sctpChunk({ type, flags = 0, length, value = new Uint8Array(0) }: SctpChunkOptions): Uint8Array {
  return padTo(4, drawing([uint8(type), uint8(flags), uint16(length ?? 4 + value.length)], [value]));
}
