// Cold: follows the few DHCPv6 messages of a line.

import { ipv6Text, timestampText } from '../../../decode/text.ts';
import { type Dhcpv6Address, type Dhcpv6Message, Dhcpv6Type } from './dhcpv6-message.ts';
import type { LeaseEventKind, Timeline } from './timeline.ts';

export interface Dhcpv6Item {
  /** An address, or a prefix with its length. */
  readonly text: string;
  readonly preferredSeconds: number;
  readonly validSeconds: number;
}

/** What the provider lent by DHCPv6 (RFC 8415): addresses, delegated prefixes, and what else it told. */
export interface Dhcpv6Lease {
  readonly addresses: readonly Dhcpv6Item[];
  readonly prefixes: readonly Dhcpv6Item[];
  readonly dnsServers: readonly string[];
  /** Where the line's IPv4 packets are to be sent inside IPv6 (DS-Lite, RFC 6334). */
  readonly aftrName: string | null;
  readonly obtainedAt: string;
  readonly renewedAt: string | null;
  readonly expiresAt: string | null;
  readonly renewals: number;
  readonly acquisitionMillis: number | null;
}

export interface Dhcpv6Counts {
  solicits: number;
  requests: number;
  replies: number;
  renewals: number;
  failures: number;
  releases: number;
  unanswered: number;
  unasked: number;
}

interface Transaction {
  readonly id: number;
  readonly type: number;
  readonly startedAt: number;
  lastAt: number;
  tries: number;
  isAnswered: boolean;
}

interface Lease {
  message: Dhcpv6Message;
  obtainedAt: number;
  renewedAt: number;
  renewals: number;
  acquisitionMicros: number | null;
}

const UNANSWERED_MICROS = 30e6;
const MAX_TRANSACTIONS = 4;
const NEVER = 0xffffffff;

const ASKING: Readonly<Record<number, string>> = {
  [Dhcpv6Type.Solicit]: 'looked for a server',
  [Dhcpv6Type.Request]: 'took the offer',
  [Dhcpv6Type.Confirm]: 'asked whether its addresses are still right',
  [Dhcpv6Type.Renew]: 'asked its server to renew',
  [Dhcpv6Type.Rebind]: 'asked any server to renew',
  [Dhcpv6Type.Release]: 'gave its addresses back',
  [Dhcpv6Type.Decline]: 'declined an address: somebody else has it',
  [Dhcpv6Type.InformationRequest]: 'asked for settings without an address',
};

/** Status codes (RFC 8415, section 21.13). */
const STATUS: readonly string[] = ['success', 'unspecified failure', 'no addresses available', 'no binding', 'not on link'];
const NO_PREFIX = 6;

export class Dhcpv6Follower {
  readonly counts: Dhcpv6Counts = {
    solicits: 0,
    requests: 0,
    replies: 0,
    renewals: 0,
    failures: 0,
    releases: 0,
    unanswered: 0,
    unasked: 0,
  };
  readonly #timeline: Timeline;
  readonly #transactions: Transaction[] = [];
  /** When the router began to look for a server. */
  #soughtAt = -1;
  #lease: Lease | null = null;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** What is delegated and lent right now. */
  get current(): Dhcpv6Message | null {
    return this.#lease?.message ?? null;
  }

