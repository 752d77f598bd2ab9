import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16, uint24, uint32 } from './drawing.ts';

const LISP_DATA_PORT = 4341;
const LISP_CONTROL_PORT = 4342;

export interface LispOptions {
  /** Sets the I flag. */
  readonly instanceId?: number;
  readonly nonce?: number;
  /** All eight of them, from N on. */
  readonly flags?: number;
  /** Sets the P flag; the nonce has 16 bits then. */
  readonly nextProtocol?: number;
}

/** The data plane's header (RFC 9300, section 5.1; RFC 9305 with a next protocol); `ipv4()` or `ipv6()` follows. */
export function lisp(options: LispOptions = {}): Layer {
  const { instanceId, nonce, nextProtocol } = options;
  const set = (flag: number, isSet: boolean) => (isSet ? flag : 0);
  const flags = set(0x80, nonce !== undefined) | set(0x08, instanceId !== undefined) | set(0x04, nextProtocol !== undefined);
  return {
    name: 'lisp',
    identifiers: { udpPort: LISP_DATA_PORT },
    counts: { kind: 'tunnel', type: 'lisp', id: instanceId ?? null },
    build: (inner) =>
      drawing(
        [uint8(options.flags ?? flags)],
        nextProtocol === undefined ? [uint24(nonce ?? 0)] : [uint16(nonce ?? 0), uint8(nextProtocol)],
        [uint24(instanceId ?? 0), uint8(1)],
        [inner],
      ),
  };
}

/** An encapsulated control message (RFC 9301, section 5.8); an IP packet with `udp()` and `lispMapRequest()` follows. */
export function lispEncapsulatedMessage(options: { readonly flags?: number } = {}): Layer {
  return {
    name: 'lisp-control',
    identifiers: { udpPort: LISP_CONTROL_PORT },
    counts: { kind: 'tunnel', type: 'lisp', id: null },
    build: (inner) => drawing([bits(4, 8), bits(4, options.flags ?? 0), uint24(0)], [inner]),
  };
}

/** A map-request for one IPv4 prefix by one router (RFC 9301, section 5.2). */
export function lispMapRequest(nonce = 0x0123_4567): Layer {
  const ipv4 = 1;
  return {
    name: 'lisp-control',
    identifiers: { udpPort: LISP_CONTROL_PORT },
    build: (inner) =>
      drawing(
        [bits(4, 1), bits(4, 0), uint16(0), uint8(1)],
        [uint32(0), uint32(nonce)],
        [uint16(0)],
        [uint16(ipv4), Uint8Array.of(192, 0, 2, 1)],
        [uint8(0), uint8(32), uint16(ipv4), Uint8Array.of(203, 0, 113, 1)],
        [inner],
      ),
  };
}
