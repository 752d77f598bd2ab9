import { Type } from 'typebox';
import type { MtuFinding } from '../../../line/quality/mtu-findings.ts';
import type { SegmentSizeRow } from '../../../line/quality/segment-sizes.ts';
import type { TooBigReport } from '../../../line/quality/too-big-reports.ts';
import { byDirection, choice, count, list, named, text, time, timeOrNull } from '../parts.ts';

const DIRECTIONS = ['down', 'up', 'unknown'] as const;

export const MTU_FINDING = Type.Object(
  {
    kind: choice(
      [
        'black-hole-down',
        'black-hole-up',
        'mss-not-clamped',
        'path-mtu-smaller',
        'mss-low',
        'baby-jumbo-not-granted',
        'tunnel-fragmented',
      ],
      'What was found.',
    ),
    severity: choice(['information', 'warning', 'serious'], 'How bad it is.'),
    text: text('What was found, in a sentence.'),
    remedy: text('What to do, in a sentence.'),
    evidence: Type.Unsafe<Readonly<Record<string, number | string>>>({
      type: 'object',
      additionalProperties: { type: ['number', 'string'] },
      description: 'The figures that led to it, by name.',
    }),
    firstAt: timeOrNull('When it was first seen; null where that has no time.'),
    lastAt: timeOrNull('When it was last seen; null where that has no time.'),
  },
  { description: 'Something wrong with packet sizes.' },
);

export const SEGMENT_SIZE_ROW = Type.Object(
  {
    direction: choice(DIRECTIONS, 'Which way the SYNs went: who sends one up receives such segments coming down.'),
    ipVersion: Type.Unsafe<4 | 6>({ type: 'integer', enum: [4, 6], description: 'IP version.' }),
    maximumSegmentSize: count('The size they announce, in bytes.'),
    syns: count('How many SYNs announce it.'),
  },
  { description: 'A maximum segment size that SYNs announce.' },
);

export const TOO_BIG_REPORT = Type.Object(
  {
    from: text('The router that says so.'),
    mtu: count('The largest packet it passes on, in bytes; 0 where it does not say.'),
    direction: choice(DIRECTIONS, "The message's: what goes down is about packets that went up."),
    messages: count('How often it said so.'),
    lastAt: time('When it last did.'),
  },
  { description: 'A router says by ICMP that packets do not fit.' },
);

export const PACKET_SIZE_COUNTS = byDirection(
  Type.Object(
    {
      fragments: count('Fragments among them.'),
      tunnelFragments: count('Of those, fragments of packets that carry a tunnel.'),
    },
    { description: 'Counts of packets.' },
  ),
  'How many packets come in pieces.',
);

export const MTU_SUMMARY = Type.Object(
  {
    lineMtu: count('The largest IP packet that the line carries, in bytes, as far as is known.'),
    lineMtuIs: choice(['negotiated', 'usual'], 'Whether the ends agreed on it, or lines of its kind have it.'),
    largestPackets: byDirection(
      Type.Object(
        { ipv4: count('Of IPv4; 0 without any.'), ipv6: count('Of IPv6; 0 without any.') },
        { description: 'In bytes, with the IP header.' },
      ),
      'The largest packet outside tunnels.',
    ),
    segmentSizes: list(named<SegmentSizeRow>('SegmentSizeRow'), 'What SYNs announce, most SYNs first, at most 64.'),
    sizes: PACKET_SIZE_COUNTS,
    tooBig: list(named<TooBigReport>('TooBigReport'), 'Who says that packets are too big, at most 16.'),
    findings: list(named<MtuFinding>('MtuFinding'), 'What is wrong, the worst first.'),
  },
  { description: 'Packet sizes, what is wrong with them, and the remedy.' },
);
