import { Type } from 'typebox';
import type { DirectionBytes } from '../../../line/home/direction-bytes.ts';
import type { LeaseEvent } from '../../../line/home/leases/timeline.ts';
import type { MirrorWindow } from '../../../line/home/mirror/mirror-check.ts';
import type { RoleEvent } from '../../../line/home/roles.ts';
import type { HomeWindow } from '../../../line/home/window.ts';
import type { OutageRow, OutageWindow } from '../../../line/outage/outage-row.ts';
import type { EchoShare } from '../../../line/ppp/echo-series.ts';
import type { PppEvent } from '../../../line/ppp/event-row.ts';
import type { LineCounts } from '../../../line/ppp/line-log.ts';
import type { PppWindow } from '../../../line/ppp/window.ts';
import type { DnsServerWindow } from '../../../line/quality/dns-servers.ts';
import type { FarEnd } from '../../../line/quality/far-ends.ts';
import type { MtuWindow } from '../../../line/quality/mtu-doctor.ts';
import type { QualityWindow } from '../../../line/quality/quality-window.ts';
import type { SketchValue } from '../../../line/quality/sketch.ts';
import type { TcpCounts } from '../../../line/quality/tcp-counts.ts';
import type { VerdictRow, VerdictWindow } from '../../../line/verdict/verdict-row.ts';
import { byDirection, choice, count, list, named, number, text, time, timeOrNull } from '../parts.ts';
import { CONFIDENCES, HOW } from './home.ts';
import { MIRROR_CODES } from './mirror.ts';
import { PACKET_SIZE_COUNTS } from './mtu.ts';
import { DNS_COUNTS, REQUEST_COUNTS } from './quality.ts';

const span = { startAt: time('When the window starts.'), endAt: time('When it ends.') };

export const ECHO_SHARE = Type.Object(
  {
    sent: count('Requests.'),
    answered: count('Replies.'),
    lost: count('Requests that have had no reply for three seconds, counted when those were over.'),
    late: count('Of the replies: to requests that an earlier window counted as lost.'),
    rttMillis: list(Type.Number(), 'Round trips, in milliseconds.'),
  },
  { description: 'LCP echoes in one window.' },
);

export const PPP_WINDOW = Type.Object(
  {
    ...span,
    startMicros: count('The same in microseconds since 1970.'),
    endMicros: count('The same in microseconds since 1970.'),
    sessionsOpen: count('Sessions that are open as the window closes.'),
    sessionsUp: count('Of those: sessions in which IP is up.'),
    discoveryUnansweredSince: timeOrNull('Since when a router has looked for a concentrator in vain; null where none does.'),
    counts: named<LineCounts>('LineCounts', 'What was counted in the window.'),
    echo: Type.Object(
      {
        byClient: named<EchoShare>('EchoShare', 'Requests of the router.'),
        byServer: named<EchoShare>('EchoShare', 'Requests of the concentrator.'),
        byUnknown: named<EchoShare>('EchoShare', 'Of sessions whose ends are not told apart yet.'),
        unansweredRun: count('The most requests in a row, of any one end, that have had no answer yet.'),
      },
      { description: 'LCP echoes.' },
    ),
    events: list(named<PppEvent>('PppEvent'), 'What happened, at most 32.'),
    eventsOmitted: count('Further events.'),
  },
  { description: "What happened to the line's sessions in one window." },
);

export const MIRROR_WINDOW = Type.Object(
  {
    sampled: count('Frames that were compared with those before.'),
    copies: count('Copies among them.'),
    cutFrames: count('Frames that were cut inside a header.'),
    unicastSources: count('Addresses that sent to single others lately.'),
    findings: list(choice(MIRROR_CODES, 'A word of `MirrorFinding`.'), 'What is wrong as the window closes.'),
  },
  { description: 'What the mirror did in one window.' },
);

export const HOME_WINDOW = Type.Object(
  {
    ...span,
    how: choice(HOW, 'How it is known who is home as the window closes.'),
    confidence: choice(CONFIDENCES, 'How sure that is.'),
    down: named<DirectionBytes>('DirectionBytes', 'What came down the line.'),
    up: named<DirectionBytes>('DirectionBytes', 'What went up.'),
    unknown: named<DirectionBytes>('DirectionBytes', 'What nobody knows the direction of.'),
    mirror: named<MirrorWindow>('MirrorWindow', 'The mirror.'),
    roleEvents: list(named<RoleEvent>('RoleEvent'), 'What was learnt about who is home, at most 32.'),
    leaseEvents: list(named<LeaseEvent>('LeaseEvent'), 'What happened to leases, at most 16.'),
  },
  { description: 'Bytes by direction, the mirror, and who is home, in one window.' },
);

