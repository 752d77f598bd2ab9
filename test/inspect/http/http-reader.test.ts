import { describe, expect, it } from 'vitest';
import { HttpReader, type HttpRequest, readPartialRequest } from '../../../src/inspect/http/http-reader.ts';
import { httpRequest, type RequestOptions } from '../../support/payloads/http-request.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';
import { cutInto, type ReadStream, readStream } from '../../support/payloads/text-stream.ts';
import { Random } from '../../support/random.ts';

function readRequests(...segments: readonly string[]): ReadStream & { hosts: (string | null)[]; requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const reader = new HttpReader((request) => requests.push(request));
  const stream = readStream(reader, segments);
  return { ...stream, requests, hosts: requests.map((request) => request.host) };
}

function times(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

describe('HttpReader', () => {
  it('reads what a request says', () => {
    const text = httpRequest({ host: 'WWW.Example.net:8080', fields: ['User-Agent: curl/8.5.0', 'Accept: */*'] });
    const { requests, reading } = readRequests(text);
    expect(requests).toEqual([
      { host: 'www.example.net:8080', method: 'GET', agent: 'curl', isConnect: false, isToProxy: false, isWebSocket: false },
    ]);
    expect(reading).toBe('More');
  });

  it('tells what is said to a proxy: by its method, or by a whole URL', () => {
    const isToProxy = (options: RequestOptions) => readRequests(httpRequest(options)).requests[0]?.isToProxy;
    expect(isToProxy({ target: 'http://www.example.net/' })).toBe(true);
    expect(isToProxy({ target: 'HTTPS://www.example.net/' })).toBe(true);
    expect(isToProxy({ method: 'CONNECT', target: 'www.example.net:443' })).toBe(true);
    expect(isToProxy({ target: '/http://www.example.net/' })).toBe(false);
  });

  it('reads a request in segments of any size', () => {
    const text = httpRequest({ fields: ['User-Agent: Wget/1.21.3'] });
    for (let size = 1; size <= text.length; size += 1) {
      expect(readRequests(...cutInto(text, size)).requests, `${size} bytes each`).toMatchObject([
        { host: 'www.example.net', agent: 'Wget' },
      ]);
    }
  });

  it('reads all requests of a connection', () => {
    const { hosts } = readRequests(httpRequest({ host: 'one.example' }), httpRequest({ host: 'two.example' }));
    expect(hosts).toEqual(['one.example', 'two.example']);
  });

  it('reads pipelined requests in one segment, with bodies between them', () => {
    const posted = { method: 'POST', fields: ['Content-Length: 5'], body: 'GET /' } satisfies RequestOptions;
    const chunked = {
      method: 'PUT',
      fields: ['Transfer-Encoding: gzip, chunked'],
      body: '4;name=value\r\nGET \r\n0\r\nTrailer: yes\r\n\r\n',
    } satisfies RequestOptions;
    const text = httpRequest({ host: 'a.example', ...posted }) + httpRequest({ host: 'b.example', ...chunked }) + httpRequest();
    expect(readRequests(text).hosts).toEqual(['a.example', 'b.example', 'www.example.net']);
  });

  it('reads no more than eight requests at once, and goes on behind them', () => {
    const many = times(20, (index) => httpRequest({ host: `${index}.example` }));
    expect(readRequests(many).hosts).toEqual(Array.from({ length: 8 }, (_, index) => `${index}.example`));
    expect(readRequests(many, httpRequest({ host: 'next.example' })).hosts.at(-1)).toBe('next.example');
  });

  it('skips a body that is not there whole, up to the segment that begins a request', () => {
    const first = httpRequest({ method: 'POST', fields: ['Content-Length: 4000'], body: 'a=1' });
    const skipped = readRequests(first, 'some more of it', 'POST, he said, is a word');
    expect(skipped).toMatchObject({ reading: 'Skip', hosts: ['www.example.net'] });
    expect(readRequests(first, 'x'.repeat(2000), httpRequest({ host: 'next.example' })).hosts).toEqual([
      'www.example.net',
      'next.example',
    ]);
  });

  it.each([
    ['in chunks, of which the last is not there', 'Transfer-Encoding: chunked', '5\r\nab'],
    ['in chunks, with a size that is no number', 'Transfer-Encoding: chunked', 'zz\r\n'],
    ['of a length that is no number', 'Content-Length: many', ''],
    ['of a length beyond all bounds', `Content-Length: ${'9'.repeat(40)}`, ''],
  ])('skips a body %s', (_, field, body) => {
    const first = httpRequest({ method: 'POST', fields: [field], body });
    expect(readRequests(first, 'noise', httpRequest({ host: 'next.example' })).hosts).toEqual([
      'www.example.net',
      'next.example',
    ]);
  });

  it('takes lines without CR, folded lines, and names in any case', () => {
    const text = 'GET / HTTP/1.1\nuser-AGENT: Mozilla/5.0\n (X11; Linux x86_64)\n\tFirefox/128.0\nhOST :\n folded.example\n\n';
    expect(readRequests(text).requests).toMatchObject([{ host: 'folded.example', agent: 'Firefox' }]);
  });

  it('passes over empty lines, and the byte of a keep-alive probe, before a request', () => {
    expect(readRequests('\r\n\r\n', httpRequest()).hosts).toEqual(['www.example.net']);
    expect(readRequests(`\0${httpRequest()}`).hosts).toEqual(['www.example.net']);
  });

  it.each(['PROPFIND', 'M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'VERSION-CONTROL', 'UPDATEREDIRECTREF', 'SOURCE'])(
    'reads %s',
    (method) => {
      expect(readRequests(httpRequest({ method })).requests).toMatchObject([{ method, host: 'www.example.net' }]);
    },
  );

  it('lets another protocol begin behind CONNECT', () => {
    const connect = httpRequest({ method: 'CONNECT', target: 'secure.example:443', host: null });
    const { requests, reading, rest } = readRequests(`${connect}\x16\x03\x01`);
    expect(requests).toMatchObject([{ host: 'secure.example:443', method: 'CONNECT', isConnect: true }]);
    expect({ reading, rest }).toEqual({ reading: 'Restart', rest: '\x16\x03\x01' });
  });

  it('lets HTTP/2 begin at its preface', () => {
    const upgrade = httpRequest({ fields: ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA'] });
    const { hosts, reading, rest } = readRequests(upgrade, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    expect({ hosts, reading, rest }).toEqual({
      hosts: ['www.example.net'],
      reading: 'Restart',
      rest: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    });
  });

  it('is done with a WebSocket', () => {
    const { requests, reading } = readRequests(httpRequest({ fields: ['Connection: Upgrade', 'Upgrade: WebSocket'] }));
    expect(requests).toMatchObject([{ isWebSocket: true }]);
    expect(reading).toBe('Done');
  });

  it.each(['HTTP/1.1 200 OK\r\n\r\n', 'ICY 200 OK\r\nicy-name: Radio\r\n\r\n'])('is done with responses: %j', (text) => {
    expect(readRequests(text)).toMatchObject({ reading: 'Done', requests: [] });
  });

  it('waits for a request where the stream begins in the middle of a body', () => {
    expect(readRequests('</html>').reading).toBe('Skip');
    expect(readRequests('</html>', 'more', httpRequest()).hosts).toEqual(['www.example.net']);
  });

  it('skips what looks like a request in the beginning only', () => {
    expect(readRequests('GET WELL SOON\r\n\r\n')).toMatchObject({ reading: 'Skip', requests: [] });
    expect(readRequests('OPTIONS rtsp://camera.example/ RTSP/1.0\r\n\r\n')).toMatchObject({ reading: 'Skip', requests: [] });
  });

  it('tells what it has of a head that does not end, and skips the rest', () => {
    const endless = httpRequest({ fields: [`Cookie: ${'c'.repeat(17_000)}`] }).trimEnd();
    expect(readRequests(...cutInto(endless, 1460))).toMatchObject({ reading: 'Skip', hosts: ['www.example.net'] });
  });

  it('reads each byte a bounded number of times, however small the segments are', () => {
    const text = httpRequest({ target: `/${'p'.repeat(3000)}`, fields: [`Cookie: ${'c'.repeat(3000)}`] });
    const { hosts, reads } = readRequests(...cutInto(text, 1));
    expect(hosts).toEqual(['www.example.net']);
    expect(reads).toBeLessThan(20 * text.length);
  });

  it.each<[string, (count: number) => string]>([
    ['header lines', (count) => httpRequest({ fields: Array.from({ length: count }, (_, index) => `X-${index}: value`) })],
    ['folded lines', (count) => httpRequest({ host: `a.example${'\r\n b'.repeat(count)}` })],
    ['empty lines', (count) => '\r\n'.repeat(count) + httpRequest()],
    ['Host fields', (count) => httpRequest({ fields: Array.from({ length: count }, () => 'Host: other.example') })],
    [
      'chunks',
      (count) =>
        httpRequest({ method: 'PUT', fields: ['Transfer-Encoding: chunked'], body: `${'1\r\na\r\n'.repeat(count)}0\r\n\r\n` }),
    ],
  ])('twice as many %s cost at most 2.3 times as much', (_, build) => {
    const once = readRequests(build(200)).reads;
    const twice = readRequests(build(400)).reads;
    expect(twice).toBeGreaterThan(once);
    expect(twice).toBeLessThanOrEqual(2.3 * once);
  });

  it('reads twice as many pipelined requests, a few in each segment, at twice the cost', () => {
    const readsOf = (count: number) => {
      const { reads, hosts } = readRequests(
        ...cutInto(
          times(count, (index) => httpRequest({ host: `${index}.example` })),
          150,
        ),
      );
      expect(hosts).toHaveLength(count);
      return reads;
    };
    expect(readsOf(400) / readsOf(200)).toBeCloseTo(2, 0);
  });

  it('never reads outside, whatever it is shown', () => {
    const text = httpRequest({ method: 'POST', fields: ['Content-Length: 3', 'Upgrade: x'], body: 'abc' }) + httpRequest();
    const random = new Random(7);
    for (let round = 0; round < 2000; round += 1) {
      const changed = latin1(text.slice(0, random.below(text.length + 1)));
      for (let change = random.below(4); change > 0 && changed.length > 0; change -= 1)
        changed[random.below(changed.length)] = random.below(256);
      const { reading } = readStream(new HttpReader(() => undefined), [changed]);
      expect(['Done', 'More', 'Skip', 'Restart']).toContain(reading);
    }
  });
});

describe('begins', () => {
  const begins = (text: string): boolean => {
    const { bytes, start, end } = watchBytes(latin1(text));
    return new HttpReader(() => undefined).begins(bytes, start, end);
  };

  it('knows a request line, whole or with a path that goes on', () => {
    expect(begins('GET / HTTP/1.1\r\n')).toBe(true);
    expect(begins(`POST /${'p'.repeat(1400)}`)).toBe(true);
  });

  it.each(['', 'GET', 'the end.\r\n', 'GET READY\r\n', 'HTTP/1.1 200 OK\r\n', '\x00\x01\x02', 'PRI * HTTP/2.0\r\n'])(
    'refuses %j',
    (text) => {
      expect(begins(text)).toBe(false);
    },
  );
});

describe('readPartialRequest', () => {
  const partial = (text: string): HttpRequest | null => {
    const { bytes, start, end } = watchBytes(latin1(text));
    return readPartialRequest(bytes, start, end);
  };

  it('tells what stands in whole lines', () => {
    expect(partial('GET /index.html HTTP/1.1\r\nHost: www.example.net\r\nUser-Age')).toMatchObject({
      host: 'www.example.net',
      agent: null,
    });
  });

  it('tells no half of a name', () => {
    expect(partial('GET /index.html HTTP/1.1\r\nHost: www.exam')).toMatchObject({ host: null, method: 'GET' });
  });

  it('tells the method where the request line itself is cut', () => {
    expect(partial('GET /a/long/way')).toMatchObject({ host: null, method: 'GET' });
  });

  it('says nothing of what is no request', () => {
    expect(partial('220 mail.example.net\r\n')).toBeNull();
    expect(partial('')).toBeNull();
  });

  it('throws at no length', () => {
    const text = httpRequest({
      method: 'CONNECT',
      target: 'proxy.example:443',
      fields: ['User-Agent: x/1', 'Content-Length: 4'],
    });
    for (let length = 0; length <= text.length; length += 1) {
      const request = partial(text.slice(0, length));
      expect([null, 'www.example.net', 'proxy.example:443']).toContain(request?.host ?? null);
    }
  });
});
