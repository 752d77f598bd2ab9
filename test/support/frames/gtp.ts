import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16, uint32 } from './drawing.ts';

/** An extension header: its type as the header before announces it, and its content without length and next type. */
export interface GtpExtension {
  readonly type: number;
  /** 2 bytes more than a multiple of 4. */
  readonly content: Uint8Array;
  /** In units of 4 bytes. */
  readonly length?: number;
}

export interface GtpUOptions {
  readonly teid?: number;
  readonly version?: number;
  /** 255 carries a user's packet, 1 and 2 are echo request and response, 254 the end marker. */
  readonly messageType?: number;
  readonly length?: number;
  readonly sequenceNumber?: number;
  readonly nPduNumber?: number;
  readonly extensions?: readonly GtpExtension[];
}

/** GTP version 1, user plane (3GPP TS 29.281, section 5.1); IPv4 or IPv6 follows. */
export function gtpU(options: GtpUOptions = {}): Layer {
  const { sequenceNumber, nPduNumber, extensions = [] } = options;
  const teid = options.teid ?? 1;
  const flags = [extensions.length > 0, sequenceNumber !== undefined, nPduNumber !== undefined].map((isSet) => (isSet ? 1 : 0));
  return {
    name: 'gtp-u',
    identifiers: { udpPort: 2152 },
    counts: { kind: 'tunnel', type: 'gtp-u', id: teid },
    build: (inner) => {
      const optional = flags.includes(1)
        ? drawing(
            [uint16(sequenceNumber ?? 0), uint8(nPduNumber ?? 0), uint8(extensions[0]?.type ?? 0)],
            extensions.map(extensionHeader),
          )
        : new Uint8Array(0);
      return drawing(
        [bits(3, options.version ?? 1), bits(1, 1), bits(1, 0), ...flags.map((flag) => bits(1, flag))],
        [uint8(options.messageType ?? 255), uint16(options.length ?? optional.length + inner.length)],
        [uint32(teid)],
        [optional],
        [inner],
      );
    },
  };
}

function extensionHeader({ content, length }: GtpExtension, index: number, all: readonly GtpExtension[]): Uint8Array {
  return drawing([uint8(length ?? (content.length + 2) / 4)], [content], [uint8(all[index + 1]?.type ?? 0)]);
}

/** 5G's PDU session container (3GPP TS 38.415, section 5.5.2), downlink. */
export function pduSessionContainer(qosFlow = 9): GtpExtension {
  return { type: 0x85, content: Uint8Array.of(0, qosFlow) };
}
