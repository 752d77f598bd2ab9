import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, Payload, PERHAPS, type Recogniser, Transport } from '../../../src/inspect/payload.ts';
import { recogniseDtls, recogniseTls } from '../../../src/inspect/tls/recognise-tls.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { tlsServerHello } from '../../support/frames/tls.ts';
import {
  CLIENT_HELLO,
  clientHelloRecord,
  handshakeMessage,
  helloBody,
  serverName,
  sslV2Hello,
  tlsRecord,
  tlsRecords,
} from '../../support/payloads/tls.ts';
import { dtlsFragment, dtlsHello, dtlsHelloBody, dtlsRecord } from '../../support/payloads/tls-datagrams.ts';
import { guarded } from '../../support/payloads/tls-guarded.ts';
import { Random } from '../../support/random.ts';

interface Shown {
  readonly transport: Transport;
  readonly wireLength?: number;
}

function recognise(recogniser: Recogniser, content: Uint8Array, { transport, wireLength }: Shown): ReturnType<Recogniser> {
  const { bytes, start, end } = guarded(content);
  const payload = new Payload();
  Object.assign(payload, { bytes, start, end, wireEnd: start + (wireLength ?? content.length), transport });
  return recogniser(payload);
}

function overTcp(content: Uint8Array): ReturnType<Recogniser> {
  return recognise(recogniseTls, content, { transport: Transport.Tcp });
}

function overUdp(content: Uint8Array, wireLength = content.length): ReturnType<Recogniser> {
  return recognise(recogniseDtls, content, { transport: Transport.Udp, wireLength });
}

const DATA = tlsRecord(new Uint8Array(40).fill(0xa7), { type: 23, version: 0x0303 });
const ENCRYPTED_HANDSHAKE = tlsRecord(new Uint8Array(40).fill(0xa7), { version: 0x0303 });
const ENCRYPTED_ALERT = tlsRecord(new Uint8Array(26).fill(0xa7), { type: 21, version: 0x0303 });
const CHANGE_CIPHER_SPEC = tlsRecord(Uint8Array.of(1), { type: 20, version: 0x0303 });
const ALERT = tlsRecord(Uint8Array.of(2, 40), { type: 21, version: 0x0303 });

