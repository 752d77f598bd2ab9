// Runs once per segment of a handshake: allocate nothing in what is called then.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import {
  COUNTED_UNANSWERED,
  type Connections,
  FIRST_ASKED,
  FIRST_FINISHED,
  firstEndOf,
  HAS_INITIAL_RTT,
  HAS_SENT,
  INITIAL_RTT,
  IS_RESET,
  NEXT,
  PENDING_TIME,
  SECOND_ASKED,
  SECOND_FINISHED,
  SHARED,
  STATE,
  SYN_ACK_IS_OPEN,
  SYN_ACK_REPEATED,
  SYN_IS_OPEN,
  SYN_REPEATED,
  SYN_WAS_SEEN,
  secondEndOf,
} from './connections.ts';
import type { DirectionCounts } from './direction-counts.ts';
import { FarEndCount, type FarEnds } from './far-ends.ts';
import { opposite } from './holes.ts';
import type { RoundTrips } from './round-trips.ts';
import type { Segment } from './segment.ts';
import { SynWatch } from './syn-watch.ts';
import { TcpCount, type TcpCountName } from './tcp-counts.ts';

const ASKED = FIRST_ASKED | SECOND_ASKED;
const OVER = IS_RESET | FIRST_FINISHED | SECOND_FINISHED;
const LONGEST_MICROS = 100_000_000;

