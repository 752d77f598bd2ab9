import { describe, expect, it } from 'vitest';
import { type ClientHello, readClientHello } from '../../../src/inspect/tls/client-hello.ts';
import type { HelloCarrier } from '../../../src/inspect/tls/ja4.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { tlsExtension } from '../../support/frames/tls.ts';
import {
  alpn,
  encryptedHello,
  extension,
  type HelloOptions,
  helloBody,
  serverName,
  signatureAlgorithms,
  supportedVersions,
} from '../../support/payloads/tls.ts';
import { dtlsHelloBody } from '../../support/payloads/tls-datagrams.ts';
import { guarded } from '../../support/payloads/tls-guarded.ts';
import { Random } from '../../support/random.ts';

function read(body: Uint8Array, carrier: HelloCarrier = 't'): ClientHello | null {
  const { bytes, start, end } = guarded(body);
  return readClientHello(bytes, start, end, carrier);
}

function readOf(options: HelloOptions): ClientHello | null {
  return read(helloBody(options));
}

const CHROME: HelloOptions = {
  sessionId: new Uint8Array(32).fill(0x1e),
  cipherSuites: [
    0x2a2a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f,
    0x0035,
  ],
  extensions: [
    extension(0x8a8a),
    extension(0x001b, 3),
    serverName('www.example.com'),
    extension(0x0033, 43),
    alpn('h2', 'http/1.1'),
    extension(0x4469, 5),
    extension(0x0017),
    extension(0x002d, 2),
    signatureAlgorithms(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601),
    extension(0x0005, 5),
    extension(0x0023),
    extension(0x0012),
    supportedVersions(0x3a3a, 0x0304, 0x0303),
    extension(0xff01, 1),
    extension(0x000b, 2),
    extension(0x000a, 10),
    extension(0xdada, 1),
    extension(0x0015, 190),
  ],
};

describe('readClientHello', () => {
  it("reads a browser's hello", () => {
    expect(readOf(CHROME)).toEqual({
      serverName: 'www.example.com',
      alpn: 'h2',
      version: 'TLS 1.3',
      isEncrypted: false,
      ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
    });
  });

  it('reads the ClientHello of RFC 8448, section 3', () => {
    const body = hexBytes(`
      03 03 cb 34 ec b1 e7 81 63 ba 1c 38 c6 da cb 19 6a 6d ff a2 1a 8d 99 12 ec 18 a2 ef 62 83 02 4d ec e7
      00 00 06 13 01 13 03 13 02 01 00 00 91
      00 00 00 0b 00 09 00 00 06 73 65 72 76 65 72
      ff 01 00 01 00
      00 0a 00 14 00 12 00 1d 00 17 00 18 00 19 01 00 01 01 01 02 01 03 01 04
      00 23 00 00
      00 33 00 26 00 24 00 1d 00 20 99 38 1d e5 60 e4 bd 43 d2 3d 8e 43 5a 7d ba fe b3 c0 6e 51 c1 3c ae 4d 54 13 69 1e 52 9a af 2c
      00 2b 00 03 02 03 04
      00 0d 00 20 00 1e 04 03 05 03 06 03 02 03 08 04 08 05 08 06 04 01 05 01 06 01 02 01 04 02 05 02 06 02 02 02
      00 2d 00 02 01 01
      00 1c 00 02 40 01`);
    expect(read(body)).toMatchObject({ serverName: 'server', alpn: null, version: 'TLS 1.3', isEncrypted: false });
    expect(read(body)?.ja4).toMatch(/^t13d030900_55b375c5d22e_/);
  });

  it('reads a hello without extensions, as SSL 3.0 has them', () => {
    expect(readOf({ version: 0x0300, cipherSuites: [0x002f, 0x0035], extensions: null })).toMatchObject({
      serverName: null,
      alpn: null,
      version: 'SSL 3.0',
      ja4: expect.stringMatching(/^ts3i020000_[0-9a-f]{12}_000000000000$/),
    });
  });

  it('reads a hello of DTLS, in which a cookie stands before the cipher suites', () => {
    const options = { cookie: new Uint8Array(20).fill(9), extensions: [serverName('vpn.example.net')] };
    expect(read(dtlsHelloBody(options), 'd')).toMatchObject({
      serverName: 'vpn.example.net',
      version: 'DTLS 1.2',
      ja4: expect.stringMatching(/^dd2d010100_/),
    });
  });

  it('says of QUIC that it is TLS 1.3', () => {
    const body = helloBody({ extensions: [supportedVersions(0x0304), alpn('h3')] });
    expect(read(body, 'q')).toMatchObject({ version: 'TLS 1.3', alpn: 'h3', ja4: expect.stringMatching(/^q13i0102h3_/) });
  });
});

