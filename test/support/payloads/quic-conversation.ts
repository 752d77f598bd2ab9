import { Packet } from '../../../src/decode/packet.ts';
import { Payload, Transport } from '../../../src/inspect/payload.ts';
import { QuicReader } from '../../../src/inspect/quic/quic-reader.ts';
import type { Reading } from '../../../src/inspect/stream-view.ts';

/** Datagrams never start where their memory does, as in a real source. */
const DATAGRAM_START = 5;
const BYTES_BEHIND = 7;

export interface ShownDatagram {
  /** Which end sent it; the client is the conversation's first endpoint unless the conversation says otherwise. */
  readonly sender?: 'client' | 'server';
  /** How long it was on the wire; as long as its bytes unless said otherwise. */
  readonly wireLength?: number;
  /** What lies around it. */
  readonly surroundings?: number;
}

export interface Place {
  readonly slot?: number;
  readonly serial?: number;
  readonly isClientSecond?: boolean;
  /** When its datagrams come. */
  readonly micros?: number;
}

/** What a QUIC reader of its own is shown, and what it tells. */
export class QuicListener {
  /** The bodies of ClientHellos, in order. */
  readonly hellos: Uint8Array[] = [];
  /** How many packets it did not look into. */
  unopened = 0;
  readonly reader = new QuicReader({
    onClientHello: (bytes, start, end) => this.hellos.push(bytes.slice(start, end)),
    onUnopened: () => {
      this.unopened += 1;
    },
  });

  /** A conversation's place in the table of conversations. */
  conversation({ slot = 0, serial = 1, isClientSecond = false, micros = 0 }: Place = {}): QuicConversation {
    const packet = new Packet();
    packet.timestampMicros = micros;
    packet.conversationSlot = slot;
    packet.conversationSerial = serial;
    return new QuicConversation(this.reader, packet, isClientSecond);
  }
}

export class QuicConversation {
  readonly #reader: QuicReader;
  readonly #packet: Packet;
  readonly #isClientSecond: boolean;
  readonly #counts = { client: 0, server: 0 };

  constructor(reader: QuicReader, packet: Packet, isClientSecond: boolean) {
    this.#reader = reader;
    this.#packet = packet;
    this.#isClientSecond = isClientSecond;
  }

  /** Shows a datagram to the reader, and says what it wants next. Throws where the reader changed the frame. */
  show(
    datagram: Uint8Array,
    { sender = 'client', wireLength = datagram.length, surroundings = 0xee }: ShownDatagram = {},
  ): Reading {
    const memory = new Uint8Array(DATAGRAM_START + datagram.length + BYTES_BEHIND).fill(surroundings);
    memory.set(datagram, DATAGRAM_START);
    const before = memory.slice();

    const payload = new Payload();
    payload.bytes = memory;
    payload.start = DATAGRAM_START;
    payload.end = DATAGRAM_START + datagram.length;
    payload.wireEnd = DATAGRAM_START + wireLength;
    payload.transport = Transport.Udp;
    payload.count = this.#counts[sender]++;
    this.#packet.isFromSecondEndpoint = (sender === 'client') === this.#isClientSecond;
    const reading = this.#reader.read(payload, this.#packet);
    if (Buffer.compare(memory, before) !== 0) throw new Error('the reader changed the frame');
    return reading;
  }
}

/** What the reader wants after each datagram of one conversation, and the hellos it told of. */
export function listen(...datagrams: readonly (Uint8Array | readonly [Uint8Array, ShownDatagram])[]) {
  const listener = new QuicListener();
  const conversation = listener.conversation();
  const readings = datagrams.map((shown) =>
    shown instanceof Uint8Array ? conversation.show(shown) : conversation.show(...shown),
  );
  return { readings, hellos: listener.hellos };
}
