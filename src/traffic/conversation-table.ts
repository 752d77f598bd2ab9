// Runs once per frame: allocate nothing in `count`.

import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import { FAMILY_WORDS, Family, writeIpPair } from './addresses.ts';
import type { Context } from './context.ts';
import {
  ADDRESSES,
  CONTEXT_HIGH,
  CONTEXT_LOW,
  EXTRA_WORDS,
  FIRST_HOST,
  FROM_FIRST,
  FROM_SECOND,
  HAS_PORTS,
  IP_PROTOCOL_SHIFT,
  KEY_WORDS,
  KIND,
  LABEL_WORDS,
  PORTS,
  PPPOE_SESSION,
  SECOND_BEGAN,
  SECOND_HOST,
  SEEN,
  STACK,
  TUNNEL_HAS_ID,
  TUNNEL_ID,
  TUNNEL_TYPE,
  VLAN,
} from './conversation-key.ts';
import { CountedTable } from './counted-table.ts';
import { FragmentCache } from './fragment-cache.ts';
import type { HostDelta, HostKey, HostTable } from './host-table.ts';
import { icmpCounterpart } from './icmp-ports.ts';
import type { RandomWord } from './keyed-table.ts';

const FIRST_WELL_KNOWN_PORT = 1;
const FIRST_USER_PORT = 1024;

/**
 * Conversations: both directions of a five-tuple within its VLANs, PPPoE session and tunnels. The one table a frame touches for its
 * addresses; hosts are what conversations add up to.
 */
export class ConversationTable {
  readonly table: CountedTable;
  /** `LABEL_WORDS` per slot. */
  readonly labels: Int32Array;

