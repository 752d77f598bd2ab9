// Runs once or twice per Initial packet, and only a few times per connection.

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { InitialKeys } from './initial-keys.ts';
import type { LongHeader } from './long-header.ts';

const LONGEST_PACKET_NUMBER = 4;
const SAMPLE_LENGTH = 16;
const TAG_LENGTH = 16;
/** The first byte's bits that are protected in a long header, and those of them that say how long the packet number is. */
const PROTECTED_BITS = 0x0f;
const PACKET_NUMBER_LENGTH_BITS = 0x03;

/** Whether an Initial packet has room for what takes the protection off. One that has is whole in the payload. */
export function canOpen(header: LongHeader, payloadEnd: number): boolean {
  return header.end <= payloadEnd && header.end - header.packetNumberStart >= LONGEST_PACKET_NUMBER + SAMPLE_LENGTH;
}

/**
 * Takes the protection off an Initial packet that `canOpen` allows, and returns its frames in memory of their own (RFC 9001, section 5). Undefined
 * where the keys are not the packet's, or it was changed on its way.
 */
export function openInitial(bytes: Uint8Array, header: LongHeader, keys: InitialKeys): Uint8Array | undefined {
  const numberStart = header.packetNumberStart;
  const mask = headerMask(bytes, numberStart + LONGEST_PACKET_NUMBER, keys);
  const firstByte = bytes[header.start]! ^ (mask[0]! & PROTECTED_BITS);
  const numberEnd = numberStart + 1 + (firstByte & PACKET_NUMBER_LENGTH_BITS);

  // What is authenticated is the header without its protection. The frame is not ours to change.
  const clearHeader = bytes.slice(header.start, numberEnd);
  clearHeader[0] = firstByte;
  // A client's Initial packets are the first it sends: their whole number is in the header (RFC 9000, section 12.3).
  const nonce = Uint8Array.from(keys.iv);
  for (let at = numberStart; at < numberEnd; at += 1) {
    const byte = bytes[at]! ^ mask[1 + at - numberStart]!;
    clearHeader[at - header.start] = byte;
    nonce[nonce.length - (numberEnd - at)]! ^= byte;
  }

  const tagStart = header.end - TAG_LENGTH;
  const decipher = createDecipheriv('aes-128-gcm', keys.key, nonce);
  decipher.setAAD(clearHeader).setAuthTag(bytes.subarray(tagStart, header.end));
  const frames = decipher.update(bytes.subarray(numberEnd, tagStart));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return frames;
}

/** RFC 9001, section 5.4.3. */
function headerMask(bytes: Uint8Array, sampleStart: number, keys: InitialKeys): Uint8Array {
  const sample = bytes.subarray(sampleStart, sampleStart + SAMPLE_LENGTH);
  return createCipheriv('aes-128-ecb', keys.headerProtection, null).update(sample);
}
