// RFC 1661, section 5: code, identifier, length of all; the same in PAP (RFC 1334), CHAP (RFC 1994) and EAP (RFC 3748).
import { readUint16 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';

const LENGTH = 2;
const HEADER_LENGTH = 4;

export interface ControlPacket {
  readonly code: number;
  /** Where its content starts. */
  readonly body: number;
  /** Where its content ends: the end of the frame where its length cannot be true. */
  readonly end: number;
  /** Whether its length can be true and all of it was captured. */
  readonly isWhole: boolean;
}

/** The control packet at `at`; null where not even its header was captured. */
export function readControlPacket(at: number, eraser: Eraser): ControlPacket | null {
  const { bytes } = eraser.packet;
  const body = at + HEADER_LENGTH;
  if (body > eraser.end) return null;
  const length = readUint16(bytes, at + LENGTH);
  const isWhole = length >= HEADER_LENGTH && at + length <= eraser.end;
  return { code: bytes[at]!, body, end: isWhole ? at + length : eraser.end, isWhole };
}
