// Runs once per fragment of a DTLS hello that takes more than one.

import type { Packet } from '../../decode/packet.ts';
import type { ByteRange } from './hello-body.ts';

/** What a fragment belongs to, and where in it. */
export interface FragmentPlace {
  readonly messageLength: number;
  readonly sequence: number;
  readonly offset: number;
}

interface PendingHello {
  readonly slot: number;
  readonly serial: number;
  readonly isFromSecondEndpoint: boolean;
  readonly sequence: number;
  readonly body: Uint8Array;
  /** 1 for each byte of the body that has arrived. */
  readonly arrived: Uint8Array;
  missing: number;
}

/** Hellos under way at the same time; one more and the oldest gives way. */
const CAPACITY = 32;
/** A hello is a few hundred bytes, two thousand with keys that quantum computers do not break. */
const LONGEST_MESSAGE = 1 << 14;

/** Puts fragments of ClientHellos together that arrive in any order, any number of times. */
export class HelloFragments {
  /** The oldest first. */
  readonly #pending: PendingHello[] = [];

  /** Takes the bytes of a fragment. Returns the message's body once all of it is there, otherwise null. */
  add(packet: Packet, place: FragmentPlace, bytes: Uint8Array, range: ByteRange): Uint8Array | null {
    if (place.messageLength > LONGEST_MESSAGE) return null;
    const hello = this.#find(packet, place) ?? this.#begin(packet, place);
    let at = place.offset;
    for (let from = range.start; from < range.end; from += 1, at += 1) {
      if (hello.arrived[at] !== 0) continue;
      hello.body[at] = bytes[from]!;
      hello.arrived[at] = 1;
      hello.missing -= 1;
    }
    if (hello.missing > 0) return null;
    this.#pending.splice(this.#pending.indexOf(hello), 1);
    return hello.body;
  }

  /** How many hellos wait for more of their fragments. */
  get size(): number {
    return this.#pending.length;
  }

  #find(packet: Packet, { sequence, messageLength }: FragmentPlace): PendingHello | undefined {
    return this.#pending.find(
      (hello) =>
        hello.slot === packet.conversationSlot &&
        hello.serial === packet.conversationSerial &&
        hello.isFromSecondEndpoint === packet.isFromSecondEndpoint &&
        hello.sequence === sequence &&
        hello.body.length === messageLength,
    );
  }

  #begin(packet: Packet, { sequence, messageLength }: FragmentPlace): PendingHello {
    if (this.#pending.length === CAPACITY) this.#pending.shift();
    const hello = {
      slot: packet.conversationSlot,
      serial: packet.conversationSerial,
      isFromSecondEndpoint: packet.isFromSecondEndpoint,
      sequence,
      body: new Uint8Array(messageLength),
      arrived: new Uint8Array(messageLength),
      missing: messageLength,
    };
    this.#pending.push(hello);
    return hello;
  }
}
