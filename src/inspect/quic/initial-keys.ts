// Runs once or twice per connection. Everything here is public: Initial packets are protected from those who do not look, not from those who do.

import { hash } from 'node:crypto';
import type { InitialProtection } from './quic-version.ts';

const SECRET_LENGTH = 32;
const KEY_LENGTH = 16;
const IV_LENGTH = 12;

/** SHA-256's. */
const BLOCK_LENGTH = 64;
const HASH_LENGTH = 32;
const INNER_PADDING = 0x36;
const OUTER_PADDING = 0x5c;

/** What a client protects its Initial packets with. */
export interface InitialKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly headerProtection: Uint8Array;
}

/** The client's keys that follow from the Destination Connection ID of its first packet (RFC 9001, sections 5.1 and 5.2). */
export function deriveInitialKeys({ salt, labelPrefix }: InitialProtection, connectionId: Uint8Array): InitialKeys {
  const secret = expandLabel(hmac(salt, connectionId), 'client in', SECRET_LENGTH);
  return {
    key: expandLabel(secret, `${labelPrefix} key`, KEY_LENGTH),
    iv: expandLabel(secret, `${labelPrefix} iv`, IV_LENGTH),
    headerProtection: expandLabel(secret, `${labelPrefix} hp`, KEY_LENGTH),
  };
}

/** HKDF-Expand-Label (RFC 8446, section 7.1) with an empty context, for no more than one hash: then HKDF-Expand is one HMAC (RFC 5869, section 2.3). */
function expandLabel(secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = `tls13 ${label}`;
  return hmac(secret, Buffer.from(`\0${String.fromCharCode(length, name.length)}${name}\0\x01`, 'latin1')).subarray(0, length);
}

/**
 * HMAC with SHA-256 (RFC 2104) for keys of at most one block. Two hashes in one go each take half the time of an object of `createHmac`, which most
 * of a connection's keys would else be.
 */
function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const inner = new Uint8Array(BLOCK_LENGTH + message.length).fill(INNER_PADDING, 0, BLOCK_LENGTH);
  const outer = new Uint8Array(BLOCK_LENGTH + HASH_LENGTH).fill(OUTER_PADDING, 0, BLOCK_LENGTH);
  for (let at = 0; at < key.length; at += 1) {
    inner[at]! ^= key[at]!;
    outer[at]! ^= key[at]!;
  }
  inner.set(message, BLOCK_LENGTH);
  outer.set(hash('sha256', inner, 'buffer'), BLOCK_LENGTH);
  return hash('sha256', outer, 'buffer');
}
