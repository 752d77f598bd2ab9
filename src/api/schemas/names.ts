import { Type } from 'typebox';
import type { DnsNameRow, FingerprintRow, FlowApplication, HostName, HttpHostRow, NameRows, ServerNameRow } from '../messages.ts';
import { choice, choiceOrNull, count, flag, list, named, number, numberOrNull, text, textOrNull, time } from './parts.ts';

export const NAME_SOURCES = ['dns', 'tls', 'quic', 'http', 'dhcp', 'mdns', 'llmnr', 'netbios', 'reverse-dns'] as const;

const service = textOrNull("Whose service it is, in people's words (`YouTube`); null where no list has the name.");
const serviceCategory = textOrNull('What kind of service that is (`video`).');
const listed = textOrNull("The user's list that has the name, by its file's name; null where none has.");
const labels = { service, category: serviceCategory, listed };
const seen = { firstSeenAt: time('When it was first seen.'), lastSeenAt: time('When it was last seen.') };

export const HOST_NAME = Type.Object(
  {
    name: text('The name. Characters that cannot be seen are written out (`‹202E›`).'),
    source: choice(
      NAME_SOURCES,
      'Where it came from: an answer to a question, a hello, a request, what the host says of itself, or the address turned round.',
    ),
    lastSeenAt: time('When it was last seen.'),
  },
  { description: 'One name of a host.' },
);

export const FLOW_APPLICATION = Type.Object(
  {
    protocol: text('Application protocol by name; `unknown` where nothing tells.'),
    basis: choice(
      ['payload', 'header', 'port', 'none'],
      'What tells: what the conversation carried, a header below it, or a port, which is a guess.',
    ),
    service,
    category: serviceCategory,
    serverName: textOrNull('The name of the far end under which it was opened; null where nobody said one.'),
    nameSource: choiceOrNull(NAME_SOURCES, 'Where that name came from.'),
    alpn: textOrNull('Of TLS, DTLS and QUIC: the first application protocol the client offered.'),
    version: textOrNull('Of TLS, DTLS and QUIC: the highest version the client offered.'),
    ja4: textOrNull('The fingerprint of the ClientHello (JA4).'),
    isHelloEncrypted: flag('Whether the ClientHello says that it hides another one (ECH); clients also pretend to.'),
  },
  { description: 'What a conversation is.' },
);

export const APPLICATION_LABELS = {
  application: text("What it is in people's words: the service where one is known, else the protocol."),
  protocol: text('Application protocol by name.'),
  service,
  category: text('What kind of service or protocol it is.'),
  isGuess: flag('Whether nothing but a port tells the protocol.'),
};

export const DNS_NAME_ROW = Type.Object(
  {
    name: text('The name that was asked for.'),
    queries: count('Queries with it.'),
    responses: count('Responses with it.'),
    noSuchName: count('Responses that say there is no such name.'),
    failures: count('Responses with another error.'),
    responseMillis: numberOrNull('Mean time from query to response, in milliseconds; null where no pair was seen.'),
    ...labels,
    ...seen,
  },
  { description: 'A name in questions of DNS, mDNS and LLMNR.' },
);

export const SERVER_NAME_ROW = Type.Object(
  {
    serverName: text('The name in the ClientHello.'),
    connections: count('Connections opened with it.'),
    ...labels,
    ...seen,
  },
  { description: 'A server name of TLS or QUIC.' },
);

export const HTTP_HOST_ROW = Type.Object(
  {
    host: text('The host that was asked, with its port where the request has one.'),
    requests: count('Requests.'),
    agent: textOrNull('What kind of program asked last; null where it did not say.'),
    ...labels,
    ...seen,
  },
  { description: 'A host of unencrypted HTTP requests.' },
);

export const FINGERPRINT_ROW = Type.Object(
  {
    ja4: text('The fingerprint (JA4).'),
    connections: count('Connections opened with it.'),
    serverName: textOrNull('The server name it was last seen with; null where that hello had none.'),
    ...seen,
  },
  { description: 'A kind of client, by its ClientHello.' },
);

/** A list of names of one kind. */
export function nameRowsOf<Row>(name: string) {
  return Type.Object(
    {
      list: list(named<Row>(name), 'The most frequent first.'),
      total: count('How many the table holds, listed or not.'),
      other: Type.Object(
        { rows: count('How many gave way to others.'), count: number('How often they had been counted.') },
        { description: 'What the bounded table could not keep.' },
      ),
    },
    { description: 'Names of one kind.' },
  );
}

export const NAMES_MESSAGE = Type.Object(
  {
    dns: named<NameRows<DnsNameRow>>('DnsNameRows', 'Question names, of queries and of responses.'),
    tls: named<NameRows<ServerNameRow>>('ServerNameRows', 'Server names of TLS and DTLS.'),
    quic: named<NameRows<ServerNameRow>>('ServerNameRows', 'Server names of QUIC.'),
    http: named<NameRows<HttpHostRow>>('HttpHostRows', 'Hosts of unencrypted HTTP.'),
    fingerprints: named<NameRows<FingerprintRow>>('FingerprintRows', 'Kinds of clients.'),
    encryptedHellos: count('ClientHellos that say they hide another one (ECH); clients also pretend to.'),
    unopenedPackets: count('Packets of QUIC that were not looked into, because too many came within a second.'),
  },
  { description: 'The names that payloads held.' },
);

/** Schemas of names and what is made of them, by the name they have in the OpenAPI document. */
export const NAME_SCHEMAS = {
  HostName: HOST_NAME,
  FlowApplication: FLOW_APPLICATION,
  DnsNameRow: DNS_NAME_ROW,
  DnsNameRows: nameRowsOf<DnsNameRow>('DnsNameRow'),
  ServerNameRow: SERVER_NAME_ROW,
  ServerNameRows: nameRowsOf<ServerNameRow>('ServerNameRow'),
  HttpHostRow: HTTP_HOST_ROW,
  HttpHostRows: nameRowsOf<HttpHostRow>('HttpHostRow'),
  FingerprintRow: FINGERPRINT_ROW,
  FingerprintRows: nameRowsOf<FingerprintRow>('FingerprintRow'),
  NamesMessage: NAMES_MESSAGE,
} as const;

/** What rows of hosts and conversations have of it. */
export const NAMES_OF_HOST = {
  names: list(Type.String(), 'Names the address was seen under, the best first.'),
  nameDetails: list(named<HostName>('HostName'), 'The same names, with where each came from.'),
  listed: textOrNull("The user's list that has one of the names; null where none has."),
};
export const APPLICATION_OF_FLOW = {
  application: named<FlowApplication>('FlowApplication', 'What it is.'),
  listed: textOrNull("The user's list that has its server name; null where none has."),
  portName: textOrNull("What this system calls the responder's port; null where it has no word for it."),
};
