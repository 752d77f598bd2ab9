// Runs once per datagram of a DTLS conversation, until its hello is whole.

import type { Packet } from '../../decode/packet.ts';
import type { DatagramReader, Payload } from '../payload.ts';
import { Reading } from '../stream-view.ts';
import { ofCutHello, readClientHello } from './client-hello.ts';
import {
  canBeDtlsRecord,
  DTLS_HANDSHAKE_HEADER,
  DTLS_RECORD_HEADER,
  dtlsEpoch,
  dtlsRecordLength,
  readFragmentHeader,
} from './dtls-record.ts';
import type { ByteRange } from './hello-body.ts';
import { HelloFragments } from './hello-fragments.ts';
import type { OnHello } from './tls-reader.ts';
import { ContentType, HandshakeType } from './tls-record.ts';

/**
 * How many datagrams of one sender may go by without a hello; media and STUN share a port with DTLS (RFC 7983) and come first. They are counted
 * no further.
 */
const PATIENCE = 15;

/**
 * Reads the ClientHello of a DTLS conversation (RFC 6347, RFC 9147), in one datagram or spread over several. The first one is all it tells of:
 * after a HelloVerifyRequest a client repeats itself with a cookie.
 */
export class DtlsReader implements DatagramReader {
  readonly #onHello: OnHello;
  readonly #fragments = new HelloFragments();

  constructor(onHello: OnHello) {
    this.#onHello = onHello;
  }

  read(payload: Payload, packet: Packet): Reading {
    const { bytes, end } = payload;
    let at = payload.start;
    while (end - at >= DTLS_RECORD_HEADER && canBeDtlsRecord(bytes, at, end)) {
      // Nobody encrypts before hellos were exchanged.
      if (dtlsEpoch(bytes, at) > 0 || bytes[at] === ContentType.ApplicationData) return Reading.Done;
      const content = at + DTLS_RECORD_HEADER;
      const recordEnd = content + dtlsRecordLength(bytes, at);
      const record = { start: content, end: Math.min(recordEnd, end) };
      if (bytes[at] === ContentType.Handshake && this.#readRecord(bytes, record, packet)) return Reading.Done;
      at = recordEnd;
    }
    return payload.count < PATIENCE ? Reading.More : Reading.Done;
  }

  /** Returns whether a hello was told of. */
  #readRecord(bytes: Uint8Array, record: ByteRange, packet: Packet): boolean {
    let at = record.start;
    while (record.end - at >= DTLS_HANDSHAKE_HEADER) {
      const fragment = readFragmentHeader(bytes, at);
      if (fragment === null) return false;
      const start = at + DTLS_HANDSHAKE_HEADER;
      const claimedEnd = start + fragment.length;
      const end = Math.min(claimedEnd, record.end);
      at = claimedEnd;
      if (fragment.type !== HandshakeType.ClientHello) continue;

      // The first bytes of a hello, cut off by the snap length: they may say all there will ever be.
      const isCut = claimedEnd > record.end && fragment.offset === 0;
      if (isCut || fragment.length === fragment.messageLength) {
        if (this.#tell(bytes, { start, end }, packet, isCut)) return true;
        continue;
      }
      const body = this.#fragments.add(packet, fragment, bytes, { start, end });
      if (body !== null && this.#tell(body, { start: 0, end: body.length }, packet, false)) return true;
    }
    return false;
  }

  #tell(bytes: Uint8Array, { start, end }: ByteRange, packet: Packet, isCut: boolean): boolean {
    const hello = readClientHello(bytes, start, end, 'd');
    if (hello === null) return false;
    this.#onHello(isCut ? ofCutHello(hello) : hello, packet);
    return true;
  }
}
