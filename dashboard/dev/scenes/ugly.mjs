import { chance, isoMicros, NOTHING } from './chance.mjs';
import { uglyLine } from './ugly-line.mjs';

const SCRIPT = '<script>alert("ran")</script><img src=x onerror=alert(1)>';
const BIDI = '\u202egpj.exe\u202c \u2066hidden\u2069 \u200bzero\u200dwidth \ufeffbom';
const LONG = `${'x'.repeat(60)} ${'\u0300'.repeat(500)}${'long '.repeat(2000)}`;
const CONTROL = 'bell\u0007 escape\u001b[31m newline\nnull\u0000 del\u007f';
export const NAMES = [
  SCRIPT,
  BIDI,
  LONG,
  CONTROL,
  'javascript:alert(1)',
  '𐏿'.repeat(80),
  '',
  "'; DROP TABLE hosts; --",
  'עברית.example',
  '\ud800',
];
const HUGE = Number.MAX_SAFE_INTEGER;

/** Everything that can be awkward at once: hostile names, the largest numbers, nulls where they may be, full tables, lost frames. */
export function uglyScene() {
  const random = chance(3);
  const startedMillis = Date.now() - 9e9;
  const points = [];
  for (let back = 400; back > 0; back -= 1) {
    // Two silences: one the probe was away for, one where the line was.
    if (back > 200 && back < 240) continue;
    points.push(pointAt(Date.now() - back * 1000, back < 120 && back > 100 ? 0 : random() ** 6));
  }
  return {
    history: () => points,
    window() {
      const now = Date.now();
      const traffic = pointAt(now - 1000, random() ** 6);
      points.push(traffic);
      return { startAt: isoMicros(now - 1000), endAt: isoMicros(now), traffic, ...sections({ now, startedMillis, random }) };
    },
  };
}

function pointAt(startMillis, height) {
  const wireBytes = Math.round(12e9 * height);
  return {
    at: isoMicros(startMillis),
    seconds: 1,
    frames: Math.round(wireBytes / 64),
    wireBytes,
    ipv4Bytes: Math.round(wireBytes * 0.2),
    ipv6Bytes: Math.round(wireBytes * 0.3),
    otherBytes: wireBytes - Math.round(wireBytes * 0.2) - Math.round(wireBytes * 0.3),
    downBytes: Math.round(wireBytes * 0.6),
    upBytes: Math.round(wireBytes * 0.1),
    malformed: 4000,
    dropped: height > 0.2 ? 100_000 : null,
    activeFlows: 16_384,
  };
}

function sections({ now, startedMillis, random }) {
  const seen = { firstSeenAt: isoMicros(startedMillis), lastSeenAt: isoMicros(now) };
  const counts = (index) => ({
    frames: Math.floor(HUGE / (index + 1)),
    wireBytes: Math.floor(HUGE / (index + 1)),
    bytesPerSecond: 1.2e10 / (index + 1),
    down: { bytesPerSecond: 1.1e10 / (index + 1), wireBytes: index % 4 === 3 ? 0 : Math.floor(HUGE / (index + 2)) },
    up: { bytesPerSecond: index, wireBytes: index % 4 === 3 ? 0 : Math.floor(HUGE / (index + 9)) },
  });
  const address = (index) =>
    index % 3 === 0 ? `192.0.2.${index}` : `2001:db8:ffff:eeee:dddd:cccc:bbbb:${(0xa000 + index).toString(16)}`;
  const many = (count, rowAt) => ({
    list: Array.from({ length: count }, (_, index) => rowAt(index)),
    total: 4_000_000,
    other: { rows: 31_337, frames: 123_456_789, wireBytes: HUGE },
  });
  return {
    status: statusOf(now),
    hosts: many(200, (index) => ({
      address: address(index),
      names: index % 2 === 0 ? [NAMES[(index / 2) % NAMES.length], 'second', 'third'] : [],
      country: index % 4 === 0 ? 'DE' : null,
      countryName: index % 4 === 0 ? NAMES[index % NAMES.length] : null,
      asNumber: index % 3 === 0 ? 4_294_967_295 : null,
      asName: index % 3 === 0 ? NAMES[(index / 3) % NAMES.length] : null,
      listed: index % 4 === 0 ? NAMES[(index + 2) % NAMES.length] : null,
      ...counts(index),
      side: [null, 'home', 'line'][index % 3],
      sent: counts(index + 1),
      received: counts(index + 2),
      ...seen,
    })),
    flows: many(200, (index) => ({
      protocol: ['tcp', 'udp', 'hop-by-hop-options', 'ospf'][index % 4],
      initiator: { ...counts(index), address: address(index), port: 65_535 },
      responder: { ...counts(index), address: address(index + 1), port: index % 4 === 3 ? null : 65_535 },
      application: {
        protocol: ['unknown', 'tls', 'source-engine'][index % 3],
        basis: ['none', 'payload', 'port'][index % 3],
        service: index % 5 === 0 ? NAMES[index % NAMES.length] : null,
        category: null,
        serverName: index % 2 === 0 ? NAMES[index % NAMES.length] : null,
        nameSource: index % 2 === 0 ? 'tls' : null,
        alpn: index % 2 === 0 ? NAMES[(index + 1) % NAMES.length] : null,
        version: null,
        ja4: null,
        isHelloEncrypted: true,
      },
      listed: index % 4 === 0 ? NAMES[(index + 2) % NAMES.length] : null,
      portName: index % 3 === 0 ? NAMES[(index + 3) % NAMES.length] : null,
      stack: 'ethernet/vlan/pppoe-session/ppp/ipv6/gre/ethernet/vlan/ipv4/udp/vxlan/ethernet/ipv6/tcp',
      tunnel: index % 3 === 0 ? null : { type: 'vxlan-gpe', id: 16_777_215 },
      vlan: index % 2 === 0 ? 4095 : null,
      pppoeSession: index % 5 === 0 ? null : 65_535,
      state: ['new', 'established', 'closing', 'closed', 'reset'][index % 5],
      tcpFlags: { initiator: 'FSRPAU', responder: '' },
      // The second half repeats the first: keys that are not unique.
      home: [null, 'initiator', 'responder'][index % 3],
      communityId: `1:${index % 100}`,
      ...counts(Math.floor(random() * 200)),
      ...seen,
    })),
    applications: many(200, (index) => ({
      application: NAMES[index % NAMES.length],
      protocol: `p${index}`,
      service: NAMES[index % NAMES.length],
      category: NAMES[(index + 1) % NAMES.length],
      isGuess: index % 2 === 0,
      conversations: HUGE,
      ...counts(index),
      ...seen,
    })),
    names: namesOf({ seen, many }),
    protocols: many(200, (index) => ({
      stack:
        `ethernet/service-vlan/vlan/pppoe-session/ppp/ipv6/hop-by-hop-options/gre/ethernet/vlan/ipv4/udp/vxlan-gpe/nsh/p${index}/tcp`.slice(
          index % 2 === 0 ? 0 : 60,
        ),
      ...counts(index),
    })),
    tunnels: many(200, (index) => ({
      type: ['gre', 'gtp-u', 'l2tp', 'ipip', 'mpls'][index % 5],
      id: index % 5 === 3 ? null : 4_294_967_295 - index,
      ...(index % 5 === 0 ? { vsid: 16_777_215 } : {}),
      endpoints: [address(index), address(index + 1)],
      ...counts(index),
      innerBytes: index % 2 === 0 ? 0 : Math.floor(HUGE / (index + 2)),
      ...seen,
    })),
    line: lineOf({ seen, counts, many, now }),
  };
}