  ask({ type, transactionId }: Dhcpv6Message, atMicros: number): void {
    if (type === Dhcpv6Type.Solicit) {
      this.counts.solicits += 1;
      if (this.#soughtAt < 0) this.#soughtAt = atMicros;
    } else if (type === Dhcpv6Type.Request) this.counts.requests += 1;
    const known = this.#transactions.find((one) => one.id === transactionId);
    if (known !== undefined) {
      known.lastAt = atMicros;
      known.tries += 1;
      return;
    }
    for (const one of this.#transactions) if (one.type === type) this.#closeUnanswered(one, atMicros);
    this.#transactions.unshift({ id: transactionId, type, startedAt: atMicros, lastAt: atMicros, tries: 1, isAnswered: false });
    if (this.#transactions.length > MAX_TRANSACTIONS) this.#transactions.pop();
    this.#add(atMicros, kindOf(type), `the router ${ASKING[type]}`);
    if (type !== Dhcpv6Type.Release) return;
    this.counts.releases += 1;
    this.#lease = null;
  }

  /** Takes a message of the line's provider. Returns whether it answers what the router had asked. */
  answer(message: Dhcpv6Message, atMicros: number): boolean {
    const transaction = this.#transactions.find((one) => one.id === message.transactionId);
    if (transaction === undefined) {
      this.counts.unasked += 1;
      return false;
    }
    const sinceMicros = transaction.startedAt;
    if (message.type === Dhcpv6Type.Advertise) {
      transaction.isAnswered = true;
      const text = `a server offered ${itemsText(message)}`;
      this.#timeline.add(atMicros, { protocol: 'dhcpv6', kind: 'offer', text, sinceMicros });
      return true;
    }
    if (transaction.isAnswered && transaction.type !== Dhcpv6Type.Solicit) return true;
    transaction.isAnswered = true;
    this.counts.replies += 1;
    if (message.statusCode !== 0) this.#refuse(message, sinceMicros, atMicros);
    if (message.addresses.length + message.prefixes.length > 0) this.#take(message, transaction, atMicros);
    else if (message.aftrName !== null && this.#lease !== null)
      this.#lease.message = { ...this.#lease.message, aftrName: message.aftrName };
    return true;
  }

  tick(nowMicros: number): void {
    for (const one of this.#transactions) if (nowMicros - one.lastAt >= UNANSWERED_MICROS) this.#closeUnanswered(one, nowMicros);
    if (this.#lease === null || nowMicros < expiryOf(this.#lease)) return;
    this.#lease = null;
    this.#add(nowMicros, 'expired', 'what DHCPv6 had lent ended without having been renewed');
  }

  lease(): Dhcpv6Lease | null {
    const lease = this.#lease;
    if (lease === null) return null;
    const { message } = lease;
    const expiry = expiryOf(lease);
    return {
      addresses: message.addresses.map(itemOf),
      prefixes: message.prefixes.map(itemOf),
      dnsServers: message.dnsServers.map(ipv6Text),
      aftrName: message.aftrName,
      obtainedAt: timestampText(lease.obtainedAt),
      renewedAt: lease.renewals === 0 ? null : timestampText(lease.renewedAt),
      expiresAt: Number.isFinite(expiry) ? timestampText(expiry) : null,
      renewals: lease.renewals,
      acquisitionMillis: lease.acquisitionMicros === null ? null : Math.round(lease.acquisitionMicros) / 1000,
    };
  }

  #take(message: Dhcpv6Message, transaction: Transaction, atMicros: number): void {
    const isRenewal = transaction.type === Dhcpv6Type.Renew || transaction.type === Dhcpv6Type.Rebind;
    if (message.addresses.concat(message.prefixes).every(({ validSeconds }) => validSeconds === 0)) {
      this.#lease = null;
      this.#add(atMicros, 'withdrawn', `the provider took back ${itemsText(message)}`);
      return;
    }
    if (isRenewal) this.counts.renewals += 1;
    const before = isRenewal ? this.#lease : null;
    const sinceMicros = isRenewal || this.#soughtAt < 0 ? transaction.startedAt : this.#soughtAt;
    this.#lease = {
      message,
      obtainedAt: before?.obtainedAt ?? atMicros,
      renewedAt: atMicros,
      renewals: (before?.renewals ?? 0) + (isRenewal ? 1 : 0),
      acquisitionMicros: isRenewal ? (before?.acquisitionMicros ?? null) : atMicros - sinceMicros,
    };
    this.#soughtAt = -1;
    const kind = isRenewal ? 'renewed' : 'obtained';
    this.#timeline.add(atMicros, { protocol: 'dhcpv6', kind, text: itemsText(message), sinceMicros });
  }

  #refuse({ statusCode, statusText }: Dhcpv6Message, sinceMicros: number, atMicros: number): void {
    this.counts.failures += 1;
    const meaning = statusCode === NO_PREFIX ? 'no prefix available' : (STATUS[statusCode] ?? `status ${statusCode}`);
    const text = `the provider refused: ${meaning}${statusText === '' || statusText === null ? '' : ` (${statusText})`}`;
    this.#timeline.add(atMicros, { protocol: 'dhcpv6', kind: 'refused', text, sinceMicros });
  }

  #closeUnanswered(transaction: Transaction, nowMicros: number): void {
    if (transaction.isAnswered) return;
    transaction.isAnswered = true;
    this.counts.unanswered += 1;
    const times = transaction.tries === 1 ? 'once' : `${transaction.tries} times`;
    this.#add(nowMicros, 'unanswered', `the router ${ASKING[transaction.type]} ${times}, without an answer`);
  }

  #add(atMicros: number, kind: LeaseEventKind, text: string): void {
    this.#timeline.add(atMicros, { protocol: 'dhcpv6', kind, text });
  }
}

function kindOf(type: number): LeaseEventKind {
  if (type === Dhcpv6Type.Solicit) return 'discover';
  if (type === Dhcpv6Type.Release) return 'released';
  if (type === Dhcpv6Type.Decline) return 'declined';
  return type === Dhcpv6Type.InformationRequest ? 'informed' : 'request';
}

function itemOf({ words, length, preferredSeconds, validSeconds }: Dhcpv6Address): Dhcpv6Item {
  return { text: length === 128 ? ipv6Text(words) : `${ipv6Text(words)}/${length}`, preferredSeconds, validSeconds };
}

function itemsText({ addresses, prefixes }: Dhcpv6Message): string {
  const items = [...prefixes, ...addresses].map((item) => itemOf(item).text);
  return items.length === 0 ? 'nothing' : items.join(', ');
}

function expiryOf({ message, renewedAt }: Lease): number {
  const longest = Math.max(...message.addresses.concat(message.prefixes).map(({ validSeconds }) => validSeconds));
  return longest === NEVER ? Number.POSITIVE_INFINITY : renewedAt + longest * 1e6;
}
