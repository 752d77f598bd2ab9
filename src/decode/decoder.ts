import type { Packet } from './packet.ts';
import type { Protocol } from './protocol.ts';

/**
 * Decodes one header at `packet.cursor`: enough bytes? claims believable? enter the layer, copy fields, narrow the end, return what follows.
 * Reads only `bytes` from `packet.cursor` to `packet.end`; never throws.
 */
export type Decoder = (bytes: Uint8Array, packet: Packet) => Protocol;
