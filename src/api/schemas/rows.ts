import { Type } from 'typebox';
import type { Counts, EndpointRow, HostSide, Rate, Rest, SessionEcho, Volume } from '../../traffic/summary.ts';
import { APPLICATION_LABELS, APPLICATION_OF_FLOW, NAMES_OF_HOST } from './names.ts';
import { choice, count, integerOrNull, list, named, text, textOrNull, time, timeOrNull } from './parts.ts';

const counts = {
  frames: count('Frames.'),
  wireBytes: count('Bytes on the wire: original, not captured, lengths, frame check sequence excluded.'),
};
const rate = {
  bytesPerSecond: Type.Number({
    description: 'Bytes per second now: a mean weighted towards the latest seconds (time constant 5 s).',
  }),
};
const directed = {
  down: named<Volume>('Volume', 'What of it came down the access line.'),
  up: named<Volume>('Volume', 'What of it went up. The way of some frames may not be known: then down and up are less than all.'),
};
const seen = { firstSeenAt: time('When its first frame passed.'), lastSeenAt: time('When its latest frame passed.') };

const TUNNEL_TYPES = [
  'gre',
  'pptp',
  'erspan',
  'vxlan',
  'vxlan-gpe',
  'geneve',
  'gtp-u',
  'l2tp',
  'ipip',
  '6in4',
  '4in6',
  '6in6',
  'teredo',
  'mpls',
  'capwap',
  'lisp',
  'pim',
] as const;
const tunnelType = choice(TUNNEL_TYPES, 'What kind of tunnel it is.');
const tunnelId = integerOrNull(
  'The identifier in the header: GRE key, VNI, TEID, call id, MPLS bottom label, LISP instance id; null where the header has none.',
);

/** What is said of the makers of both ends of a session. */
export const SESSION_VENDORS = {
  clientVendor: textOrNull("Who made the client's device; `randomised`: it made its address up; null where no list says."),
  concentratorVendor: textOrNull("Who made the concentrator's device."),
};

export const COUNTS = Type.Object(counts, { description: 'A number of frames and their bytes.' });
export const DIRECTION = Type.Object({ ...counts, ...rate }, { description: 'One direction of a host.' });
export const VOLUME = Type.Object(
  { wireBytes: counts.wireBytes, ...rate },
  { description: 'How much went one way on the access line, and how fast.' },
);
export const REST = Type.Object(
  { rows: count('How many rows were folded into it since the start.'), ...counts },
  { description: 'What a bounded table could not keep as rows of its own, so that totals stay exact.' },
);

export const PROTOCOL_ROW = Type.Object(
  {
    stack: text('The encapsulation stack, outermost first, joined by slashes: `ethernet/pppoe-session/ppp/ipv4/tcp`.'),
    ...counts,
    ...rate,
    ...directed,
  },
  { description: 'Frames with one encapsulation stack. Every frame is counted in exactly one row.' },
);
export const VLAN_ROW = Type.Object(
  { id: count('VLAN id, 0 to 4095.'), ...counts, ...rate, ...directed },
  { description: 'Frames that carry a VLAN tag, once per tag.' },
);

export const PPPOE_SESSION_ROW = Type.Object(
  {
    sessionId: count('The session id of PPPoE.'),
    clientMac: textOrNull('MAC address of the client; where roles are not known, the smaller of the two.'),
    concentratorMac: textOrNull('MAC address of the access concentrator; where roles are not known, the larger of the two.'),
    ...SESSION_VENDORS,
    rolesKnown: Type.Boolean({ description: 'Whether discovery, or the session itself, told which end is the client.' }),
    concentratorName: textOrNull('The name the access concentrator gave itself.'),
    openedAt: timeOrNull('When the session was confirmed; null where that was not seen.'),
    closedAt: timeOrNull('When it was terminated; null while it is open.'),
    closeReason: textOrNull('Why it was terminated: a word of the list that `LineSummary` has.'),
    localIpv4: textOrNull("The router's IPv4 address, as negotiated; null where that was not seen."),
    remoteIpv4: textOrNull("The concentrator's IPv4 address, as negotiated."),
    mru: integerOrNull('The largest packet the router can receive in the session, in bytes; null where it left the default.'),
    echo: Type.Unsafe<SessionEcho | null>({
      type: ['object', 'null'],
      properties: {
        requests: count('LCP echo requests of the router.'),
        replies: count('How many of them were answered.'),
        rttMillis: Type.Unsafe({
          type: ['object', 'null'],
          properties: Object.fromEntries(
            ['min', 'median', 'p95', 'max'].map((name) => [name, { type: 'number', description: `The ${name} of them.` }]),
          ),
          description: 'Round trips between router and concentrator, in milliseconds.',
        }),
      },
      description: 'LCP echoes of the router; null without any.',
    }),
    ...seen,
    ...counts,
    ...rate,
    ...directed,
  },
  { description: 'One PPPoE session: a session id between two MAC addresses.' },
);

