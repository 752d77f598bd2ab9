import { isoMicros } from './chance.mjs';

const ROUTER = '02:00:5e:10:4a:7c';
const PROVIDER = '02:00:5e:99:00:01';
const NO_ECHO = {
  requests: 0,
  replies: 0,
  lost: 0,
  open: 0,
  late: 0,
  unansweredRun: 0,
  intervalSeconds: null,
  isSparse: false,
  rttMillis: null,
  samples: [],
};

export function homeOf({ since, type = 'pppoe', how = 'discovery', prefixes = true }) {
  const isPppoe = type === 'pppoe';
  return {
    routerMac: ROUTER,
    providerMac: PROVIDER,
    routerVendor: 'randomised',
    providerVendor: 'Example Access Systems, Inc.',
    otherRouterMacs: [],
    otherProviderMacs: [],
    how,
    confidence: how === 'inferred' ? 'medium' : 'high',
    since: isoMicros(since),
    evidence:
      how === 'inferred'
        ? 'behind one address are many hosts of the internet, behind the other one house'
        : 'the router asked and the provider answered, both seen',
    changes: 0,
    refusedClaims: 0,
    localIpv4: '198.51.100.23',
    localIpv4Source: isPppoe ? 'ipcp' : 'dhcp',
    remoteIpv4: '198.51.100.1',
    prefixes: prefixes ? [{ prefix: '2001:db8:4a:1200::/56', source: 'prefix-delegation' }] : [],
    droppedPrefixes: 0,
    vlanIds: [7],
    line: {
      type,
      isPppoe,
      isTagged: true,
      hasIpv4: true,
      hasIpv6: prefixes,
      isBehindSharedAddress: false,
      text: `${isPppoe ? 'PPPoE' : 'addresses by DHCP'}; in a VLAN${prefixes ? '; IPv4 and IPv6' : ''}`,
    },
    events: [],
  };
}

/** Echoes every `every` seconds; `rttAt` says how long each took, in milliseconds, or null for one that was lost. */
export function echoOf({ from, to, every, rttAt, isSparse = false }) {
  const samples = [];
  let lost = 0;
  let run = 0;
  for (let at = Math.max(from, to - 400 * every * 1000); at < to; at += every * 1000) {
    const rttMillis = rttAt(at);
    run = rttMillis === null ? run + 1 : 0;
    if (rttMillis === null) lost += 1;
    else samples.push({ at: isoMicros(at), rttMillis });
  }
  const sorted = samples.map(({ rttMillis }) => rttMillis).sort((one, other) => one - other);
  const quantile = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  return {
    ...NO_ECHO,
    requests: samples.length + lost,
    replies: samples.length,
    lost,
    unansweredRun: run,
    intervalSeconds: every,
    isSparse,
    rttMillis: sorted.length === 0 ? null : { min: sorted[0], median: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1) },
    samples,
  };
}

export function sessionOf(fields) {
  const { openedAt, closedAt = null, now, ...rest } = fields;
  const ipUpAt = openedAt + 220;
  return {
    serial: 1,
    sessionId: 4660,
    clientMac: ROUTER,
    concentratorMac: PROVIDER,
    clientVendor: 'randomised',
    concentratorVendor: 'Example Access Systems, Inc.',
    rolesKnown: true,
    rolesInferred: false,
    vlanIds: [7],
    acName: 'bng-07.north.isp.example',
    serviceName: '',
    maxPayload: { asked: 1500, granted: null },
    state: closedAt === null ? 'up' : 'closed',
    firstSeenAt: isoMicros(openedAt),
    lastSeenAt: isoMicros(closedAt ?? now),
    openedAt: isoMicros(openedAt),
    ipUpAt: isoMicros(ipUpAt),
    closedAt: closedAt === null ? null : isoMicros(closedAt),
    closeReason: null,
    endedBy: null,
    endReason: null,
    reasonText: null,
    timesReopened: 0,
    uptimeSeconds: ((closedAt ?? now) - ipUpAt) / 1000,
    phases: { discoveryMillis: 41.2, lcpMillis: 63.9, authenticationMillis: 82.4, ipcpMillis: 31.7, ipv6cpMillis: 18.1 },
    authentication: {
      protocol: 'CHAP-MD5',
      demandedBy: 'server',
      result: 'success',
      resultInferred: false,
      message: 'Welcome',
      attempts: 1,
    },
    localIpv4: '198.51.100.23',
    remoteIpv4: '198.51.100.1',
    dns: ['198.51.100.53', '198.51.100.54'],
    ipcpFailure: null,
    ipv6: { localLinkLocal: 'fe80::5e10:4a7c', remoteLinkLocal: 'fe80::5e99:1' },
    mru: 1492,
    peerMru: 1492,
    echo: NO_ECHO,
    serverEcho: NO_ECHO,
    discovery: null,
    frames: { fromClient: 2_117_318, fromServer: 7_001_930 },
    ignoredFrames: 0,
    ...rest,
  };
}

