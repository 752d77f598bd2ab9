import { describe, expect, it } from 'vitest';
import { recogniseHttp, recogniseHttp2, recogniseSsdp } from '../../../src/inspect/http/recognise-http.ts';
import { type Recogniser, Transport } from '../../../src/inspect/payload.ts';
import { recogniseFtp } from '../../../src/inspect/text-protocols/recognise-ftp.ts';
import { recogniseImap } from '../../../src/inspect/text-protocols/recognise-imap.ts';
import { recogniseIrc } from '../../../src/inspect/text-protocols/recognise-irc.ts';
import { recognisePop3 } from '../../../src/inspect/text-protocols/recognise-pop3.ts';
import { recogniseRtsp } from '../../../src/inspect/text-protocols/recognise-rtsp.ts';
import { recogniseSip } from '../../../src/inspect/text-protocols/recognise-sip.ts';
import { recogniseSmtp } from '../../../src/inspect/text-protocols/recognise-smtp.ts';
import { recogniseSsh } from '../../../src/inspect/text-protocols/recognise-ssh.ts';
import { recogniseTelnet } from '../../../src/inspect/text-protocols/recognise-telnet.ts';
import { recogniseXmpp } from '../../../src/inspect/text-protocols/recognise-xmpp.ts';
import { latin1 } from '../../support/payloads/text-bytes.ts';
import { textPayload, verdict } from '../../support/payloads/text-payload.ts';
import { Random } from '../../support/random.ts';

const RECOGNISERS: { readonly [name: string]: Recogniser } = {
  Http: recogniseHttp,
  Http2: recogniseHttp2,
  Ssdp: recogniseSsdp,
  Ssh: recogniseSsh,
  Smtp: recogniseSmtp,
  Imap: recogniseImap,
  Pop3: recognisePop3,
  Ftp: recogniseFtp,
  Sip: recogniseSip,
  Rtsp: recogniseRtsp,
  Irc: recogniseIrc,
  Xmpp: recogniseXmpp,
  Telnet: recogniseTelnet,
};

