// Cold: sees ARP, and data frames only while somebody waits for its verdict.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readInt32, readUint16 } from '../../decode/read.ts';
import { destinationOffset, sourceOffset } from './address-ranges.ts';
import { Authority } from './authority.ts';
import type { Mac } from './mac.ts';
import type { RoleClaim } from './roles.ts';

// RFC 826.
const HARDWARE_AND_PROTOCOL_LENGTH = 4;
const OPERATION = 6;
const SENDER_MAC_LENGTH = 8;
const SENDER_ADDRESS = 14;
const TARGET_ADDRESS = 24;
const ETHERNET_AND_IPV4 = 0x0604;
const REQUEST = 1;
const REPLY = 2;

const MAX_RESOLUTIONS = 4;
/** So many packets each way must have gone through the gateway. */
const ENOUGH = 4;

/** One end asked for an address and the other said that it has it. */
interface Resolution {
  readonly asker: Mac;
  readonly owner: Mac;
  readonly askerAddress: number;
  readonly address: number;
  throughOwner: number;
  fromBehindOwner: number;
  isAskerForwarding: boolean;
}

/** Who asks for the gateway is home: it sends to the owner of that address what is meant for others, and gets from it what others sent. */
export class ArpWitness {
  readonly #asked: { asker: Mac; askerAddress: number; address: number }[] = [];
  readonly #resolutions: Resolution[] = [];

  get isWaiting(): boolean {
    return this.#resolutions.length > 0;
  }

  /** Notes who asks for whom; `source` is who really sent the frame. */
  note(packet: Packet, source: Mac): void {
    const { bytes } = packet;
    const start = packet.offsets[packet.layerCount - 1]!;
    if (packet.tunnelCount !== 0 || readUint16(bytes, start + HARDWARE_AND_PROTOCOL_LENGTH) !== ETHERNET_AND_IPV4) return;
    if (
      packet.view.getUint16(start + SENDER_MAC_LENGTH) * 2 ** 32 + packet.view.getUint32(start + SENDER_MAC_LENGTH + 2) !==
      source
    )
      return;
    const operation = readUint16(bytes, start + OPERATION);
    const sender = readInt32(bytes, start + SENDER_ADDRESS);
    const target = readInt32(bytes, start + TARGET_ADDRESS);
    if (sender === 0 || sender === target) return;
    if (operation === REQUEST) {
      this.#asked.unshift({ asker: source, askerAddress: sender, address: target });
      if (this.#asked.length > MAX_RESOLUTIONS) this.#asked.pop();
    } else if (operation === REPLY) this.#resolve(source, sender, target);
  }

  /** Weighs an IPv4 packet at stack index `layer` on its way from one address to another. */
  testify(packet: Packet, layer: number, { source, destination }: { source: Mac; destination: Mac }): RoleClaim | null {
    if (packet.protocols[layer] !== Protocol.Ipv4) return null;
    const from = packet.view.getInt32(sourceOffset(packet, layer));
    const to = packet.view.getInt32(destinationOffset(packet, layer));
    for (const one of this.#resolutions) {
      if (one.asker === source && one.owner === destination) {
        if (from !== one.askerAddress) one.isAskerForwarding = true;
        else if (to !== one.address) one.throughOwner += 1;
      } else if (one.asker === destination && one.owner === source && from !== one.address) one.fromBehindOwner += 1;
      if (one.throughOwner >= ENOUGH && one.fromBehindOwner >= ENOUGH && !one.isAskerForwarding) {
        const evidence = 'the router asked for the gateway (ARP) and sends through it what is meant for others';
        return { authority: Authority.Arp, router: one.asker, provider: one.owner, evidence, atMicros: packet.timestampMicros };
      }
    }
    return null;
  }

  #resolve(owner: Mac, address: number, askerAddress: number): void {
    const asked = this.#asked.find((one) => one.address === address && one.askerAddress === askerAddress && one.asker !== owner);
    if (asked === undefined) return;
    const { asker } = asked;
    if (this.#resolutions.some((one) => one.asker === asker && one.owner === owner && one.address === address)) return;
    const counts = { throughOwner: 0, fromBehindOwner: 0, isAskerForwarding: false };
    this.#resolutions.unshift({ asker, owner, askerAddress, address, ...counts });
    if (this.#resolutions.length > MAX_RESOLUTIONS) this.#resolutions.pop();
  }
}
