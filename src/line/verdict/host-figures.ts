// Cold: once per window, and once per minute.

import type { HostTime } from '../quality/host-times.ts';
import { roundMillis } from './rolling-sketch.ts';
import { HOSTS, SLOW_HOST, usualExceeded } from './thresholds.ts';

/** A host that takes far longer to accept connections than it used to, and than others do. */
export interface SlowHost {
  readonly address: string;
  readonly handshakes: number;
  readonly medianMillis: number;
  readonly usualMillis: number;
}

/** How far hosts are, each against its own past. */
export interface HostFigures {
  /** At most four, the slowest first. */
  readonly slow: readonly SlowHost[];
  /** Hosts that are not slow by themselves, and the median of what they take. */
  readonly others: number;
  readonly othersMillis: number | null;
  /** Near hosts whose past is known: how many, how many of them are all further away than they were, and in how many networks those are. */
  readonly witnesses: number;
  readonly risen: number;
  readonly risenNetworks: number;
  readonly risenHandshakes: number;
  /** What the risen ones take at least, and usually: the median of each. */
  readonly risenMillis: number | null;
  readonly risenUsualMillis: number | null;
}

interface Host {
  readonly address: string;
  readonly handshakes: number;
  readonly low: number;
  readonly median: number;
  readonly usual: number | null;
}

export const NO_HOSTS: HostFigures = {
  slow: [],
  others: 0,
  othersMillis: null,
  witnesses: 0,
  risen: 0,
  risenNetworks: 0,
  risenHandshakes: 0,
  risenMillis: null,
  risenUsualMillis: null,
};

const MOST_SLOW = 4;

export function hostFigures(times: readonly HostTime[], usualMicros: (address: string) => number | null): HostFigures {
  if (times.length === 0) return NO_HOSTS;
  const hosts = hostsOf(times, usualMicros);
  const slow = hosts.filter((host) => isSlow(host)).sort((a, b) => b.median - a.median);
  const others = hosts.filter((host) => !slow.includes(host));
  const witnesses = hosts.filter(({ usual }) => usual !== null && usual <= HOSTS.nearMicros);
  const risen = witnesses.filter(({ low, usual }) => low >= usualExceeded(usual!));
  return {
    slow: slow.slice(0, MOST_SLOW).map(({ address, handshakes, median, usual }) => ({
      address,
      handshakes,
      medianMillis: roundMillis(median),
      usualMillis: roundMillis(usual!),
    })),
    others: others.length,
    othersMillis: millisOf(medianOf(others.map(({ median }) => median))),
    witnesses: witnesses.length,
    risen: risen.length,
    risenNetworks: new Set(risen.map(({ address }) => networkOf(address))).size,
    risenHandshakes: risen.reduce((sum, { handshakes }) => sum + handshakes, 0),
    risenMillis: millisOf(medianOf(risen.map(({ low }) => low))),
    risenUsualMillis: millisOf(medianOf(risen.map(({ usual }) => usual!))),
  };
}

function hostsOf(times: readonly HostTime[], usualMicros: (address: string) => number | null): Host[] {
  const byAddress = new Map<string, number[]>();
  for (const { address, micros } of times) {
    const known = byAddress.get(address);
    if (known === undefined) byAddress.set(address, [micros]);
    else known.push(micros);
  }
  return [...byAddress].map(([address, all]) => ({
    address,
    handshakes: all.length,
    low: Math.min(...all),
    median: medianOf(all)!,
    usual: usualMicros(address),
  }));
}

function isSlow({ handshakes, median, usual }: Host): boolean {
  if (handshakes < SLOW_HOST.leastHandshakes || usual === null) return false;
  return median >= Math.max(usual + 1000 * SLOW_HOST.leastMillis, SLOW_HOST.factor * usual);
}

/** Addresses that are run together: servers of one service are slow together. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':', 3).join(':') : address.slice(0, address.lastIndexOf('.'));
}

/** The lower one of two in the middle. */
function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

function millisOf(micros: number | null): number | null {
  return micros === null ? null : roundMillis(micros);
}
