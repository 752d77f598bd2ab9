import type { Layer } from './build-frame.ts';
import { drawing, uint8, uint16, uint32 } from './drawing.ts';
import { EXPERIMENTAL_IP_PROTOCOL } from './ipv4.ts';

const INTEGRITY_CHECK_VALUE_LENGTH = 12;

export interface AuthenticationHeaderOptions {
  readonly nextHeader?: number;
  /** In 32-bit words, less two. */
  readonly payloadLength?: number;
  readonly securityParametersIndex?: number;
  readonly sequenceNumber?: number;
}

/** RFC 4302, section 2, with an integrity check value of 96 zero bits. */
export function authenticationHeader(options: AuthenticationHeaderOptions = {}): Layer {
  return {
    name: 'ah',
    identifiers: { ipProtocol: 51 },
    build: (inner, context) =>
      drawing(
        [uint8(options.nextHeader ?? context.next?.identifiers.ipProtocol ?? EXPERIMENTAL_IP_PROTOCOL)],
        [uint8(options.payloadLength ?? (12 + INTEGRITY_CHECK_VALUE_LENGTH) / 4 - 2), uint16(0)],
        [uint32(options.securityParametersIndex ?? 0x1001)],
        [uint32(options.sequenceNumber ?? 1)],
        [new Uint8Array(INTEGRITY_CHECK_VALUE_LENGTH)],
        [inner],
      ),
  };
}

export interface EspOptions {
  readonly securityParametersIndex?: number;
  readonly sequenceNumber?: number;
}

/** RFC 4303, section 2, also behind UDP port 4500 (RFC 3948, section 2.1): what follows stands for the encrypted rest. */
export function esp(options: EspOptions = {}): Layer {
  return {
    name: 'esp',
    identifiers: { ipProtocol: 50, udpPort: 4500 },
    build: (inner) =>
      drawing([uint32(options.securityParametersIndex ?? 0x1002)], [uint32(options.sequenceNumber ?? 1)], [inner]),
  };
}

/** Four zero bytes on UDP port 4500: not ESP but key exchange follows (RFC 3948, section 2.2). */
export function nonEspMarker(): Layer {
  return { name: 'isakmp', identifiers: { udpPort: 4500 }, build: (inner) => drawing([uint32(0)], [inner]) };
}

/** One byte 0xff on UDP port 4500 (RFC 3948, section 2.3). */
export function natKeepalive(): Layer {
  return { name: 'nat-keepalive', identifiers: { udpPort: 4500 }, build: (inner) => drawing([uint8(0xff)], [inner]) };
}
