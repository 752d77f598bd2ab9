// `direct` runs once per frame, before it is counted: allocate nothing once it is known who is home.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { PROTOCOL_COUNT, Protocol } from '../../decode/protocol.ts';
import { timestampText } from '../../decode/text.ts';
import { outermostIpLayer } from './address-ranges.ts';
import { ArpWitness } from './arp-witness.ts';
import { Authority } from './authority.ts';
import { BareDirection } from './bare-direction.ts';
import { type Cidr, parseCidr, parseIpv4 } from './cidr.ts';
import { ConfiguredWitness } from './configured-witness.ts';
import { DhcpWitness, isDhcp } from './dhcp-witness.ts';
import type { LineFact } from './facts.ts';
import { Inference } from './inference.ts';
import { IpcpWitness } from './ipcp-witness.ts';
import { LocalAddresses } from './local-addresses.ts';
import { type Mac, NO_MAC, parseMac } from './mac.ts';
import { MacPairs } from './mac-pairs.ts';
import { PppoeWitness } from './pppoe-witness.ts';
import { type RoleClaim, type RoleState, Roles } from './roles.ts';
import { findSilence } from './silent-ends.ts';

export interface HomeOptions {
  /** Networks of home, such as `192.0.2.0/24`; they override what is learnt. */
  readonly localNetworks?: readonly string[];
  /** The router's address on the line; it overrides what is learnt. */
  readonly routerMac?: string;
}

/** Which protocols at a frame's innermost layer may say who is home. */
const TELLING = new Uint8Array(PROTOCOL_COUNT);
for (const protocol of [Protocol.PppoeDiscovery, Protocol.Ipcp, Protocol.Arp, Protocol.Icmpv6, Protocol.Udp])
  TELLING[protocol] = 1;

/** Where thousands of frames did not tell who is home, one of so many of the others is looked at. */
const LOOKED_AT_LATER = 16;

/** Learns which address is the router's and which the provider's, and says of every frame which way it goes. */
export class HomeLearner {
  readonly roles = new Roles();
  readonly local: LocalAddresses;
  readonly pairs = new MacPairs();
  readonly #bare: BareDirection;
  readonly #discovery = new PppoeWitness();
  readonly #ipcp = new IpcpWitness();
  readonly #dhcp = new DhcpWitness();
  readonly #arp = new ArpWitness();
  readonly #configured: ConfiguredWitness | null;
  readonly #inference = new Inference();
  /** Reused for every frame. */
  readonly #ends = { source: NO_MAC, destination: NO_MAC };
  #isLooking = true;
  #version = 0;

  // The last two pairs of addresses, as words of the header, and where they are among `pairs`.
  #firstA = 0;
  #secondA = 0;
  #thirdA = 0;
  #slotA = -1;
  #firstB = 0;
  #secondB = 0;
  #thirdB = 0;
  #slotB = -1;
  #lastWasA = false;

  constructor(options: HomeOptions = {}) {
    const networks = (options.localNetworks ?? []).map(readNetwork);
    this.local = new LocalAddresses(networks);
    this.#configured = networks.length > 0 ? new ConfiguredWitness(this.local) : null;
    this.#bare = new BareDirection(this.local);
    if (options.routerMac !== undefined) this.#configureRouter(options.routerMac);
  }