describe('the server name', () => {
  function nameOf(...extensions: Uint8Array[]): string | null | undefined {
    return readOf({ extensions })?.serverName;
  }

  it('is in lower case, without the dot that ends an absolute name', () => {
    expect(nameOf(serverName('WWW.Example.COM.'))).toBe('www.example.com');
  });

  it('shows what would not be seen', () => {
    expect(nameOf(serverName('a\u001b[2J\u202eb\u0000.example'))).toBe('a‹001B›[2j‹202E›b‹0000›.example');
  });

  it('replaces what is no UTF-8', () => {
    expect(nameOf(serverName(Uint8Array.of(0x61, 0xff, 0x62)))).toBe('a\ufffdb');
  });

  it('keeps 255 characters', () => {
    expect(nameOf(serverName('a'.repeat(255)))).toHaveLength(255);
    expect(nameOf(serverName('a'.repeat(5000)))).toBe(`${'a'.repeat(254)}…`);
  });

  it('is none where it is empty, or a dot', () => {
    expect(nameOf(serverName(''))).toBeNull();
    expect(nameOf(serverName('.'))).toBeNull();
  });

  it('is the first name of a host in the list', () => {
    const list = hexBytes('00 12  05 00 03 61 62 63  00 00 01 78  00 00 01 79  00');
    expect(nameOf(tlsExtension(0, list))).toBe('x');
  });

  it('is believed where the length of its list is wrong', () => {
    expect(nameOf(serverName('www.example.com', { listLength: 3 }))).toBe('www.example.com');
  });

  it('is none where the name is longer than its extension', () => {
    expect(nameOf(serverName('www.example.com', { length: 16 }), extension(0x000a, 20))).toBeNull();
  });

  it('is none without an extension that has it', () => {
    expect(nameOf(extension(0x000a, 4))).toBeNull();
    expect(nameOf(tlsExtension(0, new Uint8Array(0)))).toBeNull();
  });
});

describe('the application protocol', () => {
  function alpnOf(...extensions: Uint8Array[]): string | null | undefined {
    return readOf({ extensions })?.alpn;
  }

  it('is the first that is offered, letter by letter', () => {
    expect(alpnOf(alpn('http/1.1', 'h2'))).toBe('http/1.1');
    expect(alpnOf(alpn('WebRTC'))).toBe('WebRTC');
  });

  it('shows what would not be seen', () => {
    expect(alpnOf(alpn(Uint8Array.of(0x0a, 0x0a)))).toBe('‹000A›‹000A›');
  });

  it('is none where nothing is offered', () => {
    expect(alpnOf(alpn())).toBeNull();
    expect(alpnOf(alpn(''))).toBeNull();
    expect(alpnOf(tlsExtension(16, Uint8Array.of(0, 3, 9, 0x68, 0x32)))).toBeNull();
    expect(alpnOf(extension(0x000a))).toBeNull();
  });
});

