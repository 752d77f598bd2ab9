// Runs a few times per connection: until its hello is whole.

import type { Packet } from '../../decode/packet.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import { type ClientHello, ofCutHello, readClientHello } from './client-hello.ts';
import { bodyOf, searchHello } from './hello-search.ts';
import { canBeSslV2Hello, isSslV2HeaderThere, readSslV2Hello, SSLV2_HEADER } from './sslv2-hello.ts';

/** `packet` is the frame that brought the hello's last bytes. */
export type OnHello = (hello: ClientHello, packet: Packet) => void;

/**
 * Reads the ClientHello at the start of a TLS connection, over as many records and segments as it takes (RFC 8446, section 5.1). The first one
 * is all it tells of: after a HelloRetryRequest a client repeats itself. In what the server sends it finds no hello and is done at once.
 */
export class TlsReader implements StreamReader {
  readonly #onHello: OnHello;

  constructor(onHello: OnHello) {
    this.#onHello = onHello;
  }

  read(view: StreamView, packet: Packet): Reading {
    const { bytes, start, end } = view;
    if (start < end && canBeSslV2Hello(bytes, start, end)) return this.#readSslV2(view, packet);

    const search = searchHello(bytes, start, end);
    if (search === null) return Reading.Done;
    view.consumed = search.skipped;
    view.needed = search.needed;
    if (search.needed > 0) return Reading.More;

    const body = bodyOf(bytes, search);
    const hello = body === null ? null : readClientHello(body.bytes, body.start, body.end, 't');
    if (hello !== null) this.#onHello(hello, packet);
    return Reading.Done;
  }

  #readSslV2(view: StreamView, packet: Packet): Reading {
    if (isSslV2HeaderThere(view.start, view.end)) {
      this.#onHello(readSslV2Hello(view.bytes, view.start), packet);
      return Reading.Done;
    }
    view.needed = SSLV2_HEADER;
    return Reading.More;
  }
}

/**
 * What a ClientHello says of which only the first bytes were captured: TLS records cut anywhere. Null where not even the hello's session id is
 * there, or what is there is no hello.
 */
export function readPartialHello(bytes: Uint8Array, start: number, end: number): ClientHello | null {
  if (isSslV2HeaderThere(start, end) && canBeSslV2Hello(bytes, start, end)) return readSslV2Hello(bytes, start);

  const search = searchHello(bytes, start, end);
  const body = search === null ? null : bodyOf(bytes, search);
  if (search === null || body === null) return null;
  const hello = readClientHello(body.bytes, body.start, body.end, 't');
  return hello !== null && search.needed > 0 ? ofCutHello(hello) : hello;
}
