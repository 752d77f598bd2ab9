import type { Layer } from './build-frame.ts';
import { transportChecksum } from './checksum.ts';
import { bits, concatenate, drawing, padTo, uint8, uint16, uint32 } from './drawing.ts';

const TCP = 6;
const FIXED_HEADER_LENGTH = 20;
const DEFAULT_SOURCE_PORT = 49152;
const DISCARD_PORT = 9;

const FLAGS = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10, urg: 0x20, ece: 0x40, cwr: 0x80 } as const;
export type TcpFlag = keyof typeof FLAGS;

export interface TcpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly sequenceNumber?: number;
  readonly acknowledgmentNumber?: number;
  /** Header length in 32-bit words. */
  readonly dataOffset?: number;
  /** Names with spaces between (`'syn ack'`), or the byte itself. Default `'ack'`. */
  readonly flags?: string | number;
  readonly window?: number;
  readonly checksum?: number;
  readonly urgentPointer?: number;
  /** Such as `maximumSegmentSize(1452)`; padded to whole 32-bit words. */
  readonly options?: readonly Uint8Array[];
}

/** RFC 9293, section 3.1. */
export function tcp(options: TcpOptions = {}): Layer {
  const tcpOptions = padTo(4, concatenate(...(options.options ?? [])));
  const headerWords = (FIXED_HEADER_LENGTH + tcpOptions.length) / 4;
  return {
    name: 'tcp',
    identifiers: { ipProtocol: TCP },
    build: (inner, context) => {
      const segment = (checksum: number) =>
        drawing(
          [uint16(options.sourcePort ?? DEFAULT_SOURCE_PORT)],
          [uint16(options.destinationPort ?? context.next?.identifiers.tcpPort ?? DISCARD_PORT)],
          [uint32(options.sequenceNumber ?? 0)],
          [uint32(options.acknowledgmentNumber ?? 0)],
          [
            bits(4, options.dataOffset ?? headerWords),
            bits(4, 0),
            uint8(flagByte(options.flags ?? 'ack')),
            uint16(options.window ?? 65535),
          ],
          [uint16(checksum), uint16(options.urgentPointer ?? 0)],
          [tcpOptions],
          [inner],
        );
      return segment(options.checksum ?? transportChecksum(context, TCP, segment(0)));
    },
  };
}

function flagByte(flags: string | number): number {
  if (typeof flags === 'number') return flags;
  return flags
    .split(' ')
    .filter((name) => name !== '')
    .reduce((byte, name) => byte | FLAGS[name as TcpFlag], 0);
}

export const NO_OPERATION = Uint8Array.of(1);

/** RFC 9293, section 3.7.1. */
export function maximumSegmentSize(size: number): Uint8Array {
  return drawing([uint8(2), uint8(4), uint16(size)]);
}

/** RFC 7323, section 2.2. */
export function windowScale(shift: number): Uint8Array {
  return drawing([uint8(1), uint8(3), uint8(3), uint8(shift)]);
}

/** RFC 2018, section 2. */
export function sackPermitted(): Uint8Array {
  return Uint8Array.of(4, 2);
}

/** RFC 2018, section 3: blocks of [left edge, right edge]. */
export function sack(...blocks: readonly (readonly [number, number])[]): Uint8Array {
  const edges = blocks.flatMap(([left, right]) => [uint32(left), uint32(right)]);
  return drawing([uint8(1), uint8(1), uint8(5), uint8(2 + 8 * blocks.length)], edges);
}

/** RFC 7323, section 3.2, behind two no-operations as everybody sends it. */
export function timestamps(value: number, echoReply: number): Uint8Array {
  return drawing([uint8(1), uint8(1), uint8(8), uint8(10)], [uint32(value)], [uint32(echoReply)]);
}
