// `testify` runs once per frame until it is known who is home: allocate nothing but the verdict.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { destinationOffset, sourceOffset } from './address-ranges.ts';
import { Authority } from './authority.ts';
import type { LocalAddresses } from './local-addresses.ts';
import { isGroupMac, type Mac, NO_MAC } from './mac.ts';
import type { RoleClaim } from './roles.ts';

/** So many packets, at least one each way, between the same two: one frame alone may be forged. */
const ENOUGH = 4;

/** Finds the MAC address behind the networks that the configuration says are home's. */
export class ConfiguredWitness {
  readonly #local: LocalAddresses;
  readonly #words = new Int32Array(4);
  #router: Mac = NO_MAC;
  #provider: Mac = NO_MAC;
  #up = 0;
  #down = 0;
  isDone = false;

  constructor(local: LocalAddresses) {
    this.#local = local;
  }

  testify(packet: Packet, layer: number, { source, destination }: { source: Mac; destination: Mac }): RoleClaim | null {
    if (isGroupMac(destination)) return null;
    const isFromHome = this.#isLocal(packet, layer, sourceOffset(packet, layer));
    const isToHome = this.#isLocal(packet, layer, destinationOffset(packet, layer));
    if (isFromHome === isToHome) return null;
    this.#vote(isFromHome ? source : destination, isFromHome ? destination : source);
    if (isFromHome) this.#up += 1;
    else this.#down += 1;
    if (this.#up === 0 || this.#down === 0 || this.#up + this.#down < ENOUGH) return null;
    this.isDone = true;
    const evidence = 'it sends and receives for the networks that the configuration says are home';
    const ends = { router: this.#router, provider: this.#provider };
    return { authority: Authority.Configured, ...ends, evidence, atMicros: packet.timestampMicros };
  }

  #vote(router: Mac, provider: Mac): void {
    if (router === this.#router && provider === this.#provider) return;
    this.#router = router;
    this.#provider = provider;
    this.#up = 0;
    this.#down = 0;
  }

  #isLocal(packet: Packet, layer: number, at: number): boolean {
    if (packet.protocols[layer] === Protocol.Ipv4) return this.#local.isLocalIpv4(packet.view.getInt32(at));
    for (let word = 0; word < 4; word += 1) this.#words[word] = packet.view.getInt32(at + 4 * word);
    return this.#local.isLocalIpv6(this.#words);
  }
}
