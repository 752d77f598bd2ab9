import { counts, ways } from './amounts.mjs';
import { isoMicros, NOTHING } from './chance.mjs';
import { echoOf, homeOf, leasesOf, pppEvent, pppOf, sessionOf } from './line-access.mjs';
import { billingOf, overheadOf, qualityOf } from './line-quality.mjs';
import { bloatOf, FULL, IDLE, NOTHING_WRONG, OUT, outageOf, outagesOf, verdictOf, WIFI } from './line-verdict.mjs';

export function statusOf({ demonstration, startedAt, now, totals }) {
  const malformed = 214;
  return {
    version: '0.1.0',
    mode: demonstration ? 'demonstration' : 'live',
    modeReason: demonstration ? 'No interface may be captured from: run it as root, or see wanprobe doctor.' : null,
    source: {
      name: demonstration ? 'home-line' : 'eth1',
      condition: 'capturing',
      reason: null,
      remarks: [],
      driver: demonstration ? null : 'ring',
      linkTypes: ['EN10MB'],
      snapLength: 2048,
    },
    startedAt: isoMicros(startedAt),
    firstFrameAt: isoMicros(startedAt + 412),
    lastWindowAt: isoMicros(now),
    accounting: {
      seen: { ...totals },
      capturedBytes: Math.round(totals.wireBytes * 0.97),
      attributed: totals.frames - malformed,
      other: 0,
      malformed,
    },
    losses: { card: null, kernel: 1830, freezes: 3, probe: 0 },
    tables: [
      { name: 'flows', rows: 3127, capacity: 16_384, evicted: 0 },
      { name: 'hosts', rows: 641, capacity: 4096, evicted: 0 },
      { name: 'protocols', rows: 23, capacity: 512, evicted: 0 },
      { name: 'tunnels', rows: 3, capacity: 512, evicted: 0 },
    ],
    problems: [
      { protocol: 'ipv4', problem: 'captured-short', frames: 171 },
      { protocol: 'tcp', problem: 'header-truncated', frames: 39 },
      { protocol: 'pppoe-session', problem: 'length-invalid', frames: 4 },
    ],
    unknown: [
      { carrier: 'ethernet', identifier: '0x88b5', frames: 1204 },
      { carrier: 'ipv4', identifier: '253', frames: 12 },
    ],
  };
}

const MACS = { clientMac: '02:00:5e:10:4a:7c', concentratorMac: '02:00:5e:99:00:01' };
const VENDORS = { clientVendor: 'randomised', concentratorVendor: 'Example Access Systems, Inc.' };

/** What the tables counted of a session and the VLANs around it. */
export function countedOf({ rate, openedAt, closedAt = null, now, totals, isPppoe = true }) {
  const row = (part) => ({
    ...counts(totals.wireBytes * part),
    bytesPerSecond: rate * part,
    ...ways(rate * part, totals.wireBytes * part, 0.9),
  });
  const session = {
    sessionId: 4660,
    ...MACS,
    ...VENDORS,
    rolesKnown: true,
    concentratorName: 'bng-07.north.isp.example',
    openedAt: isoMicros(openedAt),
    closedAt: closedAt === null ? null : isoMicros(closedAt),
    closeReason: null,
    localIpv4: '198.51.100.23',
    remoteIpv4: '198.51.100.1',
    mru: 1492,
    echo: null,
    firstSeenAt: isoMicros(openedAt),
    lastSeenAt: isoMicros(closedAt ?? now),
    ...row(0.98),
  };
  const rows = (list) => ({ list, total: list.length, other: NOTHING });
  return {
    discovery: { padi: 3, pado: 4, padr: 2, pads: 2, padt: 1 },
    sessions: rows(isPppoe ? [session] : []),
    vlans: rows([
      { id: 7, ...row(0.995) },
      { id: 8, ...row(0.005) },
    ]),
  };
}