  #opened = 0;
  #evicted = 0;
  readonly #hosts: HostTable;
  readonly #fragments: FragmentCache;
  readonly #host: HostKey;
  readonly #delta: HostDelta = {
    sentFrames: 0,
    sentBytes: 0,
    receivedFrames: 0,
    receivedBytes: 0,
    firstSeen: 0,
    lastSeen: 0,
  };

  constructor(capacity: number, random: RandomWord, hosts: HostTable) {
    const onEvict = (slot: number): void => {
      this.#addToHosts(slot);
      this.#evicted += 1;
    };
    this.table = new CountedTable({
      capacity,
      keyWords: KEY_WORDS,
      measures: 4,
      hasDirections: true,
      extraWords: EXTRA_WORDS,
      random,
      onEvict,
    });
    this.#host = { family: Family.None, words: this.table.index.words, at: 0 };
    this.labels = new Int32Array(capacity * LABEL_WORDS);
    this.#hosts = hosts;
    this.#fragments = new FragmentCache(random);
  }

  /** Counts a packet that has an IP header. */
  count(packet: Packet, context: Context): void {
    const { index, ledger } = this.table;
    const { probe } = index;
    const { ipLayer } = packet;
    const family = packet.protocols[ipLayer] === Protocol.Ipv4 ? Family.Ipv4 : Family.Ipv6;
    const words = ADDRESSES + 2 * FAMILY_WORDS[family];

    probe[CONTEXT_LOW] = context.low;
    probe[CONTEXT_HIGH] = context.high;
    let isFromSecond = writeIpPair(packet, ipLayer, probe, ADDRESSES);
    this.#fragments.isReversed = isFromSecond;
    if (packet.isTrailingFragment) {
      const first = this.#fragments.find(probe, words, packet);
      if (first >= 0 && this.#isSameRow(first)) {
        ledger.count(first, this.#fragments.foundMeasure, packet);
        this.#tellPacket(packet, first, this.#fragments.foundMeasure === FROM_SECOND);
        return;
      }
    }
    isFromSecond = this.#writePorts(packet, family, isFromSecond);

    const slot = this.table.slotFor(words);
    if (this.table.isNew) this.#describe(slot, packet, { context, isFromSecond });
    const measure = isFromSecond ? FROM_SECOND : FROM_FIRST;
    ledger.count(slot, measure, packet);
    this.#tellPacket(packet, slot, isFromSecond);
    if (packet.tcpFlags !== 0) this.#noteTcpFlags(slot, packet.tcpFlags, isFromSecond);
    if (packet.isFragment && !packet.isTrailingFragment) {
      this.#fragments.remember({ probe, words, packet, slot, serial: index.serialOf(slot), measure });
    }
  }

  /** Adds the open window's conversations up to hosts. Once per window, before it closes. */
  addToHosts(): void {
    const touched = this.table.ledger.touched();
    for (let index = 0; index < touched.length; index += 1) this.#addToHosts(touched[index]!);
  }

  closeWindow(endMicros: number, seconds: number): void {
    this.table.ledger.closeWindow(endMicros, seconds);
    this.#opened = 0;
    this.#evicted = 0;
  }

  /** Of the open window: conversations in the table that had a frame, those that are new, and those evicted. */
  windowCounts(): { readonly active: number; readonly opened: number; readonly evicted: number } {
    return { active: this.table.ledger.touched().length, opened: this.#opened, evicted: this.#evicted };
  }

  /** Where a conversation's SEEN word stands in the table's words. */
  seenAt(slot: number): number {
    return slot * this.table.index.rowWords + this.table.index.extraAt + SEEN;
  }

  #tellPacket(packet: Packet, slot: number, isFromSecond: boolean): void {
    packet.conversationSlot = slot;
    packet.conversationSerial = this.table.index.serialOf(slot);
    packet.isFromSecondEndpoint = isFromSecond;
  }

  #isSameRow(slot: number): boolean {
    return this.table.index.serialOf(slot) === this.#fragments.foundSerial;
  }

  /** Completes the key; returns whether the packet comes from the key's second endpoint. */
  #writePorts(packet: Packet, family: Family, isSecondAddress: boolean): boolean {
    const { probe } = this.table.index;
    let { sourcePort, destinationPort } = packet;
    const last = packet.protocols[packet.layerCount - 1];
    if (last === Protocol.Icmp || last === Protocol.Icmpv6) {
      const header = packet.offsets[packet.layerCount - 1]!;
      sourcePort = packet.bytes[header]!;
      const counterpart = icmpCounterpart(last === Protocol.Icmpv6, sourcePort);
      destinationPort = counterpart >= 0 ? counterpart : packet.bytes[header + 1]!;
    }

    let kind = family | ((packet.ipProtocol & 0xff) << IP_PROTOCOL_SHIFT);
    if (sourcePort < 0) {
      probe[KIND] = kind;
      probe[PORTS] = 0;
      return isSecondAddress;
    }
    kind |= HAS_PORTS;
    probe[KIND] = kind;
    const isSecond = isSecondAddress || (this.#hasOneAddress(family) && sourcePort > destinationPort);
    probe[PORTS] = isSecond ? (destinationPort << 16) | sourcePort : (sourcePort << 16) | destinationPort;
    return isSecond;
  }

  #hasOneAddress(family: Family): boolean {
    const { probe } = this.table.index;
    const words = FAMILY_WORDS[family];
    let word = 0;
    while (word < words && probe[ADDRESSES + word] === probe[ADDRESSES + words + word]) word += 1;
    return word === words;
  }

  #describe(slot: number, packet: Packet, first: { context: Context; isFromSecond: boolean }): void {
    const { labels } = this;
    const { context, isFromSecond } = first;
    const at = slot * LABEL_WORDS;
    for (let word = 0; word < 4; word += 1) labels[at + STACK + word] = packet.stackKey[word]!;
    labels[at + VLAN] = context.vlanId;
    labels[at + PPPOE_SESSION] = context.pppoeSessionId;
    const row = context.tunnelRow;
    labels[at + TUNNEL_TYPE] = row < 0 ? -1 : packet.tunnelTypes[row]! | (packet.tunnelHasId[row] === 1 ? TUNNEL_HAS_ID : 0);
    labels[at + TUNNEL_ID] = row < 0 ? 0 : packet.tunnelIds[row]!;
    this.table.index.words[this.seenAt(slot)] = isFromSecond === isFromInitiator(packet) ? SECOND_BEGAN : 0;
    this.#opened += 1;
  }

  #noteTcpFlags(slot: number, flags: number, isFromSecond: boolean): void {
    const { words } = this.table.index;
    const at = this.seenAt(slot);
    let seen = words[at]!;
    // A SYN on a conversation that is over opens a new connection with the same ports.
    if ((flags & (TcpFlag.Syn | TcpFlag.Ack)) === TcpFlag.Syn && isOver(seen)) seen = isFromSecond ? SECOND_BEGAN : 0;
    words[at] = seen | (isFromSecond ? flags << 8 : flags);
  }

  /** Gives both hosts what the conversation had in the open window. */
  #addToHosts(slot: number): void {
    const { ledger, index } = this.table;
    const fromFirst = ledger.openAt(slot, FROM_FIRST);
    const fromSecond = ledger.openAt(slot, FROM_SECOND);
    if (fromFirst + fromSecond === 0) return;

    const delta = this.#delta;
    const host = this.#host;
    const key = index.keyOf(slot);
    const hints = slot * index.rowWords + index.extraAt;
    delta.firstSeen = ledger.firstSeen(slot);
    delta.lastSeen = ledger.lastSeen(slot);
    delta.sentFrames = fromFirst;
    delta.sentBytes = ledger.openAt(slot, FROM_FIRST + 1);
    delta.receivedFrames = fromSecond;
    delta.receivedBytes = ledger.openAt(slot, FROM_SECOND + 1);
    host.family = (index.words[key + KIND]! & 0xff) as Family;
    host.at = key + ADDRESSES;
    index.words[hints + FIRST_HOST] = this.#hosts.add(host, delta, index.words[hints + FIRST_HOST]!);

    delta.receivedFrames = fromFirst;
    delta.receivedBytes = delta.sentBytes;
    delta.sentFrames = fromSecond;
    delta.sentBytes = ledger.openAt(slot, FROM_SECOND + 1);
    host.at += FAMILY_WORDS[host.family];
    index.words[hints + SECOND_HOST] = this.#hosts.add(host, delta, index.words[hints + SECOND_HOST]!);
  }
}

/** Both sides are done, or one broke it off. */
export function isOver(seen: number): boolean {
  const first = seen & 0xff;
  const second = (seen >>> 8) & 0xff;
  return ((first | second) & TcpFlag.Rst) !== 0 || (first & second & TcpFlag.Fin) !== 0;
}

/** Whether the sender of a conversation's first captured frame began it: TCP says so in its flags, else a well-known port answers. */
function isFromInitiator(packet: Packet): boolean {
  const handshake = packet.tcpFlags & (TcpFlag.Syn | TcpFlag.Ack);
  if ((handshake & TcpFlag.Syn) !== 0) return handshake === TcpFlag.Syn;
  const { sourcePort, destinationPort } = packet;
  return !(sourcePort >= FIRST_WELL_KNOWN_PORT && sourcePort < FIRST_USER_PORT && destinationPort >= FIRST_USER_PORT);
}
