// Runs once per PPPoE header: allocate nothing while counting.

import { PppoeCode, readPppoeCode, readPppoeSessionId } from '../decode/link/pppoe.ts';
import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { macText, timestampText } from '../decode/text.ts';
import { writeMacPair } from './addresses.ts';
import { ConcentratorNames } from './concentrator-names.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { RecentSessions } from './recent-sessions.ts';
import { directedOf, listRows, listShares, openDirectedOf, type Question, rateOf, totalsOf } from './shares.ts';
import type { DiscoveryCounts, PppoeSessionRow, Rows } from './summary.ts';
import type { PppoeShare, Shares } from './window.ts';

// The key: session id, then both MAC addresses, the smaller first, each as upper 16 and lower 32 bits.
const SESSION_ID = 0;
const MACS = 1;
const KEY_WORDS = MACS + 4;

/** Which of the key's addresses is the client's, as discovery told. */
const Client = { Unknown: 0, First: 1, Second: 2 } as const;

const DISCOVERY_CODES = ['padi', 'pado', 'padr', 'pads', 'padt'] as const;

/** PPPoE sessions: a session id between two MAC addresses (RFC 2516, section 4). Discovery opens and closes them and tells who is who. */
export class PppoeTable {
  readonly table: CountedTable;
  readonly #clients: Uint8Array;
  /** When PADS and PADT passed, in microseconds; 0: not seen. */
  readonly #openedAt: Float64Array;
  readonly #closedAt: Float64Array;
  readonly #names = new ConcentratorNames();
  readonly #recent = new RecentSessions();
  /** Whether the last key that was written has the frame's source first. */
  #isSourceFirst = false;
  readonly #discoveryOpen = new Float64Array(DISCOVERY_CODES.length);
  readonly #discoveryClosed = new Float64Array(DISCOVERY_CODES.length);

