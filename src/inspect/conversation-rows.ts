// Looked into once per frame: allocate nothing.

import type { AppProtocol, Basis } from './app-protocol.ts';

// A row is 16 words, a line of the processor's cache: first whose row it is and how far its inspection is ...
const SERIAL = 0;
const STATE = 1;
// ... then what is known of the conversation: ids of texts and of a service, 0 for none ...
const SERVICE = 2;
const SERVER_NAME = 3;
const FINGERPRINT = 4;
const ALPN = 5;
const VERSION = 6;
/** Under which application the conversation was last added up: a key of the owner's, 0 for none yet. */
const COUNTED_AS = 7;
// ... then, for each end, what inspection of what it sends remembers.
const ENDS = 8;
/** TCP: the sequence number behind the last byte that was shown in order. */
const NEXT = 0;
/** TCP: which buffer holds bytes that were not taken yet, plus 1; 0 for none. */
const BUFFER = 1;
/** `Payload.memory`. */
const MEMORY = 2;
const END_WORDS = 4;
const ROW_WORDS = ENDS + 2 * END_WORDS;

// STATE: protocol (8 bits), basis (2), where the name came from (3), how often each end's payload was shown (4 each), then flags.
const PROTOCOL_MASK = 0xff;
const BASIS_SHIFT = 8;
const BASIS_MASK = 0x3;
const NAME_SOURCE_SHIFT = 10;
const NAME_SOURCE_MASK = 0x7;
const SHOWN_SHIFT = 13;
const SHOWN_BITS = 4;
const SHOWN_MASK = 0xf;

/** Flags of a conversation; those of an end are shifted left by one for the second. */
export const Flag = {
  /** The protocol is known by its payload. */
  Decided: 1 << 22,
  /** Another protocol (TLS) began inside the one that was decided, and that one is not known yet. */
  Restarted: 1 << 23,
  /** TLS runs inside the protocol that was decided. */
  Inside: 1 << 31,
  /** A proxy carries it: what is said in it names another host than its address. */
  Relayed: 1 << 21,
  HelloEncrypted: 1 << 24,
  /** Of an end: nothing it sends is looked at any more. */
  EndDone: 1 << 25,
  /** Of an end: NEXT holds something. */
  EndStarted: 1 << 27,
  /** Of an end: what it sends is passed over until something begins. */
  EndSkipping: 1 << 29,
} as const;
export type Flag = (typeof Flag)[keyof typeof Flag];

