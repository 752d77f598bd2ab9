import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { Reading, StreamView } from '../../../src/inspect/stream-view.ts';
import type { ClientHello } from '../../../src/inspect/tls/client-hello.ts';
import { readPartialHello, TlsReader } from '../../../src/inspect/tls/tls-reader.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { tlsServerHello } from '../../support/frames/tls.ts';
import {
  alpn,
  CLIENT_HELLO,
  clientHelloRecord,
  extension,
  handshakeMessage,
  helloBody,
  serverName,
  sslV2Hello,
  supportedVersions,
  tlsRecord,
  tlsRecords,
} from '../../support/payloads/tls.ts';
import { guarded } from '../../support/payloads/tls-guarded.ts';
import { Random } from '../../support/random.ts';

const HELLO = { extensions: [serverName('www.example.com'), alpn('h2'), supportedVersions(0x0304)] };
const MESSAGE = handshakeMessage(CLIENT_HELLO, helloBody(HELLO));
const CHANGE_CIPHER_SPEC = tlsRecord(Uint8Array.of(1), { type: 20 });
const ALERT = tlsRecord(Uint8Array.of(1, 90), { type: 21 });
const FIRST = 0;

interface Read {
  readonly reading: Reading;
  readonly hellos: readonly ClientHello[];
  /** How often the reader was called, and how many bytes it read altogether. */
  readonly calls: number;
  readonly reads: number;
  readonly needed: number;
}

/** Shows a stream to a reader in segments, as the inspector does: only once what the reader said it needs is there. */
function readStream(stream: Uint8Array, segmentLength = stream.length): Read {
  const hellos: ClientHello[] = [];
  const reader = new TlsReader((hello) => hellos.push(hello));
  const { bytes, start, end, reads } = guarded(stream);
  const view = new StreamView();
  let from = start;
  let calls = 0;
  let reading: Reading = Reading.More;
  let needed = 1;
  for (let there = start; there < end && reading === Reading.More; ) {
    there = Math.min(there + segmentLength, end);
    if (there - from < needed) continue;
    view.show(bytes, from, there);
    reading = reader.read(view, new Packet());
    calls += 1;
    from += view.consumed;
    needed = view.needed;
    if (reading === Reading.More) expect(needed).toBeGreaterThan(there - from);
  }
  return { reading, hellos, calls, reads: reads(), needed };
}

const READ_HELLO = { serverName: 'www.example.com', alpn: 'h2', version: 'TLS 1.3', isEncrypted: false };

