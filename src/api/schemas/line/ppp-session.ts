import { Type } from 'typebox';
import type { DiscoveryRow, EchoRow } from '../../../line/ppp/summary.ts';
import {
  choice,
  choiceOrNull,
  count,
  flag,
  integerOrNull,
  list,
  named,
  number,
  numberOrNull,
  orNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from '../parts.ts';
import { SESSION_VENDORS } from '../rows.ts';

const ENDS = ['client', 'server'] as const;
const END_REASONS = [
  'user-request',
  'lcp-terminate',
  'padt',
  'authentication-failed',
  'echo-timeout',
  'silence',
  'lcp-failed',
  'ipcp-failed',
  'replaced',
] as const;

export const ECHO_ROW = Type.Object(
  {
    requests: count('LCP echo requests.'),
    replies: count('How many of them were answered.'),
    lost: count('Without a reply for three seconds, and none later.'),
    open: count('Neither: it was too early to say.'),
    late: count('Of the replies: those after more than three seconds.'),
    unansweredRun: count('Requests since the last that was answered.'),
    intervalSeconds: numberOrNull('The shortest time between two requests; null: not known.'),
    isSparse: flag('Whether the sender leaves requests out while traffic flows: gaps in the series are then no loss.'),
    rttMillis: orNull(
      Type.Object({
        min: number('The shortest.'),
        median: number('The median.'),
        p95: number('What 95 % do not exceed.'),
        max: number('The longest.'),
      }),
      'Round trips, in milliseconds; null without any.',
    ),
    samples: list(
      Type.Object({ at: time('When the request passed.'), rttMillis: number('The round trip, in milliseconds.') }),
      'The latest, oldest first: 120 of sessions that are open and of the last one, none of others; all there are (512) with `samples=all`.',
    ),
  },
  { description: 'LCP echo requests of one end, and what became of them.' },
);

const DISCOVERY = {
  padiSent: count('PADI frames.'),
  padoTimeouts: count('Rounds of PADIs that the client gave up.'),
  padiUnanswered: count('PADIs without an offer for three seconds.'),
  firstPadiAt: timeOrNull('The first PADI; null where none was seen.'),
  padoReceived: count('Offers.'),
  padrSent: count('PADR frames.'),
  offers: list(
    Type.Object({
      mac: text('MAC address of the concentrator.'),
      at: time('When it offered.'),
      acName: textOrNull('The name it gave itself.'),
      serviceNames: list(Type.String(), 'Services it offered.'),
    }),
    'Concentrators that offered a session, at most 8.',
  ),
  errors: list(
    Type.Object({
      at: time('When.'),
      name: choice(['Service-Name-Error', 'AC-System-Error', 'Generic-Error'], 'The tag.'),
      text: text('What it says: off the wire, hostile.'),
    }),
    'Errors that concentrators answered with, at most 4.',
  ),
  relaySessionId: textOrNull('What a relay added, in hexadecimal digits.'),
};

export const DISCOVERY_ROW = Type.Object(DISCOVERY, { description: 'How a client looked for a concentrator.' });

export const ATTEMPT_ROW = Type.Object(
  {
    ...DISCOVERY,
    clientMac: text('MAC address of the client.'),
    vlanIds: list(Type.Integer(), 'VLANs, outermost first.'),
    lastPadiAt: timeOrNull('The latest PADI.'),
  },
  { description: 'A search for a concentrator that has led to nothing.' },
);

export const PPP_SESSION_ROW = Type.Object(
  {
    serial: count('Tells the session from all others since the start.'),
    sessionId: integerOrNull('The session id of PPPoE; null where PPP runs without PPPoE.'),
    clientMac: textOrNull("The client's MAC address; where roles are not known, simply one end's."),
    concentratorMac: textOrNull("The concentrator's MAC address; where roles are not known, simply the other end's."),
    ...SESSION_VENDORS,
    rolesKnown: flag('Whether it is known which end is the client.'),
    rolesInferred: flag('Whether something else than discovery told that.'),
    vlanIds: list(Type.Integer(), 'VLANs, outermost first.'),
    acName: textOrNull('The name the concentrator gave itself.'),
    serviceName: textOrNull('The service that was asked for.'),
    maxPayload: Type.Object(
      {
        asked: integerOrNull('What the client asked for; null: nothing.'),
        granted: integerOrNull('What the concentrator granted.'),
      },
      { description: 'PPP-Max-Payload (RFC 4638).' },
    ),
    state: choice(['lcp', 'authentication', 'network', 'up', 'closed'], 'How far it has come.'),
    firstSeenAt: time('Its first frame; the session may be older where `openedAt` is null.'),
    lastSeenAt: time('Its latest frame.'),
    openedAt: timeOrNull('When the concentrator confirmed it (PADS); null where that was not seen.'),
    ipUpAt: timeOrNull('When IPv4 was agreed on.'),
    closedAt: timeOrNull('When it was over; null while it is open.'),
    closeReason: choiceOrNull(END_REASONS, 'The same as `endReason`.'),
    endedBy: choiceOrNull(ENDS, 'Who ended it; null while it is open or where nobody did.'),
    endReason: choiceOrNull(END_REASONS, 'Why it ended; null while it is open.'),
    reasonText: textOrNull('Why, in a sentence. What it quotes came off the wire.'),
    timesReopened: count('How often it was taken for over and went on.'),
    uptimeSeconds: numberOrNull('From IP being up to the end, or to now; null before that.'),
    phases: Type.Object(
      {
        discoveryMillis: numberOrNull('From the first PADI to the PADS.'),
        lcpMillis: numberOrNull('Until both ends agreed on the link.'),
        authenticationMillis: numberOrNull('Until authentication was decided.'),
        ipcpMillis: numberOrNull('Until IPv4 was agreed on.'),
        ipv6cpMillis: numberOrNull('Until IPv6 was agreed on.'),
      },
      { description: 'How long each phase took; null where it was not seen whole.' },
    ),
    authentication: Type.Object(
      {
        protocol: choiceOrNull(['PAP', 'CHAP-MD5', 'MS-CHAP', 'MS-CHAPv2', 'CHAP', 'EAP', 'unknown'], 'Which protocol.'),
        demandedBy: choiceOrNull(ENDS, 'Which end demanded it.'),
        result: choiceOrNull(['success', 'failure'], 'How it went.'),
        resultInferred: Type.Boolean({ description: 'Whether the answer was not seen, and follows from what came after it.' }),
        message: textOrNull("The answer's text, with whatever may be a user's name masked."),
        attempts: count('How often it was tried.'),
      },
      { description: 'Authentication: never a name, a password or what is made of one.' },
    ),
    localIpv4: textOrNull("The router's IPv4 address."),
    remoteIpv4: textOrNull("The concentrator's IPv4 address."),
    dns: list(Type.String(), 'DNS servers that the provider named.'),
    ipcpFailure: textOrNull('Why there is no IPv4 address, where that was seen.'),
    ipv6: orNull(
      Type.Object({
        localLinkLocal: textOrNull("The router's link-local address."),
        remoteLinkLocal: textOrNull("The concentrator's link-local address."),
      }),
      'IPv6; null where it was not agreed on.',
    ),
    mru: integerOrNull('The largest packet the router can receive, in bytes; null where it left the default.'),
    peerMru: integerOrNull('The largest packet the concentrator can receive.'),
    echo: named<EchoRow>('EchoRow', "The router's LCP echoes."),
    serverEcho: named<EchoRow>('EchoRow', "The concentrator's LCP echoes."),
    discovery: Type.Unsafe<DiscoveryRow | null>({
      ...orNull(DISCOVERY_ROW, 'How its client found the concentrator; null where that was not seen.'),
    }),
    frames: Type.Object(
      { fromClient: count('Of the client.'), fromServer: count('Of the concentrator.') },
      { description: 'Frames of its two ends.' },
    ),
    ignoredFrames: count('Frames with its id that were not between its two ends: they changed nothing.'),
  },
  { description: 'A session, followed from discovery to its end.' },
);
