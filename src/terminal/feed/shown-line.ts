import { flag, list, number, oneOf, or, orNull, type Read, type Reader, record, text } from './reader.ts';

// What is shown of the line: parts of the live feed's messages.

const MOST_ROWS = 200;
const MOST_NAMES = 4;

const VOLUME = record({ bytesPerSecond: number });
const DIRECTED = { bytesPerSecond: number, wireBytes: number, down: VOLUME, up: VOLUME } as const;
const DISTRIBUTION = record({ count: number, medianMicros: orNull(number), p95Micros: orNull(number) });
const SIDE = record({ handshake: DISTRIBUTION, roundTrip: DISTRIBUTION, lossShare: orNull(number) });

export const readStatus = record({
  version: text,
  mode: oneOf('live', 'demonstration', 'replay'),
  modeReason: orNull(text),
  source: record({
    name: text,
    condition: oneOf('waiting', 'capturing', 'down', 'gone', 'ended'),
    reason: orNull(text),
  }),
  lastWindowAt: orNull(text),
});

export const readPoint = record({
  at: text,
  seconds: number,
  frames: number,
  wireBytes: number,
  downBytes: number,
  upBytes: number,
  malformed: number,
  dropped: orNull(number),
  activeFlows: number,
});

function rows<Row>(read: Reader<Row>) {
  return record({ list: list(read, MOST_ROWS), total: number });
}

const HOST = record({
  address: text,
  side: orNull(oneOf('home', 'line')),
  names: or([], list(text, MOST_NAMES)),
  ...DIRECTED,
});

const ENDPOINT = record({ address: text, port: orNull(number) });

const FLOW = record({
  protocol: text,
  initiator: ENDPOINT,
  responder: ENDPOINT,
  application: record({
    protocol: text,
    service: orNull(text),
    serverName: orNull(text),
  }),
  state: text,
  ...DIRECTED,
});

const RTT = record({ min: number, median: number, p95: number, max: number });
const ECHO = record({
  requests: number,
  replies: number,
  lost: number,
  unansweredRun: number,
  rttMillis: orNull(RTT),
  samples: or([], list(record({ rttMillis: number }), 512)),
});

const SESSION = record({
  sessionId: orNull(number),
  state: oneOf('lcp', 'authentication', 'network', 'up', 'closed'),
  vlanIds: or([], list(number, 4)),
  acName: orNull(text),
  uptimeSeconds: orNull(number),
  localIpv4: orNull(text),
  mru: orNull(number),
  reasonText: orNull(text),
  echo: ECHO,
});

export const readLine = record({
  verdict: record({
    now: orNull(record({ verdict: text, severity: oneOf('none', 'minor', 'major', 'outage'), text })),
  }),
  outages: record({
    outages: list(record({ startAt: text, endAt: orNull(text), durationSeconds: number, text }), MOST_ROWS),
  }),
  ppp: record({ sessions: list(SESSION, MOST_ROWS) }),
  home: record({ localIpv4: orNull(text), line: record({ type: text, isPppoe: flag, text }) }),
  quality: record({ sides: record({ line: SIDE, home: SIDE }) }),
});

const readers = {
  status: readStatus,
  traffic: readPoint,
  hosts: rows(HOST),
  flows: rows(FLOW),
  protocols: rows(record({ stack: text, ...DIRECTED })),
  applications: rows(record({ application: text, conversations: number, ...DIRECTED })),
  tunnels: rows(record({ type: text, id: orNull(number), endpoints: list(text, 2), ...DIRECTED })),
  line: readLine,
} as const;

/** What is known of the line, topic by topic; what a message did not have is as it was. */
export type ShownLine = { readonly [Topic in keyof typeof readers]?: Read<(typeof readers)[Topic]> };
export type ShownStatus = NonNullable<ShownLine['status']>;
export type ShownPoint = NonNullable<ShownLine['traffic']>;
export type ShownFlow = NonNullable<ShownLine['flows']>['list'][number];
export type ShownHost = NonNullable<ShownLine['hosts']>['list'][number];
export type ShownSession = NonNullable<ShownLine['line']>['ppp']['sessions'][number];
export type LineTopic = keyof typeof readers;

/** The parts of a message of the live feed that are about the line. */
export function readLineParts(received: Readonly<Record<string, unknown>>): ShownLine {
  const parts: Record<string, unknown> = {};
  for (const [topic, read] of Object.entries(readers)) {
    if (received[topic] === undefined) continue;
    const part = (read as Reader<unknown>)(received[topic]);
    if (part !== undefined) parts[topic] = part;
  }
  return parts as ShownLine;
}