describe('TlsReader', () => {
  it('reads a hello in one record and one segment, in one look', () => {
    const { reading, hellos, calls } = readStream(clientHelloRecord(HELLO));
    expect([reading, calls]).toEqual([Reading.Done, 1]);
    expect(hellos).toEqual([{ ...READ_HELLO, ja4: expect.stringMatching(/^t13d0103h2_/) }]);
  });

  it('hands over the frame that brought the last bytes', () => {
    const packets: Packet[] = [];
    const view = new StreamView();
    const stream = clientHelloRecord(HELLO);
    view.show(stream, 0, stream.length);
    const packet = new Packet();
    new TlsReader((_hello, from) => packets.push(from)).read(view, packet);
    expect(packets[FIRST]).toBe(packet);
  });

  it.each([1, 2, 5, 40, 100])('reads a hello in segments of %i bytes', (segmentLength) => {
    const { reading, hellos, calls } = readStream(clientHelloRecord(HELLO), segmentLength);
    expect(reading).toBe(Reading.Done);
    expect(hellos).toMatchObject([READ_HELLO]);
    expect(calls).toBeLessThanOrEqual(4);
  });

  it.each([1, 3, 4, 5, 17, 80])('reads a hello in records of %i bytes', (pieceLength) => {
    const { reading, hellos } = readStream(tlsRecords(MESSAGE, pieceLength));
    expect(reading).toBe(Reading.Done);
    expect(hellos).toEqual(readStream(tlsRecord(MESSAGE)).hellos);
  });

  it('reads a hello in records and segments of one byte each', () => {
    const { hellos } = readStream(tlsRecords(MESSAGE, 1), 1);
    expect(hellos).toEqual(readStream(tlsRecord(MESSAGE)).hellos);
  });

  it('reads a hello behind other records', () => {
    const stream = concatenate(CHANGE_CIPHER_SPEC, ALERT, clientHelloRecord(HELLO));
    for (const segmentLength of [1, 6, 9, stream.length]) {
      expect(readStream(stream, segmentLength).hellos).toMatchObject([READ_HELLO]);
    }
  });

  it('reads a hello with another message behind it in the same record', () => {
    const stream = tlsRecord(concatenate(MESSAGE, handshakeMessage(16, new Uint8Array(70))));
    expect(readStream(stream).hellos).toEqual(readStream(tlsRecord(MESSAGE)).hellos);
  });

  it('tells of the first hello only, though a HelloRetryRequest brings a second one', () => {
    const again = clientHelloRecord({ extensions: [serverName('www.example.com')] });
    const { reading, hellos } = readStream(concatenate(clientHelloRecord(HELLO), CHANGE_CIPHER_SPEC, again));
    expect(reading).toBe(Reading.Done);
    expect(hellos).toHaveLength(1);
  });

  it('reads a hello of which the inspector shows nothing yet', () => {
    const view = new StreamView();
    view.show(new Uint8Array(0), 0, 0);
    expect(new TlsReader(() => undefined).read(view, new Packet())).toBe(Reading.More);
    expect(view.needed).toBeGreaterThan(0);
  });

  it('reads the hello of SSL 2.0, which has a version and nothing else', () => {
    for (const segmentLength of [1, 50]) {
      const { reading, hellos } = readStream(sslV2Hello({ version: 0x0301 }), segmentLength);
      expect(reading).toBe(Reading.Done);
      expect(hellos).toEqual([{ serverName: null, alpn: null, version: 'TLS 1.0', isEncrypted: false, ja4: null }]);
    }
  });
});

