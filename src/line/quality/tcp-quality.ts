// Runs once per frame: allocate nothing in `observe`.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import type { WindowSpan } from '../window-span.ts';
import {
  Connections,
  DIRECTION_IS_KNOWN,
  DUPLICATE_ACKS,
  FIRST_FINISHED,
  HAS_ACKED,
  HAS_INITIAL_RTT,
  HAS_SENT,
  HOLE_MISSING,
  INITIAL_RTT,
  IS_NEXT_VAGUE,
  IS_PENDING,
  IS_PENDING_BY_TIMESTAMP,
  IS_RESET,
  LARGEST,
  LARGEST_ARRIVED,
  LAST_ACK,
  LAST_TIME,
  LAST_WAS_KEEP_ALIVE,
  LAST_WAS_PROBE,
  NEXT,
  NEXT_TIME,
  ONE_DUPLICATE_ACK,
  ONE_REPEAT,
  REPEATS,
  SECOND_FINISHED,
  SHARED,
  STATE,
  SYN_ACK_IS_OPEN,
  SYN_IS_OPEN,
  SYN_WAS_SEEN,
  WINDOW,
} from './connections.ts';
import { DirectionCounts } from './direction-counts.ts';
import { FarEndCount, FarEnds } from './far-ends.ts';
import { Handshakes } from './handshakes.ts';
import { Holes, opposite } from './holes.ts';
import { RoundTrips } from './round-trips.ts';
import { distance, Segment } from './segment.ts';
import { Stalls } from './stalls.ts';
import { Stopwatch } from './stopwatch.ts';
import { TCP_COUNTS, TcpCount, type TcpCountName } from './tcp-counts.ts';

const FAST_MICROS = 20_000;
/** How late a segment may be to count as out of order where no handshake tells the round trip. */
const LATE_MICROS = 3_000;
const LARGEST_LENGTH = 0xffff;
const FAR_ENDS = 64;

const SEGMENTS = TcpCount.segments;
const BYTES = TcpCount.bytes;
const DATA_SEGMENTS = TcpCount.dataSegments;

