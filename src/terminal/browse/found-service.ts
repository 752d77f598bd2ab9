import { isIP } from 'node:net';
import type { KnownProbe } from './known-probe.ts';

/** What mDNS said: the part of a service that is read. All of it is hostile: anybody on the network may announce anything. */
export interface FoundService {
  readonly name?: unknown;
  readonly port?: unknown;
  readonly addresses?: unknown;
  readonly txt?: unknown;
  /** Who sent it. */
  readonly referer?: unknown;
}

const LONGEST_NAME = 63;

/**
 * The probe that an announcement tells of, by one of the addresses in it; null for what is none. A name is never looked up and a path never
 * taken, and only addresses near by count, so that an announcement can send nobody anywhere else.
 */
export function probeOfService({ name, port, addresses, txt, referer }: FoundService): KnownProbe | null {
  if (typeof name !== 'string' || name === '' || typeof port !== 'number' || !Number.isInteger(port)) return null;
  if (port < 1 || port > 65_535) return null;
  const sender = fieldOf(referer, 'address');
  const near = (Array.isArray(addresses) ? addresses : []).filter(
    (each): each is string => typeof each === 'string' && isNear(each),
  );
  const isNearSender = typeof sender === 'string' && isNear(sender);
  // Of several networks that it is in, the one that we share with it.
  const address = isNearSender && near.includes(sender) ? sender : (near.find((each) => isIP(each) === 4) ?? near[0]);
  if (address === undefined) return null;
  const scheme = fieldOf(txt, 'scheme') === 'https' ? 'https' : 'http';
  const base = new URL(`${scheme}://${isIP(address) === 6 ? `[${address}]` : address}:${port}/`);
  return { name: name.slice(0, LONGEST_NAME), base, origin: 'found' };
}

/** Private and link-local addresses (RFC 1918, RFC 3927, RFC 4193); not the loopback, which would be ourselves. A link-local IPv6 address
 * would need to say on which link. */
function isNear(address: string): boolean {
  if (isIP(address) === 4) return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  return isIP(address) === 6 && /^f[cd]/i.test(address) && !address.includes('%');
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
