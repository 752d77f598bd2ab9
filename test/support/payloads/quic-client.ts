import { drawing, hexBytes, uint8, uint24 } from '../frames/drawing.ts';
import { quicClientHello } from '../frames/quic.ts';
import { type ProtectedInitialOptions, protectedInitial } from './quic.ts';
import { cryptoFrame } from './quic-frames.ts';

/** Connection ids of one connection: what its client made up for the server first, what the server has chosen, and the client's own. */
export const FIRST_ID = hexBytes('f0f1f2f3f4f5f6f7');
export const SERVERS_ID = hexBytes('5e5e5e5e5e5e5e5e5e5e5e5e');
export const CLIENTS_ID = hexBytes('c1c1c1c1');

export const HELLO = quicClientHello('www.example.com');
/** Behind its header. */
export const HELLO_BODY = HELLO.slice(4);
/** As large as one with a key share of the post-quantum kind: more than a packet holds. */
export const LARGE_BODY = Uint8Array.from({ length: 1800 }, (_, index) => index % 251);
const LARGE_HELLO = drawing([uint8(1), uint24(LARGE_BODY.length)], [LARGE_BODY]);

/** An Initial packet of the client's under its first connection id, in a datagram of its own. */
export function initial(options: ProtectedInitialOptions): Uint8Array {
  return protectedInitial({ destinationConnectionId: FIRST_ID, sourceConnectionId: CLIENTS_ID, ...options });
}

/** Part of the large hello in a datagram. */
export function part(from: number, to: number, options: ProtectedInitialOptions = {}): Uint8Array {
  return initial({ frames: [cryptoFrame(from, LARGE_HELLO.slice(from, to))], ...options });
}
