// `note` runs once per frame until it is known who is home: allocate nothing but the verdict.

import { PppoeCode, readPppoeCode } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { Authority, type Confidence } from './authority.ts';
import { isGroupMac, type Mac } from './mac.ts';
import type { RoleClaim } from './roles.ts';
import { Talker } from './talker.ts';

const MAX_TALKERS = 8;
/** A verdict is due after so many frames, or so long after both ends spoke. */
const FRAMES_ENOUGH = 48;
const MICROS_ENOUGH = 2e6;
/** Earlier only when there is next to no doubt. */
const FRAMES_EARLY = 16;
const CERTAIN = 8;
const LIKELY = 2;
/** With a single end to be seen, this much before its addresses alone are believed. */
const FRAMES_ONE_SIDED = 256;
const MICROS_ONE_SIDED = 10e6;
/** A verdict with little certainty is looked after for so many frames. */
const FRAMES_LOOKED_AFTER = 4096;

const FEW = 2;

const CHAP_RESPONSE = 2;
const PAP_REQUEST = 1;
const LCP_ECHO_REQUEST = 9;

/** Which of two addresses is home, as a positive number for the first; and why. */
export interface Balance {
  readonly score: number;
  readonly evidence: string;
}

/**
 * Who is home when nobody says so, because the capture began in the middle: of the two addresses that talk, home is the one whose packets
 * come from few addresses, that opens connections instead of taking them, and whose packets have passed few routers.
 */
export class Inference {
  readonly #talkers: Talker[] = Array.from({ length: MAX_TALKERS }, () => new Talker());
  /** Frames from one talker to another, `from * MAX_TALKERS + to`. */
  readonly #sent = new Uint32Array(MAX_TALKERS * MAX_TALKERS);
  #size = 0;
  #frames = 0;
  #firstAt = -1;
  /** When somebody was spoken to who had spoken, for the first time: then both ends have. */
  #bothAt = -1;
  #lastClaimed: Confidence = 'none';

  /** Whether there is nothing more to learn. */
  get isDone(): boolean {
    return this.#lastClaimed === 'high' || this.#frames > FRAMES_LOOKED_AFTER;
  }

  /** Forgets everything, to begin anew with other addresses. */
  restart(): void {
    this.#size = 0;
    this.#frames = 0;
    this.#firstAt = -1;
    this.#bothAt = -1;
    this.#sent.fill(0);
    this.#lastClaimed = 'none';
  }

