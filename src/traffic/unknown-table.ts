// Runs once per frame with an unknown identifier: allocate nothing in `count`.

import type { Packet } from '../decode/packet.ts';
import { Protocol, protocolName } from '../decode/protocol.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { listRows, listShares, type Question } from './shares.ts';
import type { Rows, UnknownRow } from './summary.ts';
import type { Shares } from './window.ts';

// The key: carrier, then the identifier's upper and lower 32 bits: SNAP's has 40 in all.
const KEY_WORDS = 3;
const UPPER_UNIT = 0x1_0000_0000;

/** Carriers whose identifiers their documents write in decimal; the others' are EtherTypes and such, in hexadecimal. */
const DECIMAL: ReadonlySet<Protocol> = new Set<Protocol>([Protocol.None, Protocol.Ipv4, Protocol.Ipv6]);

/** Frames by next-protocol identifier without a decoder. */
export class UnknownTable {
  readonly table: CountedTable;

  constructor(capacity: number, random: RandomWord) {
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 2, random });
  }

  count(packet: Packet): void {
    const { probe } = this.table.index;
    probe[0] = packet.unknownCarrier;
    probe[1] = Math.floor(packet.unknownIdentifier / UPPER_UNIT);
    probe[2] = packet.unknownIdentifier | 0;
    const slot = this.table.slotFor(KEY_WORDS);
    this.table.ledger.count(slot, 0, packet);
  }

  rows(question: Question, nowMicros: number): Rows<UnknownRow> {
    const { ledger } = this.table;
    const describe = (slot: number): UnknownRow => ({ ...this.#identity(slot), frames: ledger.total(slot, 0) });
    return listRows(this.table, question, { nowMicros, describe });
  }

  shares(limit: number): Shares<UnknownRow> {
    return listShares(this.table, limit, (slot) => ({ ...this.#identity(slot), frames: this.table.ledger.openAt(slot, 0) }));
  }

  #identity(slot: number): Omit<UnknownRow, 'frames'> {
    const { words } = this.table.index;
    const key = this.table.index.keyOf(slot);
    const carrier = words[key] as Protocol;
    const identifier = words[key + 1]! * UPPER_UNIT + (words[key + 2]! >>> 0);
    return {
      carrier: carrier === Protocol.None ? 'link' : protocolName(carrier),
      identifier: DECIMAL.has(carrier) ? String(identifier) : `0x${identifier.toString(16).padStart(4, '0')}`,
    };
  }
}
