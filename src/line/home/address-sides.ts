// `note` runs once per frame of a link without MAC addresses until it is known which addresses are home's: allocate nothing.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { destinationOffset, isGlobalIpv6, isPrivateIpv4, isSharedIpv4, isSpecialIpv4, sourceOffset } from './address-ranges.ts';
import type { LocalAddresses } from './local-addresses.ts';

const MAX_CANDIDATES = 16;
const FRAMES_ENOUGH = 64;
const MICROS_ENOUGH = 2e6;
/** Nearly every packet of a line has its address at one end. */
const MOST = 0.8;

const SYN_AND_ACK = 0x12;
const FIRST_DYNAMIC_PORT = 1024;

/** On links without MAC addresses (raw IP, PPP): the address that is in nearly every packet is home's, or else the private ones are. */
export class AddressSides {
  readonly #local: LocalAddresses;
  /** 4 or 6, then the address or the upper half of it. */
  readonly #keys = new Int32Array(3 * MAX_CANDIDATES);
  readonly #frames = new Uint32Array(MAX_CANDIDATES);
  readonly #served = new Uint32Array(MAX_CANDIDATES);
  #size = 0;
  #total = 0;
  #privateOnly = 0;
  #firstAt = -1;
  isDecided = false;
  decidedAtMicros = 0;
  evidence = '';
  /** Whether all private addresses are home's. */
  arePrivateLocal = false;

  constructor(local: LocalAddresses) {
    this.#local = local;
  }

  note(packet: Packet, layer: number): void {
    if (packet.protocols[layer] === Protocol.Ipv4) this.#noteIpv4(packet, layer);
    else this.#noteIpv6(packet, layer);
    if (this.#firstAt < 0) this.#firstAt = packet.timestampMicros;
    const isDue = this.#total >= FRAMES_ENOUGH || packet.timestampMicros - this.#firstAt >= MICROS_ENOUGH;
    if (isDue && this.#total >= 4 && (this.#total % 4 === 0 || this.#total < FRAMES_ENOUGH)) this.#decide(packet.timestampMicros);
  }

  #noteIpv4(packet: Packet, layer: number): void {
    const source = packet.view.getInt32(sourceOffset(packet, layer));
    const destination = packet.view.getInt32(destinationOffset(packet, layer));
    if (isSpecialIpv4(source) || isSpecialIpv4(destination)) return;
    this.#total += 1;
    if (isInside(source) !== isInside(destination)) this.#privateOnly += 1;
    this.#count(4, source, 0, servedBy(packet));
    this.#count(4, destination, 0, 0);
  }

  #noteIpv6(packet: Packet, layer: number): void {
    const { view } = packet;
    const source = sourceOffset(packet, layer);
    const destination = destinationOffset(packet, layer);
    if (!isGlobalIpv6(view.getInt32(source)) || !isGlobalIpv6(view.getInt32(destination))) return;
    this.#total += 1;
    this.#count(6, view.getInt32(source), view.getInt32(source + 4), servedBy(packet));
    this.#count(6, view.getInt32(destination), view.getInt32(destination + 4), 0);
  }

  #count(family: number, first: number, second: number, served: number): void {
    const keys = this.#keys;
    let slot = 0;
    while (slot < this.#size && (keys[3 * slot] !== family || keys[3 * slot + 1] !== first || keys[3 * slot + 2] !== second))
      slot += 1;
    if (slot === MAX_CANDIDATES) return;
    if (slot === this.#size) {
      this.#size += 1;
      keys[3 * slot] = family;
      keys[3 * slot + 1] = first;
      keys[3 * slot + 2] = second;
    }
    this.#frames[slot]! += 1;
    this.#served[slot]! += served;
  }

  #decide(nowMicros: number): void {
    if (this.#privateOnly >= MOST * this.#total) {
      this.arePrivateLocal = true;
      this.#settle(nowMicros, 'private addresses on one side, public ones on the other');
      return;
    }
    const [best, next] = Array.from({ length: this.#size }, (_, slot) => slot).sort((a, b) => this.#worth(b) - this.#worth(a));
    if (best === undefined || this.#frames[best]! < MOST * this.#total) return;
    if (next !== undefined && this.#worth(next) === this.#worth(best)) return;
    const at = 3 * best;
    if (this.#keys[at] === 4) this.#local.learnIpv4(this.#keys[at + 1]!, 'inferred');
    else this.#local.learnPrefix([this.#keys[at + 1]!, this.#keys[at + 2]!, 0, 0], 64, 'inferred');
    this.#settle(nowMicros, 'one address is in nearly every packet');
  }

  /** Of two addresses that are in every packet, the one that opens connections is home's. */
  #worth(slot: number): number {
    return this.#frames[slot]! - 0.01 * Math.min(this.#served[slot]!, 99);
  }

  #settle(nowMicros: number, why: string): void {
    this.isDecided = true;
    this.decidedAtMicros = nowMicros;
    this.evidence = `inferred from addresses, because the capture has no MAC addresses: ${why}`;
  }
}

function isInside(word: number): boolean {
  return isPrivateIpv4(word) || isSharedIpv4(word);
}

function servedBy({ sourcePort, destinationPort, tcpFlags }: Packet): number {
  if ((tcpFlags & SYN_AND_ACK) === SYN_AND_ACK) return 2;
  return sourcePort > 0 && sourcePort < FIRST_DYNAMIC_PORT && destinationPort >= FIRST_DYNAMIC_PORT ? 1 : 0;
}
