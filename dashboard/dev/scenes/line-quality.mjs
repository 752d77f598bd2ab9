import { isoMicros } from './chance.mjs';

function times(count, medianMillis, p95Millis) {
  if (count === 0) return { count, minMicros: null, medianMicros: null, p95Micros: null, maxMicros: null };
  return {
    count,
    minMicros: medianMillis * 700,
    medianMicros: medianMillis * 1000,
    p95Micros: p95Millis * 1000,
    maxMicros: p95Millis * 2400,
  };
}

function sideOf({ count = 4100, first = [14.2, 38], running = [17.9, 61], share = 0.0004, unanswered = 3, resets = 41 }) {
  return {
    handshake: times(count, ...first),
    roundTrip: times(count * 31, ...running),
    losses: Math.round(share * 900_000),
    lossShare: count === 0 ? null : share,
    unansweredSyns: unanswered,
    syns: count,
    resets,
    zeroWindows: 0,
    outOfOrder: 12,
  };
}

function server(address, queries, [median, p95], { unanswered = 0, failures = 0 } = {}) {
  return {
    address,
    queries,
    answers: queries - unanswered,
    retries: 4,
    unanswered,
    failures,
    serverFailures: failures,
    refused: 0,
    nxDomain: 12,
    responseTime: times(queries - unanswered, median, p95),
  };
}

/** `line` and `home` change a side, `far` adds far ends with trouble. */
export function qualityOf({ now, line = {}, home = {}, far = [], findings = [], lostShare = 0 }) {
  const farEnd = (address, fields) => ({
    address,
    connections: 40,
    unansweredSyns: 0,
    losses: 0,
    resets: 0,
    handshake: times(40, 19, 44),
    lastSeenAt: isoMicros(now - 4000),
    ...fields,
  });
  const loss = { gaps: Math.round(lostShare * 4000), bytes: lostShare * 3e9, share: lostShare };
  return {
    tcp: {},
    sides: {
      line: sideOf(line),
      home: sideOf({ count: 4093, first: [1.9, 9.4], running: [3.1, 14], share: 0.0001, unanswered: 0, resets: 66, ...home }),
    },
    farEnds: [farEnd('203.0.113.87', {}), ...far.map(([address, fields]) => farEnd(address, fields))],
    evictedFarEnds: 0,
    undecidedSyns: 0,
    dns: {
      servers: [
        server('198.51.100.53', 1904, [11.3, 42]),
        server('198.51.100.54', 211, [12.8, 61], { unanswered: 1, failures: 3 }),
      ],
      evictedServers: 0,
      droppedQueries: 0,
    },
    mtu: {
      lineMtu: 1492,
      lineMtuIs: 'negotiated',
      largestPackets: {},
      segmentSizes: [],
      sizes: {},
      tooBig: [],
      findings,
    },
    mirrorLoss: { down: loss, up: { gaps: 0, bytes: 0, share: 0 }, unknown: { gaps: 0, bytes: 0, share: null } },
    requests: {},
  };
}

export function overheadOf(wireBytes, { isPppoe = true } = {}) {
  const way = (share) => {
    const bytes = Math.round(wireBytes * share);
    const pppoeBytes = isPppoe ? Math.round(bytes * 0.0095) : 0;
    const vlanBytes = Math.round(bytes * 0.0048);
    const ethernetBytes = Math.round(bytes * 0.0171);
    const controlBytes = Math.round(bytes * 0.0002);
    const payloadBytes = bytes - pppoeBytes - vlanBytes - ethernetBytes - controlBytes;
    const tunnelBytes = Math.round(bytes * 0.0031);
    return {
      frames: Math.round(bytes / 812),
      wireBytes: bytes,
      ethernetBytes,
      vlanBytes,
      pppoeBytes,
      mplsBytes: 0,
      controlBytes,
      payloadBytes,
      tunnelBytes,
    };
  };
  return { down: way(0.9), up: way(0.1), unknown: way(0) };
}

export function billingOf(wireBytes, now) {
  const date = new Date(now);
  const month = (back) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)).toISOString().replace('Z', '000Z');
  return [
    { startAt: month(1), endAt: month(0), downBytes: 211e9, upBytes: 31e9 },
    { startAt: month(0), endAt: month(-1), downBytes: 96e9 + wireBytes * 0.87, upBytes: 14e9 + wireBytes * 0.097 },
  ];
}
