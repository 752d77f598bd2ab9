// Runs when a segment is sent again or data are missing: allocate nothing but for the first few findings of a kind.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import {
  type Connections,
  FIRST_IS_STUCK,
  firstEndOf,
  HAS_ACKED,
  HOLE_MISSING,
  HOLE_START,
  LARGEST,
  LARGEST_ARRIVED,
  LAST_ACK,
  LAST_TIME,
  NEXT_TIME,
  SECOND_IS_STUCK,
  SHARED,
  STATE,
  secondEndOf,
} from './connections.ts';
import { distance, type Segment } from './segment.ts';

/** What any path carries (RFC 8200, section 5): a packet up to that size is not lost because of its size. */
const ALWAYS_FITS = 1280;
/** Headers of IPv4 and TCP with timestamps, and with IPv6's. */
const SMALLEST_SUSPECT_PAYLOAD = ALWAYS_FITS - 52;
const REPEATS_OF_A_STALL = 3;
/** Data that were skipped and do not come within that time are sent again in vain. */
const PATIENCE_MICROS = 3_000_000;
/** Who skips data after such a silence has tried for long to send them. */
const SILENCE_MICROS = 1_500_000;
const CAPACITY = 256;

/** Full-size segments of a connection that never arrive while small ones do: what a path with a smaller MTU does when nobody may say so. */
export interface StallTally {
  connections: number;
  /** The size of the largest IP packet that was sent in vain; 0 where the probe saw none. */
  packetBytes: number;
  firstMicros: number;
  lastMicros: number;
  /** Whether the endpoints speak IPv6 in the last of them. */
  isIpv6: boolean;
}

/** Finds connections whose large segments vanish, by the direction of the data. */
export class Stalls {
  readonly down: StallTally = { connections: 0, packetBytes: 0, firstMicros: 0, lastMicros: 0, isIpv6: false };
  readonly up: StallTally = { connections: 0, packetBytes: 0, firstMicros: 0, lastMicros: 0, isIpv6: false };
  readonly #connections: Connections;
  /** When a frame last travelled in each direction: a dead line is no narrow one. */
  readonly #lastMicros = new Float64Array(3);

  readonly #slots = new Int32Array(CAPACITY);
  readonly #serials = new Int32Array(CAPACITY);
  readonly #starts = new Int32Array(CAPACITY);
  readonly #kinds = new Uint8Array(CAPACITY);
  readonly #times = new Float64Array(CAPACITY);
  #first = 0;
  #size = 0;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Any frame shows that its direction is alive. */
  noteFrame(packet: Packet): void {
    this.#lastMicros[packet.direction] = packet.timestampMicros;
  }

