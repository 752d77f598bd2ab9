import { bits, drawing, textBytes, uint8 } from '../frames/drawing.ts';

/** RFC 9000, section 19.6. */
export function cryptoFrame(offset: number, content: Uint8Array): Uint8Array {
  return drawing([uint8(0x06), varint(offset), varint(content.length)], [content]);
}

export function pingFrame(): Uint8Array {
  return Uint8Array.of(0x01);
}

export function paddingFrames(count: number): Uint8Array {
  return new Uint8Array(count);
}

export interface AckFrameOptions {
  readonly largestAcknowledged?: number;
  /** Gap and length of every range behind the first. */
  readonly ranges?: readonly (readonly [gap: number, length: number])[];
  readonly rangeCount?: number;
  readonly ecnCounts?: readonly [number, number, number];
}

/** RFC 9000, section 19.3. `rangeCount` lies. */
export function ackFrame({ largestAcknowledged = 0, ranges = [], rangeCount, ecnCounts }: AckFrameOptions = {}): Uint8Array {
  return drawing(
    [uint8(ecnCounts === undefined ? 0x02 : 0x03), varint(largestAcknowledged), varint(0), varint(rangeCount ?? ranges.length)],
    [varint(0)],
    ranges.flat().map((number) => varint(number)),
    (ecnCounts ?? []).map((count) => varint(count)),
  );
}

/** RFC 9000, section 19.19. */
export function connectionCloseFrame(reason: string): Uint8Array {
  return drawing([uint8(0x1c), varint(0), varint(0), varint(reason.length)], [textBytes(reason)]);
}

/** A variable-length integer (RFC 9000, section 16), in as few bytes as it fits unless `length` says 2 or 4. */
export function varint(value: number, length = 0): Uint8Array {
  if (length <= 1 && value < 0x40) return Uint8Array.of(value);
  if (length <= 2 && value < 0x4000) return drawing([bits(2, 1), bits(14, value)]);
  return drawing([bits(2, 2), bits(30, value)]);
}
