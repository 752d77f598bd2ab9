// Runs when a segment is not the next one: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import { type Connections, HAS_ACKED, HOLE_END, HOLE_MISSING, HOLE_START, LAST_ACK, NEXT, STATE } from './connections.ts';
import type { DirectionCounts } from './direction-counts.ts';
import { distance, type Segment } from './segment.ts';
import { TcpCount, type TcpCountName } from './tcp-counts.ts';

/** No window is larger (RFC 7323, section 2.2 allows 2^30): a jump beyond it is not loss but another connection, or a lie. */
const LARGEST_GAP = 1 << 28;

/**
 * Data that the probe did not see although later data came. What then is sent again was lost before it came to the probe; what is acknowledged
 * without having been sent again arrived, so the mirror lost it. One stretch per direction is kept with the number of bytes that miss
 * in it: several holes are one stretch, and the number stays right as long as nothing between them is sent twice.
 */
export class Holes {
  readonly #connections: Connections;
  readonly #counts: DirectionCounts<TcpCountName>;

  constructor(connections: Connections, counts: DirectionCounts<TcpCountName>) {
    this.#connections = connections;
    this.#counts = counts;
  }

  /** Opens a hole between what the segment's sender sent last and the segment, which is `gap` bytes further. */
  open(segment: Segment, gap: number): void {
    if (gap > LARGEST_GAP) return;
    const { words } = this.#connections;
    const { from, to, sequence } = segment;
    const next = words[from + NEXT]!;
    const acknowledged = (words[to + STATE]! & HAS_ACKED) !== 0 ? distance(words[to + LAST_ACK]!, next) : 0;
    const lost = Math.max(0, Math.min(acknowledged, gap));
    if (lost > 0) this.#countLost(segment.direction, lost);
    if (lost === gap) return;

    if (words[from + HOLE_MISSING] === 0) words[from + HOLE_START] = next + lost;
    words[from + HOLE_END] = sequence;
    words[from + HOLE_MISSING]! += gap - lost;
  }

  /** Whether some of the segment's data are missing. */
  isMissing({ from, sequence, length }: Segment): boolean {
    const { words } = this.#connections;
    if (words[from + HOLE_MISSING] === 0) return false;
    const behind = (sequence + length) | 0;
    return distance(behind, words[from + HOLE_START]!) > 0 && distance(words[from + HOLE_END]!, sequence) > 0;
  }

  /** Takes the segment's data out of the hole; returns whether any were missing. */
  fill(segment: Segment): boolean {
    const { words } = this.#connections;
    const { from, sequence, length } = segment;
    const missing = words[from + HOLE_MISSING]!;
    if (missing === 0) return false;
    const start = words[from + HOLE_START]!;
    const end = words[from + HOLE_END]!;
    const behind = (sequence + length) | 0;
    const skipped = Math.max(0, distance(sequence, start));
    const filled = Math.min(distance(behind, start), distance(end, start)) - skipped;
    if (filled <= 0) return false;

    words[from + HOLE_MISSING] = Math.max(0, missing - filled);
    if (skipped === 0) words[from + HOLE_START] = behind;
    else if (distance(behind, end) >= 0) words[from + HOLE_END] = sequence;
    return true;
  }

  /** What the segment acknowledges of a hole in the other direction has arrived: the mirror lost it. */
  acknowledge(segment: Segment): void {
    const { words } = this.#connections;
    const { to, acknowledgment, direction } = segment;
    const missing = words[to + HOLE_MISSING]!;
    const start = words[to + HOLE_START]!;
    const arrived = distance(acknowledgment, start);
    if (arrived <= 0) return;
    const behind = Math.max(0, distance(words[to + HOLE_END]!, acknowledgment));
    // Which of several holes are passed is not known: no more can be missing than is left of the stretch.
    const isWhole = missing === distance(words[to + HOLE_END]!, start);
    const left = isWhole ? behind : Math.min(missing, behind);
    words[to + HOLE_MISSING] = left;
    words[to + HOLE_START] = acknowledgment;
    if (left < missing) this.#countLost(opposite(direction), missing - left);
  }

  #countLost(direction: Direction, bytes: number): void {
    this.#counts.add(direction, TcpCount.mirrorGaps, 1);
    this.#counts.add(direction, TcpCount.mirrorLostBytes, bytes);
  }
}

export function opposite(direction: Direction): Direction {
  if (direction === Direction.Unknown) return direction;
  return direction === Direction.Down ? Direction.Up : Direction.Down;
}
