import type { Packet } from '../decode/packet.ts';
import type { AppProtocol } from './app-protocol.ts';
import type { Reading } from './stream-view.ts';

export const Transport = { Tcp: 6, Udp: 17 } as const;
export type Transport = (typeof Transport)[keyof typeof Transport];

/**
 * What a recogniser is shown: a datagram's payload, or what a TCP connection carried one way from its beginning (as far as the probe saw that)
 * up to now, in order. One is reused for all: whoever keeps something of it copies it. `bytes` may be the frame itself.
 */
export class Payload {
  bytes: Uint8Array = new Uint8Array(0);
  /** The first byte. */
  start = 0;
  /** One past the last byte that is there. */
  end = 0;
  /** One past the last byte of a datagram on the wire; greater than `end` where the snap length cut it. */
  wireEnd = 0;
  transport: Transport = Transport.Tcp;
  sourcePort = -1;
  destinationPort = -1;
  /**
   * Which datagram with payload it is, of its sender in its conversation, from 0 on; 15 is also more than that. For TCP: how often the stream was
   * shown before.
   */
  count = 0;
  /**
   * A number of the recogniser's own, kept for each sender of a conversation, 0 to begin with: for protocols that only the second datagram
   * proves (RTP). Whoever uses it puts its own mark into the top byte, and leaves it alone where another mark is.
   */
  memory = 0;
  /** The same of the other sender; read only. */
  otherMemory = 0;
}

/** The payload is not of the recogniser's protocol. */
export const NOT_MINE = -1;
/** It may be, and more bytes or another datagram will tell. */
export const PERHAPS = -2;

/**
 * Says which protocol a payload belongs to, `NOT_MINE` or `PERHAPS`. Pure but for `payload.memory`; throws at nothing, reads nothing outside of
 * [start, end), and looks at a bounded number of bytes.
 */
export type Recogniser = (payload: Payload) => AppProtocol | typeof NOT_MINE | typeof PERHAPS;

/** Reads what datagrams of one protocol say. One reader serves all conversations. */
export interface DatagramReader {
  read(payload: Payload, packet: Packet): Reading;
}
