import type { Layer } from './build-frame.ts';
import { internetChecksum } from './checksum.ts';
import { drawing, uint8, uint16, uint32 } from './drawing.ts';

export interface IcmpOptions {
  readonly type?: number;
  readonly code?: number;
  readonly checksum?: number;
  /** The second 32-bit word, whose meaning depends on the type. */
  readonly restOfHeader?: number;
}

/** RFC 792; by default an echo request. In an error the packet it is about follows. */
export function icmp(options: IcmpOptions = {}): Layer {
  return {
    name: 'icmp',
    identifiers: { ipProtocol: 1 },
    build: (inner) => {
      const message = (checksum: number) =>
        drawing(
          [uint8(options.type ?? 8), uint8(options.code ?? 0), uint16(checksum)],
          [uint32(options.restOfHeader ?? 0)],
          [inner],
        );
      return message(options.checksum ?? internetChecksum(message(0)));
    },
  };
}

export interface EchoOptions {
  readonly identifier?: number;
  readonly sequenceNumber?: number;
}

/** RFC 792, page 14. */
export function icmpEcho(kind: 'request' | 'reply', { identifier = 1, sequenceNumber = 1 }: EchoOptions = {}): Layer {
  return icmp({ type: kind === 'request' ? 8 : 0, restOfHeader: identifier * 0x10000 + sequenceNumber });
}

/** Fragmentation needed and don't fragment set (RFC 1191, section 4); the packet that did not fit follows. */
export function icmpFragmentationNeeded(nextHopMtu: number): Layer {
  return icmp({ type: 3, code: 4, restOfHeader: nextHopMtu });
}