describe('the version', () => {
  it.each([
    ['TLS 1.3', [0x0303, 0x0304]],
    ['TLS 1.3', [0x7f1c, 0x0303]],
    ['TLS 1.2', [0x0a0a, 0x0302, 0x0303]],
    ['TLS 1.1', [0x0301, 0x0302]],
    ['DTLS 1.3', [0xfefd, 0xfefc]],
    ['DTLS 1.2', [0xfeff, 0xfefd]],
  ])('is %s, the newest that is offered', (version, offered) => {
    expect(readOf({ version: 0x0301, extensions: [supportedVersions(...offered)] })?.version).toBe(version);
  });

  it.each([
    ['TLS 1.2', 0x0303],
    ['TLS 1.1', 0x0302],
    ['TLS 1.0', 0x0301],
    ['SSL 3.0', 0x0300],
    ['DTLS 1.0', 0xfeff],
    ['DTLS 1.0', 0x0100],
  ])('is %s, which the hello itself says, where nothing is offered', (version, legacyVersion) => {
    expect(readOf({ version: legacyVersion })?.version).toBe(version);
    expect(readOf({ version: legacyVersion, extensions: [supportedVersions(0x1a1a)] })?.version).toBe(version);
  });

  it('is none where nobody knows it', () => {
    expect(readOf({ version: 0x0309 })).toMatchObject({ version: null, ja4: expect.stringMatching(/^t00i/) });
  });
});

describe('a hidden hello', () => {
  it('is said of a hello that has another one inside, or pretends to', () => {
    expect(readOf({ extensions: [encryptedHello('outer')] })?.isEncrypted).toBe(true);
  });

  it('is not said of an inner hello, of an empty extension or without one', () => {
    expect(readOf({ extensions: [encryptedHello('inner')] })?.isEncrypted).toBe(false);
    expect(readOf({ extensions: [extension(0xfe0d)] })?.isEncrypted).toBe(false);
    expect(readOf({})?.isEncrypted).toBe(false);
  });
});

describe('what is no ClientHello', () => {
  it('ends before its session id', () => {
    expect(read(helloBody().subarray(0, 34))).toBeNull();
    expect(read(helloBody().subarray(0, 35))).not.toBeNull();
    expect(read(new Uint8Array(0))).toBeNull();
  });

  it('has a session id of more than 32 bytes', () => {
    expect(readOf({ sessionId: new Uint8Array(32) })).not.toBeNull();
    expect(readOf({ sessionId: new Uint8Array(33) })).toBeNull();
  });

  it('has a version of no kind', () => {
    expect(readOf({ version: 0x0500 })).toBeNull();
  });

  it('offers half a cipher suite', () => {
    expect(readOf({ cipherSuitesLength: 3 })).toBeNull();
  });
});

describe('a hello that does not add up', () => {
  it.each([
    ['its cipher suites run past its end', { cipherSuitesLength: 200 }],
    ['its extensions run past its end', { extensions: [extension(0x000a, 4)], extensionsLength: 9 }],
    ['its extensions end inside of one', { extensions: [extension(0x000a, 4)], extensionsLength: 7 }],
    ['its extensions end in the header of one', { extensions: [extension(0x000a, 4)], extensionsLength: 3 }],
    ['one of its extensions runs past them', { extensions: [tlsExtension(0x000a, new Uint8Array(4), 5)] }],
  ])('has no fingerprint where %s', (_why, options) => {
    const hello = readOf(options);
    expect(hello).toMatchObject({ version: 'TLS 1.2', ja4: null });
  });

  it('keeps its name', () => {
    const extensions = [serverName('www.example.com'), tlsExtension(0x000a, new Uint8Array(4), 5)];
    expect(readOf({ extensions })).toMatchObject({ serverName: 'www.example.com', ja4: null });
  });

  it('may have bytes behind it', () => {
    expect(read(concatenate(helloBody(CHROME), new Uint8Array(5)))?.ja4).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
  });
});

