import { isoMicros, NOTHING } from './chance.mjs';
import { homeOf, leasesOf, pppOf } from './line-access.mjs';
import { overheadOf, qualityOf } from './line-quality.mjs';
import { outagesOf } from './line-verdict.mjs';

const NO_NAMES = { list: [], total: 0, other: { rows: 0, count: 0 } };

/** A probe that has just been plugged in: nothing seen, and the kernel does not tell what the card lost. */
export function emptyScene() {
  const startedAt = isoMicros(Date.now());
  const rows = { list: [], total: 0, other: NOTHING };
  return {
    history: () => [],
    window: () => ({
      startAt: isoMicros(Date.now() - 1000),
      endAt: isoMicros(Date.now()),
      status: {
        version: '0.1.0',
        mode: 'live',
        modeReason: null,
        source: {
          name: 'eth0',
          condition: 'waiting',
          reason: null,
          remarks: [],
          driver: null,
          linkTypes: ['EN10MB'],
          snapLength: 2048,
        },
        startedAt,
        firstFrameAt: null,
        lastWindowAt: null,
        accounting: { seen: { frames: 0, wireBytes: 0 }, capturedBytes: 0, attributed: 0, other: 0, malformed: 0 },
        losses: { card: null, kernel: 0, freezes: 0, probe: 0 },
        tables: [{ name: 'flows', rows: 0, capacity: 16384, evicted: 0 }],
        problems: [],
        unknown: [],
      },
      hosts: rows,
      flows: rows,
      applications: rows,
      names: {
        dns: NO_NAMES,
        tls: NO_NAMES,
        quic: NO_NAMES,
        http: NO_NAMES,
        fingerprints: NO_NAMES,
        encryptedHellos: 0,
        unopenedPackets: 0,
      },
      protocols: rows,
      tunnels: rows,
      line: {
        discovery: { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 },
        sessions: rows,
        vlans: rows,
        home: {
          ...homeOf({ since: Date.now(), type: 'unknown', how: 'unknown', prefixes: false }),
          routerMac: null,
          providerMac: null,
          routerVendor: null,
          providerVendor: null,
          localIpv4: null,
          since: null,
          vlanIds: [],
        },
        ppp: pppOf({}),
        leases: leasesOf({ since: 0, now: 0, ipv6: false }),
        quality: emptyQuality(),
        mirror: { findings: [] },
        overhead: overheadOf(0),
        billing: [],
        outages: outagesOf([]),
        verdict: { now: null, minutes: [], bufferbloat: [] },
      },
    }),
  };
}

function emptyQuality() {
  const nothing = { count: 0, share: 0, unanswered: 0, resets: 0 };
  return {
    ...qualityOf({ now: 0, line: nothing, home: nothing }),
    farEnds: [],
    dns: { servers: [], evictedServers: 0, droppedQueries: 0 },
  };
}
