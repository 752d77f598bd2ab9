import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { Payload, Transport } from '../../../src/inspect/payload.ts';
import { Reading } from '../../../src/inspect/stream-view.ts';
import type { ClientHello } from '../../../src/inspect/tls/client-hello.ts';
import { DtlsReader } from '../../../src/inspect/tls/dtls-reader.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { alpn, serverName, supportedVersions } from '../../support/payloads/tls.ts';
import { dtlsFragment, dtlsHello, dtlsHelloBody, dtlsRecord } from '../../support/payloads/tls-datagrams.ts';
import { guarded } from '../../support/payloads/tls-guarded.ts';
import { Random } from '../../support/random.ts';

const HELLO = { extensions: [serverName('vpn.example.net'), alpn('webrtc')] };
const BODY = dtlsHelloBody(HELLO);
const HELLO_VERIFY_REQUEST = dtlsRecord(dtlsFragment(hexBytes('fe ff 04 01 02 03 04'), { type: 3 }), { version: 0xfeff });

interface Shown {
  readonly slot?: number;
  readonly isFromSecondEndpoint?: boolean;
  readonly count?: number;
  /** How many of its bytes were captured. */
  readonly captured?: number;
}

/** A reader, and what it told of. */
class Listening {
  readonly hellos: ClientHello[] = [];
  readonly #reader = new DtlsReader((hello) => this.hellos.push(hello));
  #reads = 0;

  /** How many bytes were read so far. */
  get reads(): number {
    return this.#reads;
  }

  show(datagram: Uint8Array, shown: Shown = {}): Reading {
    const { bytes, start, end, reads } = guarded(datagram.subarray(0, shown.captured ?? datagram.length));
    const payload = new Payload();
    Object.assign(payload, {
      bytes,
      start,
      end,
      wireEnd: start + datagram.length,
      transport: Transport.Udp,
      count: shown.count ?? 0,
    });
    const packet = new Packet();
    packet.conversationSlot = shown.slot ?? 3;
    packet.conversationSerial = 8;
    packet.isFromSecondEndpoint = shown.isFromSecondEndpoint ?? false;
    const reading = this.#reader.read(payload, packet);
    this.#reads += reads();
    return reading;
  }
}

/** The hello's body from one byte up to another, in a datagram of its own. */
function part(from: number, to: number, sequence = 0): Uint8Array {
  return dtlsRecord(dtlsFragment(BODY, { from, to, sequence }));
}

const READ_HELLO = {
  serverName: 'vpn.example.net',
  alpn: 'webrtc',
  version: 'DTLS 1.2',
  isEncrypted: false,
  ja4: expect.stringMatching(/^dd2d0102wc_[0-9a-f]{12}_000000000000$/),
};

describe('DtlsReader', () => {
  it('reads a hello in one datagram', () => {
    const listening = new Listening();
    expect(listening.show(dtlsHello(HELLO))).toBe(Reading.Done);
    expect(listening.hellos).toEqual([READ_HELLO]);
  });

  it.each([
    ['DTLS 1.0', { version: 0xfeff }],
    ['DTLS 1.3', { version: 0xfefd, extensions: [supportedVersions(0xfefc, 0xfefd)] }],
    ['DTLS 1.0', { version: 0x0100 }],
  ])('reads a hello of %s', (version, options) => {
    const listening = new Listening();
    listening.show(dtlsRecord(dtlsFragment(dtlsHelloBody(options)), { version: options.version }));
    expect(listening.hellos).toMatchObject([{ version }]);
  });

  it('reads a hello behind a HelloVerifyRequest, with the cookie it asks for', () => {
    const listening = new Listening();
    expect(listening.show(HELLO_VERIFY_REQUEST, { isFromSecondEndpoint: true })).toBe(Reading.More);
    expect(listening.show(dtlsHello({ ...HELLO, cookie: new Uint8Array(20).fill(5) }))).toBe(Reading.Done);
    expect(listening.hellos).toEqual([READ_HELLO]);
  });

  it('puts fragments together, in whatever order they come', () => {
    const [first, second, third] = [part(0, 30), part(30, 60), part(60, BODY.length)];
    for (const order of [
      [first, second, third],
      [third, first, second],
      [second, third, first],
    ]) {
      const listening = new Listening();
      expect(order.map((datagram) => listening.show(datagram))).toEqual([Reading.More, Reading.More, Reading.Done]);
      expect(listening.hellos).toEqual([READ_HELLO]);
    }
  });

  it('puts fragments together that overlap, come twice or share a datagram', () => {
    const listening = new Listening();
    expect(listening.show(part(0, 40))).toBe(Reading.More);
    expect(listening.show(part(0, 40))).toBe(Reading.More);
    expect(listening.show(concatenate(part(20, 60), part(50, BODY.length)))).toBe(Reading.Done);
    expect(listening.hellos).toEqual([READ_HELLO]);
  });

  it('puts fragments together that share a record', () => {
    const listening = new Listening();
    const content = concatenate(dtlsFragment(BODY, { to: 50 }), dtlsFragment(BODY, { from: 50 }));
    expect(listening.show(dtlsRecord(content))).toBe(Reading.Done);
    expect(listening.hellos).toEqual([READ_HELLO]);
  });

  it('keeps the fragments of one conversation, direction and message from those of another', () => {
    const listening = new Listening();
    listening.show(part(0, 40));
    listening.show(part(40, BODY.length), { slot: 4 });
    listening.show(part(40, BODY.length), { isFromSecondEndpoint: true });
    listening.show(part(40, BODY.length, 1));
    expect(listening.hellos).toEqual([]);
    expect(listening.show(part(40, BODY.length))).toBe(Reading.Done);
  });

  it('lets the oldest of too many unfinished hellos go', () => {
    const listening = new Listening();
    for (let slot = 0; slot < 33; slot += 1) listening.show(part(0, 40), { slot });
    expect(listening.show(part(40, BODY.length), { slot: 0 })).toBe(Reading.More);
    expect(listening.show(part(40, BODY.length), { slot: 32 })).toBe(Reading.Done);
    expect(listening.hellos).toHaveLength(1);
  });

  it('tells what is there of a hello that the snap length cut', () => {
    const datagram = dtlsHello(HELLO);
    const nameEnd = Buffer.from(datagram).indexOf('vpn.example.net') + 'vpn.example.net'.length;
    const listening = new Listening();
    expect(listening.show(datagram, { captured: nameEnd })).toBe(Reading.Done);
    expect(listening.hellos).toMatchObject([{ serverName: 'vpn.example.net', alpn: null, ja4: null }]);
  });

  it('waits through what else shares the port', () => {
    const listening = new Listening();
    const stun = hexBytes('00 01 00 00 21 12 a4 42 00 00 00 00 00 00 00 00 00 00 00 00');
    expect(listening.show(stun)).toBe(Reading.More);
    expect(listening.show(dtlsRecord(Uint8Array.of(2, 40), { type: 21 }))).toBe(Reading.More);
    expect(listening.show(dtlsHello(HELLO))).toBe(Reading.Done);
  });
});

