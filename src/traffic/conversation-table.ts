// Runs once per frame: allocate nothing in `count`.

import { Direction } from '../decode/direction.ts';
import { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import type { Inspection } from '../inspect/inspection.ts';
import { opensConnection } from '../inspect/inspector.ts';
import { FAMILY_WORDS, Family, writeIpPair } from './addresses.ts';
import type { Context } from './context.ts';
import {
  ADDRESSES,
  CONTEXT_HIGH,
  CONTEXT_LOW,
  EXTRA_WORDS,
  FIRST_HAS_SAID_ALL,
  FIRST_IS_HOME,
  FROM_FIRST,
  FROM_SECOND,
  KEY_WORDS,
  LABEL_WORDS,
  PPPOE_SESSION,
  SECOND_BEGAN,
  SECOND_HAS_SAID_ALL,
  SECOND_IS_HOME,
  SEEN,
  STACK,
  TUNNEL_HAS_ID,
  TUNNEL_ID,
  TUNNEL_TYPE,
  VLAN,
} from './conversation-key.ts';
import { writePorts } from './conversation-ports.ts';
import { ConversationSums, type ConversationSumsOptions } from './conversation-sums.ts';
import { CountedTable } from './counted-table.ts';
import { FragmentCache } from './fragment-cache.ts';
import type { RandomWord } from './keyed-table.ts';

/** How many packets can be prepared before they are counted. */
export const PREPARED_AT_ONCE = 32;
/** Below so many rows, what is used of them stays in a processor's second-level cache anyway. */
const ROWS_IN_CACHE = 4096;

const NO_PACKET = new Packet();

const FIRST_WELL_KNOWN_PORT = 1;
const FIRST_USER_PORT = 1024;

/** A packet whose key and bucket are known and which has not been counted yet. */
class PreparedPacket {
  packet: Packet = NO_PACKET;
  readonly probe = new Int32Array(KEY_WORDS);
  /** How many words the key has. */
  words = 0;
  bucket = 0;
  /** The first row in the bucket, or -1. */
  guess = -1;
  isFromSecondAddress = false;
  isFromSecond = false;
  vlanId = -1;
  pppoeSessionId = -1;
  tunnelRow = -1;
}

/** What a table of conversations works with. */
export interface ConversationTableOptions extends ConversationSumsOptions {
  readonly random: RandomWord;
  readonly inspection: Pick<Inspection, 'observe' | 'keyOf' | 'countAs' | 'applicationOf'>;
}

/**
 * Conversations: both directions of a five-tuple within its VLANs, PPPoE session and tunnels. The one table a frame touches for its
 * addresses; hosts are what conversations add up to.
 */
export class ConversationTable {
  readonly table: CountedTable;
  /** `LABEL_WORDS` per slot. */
  readonly labels: Int32Array;
  /** Who finds out what conversations are. */
  readonly inspection: ConversationTableOptions['inspection'];

  #opened = 0;
  #evicted = 0;
  #prepared = 0;
  readonly #entries = Array.from({ length: PREPARED_AT_ONCE }, () => new PreparedPacket());
  readonly #fragments: FragmentCache;
  readonly #sums: ConversationSums;

  constructor(capacity: number, options: ConversationTableOptions) {
    const { random, inspection } = options;
    const onEvict = (slot: number): void => {
      this.#sums.add(slot);
      this.#evicted += 1;
    };
    this.table = new CountedTable({
      capacity,
      keyWords: KEY_WORDS,
      measures: 4,
      split: 'ends',
      extraWords: EXTRA_WORDS,
      random,
      onEvict,
    });
    this.#sums = new ConversationSums(this.table, options);
    this.labels = new Int32Array(capacity * LABEL_WORDS);
    this.inspection = inspection;
    this.#fragments = new FragmentCache(random);
  }

  /** Takes in a packet that has an IP header: writes its key and finds its bucket. It is counted by the next `countPrepared`. */
  prepare(packet: Packet, context: Context): void {
    const entry = this.#entries[this.#prepared]!;
    this.#prepared += 1;
    const { ipLayer } = packet;
    const { probe } = entry;
    const family = packet.protocols[ipLayer] === Protocol.Ipv4 ? Family.Ipv4 : Family.Ipv6;
    const words = ADDRESSES + 2 * FAMILY_WORDS[family];

    probe[CONTEXT_LOW] = context.low;
    probe[CONTEXT_HIGH] = context.high;
    const isSecondAddress = writeIpPair(packet, ipLayer, probe, ADDRESSES);
    entry.packet = packet;
    entry.words = words;
    entry.isFromSecondAddress = isSecondAddress;
    entry.isFromSecond = writePorts(packet, isSecondAddress, probe);
    entry.bucket = this.table.index.bucketOf(probe, 0, words);
    entry.vlanId = context.vlanId;
    entry.pppoeSessionId = context.pppoeSessionId;
    entry.tunnelRow = context.tunnelRow;
  }

  /**
   * Counts the packets that were prepared, in their order. All their rows are read once before the first is counted: the processor waits for
   * several of them at the same time, where it would wait for one after the other.
   */
  countPrepared(): void {
    const entries = this.#entries;
    const prepared = this.#prepared;
    if (this.table.index.size > ROWS_IN_CACHE) this.#touchRows(prepared);
    for (let index = 0; index < prepared; index += 1) this.#count(entries[index]!);
    this.#prepared = 0;
  }

  /** Adds the open window's conversations up to hosts and applications. Once per window, before it closes. */
  addUp(): void {
    const touched = this.table.ledger.touched();
    for (let index = 0; index < touched.length; index += 1) this.#sums.add(touched[index]!);
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

  #touchRows(prepared: number): void {
    const entries = this.#entries;
    const { index: table } = this.table;
    for (let index = 0; index < prepared; index += 1) entries[index]!.guess = table.firstIn(entries[index]!.bucket);
    for (let index = 0; index < prepared; index += 1) {
      const { guess } = entries[index]!;
      if (guess >= 0) table.touch(guess);
    }
  }

  #count(entry: PreparedPacket): void {
    const { index, ledger } = this.table;
    const { packet, probe, words, isFromSecond } = entry;
    index.probe = probe;
    if (packet.isFragment) {
      this.#fragments.isReversed = entry.isFromSecondAddress;
      if (packet.isTrailingFragment && this.#countTrailing(packet, probe, words)) return;
    }

    const slot = this.table.slotIn(entry.bucket, words);
    if (this.table.isNew) this.#describe(slot, entry);
    const measure = isFromSecond ? FROM_SECOND : FROM_FIRST;
    ledger.count(slot, measure, packet);
    this.#tellPacket(packet, slot, isFromSecond);
    if (packet.direction !== Direction.Unknown) this.#noteHome(slot, packet.direction, isFromSecond);
    if (packet.tcpFlags !== 0) this.#noteTcpFlags(slot, packet.tcpFlags, isFromSecond);
    if (packet.isFragment && !packet.isTrailingFragment) {
      this.#fragments.remember({ probe, words, packet, slot, serial: index.serialOf(slot), measure });
    }
  }

  /** Counts a later fragment in the conversation of the first, if that is known. */
  #countTrailing(packet: Packet, probe: Int32Array, words: number): boolean {
    const first = this.#fragments.find(probe, words, packet);
    if (first < 0 || this.table.index.serialOf(first) !== this.#fragments.foundSerial) return false;
    this.table.ledger.count(first, this.#fragments.foundMeasure, packet);
    this.#tellPacket(packet, first, this.#fragments.foundMeasure === FROM_SECOND);
    return true;
  }

  #tellPacket(packet: Packet, slot: number, isFromSecond: boolean): void {
    packet.conversationSlot = slot;
    packet.conversationSerial = this.table.index.serialOf(slot);
    packet.isFromSecondEndpoint = isFromSecond;
    // Bulk is not shown: where inspection remembers it would be one more place in memory to wait for.
    const { words } = this.table.index;
    const at = this.seenAt(slot);
    if (opensConnection(packet)) words[at] = words[at]! & ~(FIRST_HAS_SAID_ALL | SECOND_HAS_SAID_ALL);
    const saidAll = isFromSecond ? SECOND_HAS_SAID_ALL : FIRST_HAS_SAID_ALL;
    if ((words[at]! & saidAll) === 0 && this.inspection.observe(packet)) words[at] = words[at]! | saidAll;
  }

  #describe(slot: number, { packet, isFromSecond, vlanId, pppoeSessionId, tunnelRow: row }: PreparedPacket): void {
    const { labels } = this;
    const at = slot * LABEL_WORDS;
    for (let word = 0; word < 4; word += 1) labels[at + STACK + word] = packet.stackKey[word]!;
    labels[at + VLAN] = vlanId;
    labels[at + PPPOE_SESSION] = pppoeSessionId;
    labels[at + TUNNEL_TYPE] = row < 0 ? -1 : packet.tunnelTypes[row]! | (packet.tunnelHasId[row] === 1 ? TUNNEL_HAS_ID : 0);
    labels[at + TUNNEL_ID] = row < 0 ? 0 : packet.tunnelIds[row]!;
    this.table.index.words[this.seenAt(slot)] = isFromSecond === isFromInitiator(packet) ? SECOND_BEGAN : 0;
    this.#opened += 1;
  }

  #noteHome(slot: number, direction: Direction, isFromSecond: boolean): void {
    const { words } = this.table.index;
    const at = this.seenAt(slot);
    const seen = words[at]!;
    if ((seen & (FIRST_IS_HOME | SECOND_IS_HOME)) !== 0) return;
    words[at] = seen | ((direction === Direction.Up) === isFromSecond ? SECOND_IS_HOME : FIRST_IS_HOME);
  }

  #noteTcpFlags(slot: number, flags: number, isFromSecond: boolean): void {
    const { words } = this.table.index;
    const at = this.seenAt(slot);
    let seen = words[at]!;
    // A SYN on a conversation that is over opens a new connection with the same ports.
    if ((flags & (TcpFlag.Syn | TcpFlag.Ack)) === TcpFlag.Syn && isOver(seen))
      seen = (seen & (FIRST_IS_HOME | SECOND_IS_HOME)) | (isFromSecond ? SECOND_BEGAN : 0);
    words[at] = seen | (isFromSecond ? flags << 8 : flags);
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