export function pppOf({ sessions = [], attempts = [], events = [], counts = {} }) {
  return {
    sessions,
    discoveryWithoutSession: attempts,
    reconnects: Math.max(0, sessions.length - 1),
    counts: {
      padi: 0,
      pado: 0,
      padr: 0,
      pads: 0,
      padt: 0,
      padsErrors: 0,
      padiUnanswered: 0,
      sessionsOpened: 0,
      sessionsClosed: 0,
      sessionsReopened: 0,
      authenticationSuccesses: 0,
      authenticationFailures: 0,
      ipcpFailures: 0,
      ignoredFrames: 0,
      ...counts,
    },
    events,
    forgotten: { events: 0, sessions: 0, liveSessions: 0, attempts: 0 },
  };
}

export function pppEvent(at, kind, text, session = 1) {
  return { at: isoMicros(at), lastAt: isoMicros(at), count: 1, kind, text, session };
}

const NO_LEASES = {
  discovers: 0,
  solicits: 0,
  requests: 0,
  acknowledged: 0,
  replies: 0,
  renewals: 0,
  refusals: 0,
  failures: 0,
  declines: 0,
  releases: 0,
  unanswered: 0,
  unasked: 0,
};

/** What DHCP lent, for a line that lives by it; otherwise an IPv6 network inside the session, or nothing. */
export function leasesOf({ since, now, ipv4 = false, ipv6 = true }) {
  return {
    dhcpv4: {
      lease: ipv4
        ? {
            address: '198.51.100.23',
            serverId: '198.51.100.2',
            gateway: '198.51.100.1',
            subnetMask: '255.255.255.0',
            dnsServers: ['198.51.100.53', '198.51.100.54'],
            leaseSeconds: 7200,
            renewalSeconds: 3600,
            rebindingSeconds: 6300,
            obtainedAt: isoMicros(since),
            renewedAt: isoMicros(now - 900_000),
            expiresAt: isoMicros(now + 6_300_000),
            renewals: 3,
            isRelayed: true,
            acquisitionMillis: 214.5,
          }
        : null,
      counts: { ...NO_LEASES },
    },
    dhcpv6: {
      lease: ipv6
        ? {
            addresses: [],
            prefixes: [{ text: '2001:db8:4a:1200::/56', preferredSeconds: 3600, validSeconds: 7200 }],
            dnsServers: [],
            aftrName: null,
            obtainedAt: isoMicros(since + 400),
            renewedAt: null,
            expiresAt: isoMicros(now + 5_000_000),
            renewals: 2,
            acquisitionMillis: 21.9,
          }
        : null,
      counts: { ...NO_LEASES },
    },
    routers: ipv6
      ? [
          {
            router: 'fe80::5e99:1',
            lifetimeSeconds: 1800,
            isManaged: false,
            hasOtherConfiguration: true,
            mtu: 1492,
            prefixes: ['2001:db8:4a:ffff::/64'],
            dnsServers: [],
            advertisements: 21,
            firstAt: isoMicros(since + 300),
            lastAt: isoMicros(now - 41_000),
          },
        ]
      : [],
    timeline: ipv4
      ? [
          {
            at: isoMicros(since - 200),
            protocol: 'dhcpv4',
            kind: 'discover',
            text: 'the router asked for an address',
            durationMillis: null,
          },
          { at: isoMicros(since), protocol: 'dhcpv4', kind: 'obtained', text: '198.51.100.23 for 2 h', durationMillis: 214.5 },
        ]
      : [],
    droppedEvents: 0,
    ignoredMessages: 0,
  };
}