/** What is remembered of every conversation's payload, at the place that it has in the table of conversations. */
export class ConversationRows {
  readonly #capacity: number;
  readonly #words: Int32Array;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#words = new Int32Array(capacity * ROW_WORDS);
  }

  /** The row of a conversation, or -1 when the row at its place is another's. */
  find(slot: number, serial: number): number {
    if (slot < 0 || slot >= this.#capacity) return -1;
    const row = slot * ROW_WORDS;
    return this.#words[row + SERIAL] === (serial | 0) ? row : -1;
  }

  /** The row at a conversation's place, whoever has it. */
  at(slot: number): number {
    return slot * ROW_WORDS;
  }

  /** Makes an empty row for a conversation, in the place of whatever was there. One that begins anew stays counted as what it is counted as. */
  begin(slot: number, serial: number): number {
    const row = this.at(slot);
    const words = this.#words;
    const countedAs = words[row + SERIAL] === (serial | 0) ? words[row + COUNTED_AS]! : 0;
    for (let word = row; word < row + ROW_WORDS; word += 1) words[word] = 0;
    words[row + SERIAL] = serial;
    words[row + COUNTED_AS] = countedAs;
    return row;
  }

  protocol(row: number): AppProtocol {
    return (this.#words[row + STATE]! & PROTOCOL_MASK) as AppProtocol;
  }

  basis(row: number): Basis {
    return ((this.#words[row + STATE]! >>> BASIS_SHIFT) & BASIS_MASK) as Basis;
  }

  setProtocol(row: number, protocol: AppProtocol, basis: Basis): void {
    const state = this.#words[row + STATE]! & ~(PROTOCOL_MASK | (BASIS_MASK << BASIS_SHIFT));
    this.#words[row + STATE] = state | protocol | (basis << BASIS_SHIFT);
  }

  /** A number below 8 that the owner gives sources of names. */
  nameSource(row: number): number {
    return (this.#words[row + STATE]! >>> NAME_SOURCE_SHIFT) & NAME_SOURCE_MASK;
  }

  has(row: number, flag: Flag): boolean {
    return (this.#words[row + STATE]! & flag) !== 0;
  }

  set(row: number, flag: Flag): void {
    this.#words[row + STATE]! |= flag;
  }

  clear(row: number, flag: Flag): void {
    this.#words[row + STATE]! &= ~flag;
  }

  endHas(row: number, end: number, flag: Flag): boolean {
    return (this.#words[row + STATE]! & (flag << end)) !== 0;
  }

  setEnd(row: number, end: number, flag: Flag): void {
    this.#words[row + STATE]! |= flag << end;
  }

  clearEnd(row: number, end: number, flag: Flag): void {
    this.#words[row + STATE]! &= ~(flag << end);
  }

  /** How often what an end sent was shown to recognisers; 15 is also more than that. */
  shown(row: number, end: number): number {
    return (this.#words[row + STATE]! >>> (SHOWN_SHIFT + SHOWN_BITS * end)) & SHOWN_MASK;
  }

  countShown(row: number, end: number): void {
    if (this.shown(row, end) < SHOWN_MASK) this.#words[row + STATE]! += 1 << (SHOWN_SHIFT + SHOWN_BITS * end);
  }

  clearShown(row: number): void {
    this.#words[row + STATE]! &= ~(((1 << (2 * SHOWN_BITS)) - 1) << SHOWN_SHIFT);
  }

  service(row: number): number {
    return this.#words[row + SERVICE]!;
  }

  serverName(row: number): number {
    return this.#words[row + SERVER_NAME]!;
  }

  setName(row: number, name: { readonly id: number; readonly source: number; readonly service: number }): void {
    this.#words[row + SERVER_NAME] = name.id;
    this.#words[row + SERVICE] = name.service;
    const state = this.#words[row + STATE]! & ~(NAME_SOURCE_MASK << NAME_SOURCE_SHIFT);
    this.#words[row + STATE] = state | (name.source << NAME_SOURCE_SHIFT);
  }

  fingerprint(row: number): number {
    return this.#words[row + FINGERPRINT]!;
  }

  alpn(row: number): number {
    return this.#words[row + ALPN]!;
  }

  version(row: number): number {
    return this.#words[row + VERSION]!;
  }

  setHello(row: number, hello: { readonly fingerprint: number; readonly alpn: number; readonly version: number }): void {
    this.#words[row + FINGERPRINT] = hello.fingerprint;
    this.#words[row + ALPN] = hello.alpn;
    this.#words[row + VERSION] = hello.version;
  }

  countedAs(row: number): number {
    return this.#words[row + COUNTED_AS]!;
  }

  setCountedAs(row: number, key: number): void {
    this.#words[row + COUNTED_AS] = key;
  }

  next(row: number, end: number): number {
    return this.#words[row + ENDS + END_WORDS * end + NEXT]!;
  }

  setNext(row: number, end: number, sequence: number): void {
    this.#words[row + ENDS + END_WORDS * end + NEXT] = sequence;
  }

  buffer(row: number, end: number): number {
    return this.#words[row + ENDS + END_WORDS * end + BUFFER]! - 1;
  }

  setBuffer(row: number, end: number, index: number): void {
    this.#words[row + ENDS + END_WORDS * end + BUFFER] = index + 1;
  }

  memory(row: number, end: number): number {
    return this.#words[row + ENDS + END_WORDS * end + MEMORY]!;
  }

  setMemory(row: number, end: number, memory: number): void {
    this.#words[row + ENDS + END_WORDS * end + MEMORY] = memory;
  }
}
