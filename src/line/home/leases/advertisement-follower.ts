// Cold: follows the few router advertisements of a line.

import { ipv6Text, timestampText } from '../../../decode/text.ts';
import type { Advertisement } from './advertisement.ts';
import type { Timeline } from './timeline.ts';

/** What a router of the provider advertises (RFC 4861, section 4.2). */
export interface AdvertisedRouter {
  readonly router: string;
  readonly lifetimeSeconds: number;
  /** Addresses come from DHCPv6; further settings do. */
  readonly isManaged: boolean;
  readonly hasOtherConfiguration: boolean;
  readonly mtu: number | null;
  readonly prefixes: readonly string[];
  readonly dnsServers: readonly string[];
  readonly advertisements: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

interface Followed {
  readonly name: string;
  latest: Advertisement;
  text: string;
  advertisements: number;
  readonly firstAt: number;
  lastAt: number;
}

const MAX_ROUTERS = 4;

export class AdvertisementFollower {
  readonly #timeline: Timeline;
  readonly #routers: Followed[] = [];
  /** Advertisements of routers that found no room. */
  dropped = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** Takes an advertisement of the line's provider. */
  note(latest: Advertisement, atMicros: number): void {
    const name = ipv6Text(latest.source);
    const text = textOf(latest);
    const known = this.#routers.find((one) => one.name === name);
    if (known === undefined) {
      if (this.#routers.length === MAX_ROUTERS) {
        this.dropped += 1;
        return;
      }
      this.#routers.push({ name, latest, text, advertisements: 1, firstAt: atMicros, lastAt: atMicros });
      this.#timeline.add(atMicros, { protocol: 'router-advertisement', kind: 'advertised', text: `${name}: ${text}` });
      return;
    }
    known.advertisements += 1;
    known.lastAt = atMicros;
    known.latest = latest;
    if (known.text === text) return;
    known.text = text;
    const kind = latest.routerLifetimeSeconds === 0 ? 'withdrawn' : 'changed';
    this.#timeline.add(atMicros, { protocol: 'router-advertisement', kind, text: `${name}: ${text}` });
  }

  routers(): AdvertisedRouter[] {
    return this.#routers.map(({ name, latest, advertisements, firstAt, lastAt }) => ({
      router: name,
      lifetimeSeconds: latest.routerLifetimeSeconds,
      isManaged: latest.isManaged,
      hasOtherConfiguration: latest.hasOtherConfiguration,
      mtu: latest.mtu,
      prefixes: latest.prefixes.map(({ words, length }) => `${ipv6Text(words)}/${length}`),
      dnsServers: latest.dnsServers.map(ipv6Text),
      advertisements,
      firstAt: timestampText(firstAt),
      lastAt: timestampText(lastAt),
    }));
  }
}

function textOf(latest: Advertisement): string {
  const { routerLifetimeSeconds, isManaged, hasOtherConfiguration, mtu, prefixes, dnsServers } = latest;
  const parts = [routerLifetimeSeconds === 0 ? 'no longer a default router' : `default router for ${routerLifetimeSeconds} s`];
  if (prefixes.length > 0)
    parts.push(`prefixes ${prefixes.map(({ words, length }) => `${ipv6Text(words)}/${length}`).join(', ')}`);
  if (isManaged) parts.push('addresses by DHCPv6');
  else if (hasOtherConfiguration) parts.push('settings by DHCPv6');
  if (mtu !== null) parts.push(`MTU ${mtu}`);
  if (dnsServers.length > 0) parts.push(`DNS ${dnsServers.map(ipv6Text).join(', ')}`);
  return parts.join('; ');
}
