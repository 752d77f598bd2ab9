import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../src/inspect/app-protocol.ts';
import { ConversationRows } from '../../src/inspect/conversation-rows.ts';
import { Findings } from '../../src/inspect/findings.ts';
import { inspectorsFor } from '../../src/inspect/inspectors.ts';
import { HostNames } from '../../src/inspect/names/host-names.ts';
import { InternedTexts } from '../../src/inspect/names/interned-texts.ts';
import { NameCounts } from '../../src/inspect/names/name-counts.ts';
import { NOT_MINE, Payload, type Recogniser, Transport } from '../../src/inspect/payload.ts';
import { ServiceBook } from '../../src/inspect/services/service-book.ts';
import { concatenate, hexBytes } from '../support/frames/drawing.ts';
import * as tcp from '../support/payloads/binary-tcp.ts';
import * as udp from '../support/payloads/binary-udp.ts';
import { dnsMessage, overTcp, question } from '../support/payloads/dns-message.ts';
import { httpRequest } from '../support/payloads/http-request.ts';
import { preface } from '../support/payloads/http2.ts';
import { HELLO, initial } from '../support/payloads/quic-client.ts';
import { cryptoFrame } from '../support/payloads/quic-frames.ts';
import { clientHelloRecord } from '../support/payloads/tls.ts';

const QUERY = dnsMessage({ questions: [question('www.example.net')] });

type Sample = readonly [
  protocol: AppProtocol,
  bytes: Uint8Array | string,
  ports?: readonly [source: number, destination: number],
];

const STREAMS: readonly Sample[] = [
  [AppProtocol.Tls, clientHelloRecord()],
  [AppProtocol.Http, httpRequest()],
  [AppProtocol.Http2, preface],
  [AppProtocol.Dns, overTcp(QUERY), [50_000, 53]],
  [AppProtocol.Smtp, '220 mail.example.net ESMTP\r\n'],
  [AppProtocol.Imap, '* OK [CAPABILITY IMAP4rev1] ready\r\n'],
  [AppProtocol.Pop3, '+OK POP3 server ready <1@example.net>\r\n'],
  [AppProtocol.Ftp, '220 ProFTPD Server ready\r\n'],
  [AppProtocol.Xmpp, "<stream:stream xmlns='jabber:client' to='example.net' version='1.0'>"],
  [AppProtocol.Socks, tcp.SOCKS_5_GREETING, [50_000, 1080]],
  [AppProtocol.Rdp, tcp.RDP_REQUEST],
  [AppProtocol.PostgreSql, tcp.POSTGRESQL_TLS_REQUEST],
  [AppProtocol.MySql, tcp.MYSQL_GREETING, [3306, 50_000]],
  [AppProtocol.Ldap, tcp.LDAP_BIND],
];

const DATAGRAMS: readonly Sample[] = [
  [AppProtocol.Dns, QUERY, [50_000, 53]],
  [AppProtocol.Mdns, QUERY, [5353, 5353]],
  [AppProtocol.Llmnr, QUERY, [50_000, 5355]],
  [AppProtocol.Quic, initial({ frames: [cryptoFrame(0, HELLO)] })],
  [AppProtocol.Dtls, concatenate(hexBytes('16 fefd 0000 000000000000 000c'), hexBytes('00 000000 0000 000000 000000'))],
  [AppProtocol.Dhcp, udp.DHCP_DISCOVER, [68, 67]],
  [AppProtocol.NetBios, udp.NETBIOS_QUERY, [137, 137]],
];

function inspectors() {
  const texts = new InternedTexts();
  const findings = new Findings({
    rows: new ConversationRows(1),
    texts,
    counts: new NameCounts(),
    hostNames: new HostNames({ texts, random: () => 7 }),
    services: new ServiceBook(),
  });
  return inspectorsFor(findings, () => {});
}

/** What the first says that knows it. */
function decide(recognisers: readonly Recogniser[], transport: Transport, [, bytes, ports = [50_000, 40_000]]: Sample): number {
  const payload = new Payload();
  payload.bytes = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  payload.end = payload.bytes.length;
  payload.wireEnd = payload.end;
  payload.transport = transport;
  [payload.sourcePort, payload.destinationPort] = ports;
  for (const recognise of recognisers) {
    const found = recognise(payload);
    if (found >= 0) return found;
  }
  return NOT_MINE;
}

const NAMES = Object.fromEntries(Object.entries(AppProtocol).map(([name, protocol]) => [protocol, name]));
const nameOf = (protocol: number): string => NAMES[protocol] ?? 'nothing';

describe('inspectors', () => {
  it.each(STREAMS.map((sample) => [nameOf(sample[0]), sample] as const))('know %s over TCP', (name, sample) => {
    expect(nameOf(decide(inspectors().tcp, Transport.Tcp, sample))).toBe(name);
  });

  it.each(DATAGRAMS.map((sample) => [nameOf(sample[0]), sample] as const))('know %s over UDP', (name, sample) => {
    expect(nameOf(decide(inspectors().udp, Transport.Udp, sample))).toBe(name);
  });

  it('have nobody read what nobody knows', () => {
    const { streamReaders, datagramReaders } = inspectors();
    expect(Object.keys(streamReaders).map(Number).map(nameOf).sort()).toEqual(
      STREAMS.map(([protocol]) => nameOf(protocol)).sort(),
    );
    expect(Object.keys(datagramReaders).map(Number).map(nameOf).sort()).toEqual(
      DATAGRAMS.map(([protocol]) => nameOf(protocol)).sort(),
    );
  });
});
