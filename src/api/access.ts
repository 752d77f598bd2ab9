import { BlockList, isIP, isIPv6 } from 'node:net';

/** Why an address must not be listened on. */
export class ListenRefusedError extends Error {
  readonly code = 'listen-refused';

  constructor(message: string) {
    super(message);
    this.name = 'ListenRefusedError';
  }
}

/** What a refused request is answered with. */
export interface Refusal {
  readonly status: 400 | 403 | 421;
  readonly code: string;
  readonly message: string;
}

/** Who may be addressed: what the server listens on, and the names it goes by. */
export interface AccessRules {
  readonly listenHost: string;
  /** The port that is listened on: known once listening has begun. */
  readonly port: () => number;
  /** Names that are allowed beside the listening address, with or without a port of their own. */
  readonly names: readonly string[];
}

/** What the check reads of a request. */
export interface RequestClaims {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly isUpgrade: boolean;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Throws `ListenRefusedError` for an address that others can reach, unless `insecure` says that it is meant. */
export function assertListenAllowed(host: string, insecure: boolean): void {
  if (insecure || isLoopback(host)) return;
  throw new ListenRefusedError(
    `refusing to listen on ${host}: everyone who reaches it could read what this line does, for there is no access control yet; listen on 127.0.0.1 (and use an SSH tunnel), or add --insecure`,
  );
}

/** Whether only this machine can reach the address. Other names than `localhost` may resolve to anything. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  if (isIP(host) === 0) return false;
  return LOOPBACK.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

/**
 * Says why a request must be refused, or null. A page of another site must not reach the probe: neither by a name of its own that
 * resolves here (DNS rebinding, so the Host header has to be one of ours), nor by a request that changes something or a WebSocket (so the
 * Origin header, which browsers add and pages cannot change, has to name the same host).
 */
export function findRefusal(rules: AccessRules, claims: RequestClaims): Refusal | null {
  const { host, origin } = claims;
  if (host === undefined || !/^[\w.:[\]%-]{1,262}$/.test(host)) {
    return { status: 400, code: 'host-invalid', message: 'The Host header is missing or malformed.' };
  }
  if (!isAllowedHost(rules, host.toLowerCase())) {
    return {
      status: 421,
      code: 'host-not-allowed',
      message: 'The probe does not go by the name in the Host header. Use the address it printed when it started.',
    };
  }
  const isSafe = claims.method === 'GET' && !claims.isUpgrade;
  if (origin === undefined || isSafe) return null;
  if (origin.toLowerCase() === `http://${host.toLowerCase()}` || origin.toLowerCase() === `https://${host.toLowerCase()}`) {
    return null;
  }
  return { status: 403, code: 'origin-not-allowed', message: 'The Origin header does not name this probe.' };
}

function isAllowedHost(rules: AccessRules, host: string): boolean {
  const port = rules.port();
  const allowed = ['localhost', '127.0.0.1', '[::1]', bracketed(rules.listenHost), ...rules.names].map((name) =>
    name.toLowerCase(),
  );
  if (allowed.some((name) => host === name && hasPort(name))) return true;

  const name = nameWithoutPort(host, port);
  if (name === null) return false;
  if (allowed.includes(name)) return true;
  // Listening on every address, the probe goes by each of them. A page can point a name of its own here, but not an address.
  return isUnspecified(rules.listenHost) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** The name when the rest is the right port; port 80 may be left out (RFC 9110, section 4.2.1). */
function nameWithoutPort(host: string, port: number): string | null {
  if (host.endsWith(`:${port}`)) return host.slice(0, -String(port).length - 1);
  return port === 80 && !hasPort(host) ? host : null;
}

function hasPort(host: string): boolean {
  return /^(\[[^\]]*\]|[^:[\]]+):\d+$/.test(host);
}

function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** An address as URLs and Host headers write it. */
export function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
