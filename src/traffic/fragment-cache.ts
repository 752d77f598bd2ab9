// Runs once per fragment: allocate nothing.

import type { Packet } from '../decode/packet.ts';
import { ADDRESSES } from './conversation-key.ts';
import type { RandomWord } from './keyed-table.ts';

/** Fragments of one packet follow each other closely: a few thousand packets in between are plenty. A power of two. */
const ENTRIES = 4096;

/** A first fragment and the conversation that its ports named. */
export interface FirstFragment {
  /** The conversation's key; context and addresses are read. */
  readonly probe: Int32Array;
  /** How many words the key has. */
  readonly words: number;
  readonly packet: Packet;
  readonly slot: number;
  readonly serial: number;
  readonly measure: number;
}

/**
 * Which conversation a first fragment belonged to, for the later ones that carry no ports. Direct-mapped: a new packet takes the place of an
 * old one. An entry is known by context, addresses, IP protocol and identification (RFC 791, section 3.2; RFC 8200, section 4.5).
 */
export class FragmentCache {
  /** What `find` found: the row's serial number and the measure its first fragment counted in. */
  foundSerial = 0;
  foundMeasure = 0;
  /** Which way the packet goes between the key's sorted addresses; set before `find` and `remember`. */
  isReversed = false;

  readonly #places = new Int32Array(ENTRIES);
  readonly #checks = new Int32Array(ENTRIES);
  readonly #slots = new Int32Array(ENTRIES).fill(-1);
  readonly #serials = new Uint32Array(ENTRIES);
  readonly #measures = new Uint8Array(ENTRIES);
  readonly #multipliers: Int32Array;
  #place = 0;
  #check = 0;

  constructor(random: RandomWord) {
    this.#multipliers = Int32Array.from({ length: 32 }, () => random() | 1);
  }

  remember(first: FirstFragment): void {
    this.#hash(first.probe, first.words, first.packet);
    const entry = this.#place & (ENTRIES - 1);
    this.#places[entry] = this.#place;
    this.#checks[entry] = this.#check;
    this.#slots[entry] = first.slot;
    this.#serials[entry] = first.serial;
    this.#measures[entry] = first.measure;
  }

  /** The slot of the conversation the packet's first fragment was counted in, or -1. The row may have changed hands: see `foundSerial`. */
  find(probe: Int32Array, words: number, packet: Packet): number {
    this.#hash(probe, words, packet);
    const entry = this.#place & (ENTRIES - 1);
    if (this.#places[entry] !== this.#place || this.#checks[entry] !== this.#check) return -1;
    this.foundSerial = this.#serials[entry]!;
    this.foundMeasure = this.#measures[entry]!;
    return this.#slots[entry]!;
  }

  /** Two keyed words over what all fragments of a packet share. */
  #hash(probe: Int32Array, words: number, packet: Packet): void {
    const keys = this.#multipliers;
    const direction = packet.ipProtocol + (this.isReversed ? 256 : 0);
    let place = mix(packet.fragmentId ^ keys[0]!, keys[1]!) + direction;
    let check = mix(packet.fragmentId + keys[2]!, keys[3]!) ^ direction;
    place = mix(place ^ probe[0]!, keys[4]!);
    check = mix(check ^ probe[1]!, keys[5]!);
    for (let word = ADDRESSES; word < words; word += 1) {
      place = mix(place ^ probe[word]!, keys[word + 4]!);
      check = mix(check + probe[word]!, keys[word + 12]!);
    }
    this.#place = place;
    this.#check = check;
  }
}

function mix(word: number, key: number): number {
  const once = Math.imul(word ^ (word >>> 15), key);
  return (once ^ (once >>> 13)) | 0;
}
