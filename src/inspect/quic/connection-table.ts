// Runs once per datagram in which a connection may say hello: allocate nothing but a connection.

import type { Packet } from '../../decode/packet.ts';
import { CryptoStream } from './crypto-stream.ts';
import type { InitialKeys } from './initial-keys.ts';

/** How many connections may be saying hello at the same time. */
export const CONNECTION_CAPACITY = 256;
const FREE = -1;

/** What is kept of a connection until its ClientHello is whole. */
export class QuicConnection {
  readonly conversationSerial: number;
  /** How often keys were tried on a packet. */
  attempts = 0;
  /** Undefined until a packet proved to be the client's. */
  keys: InitialKeys | undefined = undefined;
  /** Whether the conversation's second endpoint is the client; only valid with `keys`. */
  isClientSecond = false;
  stream = new CryptoStream();

  constructor(conversationSerial: number) {
    this.conversationSerial = conversationSerial;
  }
}

/** The connections that are saying hello. The oldest gives way to a new one where there is no room left. */
export class ConnectionTable {
  readonly #slots = new Int32Array(CONNECTION_CAPACITY).fill(FREE);
  /** How many connections had been opened before each. */
  readonly #opened = new Float64Array(CONNECTION_CAPACITY);
  readonly #connections: (QuicConnection | undefined)[] = new Array(CONNECTION_CAPACITY).fill(undefined);
  #openedCount = 0;

  /** The connection of the packet's conversation, if one was opened. */
  find(packet: Packet): QuicConnection | undefined {
    const row = this.#slots.indexOf(packet.conversationSlot);
    const connection = row < 0 ? undefined : this.#connections[row];
    return connection?.conversationSerial === packet.conversationSerial ? connection : undefined;
  }

  /** Opens one for the packet's conversation, which takes the place of an earlier conversation in the same slot. */
  open(packet: Packet): QuicConnection {
    const row = this.#rowFor(packet.conversationSlot);
    const connection = new QuicConnection(packet.conversationSerial);
    this.#slots[row] = packet.conversationSlot;
    this.#opened[row] = this.#openedCount;
    this.#connections[row] = connection;
    this.#openedCount += 1;
    return connection;
  }

  /** Forgets the connection of the packet's conversation, which is there. */
  close(packet: Packet): void {
    const row = this.#slots.indexOf(packet.conversationSlot);
    this.#slots[row] = FREE;
    this.#connections[row] = undefined;
  }

  #rowFor(slot: number): number {
    const same = this.#slots.indexOf(slot);
    if (same >= 0) return same;
    const free = this.#slots.indexOf(FREE);
    if (free >= 0) return free;
    let oldest = 0;
    for (let row = 1; row < CONNECTION_CAPACITY; row += 1) if (this.#opened[row]! < this.#opened[oldest]!) oldest = row;
    return oldest;
  }
}