  constructor(capacity: number, random: RandomWord) {
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 4, split: 'line', random });
    this.#clients = new Uint8Array(capacity);
    this.#openedAt = new Float64Array(capacity);
    this.#closedAt = new Float64Array(capacity);
  }

  /** Counts a session header at `offset` in the link-layer header at stack index `link` (-1: none); returns its slot. */
  countSession(packet: Packet, offset: number, link: number): number {
    const sessionId = readPppoeSessionId(packet.bytes, offset);
    const slot = this.#recentSlot(packet, sessionId, link);
    this.table.ledger.countDirected(slot, packet);
    return slot;
  }

  sessionIdOf(slot: number): number {
    return this.table.index.words[this.table.index.keyOf(slot) + SESSION_ID]!;
  }

  /** Follows a discovery header at `offset` in the link-layer header at stack index `link` (-1: none). */
  noteDiscovery(packet: Packet, offset: number, link: number): void {
    const code = readPppoeCode(packet.bytes, offset);
    this.#countCode(code);
    if (link < 0) return;
    if (code === PppoeCode.Pado) this.#names.note(packet, link);
    const sessionId = readPppoeSessionId(packet.bytes, offset);
    if (sessionId === 0) return;
    if (code === PppoeCode.Pads) this.#open(packet, sessionId, link);
    if (code === PppoeCode.Padt) this.#close(packet, sessionId, link);
  }

  closeWindow(endMicros: number, seconds: number): void {
    this.table.ledger.closeWindow(endMicros, seconds);
    this.#discoveryOpen.forEach((count, index) => {
      this.#discoveryClosed[index]! += count;
    });
    this.#discoveryOpen.fill(0);
  }

  discovery(of: 'closed' | 'open'): DiscoveryCounts {
    const [padi = 0, pado = 0, padr = 0, pads = 0, padt = 0] = of === 'closed' ? this.#discoveryClosed : this.#discoveryOpen;
    return { padi, pado, padr, pads, padt };
  }

  rows(question: Question, nowMicros: number): Rows<PppoeSessionRow> {
    const { ledger } = this.table;
    const describe = (slot: number): PppoeSessionRow => {
      const [first, second] = this.#macs(slot);
      const isSecondClient = this.#clients[slot] === Client.Second;
      const concentrator = MACS + (isSecondClient ? 0 : 2);
      return {
        sessionId: this.sessionIdOf(slot),
        clientMac: isSecondClient ? second : first,
        concentratorMac: isSecondClient ? first : second,
        rolesKnown: this.#clients[slot] !== Client.Unknown,
        concentratorName: this.#names.nameOf(this.table.index.words, this.table.index.keyOf(slot) + concentrator),
        openedAt: this.#timeText(this.#openedAt[slot]!),
        closedAt: this.#timeText(this.#closedAt[slot]!),
        closeReason: this.#closedAt[slot]! > 0 ? 'padt' : null,
        localIpv4: null,
        remoteIpv4: null,
        mru: null,
        echo: null,
        ...totalsOf(ledger, slot),
        bytesPerSecond: rateOf(ledger, slot, nowMicros),
        ...directedOf(ledger, slot, nowMicros),
        firstSeenAt: timestampText(ledger.firstSeen(slot)),
        lastSeenAt: timestampText(ledger.lastSeen(slot)),
      };
    };
    return listRows(this.table, question, { nowMicros, describe });
  }

  shares(limit: number): Shares<PppoeShare> {
    const { ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      sessionId: this.sessionIdOf(slot),
      macs: this.#macs(slot).map((mac) => mac ?? '') as [string, string],
      frames: ledger.openAt(slot, 0),
      wireBytes: ledger.openAt(slot, 1),
      ...openDirectedOf(ledger, slot),
    }));
  }

  #recentSlot(packet: Packet, sessionId: number, link: number): number {
    if (link < 0 || packet.protocols[link] !== Protocol.Ethernet) return this.#slotFor(packet, sessionId, link);
    const macs = packet.offsets[link]!;
    const recent = this.#recent.find(packet.view, macs, sessionId);
    if (recent >= 0) return recent;
    const slot = this.#slotFor(packet, sessionId, link);
    this.#recent.remember(packet.view, macs, { sessionId, slot });
    return slot;
  }

  #slotFor(packet: Packet, sessionId: number, link: number): number {
    const { probe } = this.table.index;
    probe[SESSION_ID] = sessionId;
    this.#isSourceFirst = writeMacPair(packet, link, probe, MACS);
    const slot = this.table.slotFor(KEY_WORDS);
    if (this.table.isNew) {
      this.#recent.forget();
      this.#clients[slot] = Client.Unknown;
      this.#openedAt[slot] = 0;
      this.#closedAt[slot] = 0;
    }
    return slot;
  }

  /** PADS goes from the concentrator to the client. */
  #open(packet: Packet, sessionId: number, link: number): void {
    const slot = this.#slotFor(packet, sessionId, link);
    this.#clients[slot] = this.#isSourceFirst ? Client.Second : Client.First;
    this.#openedAt[slot] = packet.timestampMicros;
    this.#closedAt[slot] = 0;
  }

  #close(packet: Packet, sessionId: number, link: number): void {
    const slot = this.#slotFor(packet, sessionId, link);
    if (this.#closedAt[slot] === 0) this.#closedAt[slot] = packet.timestampMicros;
  }

  #countCode(code: number): void {
    if (code === PppoeCode.Padi) this.#discoveryOpen[0]! += 1;
    else if (code === PppoeCode.Pado) this.#discoveryOpen[1]! += 1;
    else if (code === PppoeCode.Padr) this.#discoveryOpen[2]! += 1;
    else if (code === PppoeCode.Pads) this.#discoveryOpen[3]! += 1;
    else if (code === PppoeCode.Padt) this.#discoveryOpen[4]! += 1;
  }

  #macs(slot: number): [string | null, string | null] {
    const { words } = this.table.index;
    const at = this.table.index.keyOf(slot) + MACS;
    const isNone = words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0;
    return isNone ? [null, null] : [macText(words[at]!, words[at + 1]!), macText(words[at + 2]!, words[at + 3]!)];
  }

  #timeText(micros: number): string | null {
    return micros > 0 ? timestampText(micros) : null;
  }
}
