// Runs once per frame of a link without MAC addresses: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import { destinationOffset, isPrivateIpv4, outermostIpLayer, sourceOffset } from './address-ranges.ts';
import { AddressSides } from './address-sides.ts';
import type { LocalAddresses } from './local-addresses.ts';

/** https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html: which way the frame went, seen from the machine that captured it. */
const COOKED_TYPE = 0;
const COOKED_2_TYPE = 10;
const TO_US = 0;
const MULTICAST = 2;
const FROM_US = 4;

/** Direction on links whose headers carry no pair of MAC addresses: by what the capture says, else by whose addresses they are. */
export class BareDirection {
  readonly #local: LocalAddresses;
  readonly sides: AddressSides;
  readonly #words = new Int32Array(4);
  /** Whether the capture itself says which frames its machine sent. */
  isTold = false;
  firstAtMicros = -1;

  constructor(local: LocalAddresses) {
    this.#local = local;
    this.sides = new AddressSides(local);
  }

  /** Whether it is known which way frames go, since when, and what says so. */
  get isKnown(): boolean {
    return this.isTold || this.sides.isDecided;
  }

  get sinceMicros(): number {
    return this.isTold ? this.firstAtMicros : this.sides.decidedAtMicros;
  }

  get evidence(): string {
    return this.isTold ? 'the capture says which frames the machine that made it sent and received' : this.sides.evidence;
  }

  of(packet: Packet): Direction {
    if (this.firstAtMicros < 0) this.firstAtMicros = packet.timestampMicros;
    const first = packet.protocols[0];
    if (first === Protocol.LinuxSll) return this.#told(readUint16(packet.bytes, packet.start + COOKED_TYPE));
    if (first === Protocol.LinuxSll2) return this.#told(packet.bytes[packet.start + COOKED_2_TYPE]!);
    const layer = outermostIpLayer(packet);
    if (layer < 0) return Direction.Unknown;
    if (this.#local.isEmpty && !this.sides.isDecided) this.sides.note(packet, layer);
    if (this.#local.isEmpty && !this.sides.arePrivateLocal) return Direction.Unknown;
    const isFromHome = this.#isLocal(packet, layer, sourceOffset(packet, layer));
    const isToHome = this.#isLocal(packet, layer, destinationOffset(packet, layer));
    if (isFromHome === isToHome) return Direction.Unknown;
    return isFromHome ? Direction.Up : Direction.Down;
  }

  #told(type: number): Direction {
    const isIncoming = type >= TO_US && type <= MULTICAST;
    if (!isIncoming && type !== FROM_US) return Direction.Unknown;
    this.isTold = true;
    return isIncoming ? Direction.Down : Direction.Up;
  }

  #isLocal(packet: Packet, layer: number, at: number): boolean {
    const { view } = packet;
    if (packet.protocols[layer] === Protocol.Ipv4) {
      const word = view.getInt32(at);
      return this.#local.isLocalIpv4(word) || (this.sides.arePrivateLocal && isPrivateIpv4(word));
    }
    for (let word = 0; word < 4; word += 1) this.#words[word] = view.getInt32(at + 4 * word);
    return this.#local.isLocalIpv6(this.#words);
  }
}
