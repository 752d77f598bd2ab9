// `observe` is called for DHCP and ICMPv6 only: cold.

import { Direction } from '../../../decode/direction.ts';
import type { Packet } from '../../../decode/packet.ts';
import { Protocol } from '../../../decode/protocol.ts';
import { isDhcpv4 } from '../dhcp-witness.ts';
import type { HomeLearner } from '../learner.ts';
import { isGroupMac, readMac } from '../mac.ts';
import { readAdvertisement } from './advertisement.ts';
import { type AdvertisedRouter, AdvertisementFollower } from './advertisement-follower.ts';
import { type Dhcpv4Counts, Dhcpv4Follower, type Dhcpv4Lease } from './dhcpv4-follower.ts';
import { readDhcpv4 } from './dhcpv4-message.ts';
import { type Dhcpv6Counts, Dhcpv6Follower, type Dhcpv6Lease } from './dhcpv6-follower.ts';
import { type Dhcpv6Message, Dhcpv6Type, readDhcpv6 } from './dhcpv6-message.ts';
import { type LeaseEvent, Timeline } from './timeline.ts';

const ETHERNET_SOURCE = 6;

export interface LeaseSummary {
  readonly dhcpv4: { readonly lease: Dhcpv4Lease | null; readonly counts: Readonly<Dhcpv4Counts> };
  readonly dhcpv6: { readonly lease: Dhcpv6Lease | null; readonly counts: Readonly<Dhcpv6Counts> };
  readonly routers: readonly AdvertisedRouter[];
  readonly timeline: readonly LeaseEvent[];
  readonly droppedEvents: number;
  /** Messages of addresses that are at neither end of the line. */
  readonly ignoredMessages: number;
}

const End = { Neither: 0, Router: 1, Provider: 2 } as const;
type End = (typeof End)[keyof typeof End];

/** Addresses and prefixes that the provider lends: what was asked, answered, renewed and lost, between the two ends of the line only. */
export class AddressLeases {
  readonly #learner: HomeLearner;
  readonly #timeline = new Timeline();
  readonly #dhcpv4 = new Dhcpv4Follower(this.#timeline);
  readonly #dhcpv6 = new Dhcpv6Follower(this.#timeline);
  readonly #advertisements = new AdvertisementFollower(this.#timeline);
  #delegated: Dhcpv6Message | null = null;
  #ignored = 0;

  constructor(learner: HomeLearner) {
    this.#learner = learner;
  }

  get hasDhcpv4Lease(): boolean {
    return this.#dhcpv4.address !== null;
  }

  get aftrName(): string | null {
    return this.#dhcpv6.current?.aftrName ?? null;
  }

  /** The name servers that leases and advertisements name. */
  nameServers(): readonly string[] {
    const leases = [this.#dhcpv4.lease(), this.#dhcpv6.lease(), ...this.#advertisements.routers()];
    return leases.flatMap((lease) => lease?.dnsServers ?? []);
  }

  get hasOtherSoftwire(): boolean {
    return this.#dhcpv6.current?.hasOtherSoftwire ?? false;
  }

  /** Follows a DHCP or ICMPv6 packet that is in no tunnel. */
  observe(packet: Packet): void {
    const end = this.#senderOf(packet);
    if (packet.protocols[packet.layerCount - 1] === Protocol.Icmpv6) this.#observeAdvertisement(packet, end);
    else if (isDhcpv4(packet)) this.#observeDhcpv4(packet, end);
    else this.#observeDhcpv6(packet, end);
  }

  tick(nowMicros: number): void {
    this.#dhcpv4.tick(nowMicros);
    this.#dhcpv6.tick(nowMicros);
    this.#takeDelegated();
  }

  takeWindow(): readonly LeaseEvent[] {
    return this.#timeline.takeWindow();
  }

  summary(): LeaseSummary {
    return {
      dhcpv4: { lease: this.#dhcpv4.lease(), counts: { ...this.#dhcpv4.counts } },
      dhcpv6: { lease: this.#dhcpv6.lease(), counts: { ...this.#dhcpv6.counts } },
      routers: this.#advertisements.routers(),
      timeline: this.#timeline.list(),
      droppedEvents: this.#timeline.dropped,
      ignoredMessages: this.#ignored,
    };
  }

  /** Links without addresses have two ends only, and the direction tells which it was. */
  #senderOf(packet: Packet): End {
    if (packet.protocols[0] !== Protocol.Ethernet) {
      if (packet.direction === Direction.Unknown) return End.Neither;
      return packet.direction === Direction.Up ? End.Router : End.Provider;
    }
    const source = readMac(packet.view, packet.start + ETHERNET_SOURCE);
    if (this.#learner.isRouter(source)) return End.Router;
    return this.#learner.isProvider(source) ? End.Provider : End.Neither;
  }

  #observeDhcpv4(packet: Packet, end: End): void {
    const message = readDhcpv4(packet.bytes, packet.cursor, packet.end);
    if (message === null) return;
    if (end !== (message.isReply ? End.Provider : End.Router)) {
      this.#ignored += 1;
      return;
    }
    const { timestampMicros } = packet;
    if (!message.isReply) {
      const isBroadcast = packet.protocols[0] !== Protocol.Ethernet || isGroupMac(readMac(packet.view, packet.start));
      this.#dhcpv4.ask(message, timestampMicros, isBroadcast);
    } else if (this.#dhcpv4.answer(message, timestampMicros) && this.#dhcpv4.address !== null) {
      this.#learner.local.learnIpv4(this.#dhcpv4.address, 'dhcp');
    }
  }

  #observeDhcpv6(packet: Packet, end: End): void {
    const message = readDhcpv6(packet.bytes, packet.cursor, packet.end);
    if (message === null || message.type === Dhcpv6Type.Reconfigure) return;
    const isReply = message.type === Dhcpv6Type.Advertise || message.type === Dhcpv6Type.Reply;
    if (end !== (isReply ? End.Provider : End.Router)) {
      this.#ignored += 1;
      return;
    }
    if (!isReply) this.#dhcpv6.ask(message, packet.timestampMicros);
    else if (this.#dhcpv6.answer(message, packet.timestampMicros)) this.#takeDelegated();
  }

  /** Prefixes are home's as long as they are lent. */
  #takeDelegated(): void {
    const { current } = this.#dhcpv6;
    if (current === this.#delegated) return;
    const { local } = this.#learner;
    for (const { words, length } of this.#delegated?.prefixes ?? []) local.forgetPrefix(words, length);
    for (const { words, length } of this.#delegated?.addresses ?? []) local.forgetPrefix(words, length);
    for (const { words, length } of current?.prefixes ?? []) local.learnPrefix(words, length, 'prefix-delegation');
    for (const { words, length } of current?.addresses ?? []) local.learnPrefix(words, length, 'dhcp');
    this.#delegated = current;
  }

  #observeAdvertisement(packet: Packet, end: End): void {
    const advertisement = readAdvertisement(packet);
    if (advertisement === null) return;
    if (end !== End.Provider) {
      this.#ignored += 1;
      return;
    }
    this.#advertisements.note(advertisement, packet.timestampMicros);
    for (const { words, length, validSeconds, isAutonomous } of advertisement.prefixes) {
      if (validSeconds === 0) this.#learner.local.forgetPrefix(words, length);
      else if (isAutonomous) this.#learner.local.learnPrefix(words, length, 'router-advertisement');
    }
  }
}
