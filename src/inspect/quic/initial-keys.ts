// Runs once or twice per connection. Everything here is public: Initial packets are protected from those who do not look, not from those who do.

import { createHmac } from 'node:crypto';
import type { InitialProtection } from './quic-version.ts';

const SECRET_LENGTH = 32;
const KEY_LENGTH = 16;
const IV_LENGTH = 12;

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
  return hmac(secret, `\0${String.fromCharCode(length, name.length)}${name}\0\x01`).subarray(0, length);
}

function hmac(key: Uint8Array, message: Uint8Array | string): Uint8Array {
  return createHmac('sha256', key).update(message).digest();
}