/** How connections begin: who asks, how long either side takes to answer, and who does not answer. */
export class Handshakes {
  readonly watch = new SynWatch();
  readonly #connections: Connections;
  readonly #counts: DirectionCounts<TcpCountName>;
  readonly #roundTrips: RoundTrips;
  readonly #farEnds: FarEnds;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(connections: Connections, counts: DirectionCounts<TcpCountName>, roundTrips: RoundTrips, farEnds: FarEnds) {
    this.#connections = connections;
    this.#counts = counts;
    this.#roundTrips = roundTrips;
    this.#farEnds = farEnds;
  }

  /** A segment with SYN; forgets the connection that had the same ports before when it opens a new one. */
  observeSyn(segment: Segment, packet: Packet): void {
    if ((segment.flags & TcpFlag.Ack) === 0) this.#ask(segment, packet);
    else this.#answer(segment, packet);
  }

  /** A segment without SYN: the first with ACK ends the handshake. */
  observeOther(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row, from, to, now, flags } = segment;
    const shared = words[row + SHARED]!;
    if ((flags & TcpFlag.Rst) !== 0 && this.#isAnswer(segment) && (shared & SYN_IS_OPEN) !== 0) {
      this.#counts.add(opposite(segment.direction), TcpCount.refusedSyns, 1);
      words[row + SHARED] = (shared & ~SYN_IS_OPEN) | IS_RESET;
      this.#countReset(packet);
    }
    if ((flags & TcpFlag.Ack) === 0) return;

    if ((shared & (SYN_WAS_SEEN | HAS_INITIAL_RTT)) === SYN_WAS_SEEN) {
      const asker = (shared & FIRST_ASKED) !== 0 ? firstEndOf(row) : secondEndOf(row);
      const micros = (now - words[asker + PENDING_TIME]!) | 0;
      if (micros > 0) {
        words[row + INITIAL_RTT] = micros;
        words[row + SHARED]! |= HAS_INITIAL_RTT;
      }
    }
    // Whatever either end sends now, it knows of the answer, which was not seen.
    words[row + SHARED]! &= ~SYN_IS_OPEN;
    if ((shared & SYN_ACK_IS_OPEN) === 0 || (flags & TcpFlag.Rst) !== 0 || this.#isAnswer(segment)) return;
    if (segment.acknowledgment !== words[to + NEXT]) {
      // Data were acknowledged already: the ACK that ended the handshake was not seen.
      if (words[from + STATE]! & HAS_SENT) words[row + SHARED]! &= ~SYN_ACK_IS_OPEN;
      return;
    }
    words[row + SHARED]! &= ~SYN_ACK_IS_OPEN;
    this.#counts.add(segment.direction, TcpCount.handshakes, 1);
    if ((shared & SYN_ACK_REPEATED) === 0) this.#measure(segment, words[to + PENDING_TIME]!, packet);
  }

  /** Judges the SYNs whose three seconds are over at `endMicros`. */
  closeWindow(endMicros: number): void {
    const { watch } = this;
    while (watch.isDue(endMicros)) {
      const row = this.#connections.find(watch.slot, watch.serial);
      const isOpen = row >= 0 && (this.#connections.words[row + SHARED]! & (SYN_IS_OPEN | COUNTED_UNANSWERED)) === SYN_IS_OPEN;
      if (isOpen) {
        this.#connections.words[row + SHARED]! |= COUNTED_UNANSWERED;
        this.#counts.add(watch.direction, TcpCount.unansweredSyns, 1);
        if (watch.direction === Direction.Up) {
          watch.readAddress(this.#address);
          this.#farEnds.count(this.#farEnds.admitAddress(this.#address, watch.micros), FarEndCount.UnansweredSyns);
        }
      }
      watch.drop();
    }
  }

  #ask(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row, from, now } = segment;
    const asked = segment.isFromSecond ? SECOND_ASKED : FIRST_ASKED;
    const shared = words[row + SHARED]!;
    const hasSent = (words[from + STATE]! & HAS_SENT) !== 0;
    const isAgain = hasSent && (shared & asked) !== 0 && isNext(words[from + NEXT]!, segment);
    if (isAgain) {
      this.#askAgain(segment, packet);
      return;
    }
    if (hasSent || (shared & OVER) !== 0) {
      if ((shared & (SYN_IS_OPEN | COUNTED_UNANSWERED)) === SYN_IS_OPEN) {
        this.#countUnanswered(packet);
      }
      this.#connections.begin(row);
    }
    // When both ask at once (RFC 9293, section 3.5), the later one counts.
    words[row + SHARED] = (words[row + SHARED]! & ~ASKED) | asked | SYN_WAS_SEEN;
    words[from + PENDING_TIME] = now;
    this.#counts.add(segment.direction, TcpCount.syns, 1);
    this.#farEnds.count(this.#farEnds.rowOf(packet), FarEndCount.Connections);
    // An answer can have been captured before what it answers.
    if ((words[row + SHARED]! & SYN_ACK_IS_OPEN) !== 0) return;
    words[row + SHARED]! |= SYN_IS_OPEN;
    this.#watch(packet);
  }

  #watch(packet: Packet): void {
    this.#farEnds.writeFarEnd(packet, this.#address);
    this.watch.add(packet, this.#address);
  }

  #askAgain(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row, from, now } = segment;
    const shared = words[row + SHARED]!;
    if ((shared & (SYN_IS_OPEN | COUNTED_UNANSWERED)) === SYN_IS_OPEN) {
      words[row + SHARED]! |= COUNTED_UNANSWERED;
      this.#countUnanswered(packet);
    }
    words[row + SHARED]! |= SYN_REPEATED;
    if ((shared & OVER) !== 0) {
      // Refused, and tried once more.
      words[row + SHARED] = (words[row + SHARED]! & ~OVER) | SYN_IS_OPEN;
      this.#watch(packet);
    }
    if ((shared & HAS_INITIAL_RTT) === 0) words[from + PENDING_TIME] = now;
  }

  #answer(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row, from, to, now } = segment;
    const shared = words[row + SHARED]!;
    if ((shared & SYN_IS_OPEN) !== 0 && this.#isAnswer(segment) && segment.acknowledgment === words[to + NEXT]) {
      words[row + SHARED] = (shared & ~SYN_IS_OPEN) | SYN_ACK_IS_OPEN;
      words[from + PENDING_TIME] = now;
      // With SYNs sent again it is not known which one was answered (Karn's algorithm, RFC 6298, section 3).
      if ((shared & SYN_REPEATED) === 0) this.#measure(segment, words[to + PENDING_TIME]!, packet);
      return;
    }
    if ((shared & SYN_ACK_IS_OPEN) !== 0) {
      words[row + SHARED]! |= SYN_ACK_REPEATED;
      words[from + PENDING_TIME] = now;
    } else if ((shared & ASKED) === 0 && (words[from + STATE]! & HAS_SENT) === 0) {
      words[row + SHARED] = shared | SYN_ACK_IS_OPEN | (segment.isFromSecond ? FIRST_ASKED : SECOND_ASKED);
      words[from + PENDING_TIME] = now;
    }
  }

  #isAnswer(segment: Segment): boolean {
    const asked = this.#connections.words[segment.row + SHARED]! & ASKED;
    return asked === (segment.isFromSecond ? FIRST_ASKED : SECOND_ASKED);
  }

  /** The segment answers one that passed at `since`. */
  #measure(segment: Segment, since: number, packet: Packet): void {
    const micros = (segment.now - since) | 0;
    if (micros < 0 || micros > LONGEST_MICROS) return;
    this.#roundTrips.add(segment, micros);
    if (packet.direction !== Direction.Down) return;
    this.#farEnds.addRoundTrip(this.#farEnds.rowOf(packet), micros);
    if (this.#farEnds.writeFarEnd(packet, this.#address)) this.#farEnds.times.add(this.#address, micros);
  }

  #countReset(packet: Packet): void {
    if (packet.direction === Direction.Down) this.#farEnds.count(this.#farEnds.admit(packet), FarEndCount.Resets);
  }

  #countUnanswered(packet: Packet): void {
    this.#counts.add(packet.direction, TcpCount.unansweredSyns, 1);
    if (packet.direction === Direction.Up) this.#farEnds.count(this.#farEnds.admit(packet), FarEndCount.UnansweredSyns);
  }
}

/** A SYN with data (RFC 7413) may be sent again without. */
function isNext(next: number, segment: Segment): boolean {
  return next === segment.end || next === ((segment.sequence + 1) | 0);
}