  /** Sets `packet.direction`. Call it for every frame, in their order, before anybody counts it. */
  direct(packet: Packet): void {
    if (packet.protocols[0] !== Protocol.Ethernet) {
      this.#directWithoutMacs(packet);
      return;
    }
    const { view, start } = packet;
    const first = view.getInt32(start);
    const second = view.getInt32(start + 4);
    const third = view.getInt32(start + 8);
    let slot: number;
    if (third === this.#thirdA && second === this.#secondA && first === this.#firstA && this.#slotA >= 0) {
      slot = this.#slotA;
      this.#lastWasA = true;
    } else if (third === this.#thirdB && second === this.#secondB && first === this.#firstB && this.#slotB >= 0) {
      slot = this.#slotB;
      this.#lastWasA = false;
    } else slot = this.#enter(first, second, third);

    const { pairs } = this;
    pairs.frames[slot]! += 1;
    pairs.acks[slot]! += (packet.tcpFlags >> 4) & 1;
    pairs.lastSeen[slot] = packet.timestampMicros;
    const last = packet.protocols[packet.layerCount - 1]!;
    if (TELLING[last] === 1 && (last !== Protocol.Udp || isDhcp(packet))) this.#hear(packet, slot);
    if (this.#isLooking && (!this.#inference.isDone || pairs.frames[slot]! % LOOKED_AT_LATER === 0)) this.#look(packet, slot);
    packet.direction = pairs.directions[slot] as Direction;
  }

  /** Takes what others found out; they have seen it between both ends. */
  noteFact(fact: LineFact): void {
    if (fact.kind === 'roles') {
      const router = parseMac(fact.clientMac) ?? NO_MAC;
      const provider = parseMac(fact.concentratorMac) ?? NO_MAC;
      const evidence = 'the router has a PPPoE session that the concentrator gave it';
      this.#claim({ authority: Authority.Discovery, router, provider, evidence, atMicros: fact.atMicros });
    } else if (fact.kind === 'addresses') {
      const [local] = fact.localIpv4 === null ? [] : (parseIpv4(fact.localIpv4) ?? []);
      const [remote] = fact.remoteIpv4 === null ? [] : (parseIpv4(fact.remoteIpv4) ?? []);
      if (local !== undefined) this.local.learnIpv4(local, 'ipcp');
      if (remote !== undefined) this.local.learnRemoteIpv4(remote);
    }
  }

  /** Looks after ends of the line that have fallen silent. */
  closeWindow(endMicros: number): void {
    this.#replaceSilent(endMicros);
    this.pairs.closeWindow();
  }

  isRouter(mac: Mac): boolean {
    return mac !== NO_MAC && (mac === this.roles.router.mac || this.roles.router.others.includes(mac));
  }

  isProvider(mac: Mac): boolean {
    return mac !== NO_MAC && (mac === this.roles.provider.mac || this.roles.provider.others.includes(mac));
  }

  /** How it is known who is home, and how surely. */
  certainty(): Pick<RoleState, 'how' | 'confidence'> {
    if (!this.roles.isKnown && this.#bare.isKnown) return { how: 'inferred', confidence: 'medium' };
    return { how: this.roles.how, confidence: this.roles.confidence };
  }

  state(): RoleState {
    const state = this.roles.state();
    if (this.roles.isKnown || !this.#bare.isKnown) return state;
    const { sinceMicros, evidence } = this.#bare;
    return { ...state, ...this.certainty(), since: timestampText(sinceMicros), evidence };
  }

  #directWithoutMacs(packet: Packet): void {
    if (packet.layerCount === 0) return;
    if (packet.protocols[packet.layerCount - 1] === Protocol.Ipcp) {
      this.#ipcp.testify(packet, NO_MAC, NO_MAC);
      const assigned = this.#ipcp.agreed.find((one) => one.isAssigned);
      if (assigned !== undefined) this.local.learnIpv4(assigned.address, 'ipcp');
    }
    packet.direction = this.#bare.of(packet);
  }

  #enter(first: number, second: number, third: number): number {
    const { pairs } = this;
    let slot = pairs.find(first, second, third);
    if (slot < 0) {
      slot = pairs.add(first, second, third);
      if (slot === this.#slotA) this.#slotA = -1;
      if (slot === this.#slotB) this.#slotB = -1;
      this.#judge(slot);
    }
    if (this.#lastWasA) {
      this.#firstB = first;
      this.#secondB = second;
      this.#thirdB = third;
      this.#slotB = slot;
    } else {
      this.#firstA = first;
      this.#secondA = second;
      this.#thirdA = third;
      this.#slotA = slot;
    }
    this.#lastWasA = !this.#lastWasA;
    return slot;
  }

  #judge(slot: number): void {
    const { pairs } = this;
    const source = pairs.sourceOf(slot);
    const destination = pairs.destinationOf(slot);
    pairs.setDirection(slot, this.#verdict(source, destination));
    const { router, provider } = this.roles;
    const isLine =
      (source === router.mac && destination === provider.mac) || (source === provider.mac && destination === router.mac);
    pairs.isLine[slot] = isLine ? 1 : 0;
  }

  #verdict(source: Mac, destination: Mac): Direction {
    if (this.isRouter(source)) return Direction.Up;
    if (this.isProvider(source)) return Direction.Down;
    if (this.isRouter(destination)) return Direction.Down;
    return this.isProvider(destination) ? Direction.Up : Direction.Unknown;
  }

  #hear(packet: Packet, slot: number): void {
    const source = this.pairs.sourceOf(slot);
    const destination = this.pairs.destinationOf(slot);
    const last = packet.protocols[packet.layerCount - 1];
    if (last === Protocol.Arp) {
      if (this.#isLooking) this.#arp.note(packet, source);
      return;
    }
    if (packet.tunnelCount !== 0) return;
    let claim: RoleClaim | null;
    if (last === Protocol.PppoeDiscovery) claim = this.#discovery.testify(packet, source, destination);
    else if (last === Protocol.Ipcp) claim = this.#ipcp.testify(packet, source, destination);
    else claim = this.#dhcp.testify(packet, source);
    if (claim !== null) this.#claim(claim);
    if (last === Protocol.Ipcp) this.#takeAgreed();
  }

  /** Both ends agree on both addresses; whose they are is known when it is known who is home. */
  #takeAgreed(): void {
    for (const { owner, address } of this.#ipcp.agreed) {
      if (owner === this.roles.router.mac) this.local.learnIpv4(address, 'ipcp');
      else if (owner === this.roles.provider.mac) this.local.learnRemoteIpv4(address);
    }
  }

  #look(packet: Packet, slot: number): void {
    const ends = this.#ends;
    ends.source = this.pairs.sourceOf(slot);
    ends.destination = this.pairs.destinationOf(slot);
    const layer = outermostIpLayer(packet);
    if (this.#configured !== null && layer >= 0) {
      const claim = this.#configured.testify(packet, layer, ends);
      if (claim !== null) this.#claim(claim);
    }
    if (layer >= 0 && this.#arp.isWaiting) {
      const claim = this.#arp.testify(packet, layer, ends);
      if (claim !== null) this.#claim(claim);
    }
    const claim = this.#inference.note(packet, layer, ends);
    if (claim !== null) this.#claim(claim);
    this.#isLooking = this.#isUncertain();
  }

