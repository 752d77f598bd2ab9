import type { Packet } from '../decode/packet.ts';

/**
 * Bytes of one direction of a TCP connection, in order and without a gap, from where the reader's last call left off. A reader sets what it wants
 * next before it returns `More`.
 */
export class StreamView {
  bytes: Uint8Array = new Uint8Array(0);
  /** The first byte, and one past the last that is there. */
  start = 0;
  end = 0;
  /** Set by the reader: how many bytes, from `start` on, it is done with; they are not shown again. */
  consumed = 0;
  /**
   * Set by the reader: how many bytes behind those it is done with it has to see before another look is worth it, 1 at least. This keeps the work
   * in proportion to the bytes, however small the segments are.
   */
  needed = 1;
  /** How many bytes behind `end` were on the wire and not captured: then nothing follows. */
  missing = 0;
  /** A number of the reader's own, kept until it consumes something: how far it has searched, say. 0 to begin with. */
  memo = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Stands at the first byte of `bytes[start, end)` with nothing consumed. */
  show(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.consumed = 0;
    this.needed = 1;
  }
}

/** What a reader of a stream or of datagrams wants next. */
export const Reading = {
  /** It has what it came for, or never will: it is not called again for this direction of the conversation. */
  Done: 0,
  /** Call again with at least `needed` bytes, or with the next datagram. */
  More: 1,
  /** What follows is none of its business (a body): call again with a segment of this direction that `begins` says is. */
  Skip: 2,
  /**
   * From what it consumed on, both directions carry another protocol (TLS behind STARTTLS or CONNECT), which is to be recognised anew. A direction
   * in which that was not seen may also just go on in it.
   */
  Restart: 3,
} as const;
export type Reading = (typeof Reading)[keyof typeof Reading];

/** Reads what TCP connections of one protocol say to begin with. One reader serves all connections: what it remembers is in the view. */
export interface StreamReader {
  /** `packet` is the frame that brought the last bytes of the view: it tells addresses, ports, time and conversation. */
  read(view: StreamView, packet: Packet): Reading;
  /** Reads what it can of a view that goes no further, because the rest was not captured. */
  readCut?(view: StreamView, packet: Packet): void;
  /** Whether bytes at the start of a segment begin something to read; only readers that skip have it. */
  begins?(bytes: Uint8Array, start: number, end: number): boolean;
}