  /** The first unacknowledged segment was sent again, `repeats` times by now. */
  noteRepeat(segment: Segment, packet: Packet, repeats: number): void {
    if (repeats < REPEATS_OF_A_STALL || segment.length < SMALLEST_SUSPECT_PAYLOAD) return;
    const { words } = this.#connections;
    const { from, to } = segment;
    if ((words[from + STATE]! & LARGEST_ARRIVED) !== 0 || segment.length < this.#largestOf(segment.row, segment.isFromSecond))
      return;
    // The other end has answered since, but not this: small packets pass both ways.
    if (distance(words[to + LAST_TIME]!, words[from + NEXT_TIME]!) <= 0) return;
    if (segment.direction !== Direction.Unknown && !this.#isAlive(segment)) return;
    this.#report(segment.row, segment.isFromSecond, packet);
  }

  /** Data were skipped: they were lost before they came to the probe. */
  noteHole(segment: Segment, packet: Packet): void {
    const { words } = this.#connections;
    const { row, from, to } = segment;
    if (words[from + HOLE_MISSING]! < SMALLEST_SUSPECT_PAYLOAD) return;
    if (this.#largestOf(row, segment.isFromSecond) >= SMALLEST_SUSPECT_PAYLOAD) return;
    if ((words[to + STATE]! & HAS_ACKED) === 0 || words[to + LAST_ACK] !== words[from + HOLE_START]) return;
    if (distance(segment.now, words[from + NEXT_TIME]!) >= SILENCE_MICROS) {
      this.#report(row, segment.isFromSecond, packet);
    } else if (this.#size < CAPACITY) {
      const at = (this.#first + this.#size) % CAPACITY;
      this.#slots[at] = packet.conversationSlot;
      this.#serials[at] = packet.conversationSerial;
      this.#starts[at] = words[from + HOLE_START]!;
      this.#kinds[at] = packet.direction | (segment.isFromSecond ? 4 : 0) | (isIpv6(packet) ? 8 : 0);
      this.#times[at] = packet.timestampMicros;
      this.#size += 1;
    }
  }

  /** Judges the holes that have been open for three seconds. */
  closeWindow(endMicros: number): void {
    while (this.#size > 0 && Math.abs(endMicros - this.#times[this.#first]!) >= PATIENCE_MICROS) {
      this.#judge(this.#first);
      this.#first = (this.#first + 1) % CAPACITY;
      this.#size -= 1;
    }
  }

  #judge(at: number): void {
    const { words } = this.#connections;
    const row = this.#connections.find(this.#slots[at]!, this.#serials[at]!);
    if (row < 0) return;
    const kind = this.#kinds[at]!;
    const isFromSecond = (kind & 4) !== 0;
    const end = isFromSecond ? secondEndOf(row) : firstEndOf(row);
    if (words[end + HOLE_MISSING]! < SMALLEST_SUSPECT_PAYLOAD || words[end + HOLE_START] !== this.#starts[at]) return;
    if (this.#largestOf(row, isFromSecond) >= SMALLEST_SUSPECT_PAYLOAD) return;
    this.#count(row, isFromSecond, {
      direction: kind & 3,
      packetBytes: 0,
      micros: this.#times[at]!,
      isIpv6: (kind & 8) !== 0,
    });
  }

  #isAlive(segment: Segment): boolean {
    const other = segment.direction === Direction.Down ? Direction.Up : Direction.Down;
    const since = ((this.#lastMicros[other]! | 0) - this.#connections.words[segment.from + NEXT_TIME]!) | 0;
    return since > 0;
  }

  #largestOf(row: number, isFromSecond: boolean): number {
    const largest = this.#connections.words[row + LARGEST]!;
    return isFromSecond ? largest >>> 16 : largest & 0xffff;
  }

  #report(row: number, isFromSecond: boolean, packet: Packet): void {
    const packetBytes = packet.wireEnd - packet.offsets[packet.ipLayer]!;
    this.#count(row, isFromSecond, {
      direction: packet.direction,
      packetBytes: packetBytes > ALWAYS_FITS ? packetBytes : 0,
      micros: packet.timestampMicros,
      isIpv6: isIpv6(packet),
    });
  }

  #count(
    row: number,
    isFromSecond: boolean,
    found: { readonly direction: number; readonly packetBytes: number; readonly micros: number; readonly isIpv6: boolean },
  ): void {
    const { words } = this.#connections;
    const mark = isFromSecond ? SECOND_IS_STUCK : FIRST_IS_STUCK;
    if ((words[row + SHARED]! & mark) !== 0 || found.direction === Direction.Unknown) return;
    words[row + SHARED]! |= mark;
    const tally = found.direction === Direction.Down ? this.down : this.up;
    if (tally.connections === 0) tally.firstMicros = found.micros;
    tally.connections += 1;
    tally.lastMicros = found.micros;
    tally.packetBytes = Math.max(tally.packetBytes, found.packetBytes);
    tally.isIpv6 = found.isIpv6;
  }
}

function isIpv6(packet: Packet): boolean {
  return packet.protocols[packet.ipLayer] === Protocol.Ipv6;
}
