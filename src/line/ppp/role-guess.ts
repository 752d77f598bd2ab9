// Runs for data frames of sessions whose ends are not told apart yet: allocate nothing.

import { IPV4_SOURCE } from '../../decode/network/ipv4.ts';
import type { Packet } from '../../decode/packet.ts';
import { readInt32 } from '../../decode/read.ts';
import { otherSide, type Side } from './negotiation.ts';

/** So many packets from one address, while the other end's came from several, tell a customer from the rest of the world. */
const PACKETS = 4;

/** Tells the ends of a session apart by their packets: behind the client is one IPv4 address, behind the server is everybody's. */
export class RoleGuess {
  readonly #first = new Int32Array(2);
  readonly #packets = new Uint32Array(2);
  readonly #others = new Uint32Array(2);

  /** Notes an IPv4 packet that `side` sent, whose header is at `offset`. */
  note(side: Side, packet: Packet, offset: number): void {
    const source = readInt32(packet.bytes, offset + IPV4_SOURCE);
    if (this.#packets[side] === 0) this.#first[side] = source;
    else if (this.#first[side] !== source) this.#others[side]! += 1;
    this.#packets[side]! += 1;
  }

  /** The client's side, or -1 as long as that is open. */
  clientSide(): Side | -1 {
    if (this.#isOne(0) && this.#isMany(1)) return 0;
    if (this.#isOne(1) && this.#isMany(0)) return 1;
    return -1;
  }

  #isOne(side: Side): boolean {
    return this.#others[side] === 0 && this.#packets[side]! >= PACKETS;
  }

  #isMany(side: Side): boolean {
    return this.#others[side]! > 0 && this.#packets[otherSide(side)]! > 0;
  }
}