/** A PPPoE line that was renewed an hour ago and is well: what every other evening is a variation of. */
export function lineOf({ rate, startedAt, now, totals, random }) {
  const openedAt = startedAt + 440_000;
  const ended = openedAt - 31_000;
  const wobble = () => 8.4 + 3 * random() ** 4 + (random() > 0.97 ? 22 : 0);
  const earlier = sessionOf({
    now,
    serial: 1,
    sessionId: 4611,
    openedAt: startedAt - 1000,
    closedAt: ended,
    firstSeenAt: isoMicros(startedAt),
    localIpv4: '198.51.100.140',
    phases: { discoveryMillis: null, lcpMillis: null, authenticationMillis: null, ipcpMillis: null, ipv6cpMillis: null },
    endedBy: 'server',
    endReason: 'padt',
    reasonText: 'The provider’s side ended the session saying "Session timeout, 24 h" (PADT)',
  });
  const current = sessionOf({
    now,
    serial: 2,
    openedAt,
    echo: echoOf({ from: openedAt, to: now, every: 10, rttAt: wobble }),
    serverEcho: echoOf({ from: openedAt, to: now, every: 60, rttAt: () => 1.2 + random(), isSparse: true }),
  });
  const renewed = outageOf({
    serial: 1,
    cause: 'reconnect',
    suspect: 'provider',
    startAt: ended,
    endAt: openedAt + 220,
    now,
    text: 'The provider ended the session, and the router had a new one 31 seconds later.',
    evidence: ['PADT from the concentrator: "Session timeout, 24 h"', 'no session for 31 s'],
  });
  return {
    ...countedOf({ rate, openedAt, now, totals }),
    home: homeOf({ since: openedAt }),
    ppp: pppOf({
      sessions: [earlier, current],
      counts: { padi: 3, pado: 4, padr: 2, pads: 2, padt: 1 },
      events: [
        pppEvent(ended, 'padt', 'The concentrator ends session 4611 (PADT): "Session timeout, 24 h"'),
        pppEvent(ended + 2, 'session-closed', earlier.reasonText),
        pppEvent(openedAt - 41, 'padi', '02:00:5e:10:4a:7c looks for a concentrator (PADI)', null),
        pppEvent(openedAt - 30, 'pado', '02:00:5e:99:00:01 offers a session (PADO): AC-Name "bng-07.north.isp.example"', null),
        pppEvent(openedAt, 'session-opened', 'Session 4660 is open (PADS)', 2),
        pppEvent(openedAt + 60, 'lcp-open', 'Both ends agreed on the link: MRU 1492', 2),
        pppEvent(openedAt + 140, 'authentication', 'The provider accepted the login (CHAP-MD5): "Welcome"', 2),
        pppEvent(openedAt + 220, 'ipcp-open', 'IPv4 is up: 198.51.100.23', 2),
      ],
    }),
    leases: leasesOf({ since: openedAt, now }),
    quality: qualityOf({
      now,
      far: [['192.0.2.201', { unansweredSyns: 4, losses: 9 }]],
      findings: [NOT_CLAMPED],
      lostShare: 0.0003,
    }),
    mirror: { findings: [] },
    overhead: overheadOf(totals.wireBytes),
    billing: billingOf(totals.wireBytes, now),
    outages: outagesOf([renewed]),
    verdict: verdictOf({
      now,
      current: NOTHING_WRONG,
      verdictAt: (ago) => {
        if (ago > 300) return IDLE;
        if (ago === 82) return { ...OUT, outage: 1 };
        if (ago > 40 && ago < 47) return WIFI;
        return ago > 128 && ago < 132 ? FULL : NOTHING_WRONG;
      },
      bufferbloat: [bloatOf('down', 'A', 12), bloatOf('up', 'C', 96)],
    }),
  };
}

const NOT_CLAMPED = {
  kind: 'mss-not-clamped',
  severity: 'warning',
  text: 'Connections announce segments of up to 1460 bytes, more than the line’s 1492 bytes have room for: they depend on ICMP messages that many networks drop.',
  remedy: 'Let the router clamp the TCP MSS to 1452 (IPv6: 1432).',
  evidence: { lineMtu: 1492, syns: 311, largestIpv4: 1460, largestIpv6: 1440 },
  firstAt: null,
  lastAt: null,
};
