// Runs once per tunnel header: allocate nothing in `count`.

import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { timestampText } from '../decode/text.ts';
import { TunnelType, tunnelTypeName } from '../decode/tunnel-type.ts';
import { addressText, FAMILY_WORDS, Family, writeIpPair, writeMacPair } from './addresses.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { directedOf, listRows, listShares, openDirectedOf, openOf, type Question, rateOf, totalsOf } from './shares.ts';
import type { Rows, TunnelRow } from './summary.ts';
import type { Shares, TunnelShare } from './window.ts';

// The key: type, whether it has an id and whether it carries Ethernet, endpoint family; the id; both endpoints.
const KIND = 0;
const ID = 1;
const ENDPOINTS = 2;
const KEY_WORDS = ENDPOINTS + 8;

const HAS_ID = 1 << 8;
const CARRIES_ETHERNET = 1 << 9;
const FAMILY_SHIFT = 16;

const INNER_BYTES = 4;

/** Frames by tunnel: kind, identifier and the pair of outer addresses; both directions in one row, once per header. */
export class TunnelTable {
  readonly table: CountedTable;

  constructor(capacity: number, random: RandomWord) {
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 5, split: 'line', random });
  }

  /** Counts the packet's tunnel header number `row`; returns its slot. */
  count(packet: Packet, row: number): number {
    const { index, ledger } = this.table;
    const { probe } = index;
    const family = this.#writeEndpoints(packet, row);
    let kind = packet.tunnelTypes[row]! | (family << FAMILY_SHIFT);
    if (packet.tunnelHasId[row] === 1) {
      kind |= HAS_ID;
      if (packet.tunnelTypes[row] === TunnelType.Gre && carriesEthernet(packet, row)) kind |= CARRIES_ETHERNET;
    }
    probe[KIND] = kind;
    probe[ID] = packet.tunnelIds[row]!;

    const slot = this.table.slotFor(ENDPOINTS + 2 * FAMILY_WORDS[family]);
    ledger.countDirected(slot, packet);
    ledger.add(slot, INNER_BYTES, packet.tunnelInnerBytes[row]!);
    return slot;
  }

  rows(question: Question, nowMicros: number): Rows<TunnelRow> {
    const { ledger } = this.table;
    const describe = (slot: number): TunnelRow => ({
      ...this.#identity(slot),
      ...totalsOf(ledger, slot),
      innerBytes: ledger.total(slot, INNER_BYTES),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
      ...directedOf(ledger, slot, nowMicros),
      firstSeenAt: timestampText(ledger.firstSeen(slot)),
      lastSeenAt: timestampText(ledger.lastSeen(slot)),
    });
    return listRows(this.table, question, { nowMicros, describe });
  }

  shares(limit: number): Shares<TunnelShare> {
    const { ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      ...this.#identity(slot),
      ...openOf(ledger, slot),
      ...openDirectedOf(ledger, slot),
      innerBytes: ledger.openAt(slot, INNER_BYTES),
    }));
  }

  #writeEndpoints(packet: Packet, row: number): Family {
    const { probe } = this.table.index;
    const carrier = packet.tunnelCarriers[row]!;
    if (carrier >= 0) {
      writeIpPair(packet, carrier, probe, ENDPOINTS);
      return packet.protocols[carrier] === Protocol.Ipv4 ? Family.Ipv4 : Family.Ipv6;
    }
    const link = packet.tunnelLinks[row]!;
    if (link < 0) return Family.None;
    writeMacPair(packet, link, probe, ENDPOINTS);
    return Family.Mac;
  }

  #identity(slot: number): Pick<TunnelRow, 'type' | 'id' | 'vsid' | 'endpoints'> {
    const { words } = this.table.index;
    const key = this.table.index.keyOf(slot);
    const kind = words[key + KIND]!;
    const id = (kind & HAS_ID) === 0 ? null : words[key + ID]! >>> 0;
    const family = (kind >>> FAMILY_SHIFT) as Family;
    const endpoints =
      family === Family.None
        ? []
        : [ENDPOINTS, ENDPOINTS + FAMILY_WORDS[family]].map((at) => addressText(family, words, key + at)).sort();
    const type = tunnelTypeName((kind & 0xff) as TunnelType);
    return (kind & CARRIES_ETHERNET) !== 0 && id !== null ? { type, id, vsid: id >>> 8, endpoints } : { type, id, endpoints };
  }
}

/** Whether the GRE header of tunnel `row` is followed by an Ethernet header: the stack tells. */
function carriesEthernet(packet: Packet, row: number): boolean {
  const { protocols, layerCount } = packet;
  let seen = 0;
  for (let layer = packet.tunnelCarriers[row]! + 1; layer < layerCount; layer += 1) {
    if (protocols[layer] === Protocol.Gre) seen = layer;
    if (seen > 0) return protocols[layer + 1] === Protocol.Ethernet;
  }
  return false;
}