describe('a hello cut short', () => {
  const body = helloBody(CHROME);
  const nameEnd = Buffer.from(body).indexOf('www.example.com') + 'www.example.com'.length;
  const protocolEnd = Buffer.from(body).indexOf('h2') + 2;

  it('has the name from its last byte on, and a fingerprint when it is whole', () => {
    for (let length = 0; length < body.length; length += 1) {
      const hello = read(body.subarray(0, length));
      expect([length, hello?.serverName ?? null]).toEqual([length, length < nameEnd ? null : 'www.example.com']);
      expect([length, hello?.alpn ?? null]).toEqual([length, length < protocolEnd ? null : 'h2']);
      if (length !== lengthWithoutExtensions()) expect([length, hello?.ja4 ?? null]).toEqual([length, null]);
    }
  });

  it('looks whole where exactly the extensions are missing', () => {
    expect(read(body.subarray(0, lengthWithoutExtensions()))?.ja4).toBe('t12i150000_8daaf6152771_000000000000');
  });

  it('is read inside of its bytes in QUIC and DTLS, too', () => {
    const datagram = dtlsHelloBody({ cookie: new Uint8Array(16), extensions: CHROME.extensions! });
    for (let length = 0; length <= datagram.length; length += 1) {
      expect(() => read(datagram.subarray(0, length), 'd')).not.toThrow();
      expect(() => read(body.subarray(0, Math.min(length, body.length)), 'q')).not.toThrow();
    }
  });

  function lengthWithoutExtensions(): number {
    return helloBody({ ...CHROME, extensions: null }).length;
  }
});

describe('random and damaged bytes', () => {
  it('are read without reaching outside, and give clean text', () => {
    const random = new Random(7);
    const body = helloBody(CHROME);
    for (let run = 0; run < 5000; run += 1) {
      const bytes = run % 2 === 0 ? body.slice() : new Uint8Array(random.below(300)).map(() => random.below(256));
      for (let changes = random.below(6); changes > 0 && bytes.length > 0; changes -= 1) {
        bytes[random.below(bytes.length)] = [0, 1, 0x7f, 0xff, random.below(256)][random.below(5)]!;
      }
      const hello = read(bytes, (['t', 'q', 'd'] as const)[run % 3]);
      expect(hello?.serverName ?? '').not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(hello?.alpn ?? '').not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      if (hello?.ja4 != null) expect(hello.ja4).toMatch(/^[tqd][0-9a-z]{2}[di]\d{4}[0-9a-zA-Z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/);
    }
  });
});

describe('the work', () => {
  function readsOf(options: HelloOptions): number {
    const { bytes, start, end, reads } = guarded(helloBody(options));
    expect(readClientHello(bytes, start, end, 't')?.ja4).not.toBeNull();
    return reads();
  }

  function many<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  it.each<[string, (count: number) => HelloOptions]>([
    ['extensions', (count) => ({ extensions: many(count, () => extension(0x000a)) })],
    ['cipher suites', (count) => ({ cipherSuites: many(count, (index) => index) })],
    ['signature algorithms', (count) => ({ extensions: [signatureAlgorithms(...many(count, (index) => index))] })],
    ['protocols', (count) => ({ extensions: [alpn(...many(count, () => 'h2'))] })],
    ['names that are of no host', (count) => ({ extensions: [tlsExtension(0, manyNames(count))] })],
  ])('is in proportion to the number of %s', (_what, options) => {
    expect(readsOf(options(4000)) / readsOf(options(2000))).toBeLessThan(2.3);
  });

  it('stays in proportion to the bytes in time, fingerprint included', () => {
    const hello = (count: number) =>
      helloBody({ cipherSuites: many(count, (index) => index * 7), extensions: many(count, (index) => extension(index * 3)) });
    const [small, large] = [hello(7000), hello(14_000)];
    const [smallTime, largeTime] = fastest([small, large]);
    expect(largeTime! / smallTime!).toBeLessThan(4);
  });

  function manyNames(count: number): Uint8Array {
    return concatenate(Uint8Array.of(0, 0), ...many(count, () => concatenate(Uint8Array.of(9, 0, 1), textBytes('x'))));
  }

  /** The least time that reading each body took, in turns, so that what else runs on the machine hits all alike. */
  function fastest(bodies: readonly Uint8Array[]): number[] {
    const times = bodies.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < 15; round += 1) {
      bodies.forEach((body, index) => {
        const before = performance.now();
        readClientHello(body, 0, body.length, 't');
        times[index] = Math.min(times[index]!, performance.now() - before);
      });
    }
    return times;
  }
});
