// Runs once per PPPoE session frame: allocate nothing.

import type { FrameEnds } from './frame-ends.ts';
import type { Side } from './negotiation.ts';

// A row: the twelve bytes of destination and source MAC as a frame of side 0 has them, and as one of side 1 has them; id; VLAN ids.
const FROM_0 = 0;
const FROM_1 = 3;
const SESSION_ID = 6;
const VLANS = 7;
const ROW_WORDS = 8;

const NOBODY = -1;

/**
 * Which session a frame belongs to, and what its ends last did. A line has one session, so the last one found is tried first and the
 * rest one after the other: there is nothing to hash, and nobody can aim at a bucket.
 */
export class SessionIndex {
  readonly capacity: number;
  /** Which end sent the frame that was last found. */
  side: Side = 0;
  /** When each end was last heard, in microseconds, and how many frames it sent: two entries per slot. */
  readonly seenAt: Float64Array;
  readonly frames: Float64Array;
  /** 1 where data frames are worth a look: something about the session is not settled. */
  readonly attention: Uint8Array;

  readonly #rows: Int32Array;
  readonly #isUsed: Uint8Array;
  #last = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.seenAt = new Float64Array(2 * capacity);
    this.frames = new Float64Array(2 * capacity);
    this.attention = new Uint8Array(capacity);
    // A session id is never negative.
    this.#rows = new Int32Array(capacity * ROW_WORDS).fill(NOBODY);
    this.#isUsed = new Uint8Array(capacity);
  }

  /** The slot of the session with `sessionId` and `vlans` between both ends, or -1; sets `side`. */
  find({ view, at }: FrameEnds, sessionId: number, vlans: number): number {
    const first = view.getInt32(at);
    const second = view.getInt32(at + 4);
    const third = view.getInt32(at + 8);
    const rows = this.#rows;
    const row = this.#last * ROW_WORDS;
    if (rows[row + SESSION_ID] === sessionId && rows[row + VLANS] === vlans) {
      if (rows[row + FROM_0 + 1] === second && rows[row + FROM_0] === first && rows[row + FROM_0 + 2] === third) {
        this.side = 0;
        return this.#last;
      }
      if (rows[row + FROM_1 + 1] === second && rows[row + FROM_1] === first && rows[row + FROM_1 + 2] === third) {
        this.side = 1;
        return this.#last;
      }
    }
    for (let slot = 0; slot < this.capacity; slot += 1) {
      if (rows[slot * ROW_WORDS + SESSION_ID] !== sessionId || rows[slot * ROW_WORDS + VLANS] !== vlans) continue;
      if (!this.#isBetween(slot, first, second, third)) continue;
      this.#last = slot;
      return slot;
    }
    return NOBODY;
  }

  touch(slot: number, at: number): void {
    const entry = 2 * slot + this.side;
    this.seenAt[entry] = at;
    this.frames[entry]! += 1;
  }

  lastSeen(slot: number): number {
    return Math.max(this.seenAt[2 * slot]!, this.seenAt[2 * slot + 1]!);
  }

  /** A slot that is free, or -1. */
  findFree(): number {
    return this.#isUsed.indexOf(0);
  }

  /** Puts a session in a free slot; `ends` are those of a frame that side 0 sent. */
  put(slot: number, { view, at }: FrameEnds, session: { readonly sessionId: number; readonly vlans: number }): void {
    const row = slot * ROW_WORDS;
    for (let word = 0; word < 3; word += 1) {
      this.#rows[row + FROM_0 + word] = view.getInt32(at + 4 * word);
    }
    this.#rows[row + FROM_1] = view.getInt32(at + 6);
    this.#rows[row + FROM_1 + 1] = (view.getUint16(at + 10) << 16) | view.getUint16(at);
    this.#rows[row + FROM_1 + 2] = view.getInt32(at + 2);
    this.#rows[row + SESSION_ID] = session.sessionId;
    this.#rows[row + VLANS] = session.vlans;
    this.take(slot);
  }

  /** Takes a free slot for a session that no frame's addresses find. */
  take(slot: number): void {
    this.#isUsed[slot] = 1;
    this.attention[slot] = 0;
    this.seenAt.fill(0, 2 * slot, 2 * slot + 2);
    this.frames.fill(0, 2 * slot, 2 * slot + 2);
  }

  free(slot: number): void {
    this.#isUsed[slot] = 0;
    this.#rows[slot * ROW_WORDS + SESSION_ID] = NOBODY;
  }

  #isBetween(slot: number, first: number, second: number, third: number): boolean {
    const rows = this.#rows;
    const row = slot * ROW_WORDS;
    if (rows[row + FROM_0 + 1] === second && rows[row + FROM_0] === first && rows[row + FROM_0 + 2] === third) {
      this.side = 0;
      return true;
    }
    if (rows[row + FROM_1 + 1] === second && rows[row + FROM_1] === first && rows[row + FROM_1 + 2] === third) {
      this.side = 1;
      return true;
    }
    return false;
  }
}