/** The beginning of a stream, or a datagram, of each protocol. */
const STREAM_HEADER = "<stream:stream xmlns='jabber:client' to='example.net' version='1.0'>";
const SAMPLES: readonly (readonly [protocol: string, content: string, transport: Transport])[] = [
  ['Http', 'GET / HTTP/1.1\r\nHost: www.example.net\r\n\r\n', Transport.Tcp],
  ['Http', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', Transport.Tcp],
  ['Http', 'CONNECT www.example.net:443 HTTP/1.1\r\n\r\n', Transport.Tcp],
  ['Http', 'OPTIONS * HTTP/1.1\r\n\r\n', Transport.Tcp],
  ['Http2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', Transport.Tcp],
  ['Ssdp', 'NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n', Transport.Udp],
  ['Ssh', 'SSH-2.0-OpenSSH_9.6\r\n', Transport.Tcp],
  ['Ssh', 'SSH-1.99-server\r\n', Transport.Tcp],
  ['Smtp', '220 mail.example.net ESMTP Postfix\r\n', Transport.Tcp],
  ['Smtp', '220-mail.example.net\r\n220 SMTP ready\r\n', Transport.Tcp],
  ['Smtp', 'EHLO client.example.net\r\n', Transport.Tcp],
  ['Smtp', 'HELO client\r\n', Transport.Tcp],
  ['Smtp', 'MAIL FROM:<a@example.net>\r\n', Transport.Tcp],
  ['Imap', '* OK [CAPABILITY IMAP4rev1] ready\r\n', Transport.Tcp],
  ['Imap', '* PREAUTH hello\r\n', Transport.Tcp],
  ['Imap', 'a001 CAPABILITY\r\n', Transport.Tcp],
  ['Imap', 'A1 LOGIN user secret\r\n', Transport.Tcp],
  ['Imap', 'A1 OK done\r\n', Transport.Tcp],
  ['Pop3', '+OK POP3 server ready <1@example.net>\r\n', Transport.Tcp],
  ['Pop3', 'CAPA\r\n', Transport.Tcp],
  ['Pop3', 'STLS\r\n', Transport.Tcp],
  ['Ftp', '220 ProFTPD Server ready\r\n', Transport.Tcp],
  ['Ftp', '220-Welcome\r\n220 (vsFTPd 3.0.5)\r\n', Transport.Tcp],
  ['Ftp', 'AUTH TLS\r\n', Transport.Tcp],
  ['Ftp', 'FEAT\r\n', Transport.Tcp],
  ['Ftp', '227 Entering Passive Mode (192,0,2,1,4,1)\r\n', Transport.Tcp],
  ['Sip', 'INVITE sip:bob@example.net SIP/2.0\r\n', Transport.Udp],
  ['Sip', 'OPTIONS sip:example.net SIP/2.0\r\n', Transport.Tcp],
  ['Sip', 'REGISTER sips:example.net SIP/2.0\r\n', Transport.Tcp],
  ['Sip', 'SIP/2.0 200 OK\r\n', Transport.Udp],
  ['Rtsp', 'OPTIONS rtsp://camera.example.net/1 RTSP/1.0\r\n', Transport.Tcp],
  ['Rtsp', 'OPTIONS * RTSP/1.0\r\n', Transport.Tcp],
  ['Rtsp', 'GET /info RTSP/1.0\r\n', Transport.Tcp],
  ['Rtsp', 'RTSP/1.0 200 OK\r\n', Transport.Tcp],
  ['Irc', 'NICK someone\r\nUSER a 0 * :A\r\n', Transport.Tcp],
  ['Irc', 'CAP LS 302\r\n', Transport.Tcp],
  ['Irc', 'PASS secret\r\nNICK someone\r\n', Transport.Tcp],
  ['Irc', 'USER guest 0 * :Some One\r\n', Transport.Tcp],
  ['Irc', ':irc.example.net 001 someone :Welcome\r\n', Transport.Tcp],
  ['Irc', ':irc.example.net NOTICE * :*** Looking up your hostname\r\n', Transport.Tcp],
  ['Xmpp', `<?xml version='1.0'?>${STREAM_HEADER}`, Transport.Tcp],
  ['Xmpp', STREAM_HEADER, Transport.Tcp],
  ['Telnet', '\xff\xfd\x18\xff\xfd\x20\xff\xfd\x23', Transport.Tcp],
];

/** What is none of them. */
const STRANGERS: readonly string[] = [
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  '\x13BitTorrent protocol\0\0\0\0\0\0\0\0',
  '\x05\x01\x00',
  '\x10\x0f\x00\x04MQTT\x04\x02',
  '<!DOCTYPE html><html>',
  '{"jsonrpc": "2.0", "id": 1}',
  'The quick brown fox\r\n',
  '*1\r\n$4\r\nPING\r\n',
  '\xff\xd8\xff\xe0\x00\x10JFIF',
];

describe('a recogniser', () => {
  it.each(SAMPLES)('of %s alone knows %j', (protocol, content, transport) => {
    const said = Object.entries(RECOGNISERS).map(([name, recogniser]) => [name, verdict(recogniser, content, { transport })]);
    const known = said.filter(([, name]) => name !== 'perhaps' && name !== 'not mine');
    expect(known).toEqual([[protocol, protocol]]);
  });

  it.each(SAMPLES)('of %s says perhaps, or what it says of the whole, of any part of %j', (protocol, content, transport) => {
    const recogniser = RECOGNISERS[protocol]!;
    for (let length = 1; length <= content.length; length += 1) {
      const said = verdict(recogniser, content.slice(0, length), { transport });
      const isEarly = protocol === 'Ssdp' && said === 'not mine';
      expect(isEarly ? protocol : said, `${length} bytes`).toBeOneOf(['perhaps', protocol]);
    }
  });

  it.each(STRANGERS)('of any protocol refuses %j, over TCP and UDP', (content) => {
    for (const [name, recogniser] of Object.entries(RECOGNISERS)) {
      for (const transport of [Transport.Tcp, Transport.Udp])
        expect(verdict(recogniser, content, { transport }), name).toBe('not mine');
    }
  });

  it('of a protocol over TCP refuses datagrams', () => {
    for (const [protocol, content] of SAMPLES) {
      if (protocol === 'Sip' || protocol === 'Ssdp') continue;
      expect(verdict(RECOGNISERS[protocol]!, content, { transport: Transport.Udp }), content).toBe('not mine');
    }
  });

  it('never reads outside, and a bounded number of bytes, whatever it is shown', () => {
    const random = new Random(5);
    for (let round = 0; round < 3000; round += 1) {
      const [, sample] = SAMPLES[random.below(SAMPLES.length)]!;
      const bytes = latin1(sample.slice(0, random.below(sample.length + 1)));
      for (let change = random.below(4); change > 0 && bytes.length > 0; change -= 1)
        bytes[random.below(bytes.length)] = random.below(256);
      for (const recogniser of Object.values(RECOGNISERS)) {
        for (const transport of [Transport.Tcp, Transport.Udp])
          expect(recogniser(textPayload(bytes, { transport }))).toBeTypeOf('number');
      }
    }
  });

  it.each(SAMPLES)('of %s looks at a bounded number of bytes behind %j', (protocol, content, transport) => {
    const long = content.replaceAll('\r\n', '').concat('x'.repeat(60_000));
    const reads = (length: number): number => {
      let count = 0;
      const payload = textPayload(long.slice(0, length), { transport });
      const { bytes } = payload;
      payload.bytes = new Proxy(bytes, {
        get: (target, key) => {
          count += 1;
          return Reflect.get(target, key);
        },
      });
      RECOGNISERS[protocol]!(payload);
      return count;
    };
    expect(reads(60_000)).toBe(reads(20_000));
  });
});
