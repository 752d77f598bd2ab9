// https://www.radiotap.org; all fields are little-endian.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16LittleEndian } from '../read.ts';

const VERSION = 0;
const LENGTH = 2;
const PRESENT = 4;
const SMALLEST_LENGTH = 8;
const PRESENT_WORD_LENGTH = 4;

/** In the last byte of a present word: another one follows. */
const MORE_PRESENT_WORDS = 0x80;
/** In the first byte of the first present word, in the order of the fields they announce. */
const TIMER_PRESENT = 0x01;
const FLAGS_PRESENT = 0x02;
const TIMER_LENGTH = 8;

/** Bits of the flags field. */
export const RadiotapFlag = { FrameCheckSequence: 0x10, DataPad: 0x20 } as const;
const FRAME_CHECK_SEQUENCE_LENGTH = 4;

export function decodeRadiotap(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < SMALLEST_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Radiotap);
  if (bytes[start + VERSION] !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Radiotap);
  const headerLength = readUint16LittleEndian(bytes, start + LENGTH);
  if (headerLength < SMALLEST_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Radiotap);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Radiotap);
  const flagsOffset = findFlags(bytes, start);
  const hasFlags = (bytes[start + PRESENT]! & FLAGS_PRESENT) !== 0;
  if (flagsOffset + (hasFlags ? 1 : 0) > start + headerLength) return packet.stop(Problem.LengthInvalid, Protocol.Radiotap);

  packet.enterLayer(Protocol.Radiotap, headerLength);
  if (hasFlags && (bytes[flagsOffset]! & RadiotapFlag.FrameCheckSequence) !== 0) {
    packet.narrow(Math.max(packet.cursor, packet.wireEnd - FRAME_CHECK_SEQUENCE_LENGTH));
  }
  return Protocol.Wlan;
}

/** The flags field (see `RadiotapFlag`) of the whole radiotap header that starts at `offset`; 0 without one. */
export function readRadiotapFlags(bytes: Uint8Array, offset: number): number {
  return (bytes[offset + PRESENT]! & FLAGS_PRESENT) === 0 ? 0 : bytes[findFlags(bytes, offset)]!;
}

/**
 * Where the flags field of the header that starts at `start` is, or would be. Behind the header's claimed end where the present words
 * or the fields before the flags do not fit into the header.
 */
function findFlags(bytes: Uint8Array, start: number): number {
  const claimedEnd = start + readUint16LittleEndian(bytes, start + LENGTH);
  let at = start + PRESENT;
  while (at + PRESENT_WORD_LENGTH <= claimedEnd && (bytes[at + PRESENT_WORD_LENGTH - 1]! & MORE_PRESENT_WORDS) !== 0) {
    at += PRESENT_WORD_LENGTH;
  }
  at += PRESENT_WORD_LENGTH;
  if ((bytes[start + PRESENT]! & TIMER_PRESENT) === 0) return at;
  const aligned = start + ((at - start + TIMER_LENGTH - 1) & ~(TIMER_LENGTH - 1));
  return aligned + TIMER_LENGTH;
}
