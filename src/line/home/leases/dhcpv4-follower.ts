// Cold: follows the few DHCP messages of a line.

import { ipv4Text, timestampText } from '../../../decode/text.ts';
import { type Dhcpv4Message, Dhcpv4Type } from './dhcpv4-message.ts';
import type { LeaseEventKind, Timeline } from './timeline.ts';

/** An IPv4 address that the provider lent (RFC 2131). */
export interface Dhcpv4Lease {
  readonly address: string;
  readonly serverId: string | null;
  readonly gateway: string | null;
  readonly subnetMask: string | null;
  readonly dnsServers: readonly string[];
  readonly leaseSeconds: number | null;
  readonly renewalSeconds: number | null;
  readonly rebindingSeconds: number | null;
  readonly obtainedAt: string;
  readonly renewedAt: string | null;
  readonly expiresAt: string | null;
  readonly renewals: number;
  readonly isRelayed: boolean;
  /** From the first request to the acknowledgment, when the lease was obtained; null when that was not seen. */
  readonly acquisitionMillis: number | null;
}

export interface Dhcpv4Counts {
  discovers: number;
  requests: number;
  acknowledged: number;
  renewals: number;
  refusals: number;
  declines: number;
  releases: number;
  unanswered: number;
  /** Answers that nobody on this line had asked for. */
  unasked: number;
}

type Purpose = 'new' | 'renew' | 'rebind' | 'reboot' | 'inform';

interface Transaction {
  readonly id: number;
  purpose: Purpose;
  readonly startedAt: number;
  lastAt: number;
  tries: number;
  isOffered: boolean;
  isAnswered: boolean;
}

interface Lease {
  readonly message: Dhcpv4Message;
  readonly obtainedAt: number;
  renewedAt: number;
  renewals: number;
  readonly acquisitionMicros: number | null;
}

/** Clients repeat themselves after 4 to 64 seconds (RFC 2131, section 4.1). */
const UNANSWERED_MICROS = 30e6;
const NEVER = 0xffffffff;

const WORDS: Readonly<Record<Purpose, string>> = {
  new: 'asked for an address',
  renew: 'asked its server to renew the address',
  rebind: 'asked any server to renew the address',
  reboot: 'asked for the address it had before',
  inform: 'asked for settings without an address',
};

export class Dhcpv4Follower {
  readonly counts: Dhcpv4Counts = {
    discovers: 0,
    requests: 0,
    acknowledged: 0,
    renewals: 0,
    refusals: 0,
    declines: 0,
    releases: 0,
    unanswered: 0,
    unasked: 0,
  };
  readonly #timeline: Timeline;
  #transaction: Transaction | null = null;
  #lease: Lease | null = null;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** The leased address; null without a lease. */
  get address(): number | null {
    return this.#lease?.message.yourAddress ?? null;
  }

  /** Takes a message of the line's router; a renewal asked of everybody is a rebinding. */
  ask(message: Dhcpv4Message, atMicros: number, isBroadcast: boolean): void {
    const { type, transactionId } = message;
    if (type === Dhcpv4Type.Decline) this.#give(atMicros, 'declined', 'the router declined the address: somebody else has it');
    else if (type === Dhcpv4Type.Release) this.#give(atMicros, 'released', 'the router gave the address back');
    if (type === Dhcpv4Type.Decline) this.counts.declines += 1;
    if (type === Dhcpv4Type.Release) this.counts.releases += 1;
    if (type !== Dhcpv4Type.Discover && type !== Dhcpv4Type.Request && type !== Dhcpv4Type.Inform) return;
    if (type === Dhcpv4Type.Discover) this.counts.discovers += 1;
    if (type === Dhcpv4Type.Request) this.counts.requests += 1;
    const current = this.#transaction;
    const purpose = purposeOf(message, isBroadcast);
    if (current?.id === transactionId && (!current.isAnswered || purpose === current.purpose)) {
      current.lastAt = atMicros;
      current.tries += 1;
      if (type === Dhcpv4Type.Request && current.purpose === 'new') this.#add(atMicros, 'request', 'the router took the offer');
      return;
    }
    // Some clients take an offer under another transaction id.
    const offered =
      type === Dhcpv4Type.Request && purpose === 'new' && current?.isOffered && !current.isAnswered ? current : null;
    if (current !== null && offered === null) this.#closeUnanswered(current, atMicros);
    const startedAt = offered?.startedAt ?? atMicros;
    const times = { startedAt, lastAt: atMicros, tries: 1 };
    this.#transaction = { id: transactionId, purpose, ...times, isOffered: offered !== null, isAnswered: false };
    if (offered !== null) {
      this.#add(atMicros, 'request', 'the router took the offer');
      return;
    }
    const kind = type === Dhcpv4Type.Discover ? 'discover' : type === Dhcpv4Type.Inform ? 'informed' : 'request';
    this.#add(atMicros, kind, `the router ${WORDS[purpose]}`);
  }

