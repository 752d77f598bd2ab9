import type { FlowRow, HostRow, StatusMessage, TrafficPoint } from '../../src/api/messages.ts';
import type {
  AnswerName,
  Answers,
  Health,
  LineWindowText,
  Probe,
  ProbeTotals,
  RecentTimes,
  RowQuestion,
  WindowNotice,
} from '../../src/api/probe.ts';
import { enrichLine } from '../../src/commands/enrich-answers.ts';
import { Line } from '../../src/line/line.ts';
import type { Rows } from '../../src/traffic/summary.ts';
import { APPLICATIONS, FLOW_APPLICATION, NAMES } from './fake-names.ts';

const HALVES = { down: { wireBytes: 50, bytesPerSecond: 5 }, up: { wireBytes: 20, bytesPerSecond: 2 } };
const NO_REST = { rows: 0, frames: 0, wireBytes: 0 };
const SEEN = { firstSeenAt: '2026-05-04T12:00:00.000000Z', lastSeenAt: '2026-05-04T12:00:09.500000Z' };

export function pointAt(at: string, changes: Partial<TrafficPoint> = {}): TrafficPoint {
  return {
    at,
    seconds: 1,
    frames: 10,
    wireBytes: 1000,
    ipv4Bytes: 600,
    ipv6Bytes: 300,
    otherBytes: 100,
    downBytes: 800,
    upBytes: 150,
    malformed: 0,
    dropped: null,
    activeFlows: 3,
    ...changes,
  };
}

export function hostRow(address: string, wireBytes = 1000): HostRow {
  return {
    address,
    side: 'line',
    names: ['www.example.net'],
    nameDetails: [{ name: 'www.example.net', source: 'dns', lastSeenAt: SEEN.lastSeenAt }],
    listed: null,
    country: 'DE',
    countryName: 'Germany',
    asNumber: 64496,
    asName: 'Example Networks',
    ...HALVES,
    frames: 4,
    wireBytes,
    sent: { frames: 1, wireBytes: 100, bytesPerSecond: 10 },
    received: { frames: 3, wireBytes: wireBytes - 100, bytesPerSecond: 90 },
    bytesPerSecond: 100,
    ...SEEN,
  };
}

export function flowRow(changes: Partial<FlowRow> = {}): FlowRow {
  return {
    protocol: 'tcp',
    home: 'initiator',
    ...HALVES,
    initiator: { address: '192.0.2.1', port: 50000, frames: 5, wireBytes: 500 },
    responder: { address: '198.51.100.7', port: 443, frames: 6, wireBytes: 6000 },
    application: FLOW_APPLICATION,
    listed: null,
    portName: 'https',
    stack: 'ethernet/pppoe-session/ppp/ipv4/tcp',
    tunnel: null,
    vlan: null,
    pppoeSession: 4660,
    state: 'established',
    tcpFlags: { initiator: 'SA', responder: 'SPA' },
    frames: 11,
    wireBytes: 6500,
    bytesPerSecond: 650,
    ...SEEN,
    communityId: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
    ...changes,
  };
}

export function rows<Row>(list: readonly Row[]): Rows<Row> {
  return { list, total: list.length, other: NO_REST };
}

export const TABLES: Answers = {
  applications: rows(APPLICATIONS),
  names: NAMES,
  protocols: rows([{ stack: 'ethernet/ipv4/tcp', frames: 7, wireBytes: 700, bytesPerSecond: 70, ...HALVES }]),
  vlans: rows([{ id: 7, frames: 2, wireBytes: 200, bytesPerSecond: 20, ...HALVES }]),
  pppoeSessions: rows([
    {
      sessionId: 4660,
      clientMac: '00:00:5e:00:53:01',
      concentratorMac: null,
      clientVendor: 'Example Department',
      concentratorVendor: null,
      rolesKnown: false,
      concentratorName: null,
      openedAt: null,
      closedAt: null,
      closeReason: null,
      localIpv4: null,
      remoteIpv4: null,
      mru: null,
      echo: null,
      frames: 9,
      wireBytes: 900,
      bytesPerSecond: 90,
      ...HALVES,
      ...SEEN,
    },
  ]),
  tunnels: rows([
    {
      type: 'gre',
      id: 22,
      vsid: 3,
      endpoints: ['10.0.0.1', '10.0.0.2'],
      frames: 3,
      wireBytes: 300,
      innerBytes: 240,
      bytesPerSecond: 30,
      ...HALVES,
      ...SEEN,
    },
    {
      type: 'ipip',
      id: null,
      endpoints: ['10.0.0.1', '10.0.0.3'],
      frames: 1,
      wireBytes: 100,
      innerBytes: 80,
      bytesPerSecond: 0,
      ...HALVES,
      ...SEEN,
    },
  ]),
  hosts: rows([hostRow('192.0.2.1', 2000), hostRow('2001:db8::1')]),
  flows: rows([
    flowRow({ tunnel: { type: 'vxlan', id: 42 }, vlan: 7 }),
    flowRow({ protocol: 'udp', state: 'new', tunnel: { type: 'ipip', id: null } }),
  ]),
  unknown: rows([{ carrier: 'ethernet', identifier: '0x88b5', frames: 2 }]),
  line: enrichLine(new Line({ random: () => 7 }).summary(), () => null),
};