export const TUNNEL_ROW = Type.Object(
  {
    type: tunnelType,
    id: tunnelId,
    vsid: Type.Optional(count('Virtual subnet id: the upper 24 bits of a GRE key that carries Ethernet (NVGRE).')),
    endpoints: list(Type.String(), 'The outer addresses, sorted: IP where an IP header carries the tunnel, else MAC.'),
    ...counts,
    innerBytes: count("Bytes on the wire behind the tunnel's own header."),
    ...rate,
    ...directed,
    ...seen,
  },
  { description: 'Frames that carry one tunnel header, once per header.' },
);

export const APPLICATION_ROW = Type.Object(
  {
    ...APPLICATION_LABELS,
    conversations: count('Conversations that count for it, as far as they are remembered.'),
    ...counts,
    ...rate,
    ...directed,
    ...seen,
  },
  { description: 'What the line is used for. Every conversation counts for one application at a time.' },
);

export const HOST_ROW = Type.Object(
  {
    address: text('IP address, lower-case canonical text (RFC 5952).'),
    side: Type.Unsafe<HostSide | null>({
      type: ['string', 'null'],
      enum: ['home', 'line', null],
      description: 'On which side of the probe it is: at home, or beyond the access line; null where that is not known.',
    }),
    ...NAMES_OF_HOST,
    country: textOrNull('Where it is: ISO 3166-1 alpha-2; null where no file says.'),
    countryName: textOrNull('The same, as a name in English.'),
    asNumber: integerOrNull('The autonomous system that announces it; null where no file says.'),
    asName: textOrNull('Whose that is.'),
    ...counts,
    sent: named<Counts & Rate>('Direction', 'What it sent.'),
    received: named<Counts & Rate>('Direction', 'What it received.'),
    ...rate,
    ...directed,
    ...seen,
  },
  { description: 'One address of an innermost IP header.' },
);

export const ENDPOINT_ROW = Type.Object(
  {
    address: text('IP address, lower-case canonical text (RFC 5952).'),
    port: integerOrNull(
      'Port; for ICMP the type and its counterpart or code, as the Community ID has it; null where there is none.',
    ),
    ...counts,
  },
  { description: 'One end of a conversation and what it sent.' },
);

export const FLOW_ROW = Type.Object(
  {
    protocol: text('Transport protocol by name.'),
    initiator: named<EndpointRow>('EndpointRow', 'The end that spoke first.'),
    responder: named<EndpointRow>('EndpointRow', 'The other end.'),
    home: Type.Unsafe<'initiator' | 'responder' | null>({
      type: ['string', 'null'],
      enum: ['initiator', 'responder', null],
      description: 'Which of the two is at home; null where that is not known.',
    }),
    ...APPLICATION_OF_FLOW,
    stack: text('The encapsulation stack of its first frame, outermost first.'),
    tunnel: Type.Unsafe<{ readonly type: (typeof TUNNEL_TYPES)[number]; readonly id: number | null } | null>({
      type: ['object', 'null'],
      properties: { type: tunnelType, id: tunnelId },
      required: ['type', 'id'],
      description: 'The innermost tunnel it runs in; null without one.',
    }),
    vlan: integerOrNull('The innermost VLAN id; null without a tag.'),
    pppoeSession: integerOrNull('The PPPoE session id; null outside PPPoE.'),
    state: choice(
      ['new', 'established', 'closing', 'closed', 'reset'],
      'new: one side spoke; established: both did; closing: a FIN passed; closed: both FINs; reset: a RST.',
    ),
    tcpFlags: Type.Object(
      { initiator: text('Flags the initiator sent.'), responder: text('Flags the responder sent.') },
      { description: 'All TCP flags seen, as letters of FSRPAU; empty for other protocols.' },
    ),
    ...counts,
    ...rate,
    ...directed,
    ...seen,
    communityId: text('Community ID, version 1 with seed 0, as Zeek and Suricata print it.'),
  },
  { description: 'One conversation, both directions.' },
);

export const PROBLEM_ROW = Type.Object(
  {
    protocol: text('Whose header it is.'),
    problem: text('What is wrong with it.'),
    frames: count('Frames whose outermost problem it is.'),
  },
  { description: 'Frames with something wrong in a header, where decoding stops unless receivers go on.' },
);
export const UNKNOWN_ROW = Type.Object(
  {
    carrier: text('Whose next-protocol field it is; `link` for the link type itself.'),
    identifier: text('The identifier: hexadecimal for EtherTypes and PPP protocols, decimal for the rest.'),
    frames: count('Frames that carried it.'),
  },
  { description: 'Frames that carry a protocol without a decoder, which is not a problem.' },
);

/** `Rows` of something: the rows asked for, how many there are, and what is in none. */
export function rowsOf<Row>(rowName: string) {
  return Type.Object(
    {
      list: list(named<Row>(rowName), 'The rows that were asked for.'),
      total: count('How many rows the table holds, listed here or not, whatever the filter.'),
      other: named<Rest>('Rest', 'What was evicted from the table or never found room in it.'),
    },
    { description: `Rows of the kind ${rowName}.` },
  );
}