describe('recogniseTls', () => {
  it.each([
    ['a ClientHello', clientHelloRecord({ extensions: [serverName('www.example.com')] })],
    ['a ClientHello of SSL 3.0', tlsRecord(handshakeMessage(CLIENT_HELLO, helloBody({ version: 0x0300 })), { version: 0x0300 })],
    ['the start of a ClientHello that fills several records', tlsRecords(handshakeMessage(CLIENT_HELLO, helloBody()), 20)],
    ['a ServerHello', buildFrame(tlsServerHello())],
    ['a certificate', tlsRecord(handshakeMessage(11, new Uint8Array(900)), { version: 0x0303 })],
    ['a HelloRequest', tlsRecord(handshakeMessage(0, new Uint8Array(0)))],
    ['application data', DATA],
    ['the start of a long record of application data', tlsRecord(DATA, { type: 23, version: 0x0303, length: 16_401 })],
    ['a change of cipher', CHANGE_CIPHER_SPEC],
    ['an alert', ALERT],
    ['an encrypted alert and nothing else', ENCRYPTED_ALERT],
    ['an encrypted handshake and data', concatenate(ENCRYPTED_HANDSHAKE, DATA)],
    ['a heartbeat and data', concatenate(tlsRecord(new Uint8Array(61), { type: 24, version: 0x0302 }), DATA)],
    ['the hello of SSL 2.0', sslV2Hello()],
    ['the hello of SSL 2.0 that offers nothing newer', sslV2Hello({ version: 0x0002 })],
  ])('recognises %s', (_what, stream) => {
    expect(overTcp(stream)).toBe(AppProtocol.Tls);
  });

  it.each([
    ['text', textBytes('GET / HTTP/1.1\r\n')],
    ['SSH', textBytes('SSH-2.0-OpenSSH_9.6\r\n')],
    ['RDP', hexBytes('03 00 00 13 0e e0 00 00 00 00 00 01 00 08 00 03 00 00 00')],
    ['RPC', hexBytes('80 00 01 2c 12 34 56 78 00 00 00 00 00 00 00 02 00 01 86 a3')],
    ['a record of an unknown version', tlsRecord(new Uint8Array(40), { version: 0x0305 })],
    ['another major version', tlsRecord(new Uint8Array(40), { version: 0xf104 })],
    ['a record of an unknown type', tlsRecord(new Uint8Array(40), { type: 25 })],
    ['an empty record', tlsRecord(new Uint8Array(0), { type: 23 })],
    ['a record that is too long', tlsRecord(new Uint8Array(40), { type: 23, length: 18_433 })],
    ['application data too short to be protected', tlsRecord(new Uint8Array(15), { type: 23 })],
    ['a record and something else behind it', concatenate(DATA, textBytes('hello'))],
    ['an encrypted handshake and something else behind it', concatenate(ENCRYPTED_HANDSHAKE, textBytes('hello'))],
    ['a change of cipher to nothing', tlsRecord(Uint8Array.of(2), { type: 20 })],
    ['a change of cipher of two bytes', tlsRecord(Uint8Array.of(1, 1), { type: 20 })],
    ['an alert that is neither a warning nor fatal', tlsRecord(Uint8Array.of(3, 40), { type: 21 })],
    ['an alert that nobody knows', tlsRecord(Uint8Array.of(2, 122), { type: 21 })],
    ['the hello of SSL 2.0 whose lengths differ', sslV2Hello({ length: 40 })],
    ['the hello of SSL 2.0 with too long a challenge', sslV2Hello({ challengeLength: 33 })],
    ['the hello of SSL 2.0 with half a cipher', sslV2Hello({ cipherSpecsLength: 7 })],
    ['the hello of SSL 2.0 of another version', sslV2Hello({ version: 0x0304 })],
  ])('does not take %s for it', (_what, stream) => {
    expect(overTcp(stream)).toBe(NOT_MINE);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ["a record's header", DATA.subarray(0, 5)],
    ["half a record's header", DATA.subarray(0, 2)],
    ['half an encrypted handshake', ENCRYPTED_HANDSHAKE.subarray(0, 30)],
    ['an encrypted handshake and a byte', concatenate(ENCRYPTED_HANDSHAKE, DATA.subarray(0, 1))],
    ['the start of a hello', clientHelloRecord().subarray(0, 9)],
    ['half an alert', ALERT.subarray(0, 6)],
    ['the start of the hello of SSL 2.0', sslV2Hello().subarray(0, 10)],
  ])('waits for more behind %s', (_what, stream) => {
    expect(overTcp(stream)).toBe(PERHAPS);
  });

  it('leaves datagrams alone', () => {
    expect(recognise(recogniseTls, clientHelloRecord(), { transport: Transport.Udp })).toBe(NOT_MINE);
  });

  it('never takes back what it said of fewer bytes', () => {
    for (const stream of [clientHelloRecord(), sslV2Hello(), DATA, ALERT, concatenate(ENCRYPTED_HANDSHAKE, DATA)]) {
      const verdicts = Array.from({ length: stream.length + 1 }, (_, length) => overTcp(stream.subarray(0, length)));
      expect(verdicts).not.toContain(NOT_MINE);
      expect(verdicts.at(-1)).toBe(AppProtocol.Tls);
    }
  });

  it('takes next to no random bytes for it, and reads only those there are', () => {
    const random = new Random(3);
    let taken = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const bytes = new Uint8Array(random.below(64)).map(() => random.below(256));
      if (overTcp(bytes) === AppProtocol.Tls) taken += 1;
    }
    expect(taken).toBe(0);
  });

  it('looks at no more than a few bytes', () => {
    const { bytes, start, end, reads } = guarded(concatenate(DATA, DATA, DATA));
    const payload = new Payload();
    Object.assign(payload, { bytes, start, end, wireEnd: end, transport: Transport.Tcp });
    recogniseTls(payload);
    expect(reads()).toBeLessThan(40);
  });
});