function namesOf({ seen, many }) {
  const name = (index) => NAMES[index % NAMES.length];
  const labels = (index) => ({
    service: index % 2 === 0 ? name(index + 1) : null,
    category: null,
    listed: index % 3 === 0 ? name(index + 3) : null,
  });
  return {
    dns: many(200, (index) => ({
      name: `${index}${name(index)}`,
      queries: HUGE,
      responses: 0,
      noSuchName: HUGE,
      failures: HUGE,
      responseMillis: 1e9,
      ...labels(index),
      ...seen,
    })),
    tls: many(200, (index) => ({ serverName: `${index}${name(index)}`, connections: index, ...labels(index), ...seen })),
    quic: many(0, () => null),
    http: many(200, (index) => ({ host: name(index), requests: index, agent: name(index + 2), ...labels(index), ...seen })),
    fingerprints: many(3, (index) => ({ ja4: name(index), connections: index, serverName: name(index + 1), ...seen })),
    encryptedHellos: HUGE,
    unopenedPackets: HUGE,
  };
}

function statusOf(now) {
  const malformed = 9_000_000_000;
  return {
    version: '0.1.0',
    mode: 'replay',
    modeReason: null,
    source: {
      name: `/captures/${SCRIPT}${BIDI}.pcapng`,
      condition: 'capturing',
      reason: null,
      remarks: ['This file ends in the middle of a frame.', SCRIPT, LONG],
      driver: null,
      linkTypes: ['EN10MB'],
      snapLength: null,
    },
    startedAt: isoMicros(now - 9e9),
    firstFrameAt: isoMicros(now - 9e9),
    lastWindowAt: isoMicros(now),
    accounting: {
      seen: { frames: HUGE, wireBytes: HUGE },
      capturedBytes: HUGE,
      attributed: HUGE - malformed - 7_000_000_000,
      other: 7_000_000_000,
      malformed,
    },
    losses: { card: null, kernel: null, freezes: null, probe: 987_654_321 },
    tables: ['flows', 'hosts', 'protocols', 'tunnels', 'pppoeSessions', 'vlans', 'unknown'].map((name) => ({
      name,
      rows: 16_384,
      capacity: 16_384,
      evicted: 41_822_118_000,
    })),
    problems: Array.from({ length: 40 }, (_, index) => ({
      protocol: `protocol-${index}`,
      problem: 'extension-header-chain-too-long',
      frames: HUGE,
    })),
    unknown: Array.from({ length: 40 }, (_, index) => ({
      carrier: 'provider-backbone',
      identifier: `0x${(0x8800 + index).toString(16)}`,
      frames: HUGE,
    })),
  };
}

function lineOf({ seen, counts, many, now }) {
  const hostile = uglyLine({ now, texts: NAMES, huge: HUGE });
  return {
    ...hostile,
    discovery: { padi: HUGE, pado: 0, padr: 123_456_789, pads: 1, padt: HUGE },
    sessions: many(200, (index) => ({
      sessionId: 65_535 - index,
      clientMac: index % 2 === 0 ? null : '02:00:5e:ff:ff:ff',
      concentratorMac: index % 2 === 0 ? '02:00:5e:00:00:01' : null,
      clientVendor: null,
      concentratorVendor: NAMES[index % NAMES.length],
      rolesKnown: index % 2 === 1,
      concentratorName: NAMES[index % NAMES.length],
      openedAt: null,
      closedAt: index % 2 === 0 ? null : isoMicros(now - 5000),
      closeReason: index % 2 === 0 ? null : SCRIPT,
      ...counts(index),
      ...seen,
    })),
    vlans: {
      ...many(200, (index) => ({ id: index, ...counts(index) })),
      total: 4094,
      other: { ...NOTHING, frames: 12, wireBytes: 999, rows: 1 },
    },
  };
}
