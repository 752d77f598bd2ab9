import type { Layer } from './build-frame.ts';
import { bits, drawing, uint16, uint32 } from './drawing.ts';

const L2TP_PORT = 1701;

export interface L2tpOptions {
  readonly tunnelId?: number;
  readonly sessionId?: number;
  readonly version?: number;
  readonly isControl?: boolean;
  /** `true` writes the true one. Control messages always have it. */
  readonly length?: true | number;
  /** Ns and Nr. Control messages always have them. */
  readonly sequence?: readonly [number, number];
  /** How many bytes of padding precede the payload; with it the O bit. */
  readonly offsetSize?: number;
  readonly isPriority?: boolean;
}

/** L2TP version 2 (RFC 2661, section 3.1); `ppp()` follows. */
export function l2tp(options: L2tpOptions = {}): Layer {
  const { tunnelId = 1, sessionId = 1, isControl = false, offsetSize } = options;
  const length = options.length ?? (isControl ? true : undefined);
  const sequence = options.sequence ?? (isControl ? ([0, 0] as const) : undefined);
  return {
    name: 'l2tp',
    identifiers: { udpPort: L2TP_PORT },
    counts: { kind: 'tunnel', type: 'l2tp', id: tunnelId * 65536 + sessionId },
    build: (inner) => {
      const packet = (lengthField: number) =>
        drawing(
          [bits(1, isControl ? 1 : 0), bits(1, length === undefined ? 0 : 1), bits(2, 0), bits(1, sequence ? 1 : 0), bits(1, 0)],
          [
            bits(1, offsetSize === undefined ? 0 : 1),
            bits(1, options.isPriority ? 1 : 0),
            bits(4, 0),
            bits(4, options.version ?? 2),
          ],
          length === undefined ? [] : [uint16(lengthField)],
          [uint16(tunnelId), uint16(sessionId)],
          sequence ? [uint16(sequence[0]), uint16(sequence[1])] : [],
          offsetSize === undefined ? [] : [uint16(offsetSize), new Uint8Array(offsetSize)],
          [inner],
        );
      return packet(typeof length === 'number' ? length : packet(0).length);
    },
  };
}

export interface L2tpv3Options {
  readonly sessionId?: number;
  /** 0, 4 or 8 bytes; both ends know how many, the header does not say. */
  readonly cookie?: Uint8Array;
}

/** L2TP version 3 over IP (RFC 3931, section 4.1.1); what the session carries is not announced, commonly `ethernet()`. */
export function l2tpv3(options: L2tpv3Options = {}): Layer {
  const sessionId = options.sessionId ?? 1;
  return {
    name: 'l2tpv3',
    identifiers: { ipProtocol: 115 },
    counts: { kind: 'tunnel', type: 'l2tp', id: sessionId },
    build: (inner) => drawing([uint32(sessionId)], [options.cookie ?? new Uint8Array(0)], [inner]),
  };
}

/** L2TP version 3 over UDP (RFC 3931, section 4.1.2). */
export function l2tpv3Udp(options: L2tpv3Options = {}): Layer {
  const sessionId = options.sessionId ?? 1;
  return {
    name: 'l2tpv3',
    identifiers: { udpPort: L2TP_PORT },
    counts: { kind: 'tunnel', type: 'l2tp', id: sessionId },
    build: (inner) =>
      drawing([bits(12, 0), bits(4, 3), uint16(0)], [uint32(sessionId)], [options.cookie ?? new Uint8Array(0)], [inner]),
  };
}
