import type { NamesMessage } from '../../src/api/messages.ts';
import type { FlowApplication, NameRows } from '../../src/inspect/names-summary.ts';
import type { ApplicationRow } from '../../src/traffic/summary.ts';

const HALVES = { down: { wireBytes: 50, bytesPerSecond: 5 }, up: { wireBytes: 20, bytesPerSecond: 2 } };
const SEEN = { firstSeenAt: '2026-05-04T12:00:00.000000Z', lastSeenAt: '2026-05-04T12:00:09.500000Z' };
const LABELS = { service: 'Example', category: 'cloud' };
const UNKNOWN = { service: null, category: null, listed: null };

function nameRows<Row>(list: readonly Row[]): NameRows<Row> {
  return { list, total: list.length, other: { rows: 0, count: 0 } };
}

export const FLOW_APPLICATION: FlowApplication = {
  protocol: 'tls',
  basis: 'payload',
  service: 'Example',
  category: 'cloud',
  serverName: 'www.example.net',
  nameSource: 'tls',
  alpn: 'h2',
  version: 'TLS 1.3',
  ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
  isHelloEncrypted: false,
};

export const APPLICATIONS: readonly ApplicationRow[] = [
  {
    application: 'Example',
    protocol: 'tls',
    ...LABELS,
    isGuess: false,
    conversations: 2,
    frames: 11,
    wireBytes: 6500,
    bytesPerSecond: 650,
    ...HALVES,
    ...SEEN,
  },
  {
    application: 'DNS',
    protocol: 'dns',
    service: null,
    category: 'names',
    isGuess: true,
    conversations: 1,
    frames: 2,
    wireBytes: 200,
    bytesPerSecond: 0,
    ...HALVES,
    ...SEEN,
  },
];

export const NAMES: NamesMessage = {
  dns: nameRows([
    {
      name: 'www.example.net',
      queries: 2,
      responses: 2,
      noSuchName: 0,
      failures: 0,
      responseMillis: 12.5,
      ...LABELS,
      listed: 'trackers.txt',
      ...SEEN,
    },
  ]),
  tls: nameRows([{ serverName: 'www.example.net', connections: 2, ...LABELS, listed: 'trackers.txt', ...SEEN }]),
  quic: nameRows([{ serverName: 'video.example.net', connections: 1, ...UNKNOWN, ...SEEN }]),
  http: nameRows([{ host: 'example.org:8080', requests: 3, agent: 'curl', ...UNKNOWN, ...SEEN }]),
  fingerprints: nameRows([
    { ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1', connections: 2, serverName: 'www.example.net', ...SEEN },
  ]),
  encryptedHellos: 1,
  unopenedPackets: 0,
};