describe('recogniseDtls', () => {
  const data = dtlsRecord(new Uint8Array(40), { type: 23, epoch: 1 });

  it.each([
    ['a ClientHello', dtlsHello()],
    ['a ClientHello of DTLS 1.0', dtlsRecord(dtlsFragment(dtlsHelloBody()), { version: 0xfeff })],
    ['a ClientHello from before DTLS 1.0', dtlsRecord(dtlsFragment(dtlsHelloBody()), { version: 0x0100 })],
    ['a fragment of one', dtlsRecord(dtlsFragment(dtlsHelloBody(), { from: 10, to: 20 }))],
    [
      'a ServerHello and a certificate',
      concatenate(
        dtlsRecord(dtlsFragment(new Uint8Array(60), { type: 2 })),
        dtlsRecord(dtlsFragment(new Uint8Array(500), { type: 11 })),
      ),
    ],
    ['application data', data],
    ['several records of it', concatenate(data, data, data)],
    ['more records than it looks at', concatenate(...Array.from({ length: 20 }, () => data))],
    ['an encrypted handshake', dtlsRecord(new Uint8Array(40), { epoch: 1 })],
    ['an alert', dtlsRecord(Uint8Array.of(2, 40), { type: 21 })],
  ])('recognises %s', (_what, datagram) => {
    expect(overUdp(datagram)).toBe(AppProtocol.Dtls);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['STUN', hexBytes('00 01 00 00 21 12 a4 42 00 00 00 00 00 00 00 00 00 00 00 00')],
    ['a record of an unknown version', dtlsRecord(new Uint8Array(40), { version: 0xfefe })],
    ['a record of an unknown type', dtlsRecord(new Uint8Array(40), { type: 25 })],
    ['an empty record', dtlsRecord(new Uint8Array(0), { type: 23 })],
    ['a record that runs past the datagram', dtlsRecord(new Uint8Array(40), { type: 23, length: 41 })],
    ['a record with something else behind it', concatenate(data, Uint8Array.of(1, 2, 3))],
    ["half a record's header", data.subarray(0, 12)],
    ['a record and half the header of another', concatenate(data, data.subarray(0, 12))],
    ['a handshake that runs past the datagram', dtlsRecord(dtlsFragment(dtlsHelloBody()), { length: 300 })],
    ['a handshake without a message', dtlsRecord(new Uint8Array(11))],
    ['a message nobody knows', dtlsRecord(dtlsFragment(new Uint8Array(40), { type: 25 }))],
    [
      'a fragment longer than its record',
      dtlsRecord(dtlsFragment(new Uint8Array(40), { fragmentLength: 41, messageLength: 60 })),
    ],
    ['a fragment longer than its message', dtlsRecord(dtlsFragment(new Uint8Array(40), { messageLength: 39 }))],
  ])('does not take %s for it', (_what, datagram) => {
    expect(overUdp(datagram)).toBe(NOT_MINE);
  });

  it('recognises what the snap length cut, from a record on', () => {
    const whole = concatenate(data, data);
    expect(overUdp(whole.subarray(0, 80), whole.length)).toBe(AppProtocol.Dtls);
    expect(overUdp(whole.subarray(0, 60), whole.length)).toBe(AppProtocol.Dtls);
    expect(overUdp(whole.subarray(0, 12), whole.length)).toBe(PERHAPS);
    expect(overUdp(dtlsHello().subarray(0, 20), dtlsHello().length)).toBe(PERHAPS);
    expect(overUdp(dtlsHello().subarray(0, 25), dtlsHello().length)).toBe(AppProtocol.Dtls);
  });

  it('leaves streams alone', () => {
    expect(recognise(recogniseDtls, dtlsHello(), { transport: Transport.Tcp })).toBe(NOT_MINE);
  });

  it('takes no random bytes for it, and reads only those there are', () => {
    const random = new Random(4);
    let taken = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const bytes = new Uint8Array(random.below(64)).map(() => random.below(256));
      bytes.set([20 + random.below(5), 0xfe, 0xfd].slice(0, bytes.length));
      if (overUdp(bytes) === AppProtocol.Dtls) taken += 1;
    }
    expect(taken).toBeLessThan(3);
  });
});
