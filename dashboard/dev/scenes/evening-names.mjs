import { counts, fastestFirst, ways } from './amounts.mjs';
import { isoMicros } from './chance.mjs';

// application, protocol, kind, whether a service is known, share of all bytes, share of it that comes down, whether only a port tells
const APPLICATIONS = [
  ['YouTube', 'quic', 'video', true, 0.44, 0.98, false],
  ['Steam', 'tls', 'games', true, 0.19, 0.99, false],
  ['iCloud', 'tls', 'cloud-storage', true, 0.12, 0.06, false],
  ['Microsoft Teams', 'stun', 'calls', true, 0.09, 0.6, false],
  ['TLS', 'tls', 'web', false, 0.07, 0.85, false],
  ['Android', 'tls', 'updates', true, 0.05, 0.99, false],
  ['HTTP', 'http', 'web', false, 0.02, 0.9, false],
  ['SMB', 'smb', 'files', false, 0.01, 0.5, true],
  ['DNS', 'dns', 'names', false, 0.004, 0.7, false],
  ['NTP', 'ntp', 'network', false, 0.0004, 0.5, false],
];

export function applicationsOf({ rate, startedAt, now, totals, random }) {
  const list = APPLICATIONS.map(([application, protocol, category, isService, part, downShare, isGuess], index) => {
    const wireBytes = totals.wireBytes * part;
    const bytesPerSecond = rate * part * (0.8 + 0.4 * random());
    return {
      application,
      protocol,
      service: isService ? application : null,
      category,
      isGuess,
      conversations: 3 + 17 * index,
      ...counts(wireBytes),
      bytesPerSecond,
      ...ways(bytesPerSecond, wireBytes, downShare),
      firstSeenAt: isoMicros(startedAt + 9000),
      lastSeenAt: isoMicros(now - 30),
    };
  });
  return fastestFirst(list, 38);
}

/** What each peer of the evening is for, by its place. */
const PURPOSES = [
  ['quic', 'YouTube', 'video', 'video-edge-17.stream.example', 'quic'],
  ['tls', 'Steam', 'games', 'cdn.games.example', 'tls'],
  ['tls', 'iCloud', 'cloud-storage', 'photos.backup.example', 'tls'],
  ['stun', null, null, 'meet.office.example', 'dns'],
  ['tls', null, null, null, null],
  ['http', null, null, 'news.example', 'http'],
  ['imap', null, null, 'mail.office.example', 'tls'],
];

export function purposeOf(peer) {
  const [protocol, service, category, serverName, nameSource] = PURPOSES[peer % PURPOSES.length];
  const isHello = nameSource === 'tls' || nameSource === 'quic';
  return {
    protocol,
    basis: peer === 4 ? 'port' : 'payload',
    service,
    category,
    serverName,
    nameSource,
    alpn: isHello ? 'h2' : null,
    version: isHello ? 'TLS 1.3' : null,
    ja4: isHello ? 't13d1516h2_8daaf6152771_e5627efa2ab1' : null,
    isHelloEncrypted: false,
  };
}

export function namesOf({ startedAt, now }) {
  const seen = { firstSeenAt: isoMicros(startedAt + 9000), lastSeenAt: isoMicros(now - 30) };
  const nobody = { service: null, category: null, listed: null };
  const dns = [
    ['video-edge-17.stream.example', 41, 0, 11.2, { ...nobody, service: 'YouTube', category: 'video' }],
    ['photos.backup.example', 12, 0, 9.8, { ...nobody, service: 'iCloud', category: 'cloud-storage' }],
    ['tracker.metrics.example', 9, 9, 14.1, { ...nobody, listed: 'trackers.txt' }],
    ['news.example', 7, 0, 12.4, nobody],
  ];
  return {
    dns: rows(
      dns.map(([name, queries, noSuchName, responseMillis, labels]) => ({
        name,
        queries,
        responses: queries,
        noSuchName,
        failures: 0,
        responseMillis,
        ...labels,
        ...seen,
      })),
      212,
    ),
    tls: rows(
      [{ serverName: 'photos.backup.example', connections: 8, ...nobody, service: 'iCloud', category: 'cloud-storage', ...seen }],
      77,
    ),
    quic: rows(
      [
        {
          serverName: 'video-edge-17.stream.example',
          connections: 19,
          ...nobody,
          service: 'YouTube',
          category: 'video',
          ...seen,
        },
      ],
      12,
    ),
    http: rows([{ host: 'news.example', requests: 31, agent: 'Firefox', ...nobody, ...seen }], 4),
    fingerprints: rows(
      [{ ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1', connections: 61, serverName: 'photos.backup.example', ...seen }],
      9,
    ),
    encryptedHellos: 2,
    unopenedPackets: 0,
  };
}

function rows(list, total) {
  return { list, total, other: { rows: 0, count: 0 } };
}
