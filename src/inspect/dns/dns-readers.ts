// Runs once per DNS datagram or segment.

import type { Packet } from '../../decode/packet.ts';
import { readUint16 } from '../../decode/read.ts';
import type { DatagramReader, Payload } from '../payload.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import type { DnsKind, DnsMessage } from './dns-message.ts';
import { DNS_HEADER_LENGTH, MessageReader } from './message-reader.ts';

/** RFC 1035, section 4.2.2: over TCP a message's length comes first. */
export const LENGTH_PREFIX = 2;
/** Longer ones are transfers of whole zones, which name no host that anybody is about to talk to. */
const LONGEST_STREAM_MESSAGE = 16_384;
/** As much of such a message as is waited for: its question stands at its beginning. */
const QUESTION_BYTES = 512;

/** Resolvers send no more small messages at once; the others are passed over. */
const MOST_AT_ONCE = 16;

/** Hears of each message with the packet that brought it, or the last bytes of it. The message may be kept, the packet not. */
export type OnDnsMessage = (message: DnsMessage, packet: Packet) => void;

/** Reads DNS in datagrams. What the snap length cut short tells what is whole of it. */
export class DnsDatagramReader implements DatagramReader {
  readonly #kind: DnsKind;
  readonly #onMessage: OnDnsMessage;
  readonly #messages = new MessageReader();

  constructor(kind: DnsKind, onMessage: OnDnsMessage) {
    this.#kind = kind;
    this.#onMessage = onMessage;
  }

  read(payload: Payload, packet: Packet): Reading {
    const message = this.#messages.read(payload, this.#kind);
    if (message !== null) this.#onMessage(message, packet);
    return Reading.More;
  }
}

/** Reads DNS over TCP: one message after the other, for as long as the connection lasts. */
export class DnsStreamReader implements StreamReader {
  readonly #kind: DnsKind;
  readonly #onMessage: OnDnsMessage;
  readonly #messages = new MessageReader();

  constructor(kind: DnsKind, onMessage: OnDnsMessage) {
    this.#kind = kind;
    this.#onMessage = onMessage;
  }

  read(view: StreamView, packet: Packet): Reading {
    const { bytes, end } = view;
    let at = view.start;
    let messages = 0;
    while (end - at >= LENGTH_PREFIX) {
      const length = readUint16(bytes, at);
      const start = at + LENGTH_PREFIX;
      // No header fits: whatever this is, where the next message starts is lost.
      if (length < DNS_HEADER_LENGTH) return Reading.Done;
      if (length > LONGEST_STREAM_MESSAGE) {
        if (end - start < QUESTION_BYTES) return this.#wait(view, at, LENGTH_PREFIX + QUESTION_BYTES);
        this.#tell({ bytes, start, end }, packet);
        return Reading.Done;
      }
      if (end - start < length) return this.#wait(view, at, LENGTH_PREFIX + length);
      if (messages < MOST_AT_ONCE) this.#tell({ bytes, start, end: start + length }, packet);
      messages += 1;
      at = start + length;
    }
    return this.#wait(view, at, LENGTH_PREFIX);
  }

  #tell(message: { readonly bytes: Uint8Array; readonly start: number; readonly end: number }, packet: Packet): void {
    const read = this.#messages.read(message, this.#kind);
    if (read !== null) this.#onMessage(read, packet);
  }

  #wait(view: StreamView, at: number, needed: number): Reading {
    view.consumed = at - view.start;
    view.needed = needed;
    return Reading.More;
  }
}
