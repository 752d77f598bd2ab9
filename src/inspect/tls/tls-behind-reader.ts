import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';

/** How much may pass before TLS has to begin, in bytes. */
const MOST_BYTES = 2048;
// RFC 8446, section 5.1: a record's content type, and the first byte of its version.
const HANDSHAKE = 22;
const MAJOR_VERSION = 3;

/**
 * Waits for TLS to begin in protocols that agree on it by a message or two of their own (RDP, PostgreSQL, MySQL, LDAP): those fill whole segments and are
 * not read, so a hello stands at the beginning of one.
 */
export class TlsBehindReader implements StreamReader {
  read(view: StreamView): Reading {
    const { bytes, start, memo } = view;
    if (view.length < memo + 2) {
      view.needed = memo + 2;
      return Reading.More;
    }
    if (bytes[start + memo] === HANDSHAKE && bytes[start + memo + 1] === MAJOR_VERSION) {
      view.consumed = memo;
      return Reading.Restart;
    }
    if (view.length > MOST_BYTES) return Reading.Done;
    view.memo = view.length;
    view.needed = view.length + 1;
    return Reading.More;
  }
}