/** What a segment with data, SYN or FIN is in its connection. */
const Kind = { New: 0, OutOfOrder: 1, Again: 2, FastAgain: 3, SpuriousAgain: 4 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

/**
 * What TCP's own numbers say of every connection: round trips to either side of the probe, what was lost and sent again, and what the mirror
 * lost. Segments are judged by the rules of Wireshark's TCP analysis, so that figures can be compared.
 *
 * Directions are the packets'. Packets without one are counted as unknown; see `RoundTrips` for the one guess that is made then.
 */
export class TcpQuality {
  readonly counts = new DirectionCounts<TcpCountName>(TCP_COUNTS);
  readonly handshakeTimes: RoundTrips;
  readonly roundTrips: RoundTrips;
  readonly farEnds = new FarEnds(FAR_ENDS);
  readonly stalls: Stalls;
  /** The segment last observed. */
  readonly segment = new Segment();
  readonly #connections: Connections;
  readonly #handshakes: Handshakes;
  readonly #holes: Holes;
  readonly #stopwatch: Stopwatch;

  /** `capacity` is how many conversations the table has that gives packets their `conversationSlot`. */
  constructor(capacity: number) {
    this.#connections = new Connections(capacity);
    this.handshakeTimes = new RoundTrips(this.#connections);
    this.roundTrips = new RoundTrips(this.#connections);
    this.stalls = new Stalls(this.#connections);
    this.#holes = new Holes(this.#connections, this.counts);
    this.#stopwatch = new Stopwatch(this.#connections, this.roundTrips);
    this.#handshakes = new Handshakes(this.#connections, this.counts, this.handshakeTimes, this.farEnds);
  }

  /** Follows the connection of a packet whose last layer is TCP; `segment` then tells of it. */
  observe(packet: Packet): void {
    const row = this.#connections.rowOf(packet);
    if (row < 0) return;
    const { segment } = this;
    segment.read(packet, row);
    const { words } = this.#connections;
    const { flags, direction } = segment;
    const { open } = this.counts;
    const count = direction * TCP_COUNTS.length;
    open[count + SEGMENTS]! += 1;
    if (segment.length > 0) open[count + BYTES]! += segment.length;

    if ((flags & TcpFlag.Syn) !== 0) this.#handshakes.observeSyn(segment, packet);
    else if (isBeginning(words[row + SHARED]!)) this.#handshakes.observeOther(segment, packet);
    if (direction !== Direction.Unknown) words[row + SHARED]! |= DIRECTION_IS_KNOWN;
    if ((flags & TcpFlag.Rst) !== 0) this.#reset(segment, packet);
    else this.#follow(segment, packet);
  }

  /** Brings what is remembered of the packets' connections near, all at once. */
  touch(packets: readonly Packet[], first: number, end: number): void {
    this.#connections.touch(packets, first, end);
  }

  /** Judges what has waited long enough; call it before a window's figures are read. */
  closeWindow({ endMicros }: WindowSpan): void {
    this.#handshakes.closeWindow(endMicros);
    this.stalls.closeWindow(endMicros);
  }

  /** Microseconds from SYN to the first ACK of the packet's connection, as Wireshark's `tcp.analysis.initial_rtt`; `null` while unknown. */
  initialRoundTripOf(packet: Packet): number | null {
    const row = this.#connections.rowOf(packet);
    if (row < 0 || (this.#connections.words[row + SHARED]! & HAS_INITIAL_RTT) === 0) return null;
    return this.#connections.words[row + INITIAL_RTT]!;
  }

  /** SYNs that were dropped from the watch for an answer before their time was over. */
  get undecidedSyns(): number {
    return this.#handshakes.watch.dropped;
  }

  #reset(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row } = segment;
    const shared = words[row + SHARED]!;
    const finished = FIRST_FINISHED | SECOND_FINISHED;
    if ((shared & IS_RESET) === 0 && (shared & finished) !== finished) this.counts.add(segment.direction, TcpCount.resets, 1);
    if ((shared & (IS_RESET | finished)) === 0 && segment.direction === Direction.Down)
      this.farEnds.count(this.farEnds.admit(packet), FarEndCount.Resets);
    words[row + SHARED] = shared | IS_RESET;
  }

  #follow(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { from, to, now, direction, flags, length, window } = segment;
    const state = words[from + STATE]!;
    const theirs = words[to + STATE]!;
    const hasSent = (state & HAS_SENT) !== 0;
    const ahead = hasSent ? distance(segment.sequence, words[from + NEXT]!) : 0;
    const isControl = (flags & (TcpFlag.Syn | TcpFlag.Fin)) !== 0;
    const hasAck = (flags & TcpFlag.Ack) !== 0;
    const progress = hasAck && (state & HAS_ACKED) !== 0 ? distance(segment.acknowledgment, words[from + LAST_ACK]!) : 0;

    let last = 0;
    let duplicates = progress === 0 ? state & DUPLICATE_ACKS : 0;
    if (length === 1 && ahead === 0 && hasSent && (theirs & HAS_SENT) !== 0 && (theirs & WINDOW) === 0) {
      last = LAST_WAS_PROBE;
      this.counts.add(direction, TcpCount.windowProbes, 1);
    } else {
      if (window === 0 && !isControl) this.counts.add(direction, TcpCount.zeroWindows, 1);
      if (ahead > 0) this.#skip(segment, packet, ahead);
      if (ahead === -1 && length <= 1 && !isControl) {
        last = LAST_WAS_KEEP_ALIVE;
        this.counts.add(direction, TcpCount.keepAlives, 1);
      } else if (
        length === 0 &&
        progress === 0 &&
        ahead === 0 &&
        window !== 0 &&
        !isControl &&
        (state & (HAS_SENT | HAS_ACKED)) === (HAS_SENT | HAS_ACKED) &&
        window === (state & WINDOW) &&
        (theirs & LAST_WAS_KEEP_ALIVE) === 0
      ) {
        if (duplicates !== DUPLICATE_ACKS) duplicates += ONE_DUPLICATE_ACK;
        this.counts.add(direction, TcpCount.duplicateAcks, 1);
      }
    }

    let kind: Kind = Kind.New;
    if ((length > 0 || isControl) && last !== LAST_WAS_KEEP_ALIVE) {
      this.counts.open[direction * TCP_COUNTS.length + DATA_SEGMENTS]! += 1;
      kind = this.#judge(segment, ahead);
      if (kind !== Kind.New) this.#sendAgain(segment, packet, kind);
    }
    if (hasAck && progress > 0 && (theirs & HAS_SENT) !== 0) this.#acknowledge(segment, progress);
    this.#remember(segment, packet, last | duplicates);
    this.#stopwatch.observe(segment, kind === Kind.New && ahead === 0);
    words[from + LAST_TIME] = now;
  }

  /** Wireshark's rules, in Wireshark's order. */
  #judge(segment: Segment, ahead: number): Kind {
    const { words } = this.#connections;
    const { from, to, now, sequence, length } = segment;
    const theirs = words[to + STATE]!;
    if (length > 0 && (theirs & HAS_ACKED) !== 0 && distance((sequence + length) | 0, words[to + LAST_ACK]!) <= 0) {
      return Kind.SpuriousAgain;
    }
    // One byte before the end may have been a window probe.
    if (ahead >= 0 || (ahead === -1 && length > 1)) return Kind.New;
    // Unsigned: where the clock goes back much time has passed.
    const since = distance(now, words[to + LAST_TIME]!) >>> 0;
    if ((theirs & DUPLICATE_ACKS) > ONE_DUPLICATE_ACK && words[to + LAST_ACK] === sequence && since < FAST_MICROS) {
      return Kind.FastAgain;
    }
    const hasInitial = (words[segment.row + SHARED]! & HAS_INITIAL_RTT) !== 0;
    const patience = hasInitial ? words[segment.row + INITIAL_RTT]! : LATE_MICROS;
    const isLate = distance(now, words[from + NEXT_TIME]!) >>> 0 < patience;
    return isLate && this.#holes.isMissing(segment) ? Kind.OutOfOrder : Kind.Again;
  }

  #skip(segment: Segment, packet: Packet, ahead: number): void {
    const { words } = this.#connections;
    const { from } = segment;
    if ((words[from + STATE]! & IS_NEXT_VAGUE) !== 0) return;
    const hadHole = words[from + HOLE_MISSING] !== 0;
    this.#holes.open(segment, ahead);
    if (words[from + HOLE_MISSING] === 0) return;
    this.stalls.noteHole(segment, packet);
    // From now on it is the time since the data were missed that tells late ones from those sent again.
    if (!hadHole) words[from + NEXT_TIME] = segment.now;
  }

  #sendAgain(segment: Segment, packet: Packet, kind: Kind): void {
    const { words } = this.#connections;
    const { from, to, direction } = segment;
    const wasMissing = this.#holes.fill(segment);
    if (kind === Kind.OutOfOrder) {
      this.counts.add(direction, TcpCount.outOfOrder, 1);
      return;
    }
    this.counts.add(direction, TcpCount.retransmissions, 1);
    this.counts.add(direction, TcpCount.retransmittedBytes, segment.length);
    if (kind === Kind.FastAgain) this.counts.add(direction, TcpCount.fastRetransmissions, 1);
    // What was timed by its acknowledgment is not any more: which of the two is acknowledged? (Karn's algorithm, RFC 6298, section 3.)
    if ((words[from + STATE]! & IS_PENDING_BY_TIMESTAMP) === 0) words[from + STATE]! &= ~IS_PENDING;
    if (kind === Kind.SpuriousAgain) {
      this.counts.add(direction, TcpCount.spuriousRetransmissions, 1);
      return;
    }
    if (wasMissing) this.counts.add(direction, TcpCount.retransmissionsOfUnseen, 1);
    const isLostOnLine = wasMissing === (direction === Direction.Down);
    if (isLostOnLine && direction !== Direction.Unknown) this.farEnds.count(this.farEnds.admit(packet), FarEndCount.Losses);
    if ((words[to + STATE]! & HAS_ACKED) === 0 || segment.sequence !== words[to + LAST_ACK]) return;
    if ((words[from + STATE]! & REPEATS) !== REPEATS) words[from + STATE]! += ONE_REPEAT;
    this.stalls.noteRepeat(segment, packet, (words[from + STATE]! & REPEATS) / ONE_REPEAT);
  }

  /** What the sender has sent and acknowledged by now. */
  #remember(segment: Segment, packet: Packet, flags: number): void {
    const { words } = this.#connections;
    const { row, from, now } = segment;
    let state = words[from + STATE]! & ~(WINDOW | DUPLICATE_ACKS | LAST_WAS_KEEP_ALIVE | LAST_WAS_PROBE | IS_NEXT_VAGUE);
    if ((flags & LAST_WAS_PROBE) === 0 && ((state & HAS_SENT) === 0 || distance(segment.end, words[from + NEXT]!) > 0)) {
      words[from + NEXT] = segment.end;
      if (words[from + HOLE_MISSING] === 0 || (state & HAS_SENT) === 0) words[from + NEXT_TIME] = now;
    }
    if (segment.length > 0 && this.#isLonger(segment)) state &= ~LARGEST_ARRIVED;
    if ((segment.flags & TcpFlag.Ack) !== 0) {
      words[from + LAST_ACK] = segment.acknowledgment;
      state |= HAS_ACKED;
    }
    words[from + STATE] = state | HAS_SENT | segment.window | flags | (packet.isFragment ? IS_NEXT_VAGUE : 0);
    if ((segment.flags & TcpFlag.Fin) !== 0) words[row + SHARED]! |= segment.isFromSecond ? SECOND_FINISHED : FIRST_FINISHED;
  }

  /** Whether the segment is the longest of its end so far; it is from now on. */
  #isLonger({ row, isFromSecond, length }: Segment): boolean {
    const { words } = this.#connections;
    const both = words[row + LARGEST]!;
    const size = length > LARGEST_LENGTH ? LARGEST_LENGTH : length;
    if (size <= (isFromSecond ? both >>> 16 : both & LARGEST_LENGTH)) return false;
    words[row + LARGEST] = isFromSecond ? (size << 16) | (both & LARGEST_LENGTH) : (both & ~LARGEST_LENGTH) | size;
    return true;
  }

  /** The segment acknowledges `progress` bytes more than the last. */
  #acknowledge(segment: Segment, progress: number): void {
    const { words } = this.#connections;
    const { row, to, acknowledgment } = segment;
    const theirs = words[to + STATE]!;
    if (distance(acknowledgment, words[to + NEXT]!) > 0) this.counts.add(opposite(segment.direction), TcpCount.acksOfUnseen, 1);
    if (words[to + HOLE_MISSING] !== 0) this.#holes.acknowledge(segment);
    const largest = segment.isFromSecond ? words[row + LARGEST]! & LARGEST_LENGTH : words[row + LARGEST]! >>> 16;
    const arrived = progress >= largest ? LARGEST_ARRIVED : 0;
    if ((theirs & (REPEATS | LARGEST_ARRIVED)) !== arrived) words[to + STATE] = (theirs & ~REPEATS) | arrived;
  }
}

/** Whether something is still to be learnt from the handshake. */
function isBeginning(shared: number): boolean {
  const handshake = shared & (SYN_IS_OPEN | SYN_ACK_IS_OPEN | SYN_WAS_SEEN | HAS_INITIAL_RTT);
  return handshake !== 0 && handshake !== (SYN_WAS_SEEN | HAS_INITIAL_RTT);
}
