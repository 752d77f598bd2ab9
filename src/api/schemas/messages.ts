import { Type } from 'typebox';
import type { LineWindow } from '../../line/line-window.ts';
import type { PppEvent } from '../../line/ppp/event-row.ts';
import {
  type Accounting,
  type ApplicationRow,
  type Counts,
  type DiscoveryCounts,
  type EventsMessage,
  type FlowRow,
  type HostRow,
  LIVE_TOPICS,
  type LineMessage,
  type LiveTopic,
  type LossCounts,
  type NamesMessage,
  type PppoeSessionRow,
  type PppSessionRow,
  type ProblemRow,
  type ProtocolRow,
  type Rows,
  type StatusMessage,
  type SystemMessage,
  type TableUse,
  type TrafficPoint,
  type TunnelRow,
  type UnknownRow,
  type VlanRow,
} from '../messages.ts';
import { LINE_PARTS } from './line/line-parts.ts';
import { choice, count, countOrNull, integerOrNull, list, named, text, textOrNull, time, timeOrNull } from './parts.ts';

export const ACCOUNTING = Type.Object(
  {
    seen: named<Counts>('Counts', 'Every frame that reached the tables.'),
    capturedBytes: count('Bytes captured of them.'),
    attributed: count('Frames under an encapsulation stack of their own.'),
    other: count('Frames whose stack found no room in the table.'),
    malformed: count('Frames with a problem their sender, or the line, is to blame for.'),
  },
  { description: 'Where every frame went: seen.frames = attributed + other + malformed.' },
);

export const LOSS_COUNTS = Type.Object(
  {
    card: countOrNull('Frames dropped by the network card; null: not known.'),
    kernel: countOrNull('Frames dropped by the kernel because its buffer was full; null: not known.'),
    freezes: countOrNull('How often that buffer was full; null: not known.'),
    probe: countOrNull('Frames dropped by the probe itself; null: not known.'),
  },
  { description: 'Frames that never reached the tables, since the start.' },
);

export const TABLE_USE = Type.Object(
  {
    name: text('Name of the table.'),
    rows: count('Rows it holds.'),
    capacity: count('Rows it can hold.'),
    evicted: count('Rows evicted to make room, since the start.'),
  },
  { description: 'How full a table is.' },
);

export const DISCOVERY_COUNTS = Type.Object(
  {
    padi: count('PADI frames.'),
    pado: count('PADO frames.'),
    padr: count('PADR frames.'),
    pads: count('PADS frames.'),
    padt: count('PADT frames.'),
  },
  { description: 'Frames of PPPoE discovery.' },
);

export const TRAFFIC_POINT = Type.Object(
  {
    at: time('When the interval starts.'),
    seconds: Type.Number({ description: 'How long it is, in seconds.' }),
    frames: count('Frames in it.'),
    wireBytes: count('Bytes on the wire in it.'),
    ipv4Bytes: count('Bytes on the wire whose innermost network protocol is IPv4.'),
    ipv6Bytes: count('Bytes on the wire whose innermost network protocol is IPv6.'),
    otherBytes: count('Bytes on the wire with another network protocol, or none.'),
    downBytes: count(
      'Bytes that came down the access line. Down and up are less than all where the way of some frames is not known.',
    ),
    upBytes: count('Bytes that went up.'),
    malformed: count('Malformed frames in it.'),
    dropped: countOrNull('Frames lost in it, all known counters together; null where none is known.'),
    activeFlows: count('Conversations with a frame in it; of several windows, the most in one of them.'),
  },
  { description: 'Totals of one interval of packet time.' },
);

export const STATUS_MESSAGE = Type.Object(
  {
    version: text('Version of the probe.'),
    mode: choice(
      ['live', 'demonstration', 'replay'],
      'Where frames come from: an interface, the bundled capture, or capture files.',
    ),
    modeReason: textOrNull('Why it is a demonstration and what to do about it; null otherwise.'),
    source: Type.Object(
      {
        name: text('Name of the interface or the file.'),
        condition: choice(
          ['waiting', 'capturing', 'down', 'gone', 'ended'],
          'waiting: no frame yet; down: no link; gone: no such interface at the moment; ended: a replay is over.',
        ),
        reason: textOrNull('Why no frames come at the moment and what to do about it; null while nothing is wrong.'),
        remarks: list(Type.String(), 'What to know about this capture when reading the results.'),
        driver: textOrNull('What captures; null for files.'),
        linkTypes: list(Type.String(), 'Link types by the names libpcap prints.'),
        snapLength: integerOrNull('The most bytes of a frame that are captured, 0 for all; null where there is no one limit.'),
      },
      { description: 'Where frames come from, and how it is doing.' },
    ),
    startedAt: time("When the probe was started, by the machine's clock."),
    firstFrameAt: timeOrNull('When the first frame passed, in packet time; null before it.'),
    lastWindowAt: timeOrNull('The end of the last closed window, in packet time; null before it.'),
    accounting: named<Accounting>('Accounting', 'Where every frame went, up to the last closed window.'),
    losses: named<LossCounts>('LossCounts', 'Frames that never reached the tables.'),
    tables: list(named<TableUse>('TableUse'), 'How full the tables are.'),
    problems: list(named<ProblemRow>('ProblemRow'), 'What is wrong with frames, most frames first.'),
    unknown: list(named<UnknownRow>('UnknownRow'), 'Protocols without a decoder, most frames first; at most 100.'),
  },
  { description: 'How the probe and its source are doing.' },
);

