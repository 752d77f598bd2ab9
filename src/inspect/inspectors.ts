import { AppProtocol } from './app-protocol.ts';
import { DhcpReader } from './dhcp/dhcp-reader.ts';
import { DnsDatagramReader, DnsStreamReader, type OnDnsMessage } from './dns/dns-readers.ts';
import { recogniseDns } from './dns/recognise-dns.ts';
import type { Findings } from './findings.ts';
import { HttpReader, readPartialRequest } from './http/http-reader.ts';
import { Http2Reader } from './http/http2-reader.ts';
import { recogniseHttp, recogniseHttp2, recogniseSsdp } from './http/recognise-http.ts';
import type { Inspectors } from './inspector.ts';
import { NetBiosReader } from './netbios/netbios-reader.ts';
import { QuicReader } from './quic/quic-reader.ts';
import { recogniseQuic } from './quic/recognise-quic.ts';
import { BINARY_TCP, BINARY_UDP } from './recognise/binary-recognisers.ts';
import type { StreamReader } from './stream-view.ts';
import { recogniseFtp } from './text-protocols/recognise-ftp.ts';
import { recogniseImap } from './text-protocols/recognise-imap.ts';
import { recogniseIrc } from './text-protocols/recognise-irc.ts';
import { recognisePop3 } from './text-protocols/recognise-pop3.ts';
import { recogniseRtsp } from './text-protocols/recognise-rtsp.ts';
import { recogniseSip } from './text-protocols/recognise-sip.ts';
import { recogniseSmtp } from './text-protocols/recognise-smtp.ts';
import { recogniseSsh } from './text-protocols/recognise-ssh.ts';
import { recogniseTelnet } from './text-protocols/recognise-telnet.ts';
import { recogniseXmpp } from './text-protocols/recognise-xmpp.ts';
import { SocksReader } from './text-protocols/socks-reader.ts';
import { StartTlsReader } from './text-protocols/start-tls-reader.ts';
import { DtlsReader } from './tls/dtls-reader.ts';
import { recogniseDtls, recogniseTls } from './tls/recognise-tls.ts';
import { TlsBehindReader } from './tls/tls-behind-reader.ts';
import { readPartialHello, TlsReader } from './tls/tls-reader.ts';

/** Everybody who is asked, the most frequent on a home's line first, and everybody who reads on. */
export function inspectorsFor(findings: Findings, onDnsMessage: OnDnsMessage): Inspectors {
  return {
    tcp: [
      recogniseTls,
      recogniseHttp,
      recogniseHttp2,
      recogniseDns,
      recogniseSsh,
      recogniseSmtp,
      recogniseImap,
      recognisePop3,
      recogniseFtp,
      recogniseXmpp,
      recogniseSip,
      recogniseRtsp,
      recogniseIrc,
      ...BINARY_TCP,
      recogniseTelnet,
    ],
    udp: [recogniseDns, recogniseQuic, recogniseDtls, recogniseSsdp, recogniseSip, ...BINARY_UDP],
    streamReaders: streamReadersFor(findings, onDnsMessage),
    datagramReaders: {
      [AppProtocol.Dns]: new DnsDatagramReader('dns', onDnsMessage),
      [AppProtocol.Mdns]: new DnsDatagramReader('mdns', onDnsMessage),
      [AppProtocol.Llmnr]: new DnsDatagramReader('llmnr', onDnsMessage),
      [AppProtocol.Quic]: new QuicReader({ onClientHello: findings.quicHello, onUnopened: findings.unopened }),
      [AppProtocol.Dtls]: new DtlsReader(findings.hello),
      [AppProtocol.Dhcp]: new DhcpReader(findings.named),
      [AppProtocol.NetBios]: new NetBiosReader(findings.announced),
    },
  };
}

function streamReadersFor(findings: Findings, onDnsMessage: OnDnsMessage): Inspectors['streamReaders'] {
  const tlsBehind = new TlsBehindReader();
  return {
    [AppProtocol.Tls]: readingCut(new TlsReader(findings.hello), ({ bytes, start, end }, packet) => {
      const hello = readPartialHello(bytes, start, end);
      if (hello !== null) findings.hello(hello, packet);
    }),
    [AppProtocol.Http]: readingCut(new HttpReader(findings.request), ({ bytes, start, end }, packet) => {
      const request = readPartialRequest(bytes, start, end);
      if (request !== null) findings.request(request, packet);
    }),
    [AppProtocol.Http2]: new Http2Reader(findings.request),
    [AppProtocol.Dns]: new DnsStreamReader('dns', onDnsMessage),
    [AppProtocol.Smtp]: new StartTlsReader({ protocol: 'smtp' }),
    [AppProtocol.Imap]: new StartTlsReader({ protocol: 'imap' }),
    [AppProtocol.Pop3]: new StartTlsReader({ protocol: 'pop3' }),
    [AppProtocol.Ftp]: new StartTlsReader({ protocol: 'ftp' }),
    [AppProtocol.Xmpp]: new StartTlsReader({ protocol: 'xmpp' }),
    [AppProtocol.Socks]: new SocksReader(),
    [AppProtocol.Rdp]: tlsBehind,
    [AppProtocol.PostgreSql]: tlsBehind,
    [AppProtocol.MySql]: tlsBehind,
    [AppProtocol.Ldap]: tlsBehind,
  };
}

/** The reader, and what it makes of a beginning whose rest was not captured. */
function readingCut(reader: StreamReader, readCut: NonNullable<StreamReader['readCut']>): StreamReader {
  const { begins } = reader;
  return {
    read: (view, packet) => reader.read(view, packet),
    readCut,
    ...(begins !== undefined && { begins: (bytes, start, end) => begins.call(reader, bytes, start, end) }),
  };
}
