// Cold: runs once per DHCP message.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import type { DatagramReader, Payload } from '../payload.ts';
import { Reading } from '../stream-view.ts';
import { type DhcpMessage, DhcpType, readDhcpMessage } from './dhcp-message.ts';

/** Receives a host's name. `address` is valid until the call returns; `name` is lower case and visible. */
export type OnHostName = (address: Int32Array, name: string, packet: Packet) => void;

const IPV4 = 4;
/** 255.255.255.255. */
const EVERYBODY = -1;
/** Clients whose answer is awaited. More at a time are a flood, or a very large network: the oldest gives way. */
const MAX_CLIENTS = 64;

/** A client that has said its name and waits for an address. */
interface Client {
  readonly transaction: number;
  readonly hardware: readonly [number, number];
  readonly name: string;
  readonly requestedAddress: number;
}

/**
 * Tells which address a named client is given (RFC 2131): its name stands in its request, the address in the answer. A client that renews its
 * address speaks from it, and is named at once.
 */
export class DhcpReader implements DatagramReader {
  readonly #onName: OnHostName;
  readonly #clients: Client[] = [];
  #oldest = 0;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(onName: OnHostName) {
    this.#onName = onName;
  }

  read(payload: Payload, packet: Packet): Reading {
    const message = readDhcpMessage(payload.bytes, payload.start, payload.end);
    if (message === null) return Reading.More;
    if (message.isReply) this.#readAnswer(message, packet);
    // Nobody beyond the line asks for an address at home.
    else if (message.name !== '' && packet.direction !== Direction.Down) this.#readRequest(message, packet);
    // Clients without an address share one conversation: from nobody to everybody.
    return Reading.More;
  }

  #readRequest(message: DhcpMessage, packet: Packet): void {
    if (message.type !== DhcpType.Discover && message.type !== DhcpType.Request && message.type !== DhcpType.Inform) return;
    if (this.#isFromItsAddress(message, packet)) {
      this.#onName(this.#address, message.name, packet);
      return;
    }
    const known = this.#indexOf(message);
    const { transaction, hardware, name, requestedAddress } = message;
    this.#clients[known >= 0 ? known : this.#oldest] = { transaction, hardware, name, requestedAddress };
    if (known < 0) this.#oldest = (this.#oldest + 1) % MAX_CLIENTS;
  }

  /** Anybody can claim an address in the message: the packet has to come from it. Writes it down. */
  #isFromItsAddress(message: DhcpMessage, packet: Packet): boolean {
    if (message.clientAddress === 0 || packet.ipLayer < 0) return false;
    writeAddress(packet, Which.Source, this.#address);
    return this.#address[0] === IPV4 && this.#address[1] === message.clientAddress;
  }

  #readAnswer(message: DhcpMessage, packet: Packet): void {
    if (message.type !== DhcpType.Ack) return;
    const client = this.#clients[this.#indexOf(message)];
    const name = client?.name ?? message.name;
    const address = message.yourAddress || message.clientAddress || (client?.requestedAddress ?? 0);
    if (name === '' || address === 0 || !this.#isToClient(packet, address)) return;
    if (client === undefined && packet.direction === Direction.Down) return;
    this.#address.fill(0);
    this.#address[0] = IPV4;
    this.#address[1] = address;
    this.#onName(this.#address, name, packet);
  }

  /** Anybody can send an answer to any host: who cannot send it to all, names none but the one that hears it (RFC 2131, section 4.1). */
  #isToClient(packet: Packet, address: number): boolean {
    if (packet.ipLayer < 0) return false;
    writeAddress(packet, Which.Destination, this.#address);
    return this.#address[0] === IPV4 && (this.#address[1] === EVERYBODY || this.#address[1] === address);
  }

  #indexOf({ transaction, hardware }: DhcpMessage): number {
    return this.#clients.findIndex(
      (one) => one.transaction === transaction && one.hardware[0] === hardware[0] && one.hardware[1] === hardware[1],
    );
  }
}
