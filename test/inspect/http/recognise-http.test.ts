import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { recogniseHttp, recogniseHttp2, recogniseSsdp, SsdpReader } from '../../../src/inspect/http/recognise-http.ts';
import type { HttpRequest } from '../../../src/inspect/http/request-head.ts';
import { Transport } from '../../../src/inspect/payload.ts';
import { Reading } from '../../../src/inspect/stream-view.ts';
import { textPayload, verdict } from '../../support/payloads/text-payload.ts';

const udp = { transport: Transport.Udp };
const SEARCH =
  'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nST: ssdp:all\r\nUSER-AGENT: Roku/12\r\n\r\n';
const FOUND = 'HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nST: upnp:rootdevice\r\nUSN: uuid:1::upnp:rootdevice\r\n\r\n';

describe('recogniseHttp', () => {
  it.each([
    'GET / HTTP/1.1\r\n',
    'POST /upload HTTP/1.0\r\nHost: www.example.net\r\n\r\n',
    'CONNECT www.example.net:443 HTTP/1.1\r\n',
    'NOTIFY /event HTTP/1.1\r\n',
    'GET /old\r\n',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.0 404 Not Found\r\n',
    'ICY 200 OK\r\n',
    `GET /${'long'.repeat(40)}`,
  ])('knows %j', (text) => {
    expect(verdict(recogniseHttp, text)).toBe('Http');
  });

  it.each(['', 'G', 'GET', 'GET /ind', 'HTTP/', 'HTTP/1.', 'OPTIONS *', 'PRI * HT'])('waits behind %j', (text) => {
    expect(verdict(recogniseHttp, text)).toBe('perhaps');
  });

  it('decides by a path alone where the snap length cut the rest', () => {
    expect(verdict(recogniseHttp, 'GET /ind', { cut: 100 })).toBe('Http');
  });

  it.each([
    'SSH-2.0-x\r\n',
    'OPTIONS sip:a@example.net SIP/2.0\r\n',
    'GET /info RTSP/1.0\r\n',
    'PRI * HTTP/2.0\r\n\r\n',
    'USER anonymous\r\n',
    'hello, world\r\n',
    '\x16\x03\x01\x02\x00',
    'HTTP/a.b',
  ])('refuses %j', (text) => {
    expect(verdict(recogniseHttp, text)).toBe('not mine');
  });

  it('leaves datagrams to SSDP', () => {
    expect(verdict(recogniseHttp, 'GET / HTTP/1.1\r\n', udp)).toBe('not mine');
  });
});

describe('recogniseHttp2', () => {
  it('knows the preface', () => {
    expect(verdict(recogniseHttp2, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04')).toBe('Http2');
    expect(verdict(recogniseHttp2, 'PRI * HTTP/2.0\r\n\r\nS')).toBe('perhaps');
    expect(verdict(recogniseHttp2, 'PRI * HTTP/1.1\r\n\r\n')).toBe('not mine');
    expect(verdict(recogniseHttp2, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', udp)).toBe('not mine');
  });
});

describe('recogniseSsdp', () => {
  it('knows what is searched for and what is announced', () => {
    expect(verdict(recogniseSsdp, SEARCH, udp)).toBe('Ssdp');
    expect(verdict(recogniseSsdp, 'NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n\r\n', udp)).toBe('Ssdp');
  });

  it('knows what is found, by its fields or by its port', () => {
    expect(verdict(recogniseSsdp, FOUND, udp)).toBe('Ssdp');
    expect(verdict(recogniseSsdp, 'HTTP/1.1 200 OK\r\n\r\n', { ...udp, sourcePort: 1900 })).toBe('Ssdp');
    expect(verdict(recogniseSsdp, 'HTTP/1.1 200 OK\r\n\r\n', udp)).toBe('not mine');
  });

  it('refuses anything else, and streams', () => {
    expect(verdict(recogniseSsdp, '', udp)).toBe('not mine');
    expect(verdict(recogniseSsdp, 'M-SEARCH', udp)).toBe('not mine');
    expect(verdict(recogniseSsdp, SEARCH)).toBe('not mine');
  });
});

describe('SsdpReader', () => {
  it('reads requests, and no responses', () => {
    const requests: HttpRequest[] = [];
    const reader = new SsdpReader((request) => requests.push(request));
    expect(reader.read(textPayload(SEARCH, udp), new Packet())).toBe(Reading.More);
    expect(reader.read(textPayload(FOUND, udp), new Packet())).toBe(Reading.More);
    expect(requests).toMatchObject([{ host: '239.255.255.250:1900', method: 'M-SEARCH', agent: 'Roku' }]);
  });

  it('throws at no length', () => {
    for (let length = 0; length <= SEARCH.length; length += 1) {
      const payload = textPayload(SEARCH.slice(0, length), udp);
      expect(new SsdpReader(() => undefined).read(payload, new Packet())).toBe(Reading.More);
    }
  });
});