  #isUncertain(): boolean {
    const { authority, provider } = this.roles;
    if (authority === Authority.Configured && provider.mac === NO_MAC && !this.#inference.isDone) return true;
    if (this.#configured !== null && authority < Authority.Configured && !this.#configured.isDone) return true;
    return authority < Authority.Inferred || (authority === Authority.Inferred && !this.#inference.isDone);
  }

  #claim(said: RoleClaim): void {
    const { roles, pairs } = this;
    const claim = this.#underConfiguration(said);
    const heard = { router: pairs.lastHeard(roles.router.mac), provider: pairs.lastHeard(roles.provider.mac) };
    const isNew = roles.claim(claim, heard);
    if (claim.authority === Authority.Inferred) this.#inferAddress(claim);
    if (!isNew || roles.version === this.#version) return;
    this.#version = roles.version;
    for (let slot = 0; slot < pairs.size; slot += 1) this.#judge(slot);
    this.#takeAgreed();
  }

  /** Whoever is at the other end from the router that the configuration names is the provider, whatever it looks like. */
  #underConfiguration(claim: RoleClaim): RoleClaim {
    const { router } = this.roles;
    if (router.authority !== Authority.Configured || claim.provider !== router.mac || claim.authority < Authority.Inferred)
      return claim;
    return { ...claim, router: claim.provider, provider: claim.router };
  }

  #inferAddress({ router }: RoleClaim): void {
    if (router !== this.roles.router.mac) return;
    const word = this.#inference.talkerOf(router)?.ipv4Sources.dominant ?? 0;
    if (word !== 0) this.local.learnIpv4(word, 'inferred');
  }

  #replaceSilent(nowMicros: number): void {
    const silence = findSilence(this.roles, this.pairs, nowMicros);
    if (silence === 'both' && !this.#isLooking) {
      this.#inference.restart();
      this.#isLooking = true;
    } else if (silence !== null && silence !== 'both') this.#claim(silence);
  }

  #configureRouter(text: string): void {
    const router = parseMac(text);
    if (router === null) throw new Error(`'${text}' is no MAC address`);
    const evidence = "the router's address is in the configuration";
    this.#claim({ authority: Authority.Configured, router, provider: NO_MAC, evidence, atMicros: 0 });
  }
}

function readNetwork(text: string): Cidr {
  const network = parseCidr(text);
  if (network === null) throw new Error(`'${text}' is no network such as 192.0.2.0/24`);
  return network;
}
