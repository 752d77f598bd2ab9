// Runs once per TCP segment: allocate nothing.

import type { Packet } from '../../decode/packet.ts';

// A row is 24 words. First what both ends share ...
export const SERIAL = 0;
/** Microseconds from the last SYN to the first segment after it with ACK and without SYN, as Wireshark's `tcp.analysis.initial_rtt`. */
export const INITIAL_RTT = 1;
export const SHARED = 2;
/** The longest payload of the first end (lower half) and of the second (upper half). */
export const LARGEST = 3;
const FIRST_END = 4;

// ... then, for each end, what it sent.
/** The sequence number behind the last that was sent, and when it came to be that; while data are missing, since when they are. */
export const NEXT = 0;
export const NEXT_TIME = 1;
/** What the end last acknowledged, and when it last sent anything. */
export const LAST_ACK = 2;
export const LAST_TIME = 3;
export const STATE = 4;
/** The one open measurement of a round trip: a TSval or the end of a segment, and when it passed. In the handshake: when the SYN passed. */
export const PENDING_KEY = 5;
export const PENDING_TIME = 6;
/** Where data is missing that the probe did not see, and how many bytes: there may be seen stretches between missing ones. */
export const HOLE_START = 7;
export const HOLE_END = 8;
export const HOLE_MISSING = 9;
const END_WORDS = 10;
const ROW_WORDS = FIRST_END + 2 * END_WORDS;

// STATE: the window field in the lower half, then two small counts, then flags.
export const WINDOW = 0xffff;
export const DUPLICATE_ACKS = 0xf0000;
export const ONE_DUPLICATE_ACK = 0x10000;
/** How often the first unacknowledged segment was sent again. */
export const REPEATS = 0xf00000;
export const ONE_REPEAT = 0x100000;
/** NEXT holds something. */
export const HAS_SENT = 1 << 24;
/** LAST_ACK holds something. */
export const HAS_ACKED = 1 << 25;
export const IS_PENDING = 1 << 26;
/** The last segment was a keep-alive; a window probe. */
export const LAST_WAS_KEEP_ALIVE = 1 << 27;
export const LAST_WAS_PROBE = 1 << 28;
/** The last segment came in IP fragments: how long it was is not known. */
export const IS_NEXT_VAGUE = 1 << 29;
/** A segment as long as the longest was acknowledged by the other end. */
export const LARGEST_ARRIVED = 1 << 30;
export const IS_PENDING_BY_TIMESTAMP = 1 << 31;

// SHARED.
export const FIRST_ASKED = 1;
export const SECOND_ASKED = 2;
export const SYN_IS_OPEN = 4;
export const SYN_ACK_IS_OPEN = 8;
export const SYN_REPEATED = 16;
export const SYN_ACK_REPEATED = 32;
export const COUNTED_UNANSWERED = 64;
export const IS_RESET = 128;
export const DIRECTION_IS_KNOWN = 256;
export const HAS_INITIAL_RTT = 512;
export const FIRST_FINISHED = 1024;
export const SECOND_FINISHED = 2048;
export const FIRST_IS_STUCK = 4096;
export const SECOND_IS_STUCK = 8192;
export const SYN_WAS_SEEN = 16384;

/** So few rows are in the processor's cache anyway. */
const FEW_ROWS = 4096;

/**
 * What is remembered of every TCP connection: 96 bytes at the place that the conversation has in its table, so that a segment touches two cache
 * lines at most. The conversation's serial tells whether the row is still about it.
 */
export class Connections {
  readonly #capacity: number;
  readonly words: Int32Array;
  /** What `touch` read. It says nothing, but without it a compiler could leave the reading out. */
  touched = 0;
  /** Whether a row behind the first few was ever used. */
  #areMany = false;

  constructor(capacity: number) {
    this.#capacity = capacity;
    // All of it at once: the system lends memory when it is first written to.
    this.words = new Int32Array(capacity * ROW_WORDS);
  }

  /** Where the packet's connection has its row, empty for a new one; -1 for a packet in no conversation. */
  rowOf(packet: Packet): number {
    const slot = packet.conversationSlot;
    if (slot < 0) return -1;
    if (slot >= this.#capacity) return -1;
    const row = slot * ROW_WORDS;
    const serial = packet.conversationSerial | 0;
    if (this.words[row + SERIAL] !== serial) {
      this.begin(row);
      this.words[row + SERIAL] = serial;
      if (slot >= FEW_ROWS) this.#areMany = true;
    }
    return row;
  }

  /** Reads a little of both parts of the rows of several packets, so that they are in the processor's cache when they are needed. */
  touch(packets: readonly Packet[], first: number, end: number): void {
    if (!this.#areMany) return;
    for (let index = first; index < end; index += 1) {
      const { tcpFlags, conversationSlot } = packets[index]!;
      if (tcpFlags === 0 || conversationSlot < 0 || conversationSlot >= this.#capacity) continue;
      const row = conversationSlot * ROW_WORDS;
      this.touched = this.words[row]! ^ this.words[row + ROW_WORDS - 1]!;
    }
  }

  /** Forgets everything of a connection but whose row it is. */
  begin(row: number): void {
    const { words } = this;
    // So few words are sooner cleared one by one than by `fill`.
    for (let word = row + SERIAL + 1; word < row + ROW_WORDS; word += 1) words[word] = 0;
  }

  /** The row of a conversation that is known by slot and serial; -1 when another one has its place. */
  find(slot: number, serial: number): number {
    const row = slot * ROW_WORDS;
    return slot < this.#capacity && this.words[row + SERIAL] === (serial | 0) ? row : -1;
  }
}

/** Where the words of an end of the row start. */
export function firstEndOf(row: number): number {
  return row + FIRST_END;
}

export function secondEndOf(row: number): number {
  return row + FIRST_END + END_WORDS;
}