export const TRAFFIC_MESSAGE = Type.Object(
  {
    stepSeconds: count('Seconds added up in each point.'),
    points: list(named<TrafficPoint>('TrafficPoint'), 'Points, oldest first. Steps without a window are left out.'),
  },
  { description: 'Traffic over time; at most the last hour of packet time is kept.' },
);

export const HOST_MESSAGE = Type.Object(
  {
    host: named<HostRow>('HostRow', 'The host.'),
    flows: named<Rows<FlowRow>>('FlowRows', 'Conversations it takes part in, the largest first, at most 100.'),
  },
  { description: 'One host and its conversations.' },
);

export const LINE_MESSAGE = Type.Object(
  {
    discovery: named<DiscoveryCounts>('DiscoveryCounts', 'Frames of PPPoE discovery, since the start.'),
    sessions: named<Rows<PppoeSessionRow>>('PppoeSessionRows', 'PPPoE sessions, open or closed.'),
    vlans: named<Rows<VlanRow>>('VlanRows', 'VLANs.'),
    ...LINE_PARTS,
  },
  { description: 'What is known of the access line.' },
);

export const LINE_SESSION_MESSAGE = Type.Object(
  {
    session: named<PppSessionRow>('PppSessionRow', 'The session, with all its echo samples.'),
    events: list(named<PppEvent>('PppEvent'), 'What happened to it, oldest first, as far as that is remembered.'),
  },
  { description: 'One session of the line.' },
);

export const LINE_WINDOWS_MESSAGE = Type.Object(
  {
    total: count('How many windows there are in the time asked for, listed or not.'),
    windows: list(named<LineWindow>('LineWindow'), 'The latest of them, oldest first.'),
  },
  { description: 'The line second by second; at most the last hour of packet time is kept.' },
);

export const HEALTH_MESSAGE = Type.Object(
  {
    status: choice(['ok', 'failing'], 'ok: frames are being taken in, or the replay is over.'),
    mode: choice(['live', 'demonstration', 'replay'], 'Where frames come from.'),
    reason: textOrNull('What is wrong; null when nothing is.'),
  },
  { description: 'Whether the probe works.' },
);

export const ERROR_MESSAGE = Type.Object(
  {
    error: Type.Object(
      {
        code: text('What went wrong, one of a fixed set of words.'),
        message: text('What went wrong and what to do, for people.'),
      },
      { description: 'The error.' },
    ),
  },
  { description: 'The body of every error.' },
);

export const LIVE_REQUEST = Type.Object(
  {
    topics: Type.Unsafe<readonly LiveTopic[]>({
      type: 'array',
      items: { type: 'string', enum: [...LIVE_TOPICS] },
      maxItems: LIVE_TOPICS.length,
      uniqueItems: true,
      description: 'What to push. Empty: nothing.',
    }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'The most rows of each list; 20 unless said.' })),
  },
  { additionalProperties: false, description: 'What a client sends over the live feed.' },
);

export const LIVE_MESSAGE = Type.Object(
  {
    startAt: time('When the window starts; of `system` and `events`: when the snapshot before was taken.'),
    endAt: time('When the window ends; of `system` and `events`: when the snapshot was taken.'),
    status: Type.Optional(named<StatusMessage>('StatusMessage', 'Topic `status`.')),
    traffic: Type.Optional(named<TrafficPoint>('TrafficPoint', 'Topic `traffic`: the window itself.')),
    hosts: Type.Optional(named<Rows<HostRow>>('HostRows', 'Topic `hosts`.')),
    flows: Type.Optional(named<Rows<FlowRow>>('FlowRows', 'Topic `flows`.')),
    protocols: Type.Optional(named<Rows<ProtocolRow>>('ProtocolRows', 'Topic `protocols`.')),
    applications: Type.Optional(named<Rows<ApplicationRow>>('ApplicationRows', 'Topic `applications`.')),
    names: Type.Optional(named<NamesMessage>('NamesMessage', 'Topic `names`: the most frequent first.')),
    tunnels: Type.Optional(named<Rows<TunnelRow>>('TunnelRows', 'Topic `tunnels`.')),
    line: Type.Optional(named<LineMessage>('LineMessage', 'Topic `line`.')),
    system: Type.Optional(named<SystemMessage>('SystemMessage', 'Topic `system`.')),
    events: Type.Optional(named<EventsMessage>('EventsMessage', 'Topic `events`.')),
  },
  {
    description:
      'What the live feed pushes: the chosen topics, rows with the highest rate first. `system` and `events` come in messages of their own.',
  },
);