describe('DtlsReader gives up', () => {
  it.each([
    ['at application data', dtlsRecord(new Uint8Array(40), { type: 23 })],
    ['at what is encrypted', dtlsRecord(new Uint8Array(40), { epoch: 1 })],
  ])('%s', (_what, datagram) => {
    const listening = new Listening();
    expect(listening.show(datagram)).toBe(Reading.Done);
    expect(listening.hellos).toEqual([]);
  });

  it('after fifteen datagrams', () => {
    const listening = new Listening();
    expect(listening.show(new Uint8Array(20), { count: 14 })).toBe(Reading.More);
    expect(listening.show(new Uint8Array(20), { count: 15 })).toBe(Reading.Done);
  });

  it.each([
    ['a fragment that reaches past its message', dtlsRecord(dtlsFragment(BODY, { messageLength: BODY.length - 1 }))],
    ['a hello that is none', dtlsRecord(dtlsFragment(new Uint8Array(20)))],
    ['a fragment of a hello longer than any is', dtlsRecord(dtlsFragment(BODY, { messageLength: 16_385, to: 50 }))],
    ['half the header of a fragment', dtlsRecord(dtlsFragment(BODY).subarray(0, 11))],
    ['half the header of a record', dtlsHello(HELLO).subarray(0, 12)],
    ['a record of an unknown version', dtlsRecord(dtlsFragment(BODY), { version: 0xfe00 })],
  ])('for now at %s', (_what, datagram) => {
    const listening = new Listening();
    expect(listening.show(datagram)).toBe(Reading.More);
    expect(listening.hellos).toEqual([]);
  });
});

describe('hostile datagrams', () => {
  it('are read without reaching outside, at whatever length they end', () => {
    const datagram = concatenate(part(0, 40), dtlsHello(HELLO));
    for (let length = 0; length <= datagram.length; length += 1) {
      expect(() => new Listening().show(datagram.subarray(0, length))).not.toThrow();
      expect(() => new Listening().show(datagram, { captured: length })).not.toThrow();
    }
  });

  it('are read without throwing, whatever is in them', () => {
    const random = new Random(5);
    const listening = new Listening();
    for (let run = 0; run < 4000; run += 1) {
      const from = random.below(60);
      const datagram = run % 2 === 0 ? dtlsHello(HELLO) : part(from, from + random.below(40), random.below(3));
      for (let changes = random.below(5); changes > 0; changes -= 1) datagram[random.below(datagram.length)] = random.below(256);
      listening.show(datagram, { slot: random.below(50), captured: datagram.length - random.below(9) });
    }
    expect(listening.hellos.length).toBeGreaterThan(500);
  });

  it('cost work in proportion to their bytes', () => {
    const reads = (count: number) => {
      const listening = new Listening();
      const fragments = Array.from({ length: count }, (_, index) =>
        dtlsFragment(new Uint8Array(9000), { from: index, to: index + 1 }),
      );
      listening.show(concatenate(...fragments.map((fragment) => dtlsRecord(fragment))));
      return listening.reads;
    };
    expect(reads(400) / reads(200)).toBeLessThan(2.3);
  });
});
