// `note` runs once per frame until it is known who is home: allocate nothing.

import { IPV4_SOURCE } from '../../decode/network/ipv4.ts';
import { IPV6_SOURCE } from '../../decode/network/ipv6.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { destinationOffset, isPrivateIpv4, isSharedIpv4, isSpecialIpv4, sourceOffset } from './address-ranges.ts';
import { type Mac, NO_MAC } from './mac.ts';

/** More addresses than this are many. */
const MAX_ADDRESSES = 16;

const SYN_AND_ACK = 0x12;
const FIRST_DYNAMIC_PORT = 1024;
const ICMP_ECHO_REPLY = 0;
const ICMPV6_ECHO_REPLY = 129;

const TIME_TO_LIVE = 8;
const HOP_LIMIT = 7;

/** A few addresses, each as 32 bits that tell it from others, and how often each was seen. */
export class FewAddresses {
  readonly keys = new Int32Array(MAX_ADDRESSES);
  readonly counts = new Uint32Array(MAX_ADDRESSES);
  size = 0;

  note(key: number): void {
    const { keys, size } = this;
    for (let at = 0; at < size; at += 1) {
      if (keys[at] === key) {
        this.counts[at]! += 1;
        return;
      }
    }
    if (size === MAX_ADDRESSES) return;
    keys[size] = key;
    this.counts[size] = 1;
    this.size = size + 1;
  }

  clear(): void {
    this.size = 0;
  }

  /** The one seen most often; 0 without any. */
  get dominant(): number {
    let best = 0;
    for (let at = 1; at < this.size; at += 1) if (this.counts[at]! > this.counts[best]!) best = at;
    return this.size === 0 ? 0 : this.keys[best]!;
  }
}

/** What one end of a link has sent so far: whose addresses, and whether it behaves like the many servers out there. */
export class Talker {
  mac: Mac = NO_MAC;
  frames = 0;
  /** IPv4 addresses, and upper halves of IPv6 addresses, in the outermost IP header. */
  readonly sources = new FewAddresses();
  readonly destinations = new FewAddresses();
  /** The same of the innermost header, where there is a tunnel. */
  readonly innerSources = new FewAddresses();
  /** IPv4 sources alone. */
  readonly ipv4Sources = new FewAddresses();
  packets = 0;
  privateSources = 0;
  /** Points for answering as servers do: connections taken, pings answered, from ports of well-known services. */
  served = 0;
  /** Routers that packets have passed, guessed from what is left of their time to live. */
  hops = 0;
  /** Points for authenticating others, and for authenticating oneself. */
  authenticator = 0;
  authenticated = 0;
  echoRequests = 0;
  advertisements = 0;

  begin(mac: Mac): void {
    this.mac = mac;
    this.frames = 0;
    this.sources.clear();
    this.destinations.clear();
    this.innerSources.clear();
    this.ipv4Sources.clear();
    this.packets = 0;
    this.privateSources = 0;
    this.served = 0;
    this.hops = 0;
    this.authenticator = 0;
    this.authenticated = 0;
    this.echoRequests = 0;
    this.advertisements = 0;
  }

  /** Notes an IP packet whose outermost IP header is at stack index `layer`. */
  note(packet: Packet, layer: number): void {
    const { view } = packet;
    const header = packet.offsets[layer]!;
    const isIpv4 = packet.protocols[layer] === Protocol.Ipv4;
    const source = sourceOffset(packet, layer);
    const destination = destinationOffset(packet, layer);
    if (isIpv4) {
      const word = view.getInt32(source);
      if (isSpecialIpv4(word)) return;
      this.#noteService(packet);
      this.ipv4Sources.note(word);
      this.sources.note(word);
      this.destinations.note(view.getInt32(destination));
      if (isPrivateIpv4(word) || isSharedIpv4(word)) this.privateSources += 1;
      this.hops += hopsOf(packet.bytes[header + TIME_TO_LIVE]!);
    } else {
      this.#noteService(packet);
      // Link-local addresses are at both ends.
      if (view.getUint8(source) >= 0xfc) return;
      this.sources.note(upperHalf(view, source));
      this.destinations.note(upperHalf(view, destination));
      this.hops += hopsOf(packet.bytes[header + HOP_LIMIT]!);
    }
    this.packets += 1;
    if (packet.ipLayer !== layer) this.#noteInner(packet);
  }

  #noteInner(packet: Packet): void {
    const header = packet.offsets[packet.ipLayer]!;
    const isIpv4 = packet.protocols[packet.ipLayer] === Protocol.Ipv4;
    this.innerSources.note(isIpv4 ? packet.view.getInt32(header + IPV4_SOURCE) : upperHalf(packet.view, header + IPV6_SOURCE));
  }

  #noteService(packet: Packet): void {
    const { sourcePort, destinationPort } = packet;
    if ((packet.tcpFlags & SYN_AND_ACK) === SYN_AND_ACK) this.served += 2;
    if (sourcePort > 0 && sourcePort < FIRST_DYNAMIC_PORT && destinationPort >= FIRST_DYNAMIC_PORT) this.served += 1;
    const last = packet.layerCount - 1;
    const type = packet.bytes[packet.offsets[last]!];
    if (packet.protocols[last] === Protocol.Icmp && type === ICMP_ECHO_REPLY) this.served += 1;
    else if (packet.protocols[last] === Protocol.Icmpv6 && type === ICMPV6_ECHO_REPLY) this.served += 1;
  }
}

/** Two /64s meet in this with a chance of one in four thousand million. */
function upperHalf(view: DataView, at: number): number {
  return Math.imul(view.getInt32(at), 0x9e3779b1) ^ view.getInt32(at + 4);
}

/** Senders start with 64, 128 or 255. */
function hopsOf(timeToLive: number): number {
  if (timeToLive <= 64) return 64 - timeToLive;
  return timeToLive <= 128 ? 128 - timeToLive : 255 - timeToLive;
}
