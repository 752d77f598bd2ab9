import { Type } from 'typebox';
import type { DnsServerSummary } from '../../../line/quality/dns-servers.ts';
import type { FarEnd } from '../../../line/quality/far-ends.ts';
import type { MtuSummary } from '../../../line/quality/mtu-doctor.ts';
import type { MirrorLoss, SideSummary } from '../../../line/quality/quality-window.ts';
import type { Distribution } from '../../../line/quality/sketch.ts';
import type { TcpCounts } from '../../../line/quality/tcp-counts.ts';
import { byDirection, count, list, named, numberOrNull, text, time } from '../parts.ts';

export const DISTRIBUTION = Type.Object(
  {
    count: count('How many were measured.'),
    minMicros: numberOrNull('The shortest, in microseconds; null without any.'),
    medianMicros: numberOrNull('The median, in microseconds, within 2 %.'),
    p95Micros: numberOrNull('What 95 % do not exceed, in microseconds, within 2 %.'),
    maxMicros: numberOrNull('The longest, in microseconds.'),
  },
  { description: 'A distribution of durations.' },
);

export const TCP_COUNTS = Type.Object(
  {
    segments: count('Segments.'),
    bytes: count('Payload in them, that of retransmissions included.'),
    dataSegments: count('Segments with data, SYN or FIN.'),
    retransmissions: count('Segments sent again.'),
    retransmittedBytes: count('Payload in them.'),
    fastRetransmissions: count('Of the retransmissions: after duplicate acknowledgements.'),
    spuriousRetransmissions: count('Of the retransmissions: of what had been acknowledged already.'),
    retransmissionsOfUnseen: count('Of the retransmissions: of what the probe had not seen; it was lost before the probe.'),
    outOfOrder: count('Segments that came late.'),
    duplicateAcks: count('Duplicate acknowledgements.'),
    zeroWindows: count('Segments that say that their sender takes no more for now.'),
    windowProbes: count('Segments that ask whether it takes more.'),
    keepAlives: count('Keep-alives.'),
    resets: count('Connections that a reset broke off.'),
    syns: count('Connections asked for.'),
    unansweredSyns: count('Connections whose SYN was sent again, or had no answer for three seconds.'),
    refusedSyns: count('Connections that a reset refused.'),
    handshakes: count('Handshakes seen whole.'),
    acksOfUnseen: count('Acknowledgements of data that the probe had not seen.'),
    mirrorGaps: count('Stretches of data that were acknowledged and never seen: the mirror lost them.'),
    mirrorLostBytes: count('Bytes in them.'),
  },
  { description: 'TCP, by the direction of the segment it is about.' },
);

export const SIDE_SUMMARY = Type.Object(
  {
    handshake: named<Distribution>('Distribution', 'From SYN to SYN/ACK, or from SYN/ACK to ACK, whichever went to this side.'),
    roundTrip: named<Distribution>('Distribution', 'Round trips while connections run.'),
    losses: count('Segments with data, SYN or FIN that were lost on this side.'),
    lossShare: numberOrNull('Of all such segments of either direction, the share that was; null without any.'),
    unansweredSyns: count('SYNs sent towards this side that were not answered.'),
    syns: count('SYNs sent towards this side.'),
    resets: count("Connections that this side's hosts broke off."),
    zeroWindows: count('Segments of this side that say that their sender takes no more for now.'),
    outOfOrder: count('Segments of this side that came late.'),
  },
  { description: 'What happens between the probe and one end.' },
);

export const FAR_END = Type.Object(
  {
    address: text('IP address.'),
    connections: count('Connections to it.'),
    unansweredSyns: count('Of those, unanswered.'),
    losses: count('Segments lost between the probe and it.'),
    resets: count('Connections that it refused, or broke off before either end had finished.'),
    handshake: named<Distribution>('Distribution', 'Handshakes with it.'),
    lastSeenAt: time('When it was last seen.'),
  },
  { description: 'A host beyond the line, and how connections to it fare.' },
);

export const DNS_COUNTS = {
  queries: count('Questions, those sent again included.'),
  answers: count('Answers.'),
  retries: count('Questions sent again before an answer came.'),
  unanswered: count('Questions without an answer for five seconds.'),
  failures: count('Answers that say that the server could not or would not.'),
  serverFailures: count('Of those: SERVFAIL.'),
  refused: count('Of those: REFUSED.'),
  nxDomain: count('Answers that there is no such name, which is no failure.'),
};

export const DNS_SERVER_SUMMARY = Type.Object(
  {
    address: text('IP address.'),
    ...DNS_COUNTS,
    responseTime: named<Distribution>('Distribution', 'How long it took to answer.'),
  },
  { description: 'A DNS server that home asked.' },
);

export const MIRROR_LOSS = Type.Object(
  {
    gaps: count('Stretches of data.'),
    bytes: count('Bytes in them.'),
    share: numberOrNull('Of all bytes that were sent once, the share that the mirror lost; null where nothing was sent.'),
  },
  { description: 'Data that their receiver acknowledged and the probe never saw.' },
);

export const REQUEST_COUNTS = byDirection(
  Type.Object(
    {
      frames: count('Frames.'),
      wireBytes: count('Bytes on the wire.'),
      ipFrames: count('Frames with an IP packet.'),
      syns: count('SYNs, those sent again included.'),
      synAnswers: count('Answers to SYNs.'),
      dnsQueries: count('DNS questions.'),
      dnsAnswers: count('DNS answers.'),
      echoRequests: count('ICMP echo requests.'),
      echoReplies: count('ICMP echo replies.'),
    },
    { description: 'One direction.' },
  ),
  'What asks for an answer, and what is one.',
);

export const QUALITY_SUMMARY = Type.Object(
  {
    tcp: byDirection(named<TcpCounts>('TcpCounts'), 'TCP, by direction.'),
    sides: Type.Object(
      {
        line: named<SideSummary>('SideSummary', 'Between the probe and far ends.'),
        home: named<SideSummary>('SideSummary', 'Between the probe and hosts at home.'),
      },
      { description: 'TCP, by side of the probe.' },
    ),
    farEnds: list(named<FarEnd>('FarEnd'), 'Hosts beyond the line, those with most trouble first, at most 64.'),
    evictedFarEnds: count('Hosts that gave way to others.'),
    undecidedSyns: count('SYNs of a flood, of which it is not known whether they were answered in time.'),
    dns: Type.Object(
      {
        servers: list(named<DnsServerSummary>('DnsServerSummary'), 'Servers, at most 64.'),
        evictedServers: count('Servers that gave way to others.'),
        droppedQueries: count('Questions that were forgotten before their time was over.'),
      },
      { description: 'DNS, by server.' },
    ),
    mtu: named<MtuSummary>('MtuSummary', 'Packet sizes.'),
    mirrorLoss: byDirection(named<MirrorLoss>('MirrorLoss'), "What the mirror lost, as TCP's own numbers show."),
    requests: REQUEST_COUNTS,
  },
  { description: 'How well the line carries what is sent over it, since the start.' },
);
