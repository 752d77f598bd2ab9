// Runs once per TCP segment: allocate nothing.

import { TcpFlag } from '../../decode/transport/tcp.ts';
import {
  type Connections,
  HOLE_MISSING,
  IS_PENDING,
  IS_PENDING_BY_TIMESTAMP,
  PENDING_KEY,
  PENDING_TIME,
  SHARED,
  STATE,
  SYN_ACK_IS_OPEN,
  SYN_IS_OPEN,
} from './connections.ts';
import type { RoundTrips } from './round-trips.ts';
import { distance, type Segment } from './segment.ts';

/** What takes longer is no round trip but an answer that was not seen. */
const LONGEST_MICROS = 100_000_000;

/**
 * Measures round trips while a connection runs, one at a time in each direction: from data whose TSval (RFC 7323) is seen for the first time
 * to its echo, or, without timestamps, from data to their acknowledgment. Pure ACKs begin no measurement: nothing has to answer them.
 */
export class Stopwatch {
  readonly #connections: Connections;
  readonly #roundTrips: RoundTrips;

  constructor(connections: Connections, roundTrips: RoundTrips) {
    this.#connections = connections;
    this.#roundTrips = roundTrips;
  }

  /** Ends the measurement that this segment answers, and begins one that another will answer. `isNext`: it is the next one in its direction. */
  observe(segment: Segment, isNext: boolean): void {
    const { words } = this.#connections;
    const { from, to, now } = segment;
    const theirs = words[to + STATE]!;
    if ((theirs & IS_PENDING) !== 0) this.#end(segment, theirs);
    const state = words[from + STATE]!;
    if ((words[segment.row + SHARED]! & (SYN_IS_OPEN | SYN_ACK_IS_OPEN)) !== 0) {
      if (!segment.hasTimestamps) return;
      words[from + PENDING_KEY] = segment.timestampValue;
      words[from + STATE] = state | IS_PENDING_BY_TIMESTAMP;
      return;
    }
    if ((state & IS_PENDING) !== 0) return;
    if (segment.hasTimestamps) {
      // Whoever is followed from the middle on may have sent the value before.
      const isFirst = (state & IS_PENDING_BY_TIMESTAMP) !== 0 && distance(segment.timestampValue, words[from + PENDING_KEY]!) > 0;
      if (!isFirst && (state & IS_PENDING_BY_TIMESTAMP) !== 0) return;
      words[from + PENDING_KEY] = segment.timestampValue;
      words[from + PENDING_TIME] = now;
      words[from + STATE] = state | IS_PENDING_BY_TIMESTAMP | (isFirst && segment.length > 0 ? IS_PENDING : 0);
    } else if (segment.length > 0 && isNext && words[from + HOLE_MISSING] === 0) {
      words[from + PENDING_KEY] = segment.end;
      words[from + PENDING_TIME] = now;
      words[from + STATE] = (state & ~IS_PENDING_BY_TIMESTAMP) | IS_PENDING;
    }
  }

  #end(segment: Segment, theirs: number): void {
    const { words } = this.#connections;
    const { to } = segment;
    const isByTimestamp = (theirs & IS_PENDING_BY_TIMESTAMP) !== 0;
    if (isByTimestamp ? !segment.hasTimestamps : (segment.flags & TcpFlag.Ack) === 0) return;
    const beyond = distance(isByTimestamp ? segment.timestampEcho : segment.acknowledgment, words[to + PENDING_KEY]!);
    if (beyond < 0) return;
    words[to + STATE] = theirs & ~IS_PENDING;
    // The echo of a later value: the answer to this one was not seen.
    if (isByTimestamp && beyond > 0) return;
    const micros = distance(segment.now, words[to + PENDING_TIME]!);
    if (micros >= 0 && micros <= LONGEST_MICROS) this.#roundTrips.add(segment, micros);
  }
}
