// Cold: runs once per datagram of NetBIOS's name and datagram services (RFC 1002, sections 4.2 and 4.4).

import { ADDRESS_WORDS, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { readInt32, readUint16 } from '../../decode/read.ts';
import type { OnHostName } from '../dhcp/dhcp-reader.ts';
import type { DatagramReader, Payload } from '../payload.ts';
import { Reading } from '../stream-view.ts';
import { decodeHostName, ENCODED_LENGTH, hostNameOf, NAME_LENGTH } from './netbios-name.ts';

const FLAGS = 2;
const QUESTIONS = 4;
const ANSWERS = 6;
const NAME = 13;
/** A record: behind the name a zero, type, class, time to live, length. */
const NAME_END = NAME + ENCODED_LENGTH + 1;
const TYPE_AND_CLASS_LENGTH = 4;
const RECORD_HEADER_LENGTH = 10;
const NAME_LENGTH_BYTE = 12;

const IS_RESPONSE = 0x8000;
const OPERATION_SHIFT = 11;
const OPERATION_MASK = 0x0f;
const ERROR_MASK = 0x000f;
const QUERY = 0;
/** Registration, refresh (two numbers for it are about), registration of a host with several addresses. */
const REGISTRATIONS: readonly number[] = [5, 8, 9, 15];

const NODE_STATUS = 0x0021;
const IS_GROUP = 0x8000;
/** An address's flags and the address. */
const ADDRESS_LENGTH = 6;
const STATUS_ENTRY_LENGTH = NAME_LENGTH + 2;
const MAX_STATUS_ENTRIES = 32;

const DATAGRAM_PORT = 138;
const FIRST_DATAGRAM = 0x10;
const LAST_DATAGRAM = 0x12;
const DATAGRAM_SOURCE_ADDRESS = 4;
const DATAGRAM_SOURCE_NAME = 15;
const IPV4 = 4;

/** Tells what senders call themselves: names of hosts, never of groups, and only of the address that the packet came from. */
export class NetBiosReader implements DatagramReader {
  readonly #onName: OnHostName;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(onName: OnHostName) {
    this.#onName = onName;
  }

  read(payload: Payload, packet: Packet): Reading {
    if (packet.ipLayer < 0) return Reading.Done;
    writeAddress(packet, Which.Source, this.#address);
    const source = this.#address[0] === IPV4 ? this.#address[1]! : 0;
    if (source === 0) return Reading.Done;
    const isDatagram = payload.destinationPort === DATAGRAM_PORT || payload.sourcePort === DATAGRAM_PORT;
    const name = isDatagram ? nameOfDatagram(payload, source) : nameOfSender(payload, source);
    if (name !== '') this.#onName(this.#address, name, packet);
    return Reading.More;
  }
}

/** The name that the sender of a registration, an answer or a status has at `source`; empty where the datagram says none. */
function nameOfSender(payload: Payload, source: number): string {
  const { bytes, start, end } = payload;
  const record = start + NAME_END;
  if (record + TYPE_AND_CLASS_LENGTH > end || bytes[start + NAME_LENGTH_BYTE] !== ENCODED_LENGTH) return '';
  const flags = readUint16(bytes, start + FLAGS);
  const operation = (flags >>> OPERATION_SHIFT) & OPERATION_MASK;
  if ((flags & IS_RESPONSE) === 0) {
    // What is asked to be registered is in the question; its address in the record behind that, whose name points back.
    const isRegistration = REGISTRATIONS.includes(operation) && readUint16(bytes, start + QUESTIONS) === 1;
    const pointed = record + TYPE_AND_CLASS_LENGTH + 2;
    return isRegistration && isAddressOf(payload, pointed, source) ? decodeHostName(bytes, start + NAME) : '';
  }
  if (operation !== QUERY || (flags & ERROR_MASK) !== 0 || readUint16(bytes, start + ANSWERS) === 0) return '';
  if (readUint16(bytes, record) === NODE_STATUS) return nameInStatus(payload, record + RECORD_HEADER_LENGTH);
  return isAddressOf(payload, record, source) ? decodeHostName(bytes, start + NAME) : '';
}

/** Whether the record whose type is at `record` gives a host, not a group, the address `source`. */
function isAddressOf({ bytes, end }: Payload, record: number, source: number): boolean {
  const data = record + RECORD_HEADER_LENGTH;
  if (data + ADDRESS_LENGTH > end) return false;
  return (readUint16(bytes, data) & IS_GROUP) === 0 && readInt32(bytes, data + 2) === source;
}

/** The first name of a host among those that a node says it has. */
function nameInStatus({ bytes, end }: Payload, data: number): string {
  if (data >= end) return '';
  const count = Math.min(bytes[data]!, MAX_STATUS_ENTRIES);
  for (let index = 0; index < count; index += 1) {
    const entry = data + 1 + index * STATUS_ENTRY_LENGTH;
    if (entry + STATUS_ENTRY_LENGTH > end) return '';
    if ((readUint16(bytes, entry + NAME_LENGTH) & IS_GROUP) !== 0) continue;
    const name = hostNameOf(bytes, entry);
    if (name !== '') return name;
  }
  return '';
}

function nameOfDatagram({ bytes, start, end }: Payload, source: number): string {
  const name = start + DATAGRAM_SOURCE_NAME;
  if (name + ENCODED_LENGTH > end || bytes[name - 1] !== ENCODED_LENGTH) return '';
  const type = bytes[start]!;
  if (type < FIRST_DATAGRAM || type > LAST_DATAGRAM) return '';
  return readInt32(bytes, start + DATAGRAM_SOURCE_ADDRESS) === source ? decodeHostName(bytes, name) : '';
}
