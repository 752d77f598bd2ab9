// Cold: once per window.

import type { LeaseEvent, LeaseProtocol } from '../home/leases/timeline.ts';
import type { WindowSpan } from '../window-span.ts';
import { counted, type LineParts, microsOf, secondsText } from './line-parts.ts';
import type { Finding } from './outage-row.ts';
import { ADDRESS, SECOND_MICROS } from './thresholds.ts';

/** What one protocol is waiting for. */
interface Waiting {
  askingSince: number | null;
  asked: number;
  refusedAt: number | null;
  refusal: string;
  hasHadLease: boolean;
}

/** Watches whether a line that lives by DHCP gets its address. */
export class LeaseWatch {
  readonly #dhcpv4: Waiting = newWaiting();
  readonly #dhcpv6: Waiting = newWaiting();

  note(span: WindowSpan, { home, ppp }: LineParts): void {
    // Inside PPPoE the session tells more, and addresses of IPv6 are no condition for IPv4.
    if (ppp.sessionsOpen > 0) this.restart();
    for (const event of home.leaseEvents) this.#take(event, span);
  }

  find({ endMicros }: WindowSpan, isAliveSince: (micros: number) => boolean): Finding | null {
    for (const [waiting, name] of [
      [this.#dhcpv4, 'DHCP'],
      [this.#dhcpv6, 'DHCPv6'],
    ] as const) {
      const { askingSince, refusedAt, asked, refusal, hasHadLease } = waiting;
      const since = refusedAt ?? askingSince;
      // Who never had an address by DHCPv6 may do well without.
      if (since === null || isAliveSince(since) || (name === 'DHCPv6' && !hasHadLease)) continue;
      const lasted = endMicros - since;
      const times = counted(asked, 'request');
      if (refusedAt !== null) {
        const evidence = [`${name}: ${refusal}`, `no address for ${secondsText(lasted)} since`];
        const isCertain = lasted >= ADDRESS.refusedSeconds * SECOND_MICROS;
        return { cause: 'dhcp-refused', sinceMicros: since, suspect: 'provider', isCertain, evidence };
      }
      const evidence = [`${times} for an address (${name}) in ${secondsText(lasted)} without an answer`];
      const isCertain = lasted >= ADDRESS.leastSeconds * SECOND_MICROS;
      return { cause: 'dhcp-unanswered', sinceMicros: since, suspect: 'provider', isCertain, evidence };
    }
    return null;
  }

  restart(): void {
    Object.assign(this.#dhcpv4, newWaiting());
    Object.assign(this.#dhcpv6, newWaiting());
  }

  #take({ at, protocol, kind, text }: LeaseEvent, { startMicros }: WindowSpan): void {
    const waiting = this.#of(protocol);
    if (waiting === null) return;
    if (kind === 'discover') {
      waiting.askingSince ??= microsOf(at, startMicros);
      waiting.asked += 1;
    } else if (kind === 'offer') waiting.askingSince = null;
    else if (kind === 'refused') {
      waiting.refusedAt ??= microsOf(at, startMicros);
      waiting.refusal = text;
    } else if (kind === 'obtained' || kind === 'renewed') Object.assign(waiting, newWaiting(), { hasHadLease: true });
  }

  #of(protocol: LeaseProtocol): Waiting | null {
    return protocol === 'dhcpv4' ? this.#dhcpv4 : protocol === 'dhcpv6' ? this.#dhcpv6 : null;
  }
}

function newWaiting(): Waiting {
  return { askingSince: null, asked: 0, refusedAt: null, refusal: '', hasHadLease: false };
}