  /** Notes a frame from one address to another, its outermost IP header at stack index `layer` (-1: none). Returns a verdict when it is due. */
  note(packet: Packet, layer: number, { source, destination }: { source: Mac; destination: Mac }): RoleClaim | null {
    const from = this.#slotOf(source);
    if (from < 0) return null;
    const talker = this.#talkers[from]!;
    this.#noteControl(packet, talker);
    if (isGroupMac(destination)) return null;
    const to = this.#slotOf(destination);
    if (to < 0) return null;
    const { timestampMicros } = packet;
    if (this.#firstAt < 0) this.#firstAt = timestampMicros;
    this.#frames += 1;
    talker.frames += 1;
    this.#sent[from * MAX_TALKERS + to]! += 1;
    if (this.#bothAt < 0 && this.#talkers[to]!.frames > 0) {
      this.#bothAt = timestampMicros;
      this.#firstAt = timestampMicros;
      this.#frames = Math.min(this.#frames, 2);
    }
    if (layer >= 0) talker.note(packet, layer);
    return this.#isDue(timestampMicros) ? this.#decide(timestampMicros) : null;
  }

  /** The talker with an address, if it is known. */
  talkerOf(mac: Mac): Talker | null {
    for (let slot = 0; slot < this.#size; slot += 1) if (this.#talkers[slot]!.mac === mac) return this.#talkers[slot]!;
    return null;
  }

  #slotOf(mac: Mac): number {
    for (let slot = 0; slot < this.#size; slot += 1) if (this.#talkers[slot]!.mac === mac) return slot;
    if (this.#size === MAX_TALKERS) return -1;
    this.#talkers[this.#size]!.begin(mac);
    this.#size += 1;
    return this.#size - 1;
  }

  /** Who is asked for a password is home; who asks is not (RFC 1334, section 2.2; RFC 1994, section 4). So is who asks for sessions. */
  #noteControl(packet: Packet, talker: Talker): void {
    const last = packet.layerCount - 1;
    const protocol = packet.protocols[last];
    const code = packet.bytes[packet.offsets[last]!]!;
    if (protocol === Protocol.Chap || protocol === Protocol.Pap) {
      const isFromAuthenticator = protocol === Protocol.Chap ? code !== CHAP_RESPONSE : code !== PAP_REQUEST;
      if (isFromAuthenticator) talker.authenticator += 1;
      else talker.authenticated += 1;
    } else if (protocol === Protocol.PppoeDiscovery) {
      const discovery = readPppoeCode(packet.bytes, packet.offsets[last]!);
      if (discovery === PppoeCode.Padi || discovery === PppoeCode.Padr) talker.authenticated += 1;
      else if (discovery === PppoeCode.Pado || discovery === PppoeCode.Pads) talker.authenticator += 1;
    } else if (protocol === Protocol.Lcp && code === LCP_ECHO_REQUEST) talker.echoRequests += 1;
  }

  #isDue(nowMicros: number): boolean {
    if (this.#bothAt < 0) {
      return (
        this.#frames >= FRAMES_ONE_SIDED && this.#frames % FRAMES_ENOUGH === 0 && nowMicros - this.#firstAt >= MICROS_ONE_SIDED
      );
    }
    if (this.#frames >= FRAMES_ENOUGH) return this.#frames % 16 === 0;
    return nowMicros - this.#bothAt >= MICROS_ENOUGH || (this.#frames >= FRAMES_EARLY && this.#frames % 4 === 0);
  }

  #decide(atMicros: number): RoleClaim | null {
    const [first, second] = this.#busiestPair();
    if (first === null || second === null) return null;
    const isOneSided = this.#bothAt < 0;
    const { score, evidence } = isOneSided ? weighOne(first) : weigh(first, second);
    const isSure = Math.abs(score) >= CERTAIN && !isOneSided;
    const isEarly = this.#frames < FRAMES_ENOUGH && atMicros - this.#bothAt < MICROS_ENOUGH && !isOneSided;
    if (Math.abs(score) < LIKELY || (isEarly && !isSure)) return null;
    const [home, away] = score > 0 ? [first, second] : [second, first];
    const confidence = isSure ? 'high' : Math.abs(score) >= CERTAIN / 2 && !isOneSided ? 'medium' : 'low';
    this.#lastClaimed = confidence;
    return { authority: Authority.Inferred, router: home.mac, provider: away.mac, evidence, atMicros, confidence };
  }

  /** The two that exchange most; with nobody answering, the one that sends most and whom it sends to. */
  #busiestPair(): [Talker | null, Talker | null] {
    let best = 0;
    let pair: [Talker | null, Talker | null] = [null, null];
    for (let one = 0; one < this.#size; one += 1) {
      for (let other = 0; other < this.#size; other += 1) {
        const there = this.#sent[one * MAX_TALKERS + other]!;
        const back = this.#sent[other * MAX_TALKERS + one]!;
        const exchanged = this.#bothAt < 0 ? there : Math.min(there === 0 ? this.#sentInstead(one, other) : there, back);
        if (exchanged <= best) continue;
        best = exchanged;
        pair = [this.#talkers[one]!, this.#talkers[other]!];
      }
    }
    return pair;
  }

  /**
   * What `one` sent that `other` may have got, though nobody sends to its address: gateways that stand in for each other are sent to at an address
   * they share, and answer from their own (RFC 9568, section 7.3; Cisco's HSRP and GLBP alike).
   */
  #sentInstead(one: number, other: number): number {
    let sent = 0;
    for (let slot = 0; slot < this.#size; slot += 1) {
      if (this.#sent[slot * MAX_TALKERS + other] !== 0) return 0;
      if (this.#talkers[slot]!.frames === 0) sent += this.#sent[one * MAX_TALKERS + slot]!;
    }
    return sent;
  }
}

/** Weighs everything that was seen of two ends that talk with each other. */
export function weigh(first: Talker, second: Talker): Balance {
  const reasons: [number, string][] = [
    [
      diversity(first.sources.size, second.sources.size, 2),
      'its packets come from few addresses and those of the other end from many',
    ],
    [
      diversity(first.innerSources.size, second.innerSources.size, 1),
      'inside tunnels it uses few addresses and the other end many',
    ],
    [clamp(second.served - first.served, 6), 'it opens connections and the other end answers them'],
    [privacy(first, second), 'it has a private or shared address and the other end public ones'],
    [distance(first, second), 'its packets have passed fewer routers than those of the other end'],
    [authentication(first, second), 'it authenticates itself to the other end'],
    [clamp(first.echoRequests - second.echoRequests, 1) / 2, 'it asks more often whether the other end is there'],
  ];
  return balance(reasons);
}

/** Weighs an end that nobody answers, as when a mirror shows one direction only. */
function weighOne(talker: Talker): Balance {
  const many = Math.max(talker.sources.size, talker.destinations.size);
  const difference = diversity(talker.sources.size, talker.destinations.size, 1);
  return balance([
    [many >= 4 ? difference : 0, 'one direction only was seen: its packets come from few addresses and go to many'],
  ]);
}

function balance(reasons: readonly (readonly [number, string])[]): Balance {
  const score = reasons.reduce((sum, [points]) => sum + points, 0);
  const sign = score >= 0 ? 1 : -1;
  const told = reasons.filter(([points]) => points * sign >= 0.5).sort(([a], [b]) => (b - a) * sign);
  return { score, evidence: `inferred in the middle of a session: ${told.map(([, text]) => text).join('; ')}` };
}

/** Few addresses against many; nothing when there are many on both sides or one on each. */
function diversity(first: number, second: number, weight: number): number {
  if (first === 0 || second === 0) return 0;
  const isTelling = Math.min(first, second) <= FEW || Math.max(first, second) >= 4 * Math.min(first, second);
  return isTelling ? clamp(weight * (second - first), 5 * weight) : 0;
}

function privacy(first: Talker, second: Talker): number {
  if (first.packets === 0 || second.packets === 0) return 0;
  const difference = first.privateSources / first.packets - second.privateSources / second.packets;
  return Math.abs(difference) >= 0.8 ? 4 * Math.sign(difference) : 0;
}

function distance(first: Talker, second: Talker): number {
  if (first.packets < 4 || second.packets < 4) return 0;
  const difference = second.hops / second.packets - first.hops / first.packets;
  return Math.abs(difference) >= 3 ? 2 * Math.sign(difference) : 0;
}

function authentication(first: Talker, second: Talker): number {
  return clamp(8 * (second.authenticator + first.authenticated - first.authenticator - second.authenticated), 8);
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