export const SKETCH_VALUE = Type.Object(
  {
    count: count('How many were measured.'),
    minMicros: number('The shortest, in microseconds.'),
    maxMicros: number('The longest, in microseconds.'),
    buckets: list(
      Type.Integer(),
      'Buckets and how many fell into each, by turns. Below 64, a bucket is its microseconds; each further 32 double its width.',
    ),
  },
  { description: 'A distribution of durations that can be added up with others.' },
);

const BY_SIDE = Type.Object(
  {
    line: named<SketchValue>('SketchValue', 'Between the probe and far ends.'),
    home: named<SketchValue>('SketchValue', 'Between the probe and hosts at home.'),
    unknown: named<SketchValue>('SketchValue', 'Nobody knows on which side.'),
  },
  { description: 'Durations by side of the probe.' },
);

export const DNS_SERVER_WINDOW = Type.Object(
  { address: text('IP address.'), ...DNS_COUNTS, responseTime: named<SketchValue>('SketchValue', 'How long answers took.') },
  { description: 'A DNS server, in one window.' },
);

export const MTU_WINDOW = Type.Object(
  {
    sizes: PACKET_SIZE_COUNTS,
    tooBigMessages: count('ICMP messages that a packet was too big.'),
    stalledConnections: Type.Object(
      { down: count('Data going down.'), up: count('Data going up.') },
      { description: 'Connections that stalled since the start because their large packets vanish.' },
    ),
  },
  { description: 'Packet sizes, in one window.' },
);

export const QUALITY_WINDOW = Type.Object(
  {
    tcp: byDirection(named<TcpCounts>('TcpCounts'), 'TCP, by direction.'),
    handshake: BY_SIDE,
    roundTrip: BY_SIDE,
    farEnds: list(named<FarEnd>('FarEnd'), 'The far ends with the most trouble in the window, at most 8.'),
    dns: list(named<DnsServerWindow>('DnsServerWindow'), 'DNS servers that were asked.'),
    mtu: named<MtuWindow>('MtuWindow', 'Packet sizes.'),
    requests: REQUEST_COUNTS,
  },
  { description: 'How well the line carried what was sent over it, in one window.' },
);

export const OUTAGE_WINDOW = Type.Object(
  {
    open: Type.Unsafe<OutageRow | null>({
      anyOf: [{ $ref: 'OutageRow#' }, { type: 'null' }],
      description: 'The outage that lasts; null without one.',
    }),
    changed: list(named<OutageRow>('OutageRow'), 'Those that began, changed their cause or ended.'),
    withdrawn: list(Type.Integer(), 'Serials of those that turned out to be none.'),
  },
  { description: 'What changed about outages in one window.' },
);

export const VERDICT_WINDOW = Type.Object(
  {
    now: Type.Unsafe<VerdictRow | null>({
      anyOf: [{ $ref: 'VerdictRow#' }, { type: 'null' }],
      description: 'Of the last 60 seconds; null where nobody reads windows.',
    }),
    minute: Type.Unsafe<VerdictRow | null>({
      anyOf: [{ $ref: 'VerdictRow#' }, { type: 'null' }],
      description: 'Of the minute that ended; null where none did.',
    }),
  },
  { description: 'What one window says of whose fault it is.' },
);

export const LINE_WINDOW = Type.Object(
  {
    ppp: named<PppWindow>('PppWindow', 'PPPoE sessions.'),
    home: named<HomeWindow>('HomeWindow', 'Bytes, mirror, who is home.'),
    quality: named<QualityWindow>('QualityWindow', 'Round trips, losses, DNS, packet sizes.'),
    outages: named<OutageWindow>('OutageWindow', 'What changed about outages.'),
    verdict: named<VerdictWindow>('VerdictWindow', 'Whose fault it is.'),
  },
  { description: 'What happened to the line in one second of packet time. Counts of windows add up.' },
);