describe('TlsReader finds no hello', () => {
  it.each([
    ['what a server sends', buildFrame(tlsServerHello())],
    ['application data', tlsRecord(new Uint8Array(40), { type: 23, version: 0x0303 })],
    ['another protocol', new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n')],
    ['a record of an unknown type', tlsRecord(MESSAGE, { type: 25 })],
    ['a record of an unknown version', tlsRecord(MESSAGE, { version: 0x0305 })],
    ['an empty record', tlsRecord(new Uint8Array(0))],
    ['a record that is too long', tlsRecord(MESSAGE, { length: 18_433 })],
    ['a message of more than 64 KiB', tlsRecord(handshakeMessage(CLIENT_HELLO, helloBody(HELLO), 1 << 16))],
    ['half a hello and an alert', concatenate(tlsRecord(MESSAGE.subarray(0, 50)), ALERT)],
    ['half a hello and data', concatenate(tlsRecord(MESSAGE.subarray(0, 50)), tlsRecord(MESSAGE, { type: 23 }))],
    ['a hello that is none', tlsRecord(handshakeMessage(CLIENT_HELLO, new Uint8Array(20)))],
    ['a hello of SSL 2.0 whose lengths differ', sslV2Hello({ challengeLength: 17 })],
  ])('in %s, and is done', (_what, stream) => {
    const { reading, hellos } = readStream(stream);
    expect([reading, hellos]).toEqual([Reading.Done, []]);
  });

  it('in a stream that never gets to it', () => {
    const { reading, hellos } = readStream(concatenate(...Array.from({ length: 50 }, () => CHANGE_CIPHER_SPEC)));
    expect([reading, hellos]).toEqual([Reading.More, []]);
  });
});

describe('the work of a TlsReader', () => {
  const long = (count: number) =>
    handshakeMessage(CLIENT_HELLO, helloBody({ extensions: [extension(0x0015, count), serverName('www.example.com')] }));

  it.each<[string, (count: number) => Read]>([
    ['of a hello in tiny segments', (count) => readStream(tlsRecord(long(count)), 7)],
    ['of a hello in tiny records', (count) => readStream(tlsRecords(long(count), 2))],
    ['of a hello in tiny records and segments', (count) => readStream(tlsRecords(long(count), 1), 1)],
    ['of records in front of it', (count) => readStream(concatenate(...Array.from({ length: count }, () => ALERT)), 1)],
  ])('is in proportion to the bytes %s', (_what, run) => {
    const [small, large] = [run(2000), run(4000)];
    expect(large.reads / small.reads).toBeLessThan(2.3);
  });

  it('takes few looks, however small the segments are', () => {
    expect(readStream(tlsRecord(long(10_000)), 1).calls).toBeLessThanOrEqual(4);
    expect(readStream(tlsRecords(long(10_000), 1), 1).calls).toBeLessThan(80);
  });

  it('ends where a hello is spread over more of the stream than any client needs', () => {
    const { reading, hellos } = readStream(tlsRecords(long(60_000), 1));
    expect([reading, hellos]).toEqual([Reading.Done, []]);
  });
});

describe('hostile streams', () => {
  it('are read without reaching outside, at whatever length they end', () => {
    const stream = concatenate(ALERT, tlsRecords(MESSAGE, 60));
    for (let length = 0; length <= stream.length; length += 1) {
      const { hellos } = readStream(stream.subarray(0, length), 11);
      expect([length, hellos.length]).toEqual([length, length === stream.length ? 1 : 0]);
    }
  });

  it('are read without throwing, whatever is in them', () => {
    const random = new Random(11);
    for (let run = 0; run < 3000; run += 1) {
      const stream =
        run % 3 === 0
          ? new Uint8Array(random.below(200)).map(() => random.below(256))
          : tlsRecords(MESSAGE, 1 + random.below(90));
      if (stream.length > 0 && run % 3 === 0) stream[0] = [22, 21, 0x80][random.below(3)]!;
      for (let changes = random.below(5); changes > 0; changes -= 1) stream[random.below(stream.length)] = random.below(256);
      expect(readStream(stream, 1 + random.below(100)).hellos.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('readPartialHello', () => {
  function readPartial(stream: Uint8Array): ClientHello | null {
    const { bytes, start, end } = guarded(stream);
    return readPartialHello(bytes, start, end);
  }

  const stream = concatenate(CHANGE_CIPHER_SPEC, tlsRecords(MESSAGE, 30));

  it('has the name from its last byte on, and no fingerprint before the hello is whole', () => {
    let withName = 0;
    for (let length = 0; length < stream.length; length += 1) {
      const hello = readPartial(stream.subarray(0, length));
      expect(hello?.ja4 ?? null).toBeNull();
      expect([null, 'TLS 1.3']).toContain(hello?.version ?? null);
      if (hello?.serverName === 'www.example.com') withName += 1;
      else expect([hello?.serverName ?? null, withName]).toEqual([null, 0]);
    }
    expect(withName).toBe(alpn('h2').length + supportedVersions(0x0304).length);
    expect(readPartial(stream)).toEqual(readStream(tlsRecord(MESSAGE)).hellos[FIRST]);
  });

  it('has neither fingerprint nor a version that a newer one hides behind where a hello ends exactly where its extensions begin', () => {
    const message = handshakeMessage(CLIENT_HELLO, helloBody({ ...HELLO, extensions: null }), MESSAGE.length - 4);
    expect(readPartial(tlsRecord(message, { length: MESSAGE.length }))).toMatchObject({ version: null, ja4: null });
  });

  it('has the version of a hello that is older than all that hide one', () => {
    const message = handshakeMessage(
      CLIENT_HELLO,
      helloBody({ ...HELLO, version: 0x0302, extensions: null }),
      MESSAGE.length - 4,
    );
    expect(readPartial(tlsRecord(message, { length: MESSAGE.length }))).toMatchObject({ version: 'TLS 1.1', ja4: null });
  });

  it('reads the hello of SSL 2.0', () => {
    expect(readPartial(sslV2Hello().subarray(0, 15))).toMatchObject({ version: 'TLS 1.0' });
    expect(readPartial(sslV2Hello().subarray(0, 10))).toBeNull();
  });

  it('is null for what is no hello', () => {
    expect(readPartial(buildFrame(tlsServerHello()))).toBeNull();
    expect(readPartial(hexBytes('16 03 01 00 40 01 00'))).toBeNull();
    expect(readPartial(new Uint8Array(0))).toBeNull();
  });
});
