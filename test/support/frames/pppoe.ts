import type { Layer } from './build-frame.ts';
import { bits, concatenate, drawing, textBytes, uint8, uint16 } from './drawing.ts';

const CODES = { padi: 0x09, pado: 0x07, padr: 0x19, pads: 0x65, padt: 0xa7 } as const;
export type PppoeCode = keyof typeof CODES;

/** Tag types (RFC 2516, appendix A; PPP-Max-Payload RFC 4638). */
export const TAG = {
  endOfList: 0x0000,
  serviceName: 0x0101,
  acName: 0x0102,
  hostUniq: 0x0103,
  acCookie: 0x0104,
  vendorSpecific: 0x0105,
  relaySessionId: 0x0110,
  pppMaxPayload: 0x0120,
  serviceNameError: 0x0201,
  acSystemError: 0x0202,
  genericError: 0x0203,
} as const;

/** RFC 2516, section 4: a tag in discovery. `length` lies about the value's. */
export function pppoeTag(type: number, value: Uint8Array | string = '', length?: number): Uint8Array {
  const bytes = typeof value === 'string' ? textBytes(value) : value;
  return drawing([uint16(type), uint16(length ?? bytes.length)], [bytes]);
}

export interface PppoeOptions {
  readonly version?: number;
  readonly type?: number;
  readonly code?: number;
  readonly sessionId?: number;
  readonly length?: number;
}

/** A PPPoE session header (RFC 2516, sections 4 and 6); `ppp()` follows. */
export function pppoe(options: PppoeOptions = {}): Layer {
  const sessionId = options.sessionId ?? 1;
  return {
    name: 'pppoe-session',
    identifiers: { etherType: 0x8864 },
    counts: { kind: 'pppoe-session', sessionId },
    build: (inner) => pppoePacket({ ...options, sessionId }, inner),
  };
}

export interface PppoeDiscoveryOptions extends Omit<PppoeOptions, 'code'> {
  readonly code?: PppoeCode | number;
  readonly tags?: readonly Uint8Array[];
}

/** A PPPoE discovery packet (RFC 2516, section 5), by default a PADI for any service. */
export function pppoeDiscovery(options: PppoeDiscoveryOptions = {}): Layer {
  const { code = 'padi', tags = [pppoeTag(TAG.serviceName)], ...rest } = options;
  return {
    name: 'pppoe-discovery',
    identifiers: { etherType: 0x8863 },
    ...(typeof code === 'string' ? { counts: { kind: 'pppoe-discovery', code } as const } : {}),
    build: (inner) => pppoePacket({ ...rest, code: typeof code === 'string' ? CODES[code] : code }, concatenate(...tags, inner)),
  };
}

function pppoePacket(options: PppoeOptions, inner: Uint8Array): Uint8Array {
  return drawing(
    [bits(4, options.version ?? 1), bits(4, options.type ?? 1), uint8(options.code ?? 0), uint16(options.sessionId ?? 0)],
    [uint16(options.length ?? inner.length)],
    [inner],
  );
}