export const STATUS: StatusMessage = {
  version: '1.2.3',
  mode: 'live',
  modeReason: null,
  source: {
    name: 'eth0',
    condition: 'capturing',
    reason: null,
    remarks: ['Offloads are on: lengths may be too long.'],
    driver: 'ring',
    linkTypes: ['EN10MB'],
    snapLength: 256,
  },
  startedAt: '2026-05-04T11:59:00.000000Z',
  firstFrameAt: '2026-05-04T12:00:00.000000Z',
  lastWindowAt: '2026-05-04T12:00:10.000000Z',
  accounting: { seen: { frames: 100, wireBytes: 9000 }, capturedBytes: 8000, attributed: 98, other: 0, malformed: 2 },
  losses: { card: null, kernel: 5, freezes: 1, probe: 0 },
  tables: [{ name: 'flows', rows: 11, capacity: 131072, evicted: 4 }],
  problems: [{ protocol: 'ipv4', problem: 'length-invalid', frames: 2 }],
  unknown: [{ carrier: 'ethernet', identifier: '0x88b5', frames: 2 }],
};

export const TOTALS: ProbeTotals = {
  wan: {
    down: { ipv4Bytes: 4000, ipv6Bytes: 2000, otherBytes: 300 },
    up: { ipv4Bytes: 1900, ipv6Bytes: 500, otherBytes: 150 },
    unknown: { ipv4Bytes: 100, ipv6Bytes: 0, otherBytes: 50 },
  },
  discovery: { padi: 1, pado: 2, padr: 3, pads: 4, padt: 5 },
  echo: {
    client: { sent: 20, answered: 18, lost: 3, late: 1 },
    server: { sent: 5, answered: 5, lost: 0, late: 0 },
    unknown: { sent: 0, answered: 0, lost: 0, late: 0 },
  },
  terminations: {
    'user-request': 1,
    'lcp-terminate': 0,
    padt: 2,
    'authentication-failed': 0,
    'echo-timeout': 4,
    silence: 0,
    'lcp-failed': 0,
    'ipcp-failed': 0,
    replaced: 0,
  },
  dns: {
    queries: 50,
    answers: 45,
    retries: 3,
    unanswered: 4,
    failures: 2,
    serverFailures: 1,
    refused: 1,
    nxDomain: 6,
  },
};

const NOTHING_MEASURED = { count: 0, minMicros: null, medianMicros: null, p95Micros: null, maxMicros: null };
export const RECENT_TIMES: RecentTimes = {
  handshake: {
    line: { count: 9, minMicros: 9000, medianMicros: 12_500, p95Micros: 40_000, maxMicros: 41_000 },
    home: { count: 9, minMicros: 200, medianMicros: 350, p95Micros: 2000, maxMicros: 2100 },
    unknown: NOTHING_MEASURED,
  },
  roundTrip: {
    line: { count: 99, minMicros: 9000, medianMicros: 13_000, p95Micros: 50_000, maxMicros: 90_000 },
    home: NOTHING_MEASURED,
    unknown: NOTHING_MEASURED,
  },
};

/** A probe that says what a test wants it to, and remembers what it was asked. */
export class FakeProbe implements Probe {
  currentStatus = STATUS;
  currentHealth: Health = { isWell: true };
  currentPoints: readonly TrafficPoint[] = [
    pointAt('2026-05-04T12:00:08.000000Z'),
    pointAt('2026-05-04T12:00:09.000000Z', { dropped: 2 }),
  ];
  currentLineWindows: readonly LineWindowText[] = [];
  currentTables = TABLES;
  currentLatest: WindowNotice | null = {
    startAt: '2026-05-04T12:00:09.000000Z',
    endAt: '2026-05-04T12:00:10.000000Z',
    point: pointAt('2026-05-04T12:00:09.000000Z'),
  };
  /** Thrown instead of an answer from the tables. */
  refusal: Error | null = null;
  readonly questions: { readonly names: readonly AnswerName[]; readonly question: RowQuestion }[] = [];
  readonly listeners = new Set<(notice: WindowNotice) => void>();

  status = (): StatusMessage => this.currentStatus;
  health = (): Health => this.currentHealth;
  points = (): readonly TrafficPoint[] => this.currentPoints;
  lineWindows = (): readonly LineWindowText[] => this.currentLineWindows;
  latest = (): WindowNotice | null => this.currentLatest;
  totals = (): ProbeTotals => TOTALS;
  recentTimes = (): RecentTimes => RECENT_TIMES;

  async ask<Name extends AnswerName>(names: readonly Name[], question: RowQuestion): Promise<Pick<Answers, Name>> {
    this.questions.push({ names, question });
    if (this.refusal !== null) throw this.refusal;
    return await Promise.resolve(this.currentTables);
  }

  onWindow(listener: (notice: WindowNotice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Closes the window that starts at `startAt`, whole seconds. */
  closeWindow(startAt: string): void {
    const endAt = new Date(Date.parse(startAt) + 1000).toISOString().replace('Z', '000Z');
    this.currentLatest = { startAt, endAt, point: pointAt(startAt) };
    for (const listener of this.listeners) listener(this.currentLatest);
  }
}
