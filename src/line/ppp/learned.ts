import type { MacAddress } from './mac-address.ts';

/** Which session a fact is about; `serial` tells it from all others since the start. */
export interface SessionName {
  readonly serial: number;
  /** Null for PPP without PPPoE. */
  readonly sessionId: number | null;
  readonly vlanIds: readonly number[];
}

/** An address as a 32-bit word (signed, as tables compare them) and as text. */
export interface Ipv4Address {
  readonly word: number;
  readonly text: string;
}

interface Fact<Kind extends string> {
  readonly kind: Kind;
  readonly atMicros: number;
  readonly session: SessionName;
}

/** Which end of a session is the router and which the provider's; inferred where neither discovery nor negotiation was seen to say so. */
export interface RolesKnown extends Fact<'roles-known'> {
  readonly clientMac: MacAddress;
  readonly concentratorMac: MacAddress;
  readonly isInferred: boolean;
}

/** IPCP is open, or both ends carry IP; addresses are null where they were not seen to be negotiated. */
export interface IpUp extends Fact<'ip-up'> {
  readonly localIpv4: Ipv4Address | null;
  readonly remoteIpv4: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
}

/** IPV6CP is open. Link-local addresses as four 32-bit words and as text. */
export interface Ipv6Up extends Fact<'ipv6-up'> {
  readonly localLinkLocal: Ipv6Address | null;
  readonly remoteLinkLocal: Ipv6Address | null;
}

export interface Ipv6Address {
  readonly words: readonly [number, number, number, number];
  readonly text: string;
}

/** LCP is open. An MRU is null where its end left the default (RFC 1661: 1500, which PPPoE itself limits to 1492). */
export interface MruKnown extends Fact<'mru-known'> {
  /** What the router can receive. */
  readonly mru: number | null;
  readonly peerMru: number | null;
  /** PPP-Max-Payload (RFC 4638) as the router asked and the concentrator granted. */
  readonly maxPayloadAsked: number | null;
  readonly maxPayloadGranted: number | null;
}

export type SessionOpened = Fact<'session-opened'>;
export type SessionReopened = Fact<'session-reopened'>;

export interface SessionClosed extends Fact<'session-closed'> {
  /** When it ended, which is known a moment later. */
  readonly closedMicros: number;
}

/** An end took IPv4, or IPv6, down while the session stays. */
export type IpDown = Fact<'ip-down'>;
export type Ipv6Down = Fact<'ipv6-down'>;

/**
 * One end answers what nobody was seen to say: it accepted a session that was not seen to be offered, or gave one that was not seen to be asked
 * for, and goes on in it. The frames of the other end pass, but are not shown.
 */
export interface OneWay extends Fact<'one-way'> {
  readonly evidence: string;
}

/** What following PPP tells others about the line, once each time it is learned. Local is the router's end. */
export type LearnedFact =
  | RolesKnown
  | OneWay
  | SessionOpened
  | SessionReopened
  | SessionClosed
  | MruKnown
  | IpUp
  | IpDown
  | Ipv6Up
  | Ipv6Down;

export type OnLearned = (fact: LearnedFact) => void;