  /** Takes a message of the line's provider. Returns whether it answers what the router had asked. */
  answer(message: Dhcpv4Message, atMicros: number): boolean {
    const transaction = this.#transaction;
    if (transaction === null || transaction.id !== message.transactionId) {
      this.counts.unasked += 1;
      return false;
    }
    const sinceMicros = transaction.startedAt;
    if (message.type === Dhcpv4Type.Offer) {
      // Further servers may offer too.
      if (transaction.isOffered) return true;
      transaction.isOffered = true;
      const text = `offered ${ipv4Text(message.yourAddress)}`;
      this.#timeline.add(atMicros, { protocol: 'dhcpv4', kind: 'offer', text, sinceMicros });
    } else if (message.type === Dhcpv4Type.Ack && !transaction.isAnswered) this.#acknowledge(message, transaction, atMicros);
    else if (message.type === Dhcpv4Type.Nak) {
      transaction.isAnswered = true;
      this.counts.refusals += 1;
      this.#lease = null;
      const said = message.text === null ? '' : `: ${message.text}`;
      this.#timeline.add(atMicros, { protocol: 'dhcpv4', kind: 'refused', text: `the provider refused${said}`, sinceMicros });
    }
    return true;
  }

  /** Notices what did not happen. */
  tick(nowMicros: number): void {
    const transaction = this.#transaction;
    if (transaction !== null && nowMicros - transaction.lastAt >= UNANSWERED_MICROS)
      this.#closeUnanswered(transaction, nowMicros);
    const lease = this.#lease;
    if (lease === null || nowMicros < expiryOf(lease)) return;
    this.#give(nowMicros, 'expired', 'the lease ended without having been renewed');
  }

  lease(): Dhcpv4Lease | null {
    const lease = this.#lease;
    if (lease === null) return null;
    const { message } = lease;
    const expiry = expiryOf(lease);
    return {
      address: ipv4Text(message.yourAddress),
      serverId: textOrNull(message.serverIdentifier),
      gateway: textOrNull(message.gateway),
      subnetMask: textOrNull(message.subnetMask),
      dnsServers: message.dnsServers.map(ipv4Text),
      leaseSeconds: secondsOrNull(message.leaseSeconds),
      renewalSeconds: secondsOrNull(message.renewalSeconds),
      rebindingSeconds: secondsOrNull(message.rebindingSeconds),
      obtainedAt: timestampText(lease.obtainedAt),
      renewedAt: lease.renewals === 0 ? null : timestampText(lease.renewedAt),
      expiresAt: Number.isFinite(expiry) ? timestampText(expiry) : null,
      renewals: lease.renewals,
      isRelayed: message.relayAddress !== 0 || message.hasRelayOption,
      acquisitionMillis: lease.acquisitionMicros === null ? null : Math.round(lease.acquisitionMicros) / 1000,
    };
  }

  #acknowledge(message: Dhcpv4Message, transaction: Transaction, atMicros: number): void {
    transaction.isAnswered = true;
    this.counts.acknowledged += 1;
    if (transaction.purpose === 'inform' || message.yourAddress === 0) return;
    const sinceMicros = transaction.startedAt;
    const before = this.#lease;
    const isRenewal = before !== null && before.message.yourAddress === message.yourAddress && transaction.purpose !== 'new';
    const isExtended = isRenewal || transaction.purpose === 'renew' || transaction.purpose === 'rebind';
    if (isExtended) this.counts.renewals += 1;
    this.#lease = {
      message,
      obtainedAt: isRenewal ? before.obtainedAt : atMicros,
      renewedAt: atMicros,
      renewals: isRenewal ? before.renewals + 1 : isExtended ? 1 : 0,
      acquisitionMicros: isRenewal ? before.acquisitionMicros : transaction.purpose === 'new' ? atMicros - sinceMicros : null,
    };
    const time = message.leaseSeconds < 0 || message.leaseSeconds === NEVER ? '' : ` for ${message.leaseSeconds} s`;
    const kind = isExtended ? 'renewed' : 'obtained';
    const text = `${ipv4Text(message.yourAddress)}${time}`;
    this.#timeline.add(atMicros, { protocol: 'dhcpv4', kind, text, sinceMicros });
  }

  #closeUnanswered(transaction: Transaction, nowMicros: number): void {
    if (transaction.isAnswered) return;
    transaction.isAnswered = true;
    if (transaction.isOffered && transaction.purpose === 'new' && transaction.tries === 1) return;
    this.counts.unanswered += 1;
    const times = transaction.tries === 1 ? 'once' : `${transaction.tries} times`;
    this.#add(nowMicros, 'unanswered', `the router ${WORDS[transaction.purpose]} ${times}, without an answer`);
  }

  #give(atMicros: number, kind: LeaseEventKind, text: string): void {
    this.#lease = null;
    this.#add(atMicros, kind, text);
  }

  #add(atMicros: number, kind: LeaseEventKind, text: string): void {
    this.#timeline.add(atMicros, { protocol: 'dhcpv4', kind, text });
  }
}

/** RFC 2131, section 4.3.2: what a request is for shows in which fields are filled in. */
function purposeOf({ type, clientAddress, serverIdentifier, requestedAddress }: Dhcpv4Message, isBroadcast: boolean): Purpose {
  if (type === Dhcpv4Type.Inform) return 'inform';
  if (type === Dhcpv4Type.Discover || serverIdentifier !== 0) return 'new';
  if (clientAddress === 0) return requestedAddress === 0 ? 'new' : 'reboot';
  return isBroadcast ? 'rebind' : 'renew';
}

function expiryOf({ message, renewedAt }: Lease): number {
  const isEndless = message.leaseSeconds < 0 || message.leaseSeconds === NEVER;
  return isEndless ? Number.POSITIVE_INFINITY : renewedAt + message.leaseSeconds * 1e6;
}

function textOrNull(word: number): string | null {
  return word === 0 ? null : ipv4Text(word);
}

function secondsOrNull(seconds: number): number | null {
  return seconds < 0 ? null : seconds;
}
