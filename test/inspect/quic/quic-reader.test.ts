import { describe, expect, it } from 'vitest';
import { Reading } from '../../../src/inspect/stream-view.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import {
  longPacket,
  protectedInitial,
  QUIC_VERSION_1,
  QUIC_VERSION_2,
  retryPacket,
  shortPacket,
  versionNegotiation,
} from '../../support/payloads/quic.ts';
import {
  CLIENTS_ID,
  FIRST_ID,
  HELLO,
  HELLO_BODY,
  initial,
  LARGE_BODY,
  part,
  SERVERS_ID,
} from '../../support/payloads/quic-client.ts';
import { listen, QuicListener } from '../../support/payloads/quic-conversation.ts';
import { ackFrame, connectionCloseFrame, cryptoFrame, paddingFrames, pingFrame } from '../../support/payloads/quic-frames.ts';
import { SAMPLE_HELLO_BODY, SAMPLE_INITIAL } from '../../support/payloads/quic-vectors.ts';

const { Done, More } = Reading;

describe('QuicReader', () => {
  it.each([QUIC_VERSION_1, QUIC_VERSION_2])("reads the RFCs' sample of version %i", (version) => {
    expect(listen(protectedInitial({ version, ...SAMPLE_INITIAL }))).toEqual({ readings: [Done], hellos: [SAMPLE_HELLO_BODY] });
  });

  it.each([0, 1, 8, 20])('takes a destination connection id of %i bytes', (length) => {
    const destinationConnectionId = new Uint8Array(length).fill(0xd1);
    expect(listen(initial({ destinationConnectionId, frames: [cryptoFrame(0, HELLO)] })).hellos).toEqual([HELLO_BODY]);
  });

  it.each([0, 1, 63, 64, 900])('passes over a token of %i bytes', (length) => {
    const token = new Uint8Array(length).fill(0x70);
    expect(listen(initial({ token, frames: [cryptoFrame(0, HELLO)] })).hellos).toEqual([HELLO_BODY]);
  });

  it('finds the hello between other frames, in parts and out of order', () => {
    const frames = [
      pingFrame(),
      cryptoFrame(100, HELLO.slice(100)),
      ackFrame({ ranges: [[1, 2]] }),
      paddingFrames(30),
      cryptoFrame(0, HELLO.slice(0, 10)),
      connectionCloseFrame('none'),
      cryptoFrame(10, HELLO.slice(10, 120)),
    ];
    expect(listen(initial({ frames })).hellos).toEqual([HELLO_BODY]);
  });

  it('puts together a hello of two datagrams, in either order', () => {
    expect(listen(part(0, 1100), part(1100, 1804))).toEqual({ readings: [More, Done], hellos: [LARGE_BODY] });
    expect(listen(part(1100, 1804), part(0, 1100))).toEqual({ readings: [More, Done], hellos: [LARGE_BODY] });
  });

  it('puts together a hello of two packets in one datagram', () => {
    const packets = concatenate(part(0, 900, { datagramLength: 0 }), part(900, 1804, { packetNumber: 1, datagramLength: 0 }));
    expect(listen(packets).hellos).toEqual([LARGE_BODY]);
  });

  it('waits for a part that is lost to come again, with other frames meanwhile', () => {
    const acknowledgement = initial({
      packetNumber: 2,
      destinationConnectionId: SERVERS_ID,
      keyConnectionId: FIRST_ID,
      frames: [ackFrame()],
    });
    const again = part(1100, 1804, { packetNumber: 3, destinationConnectionId: SERVERS_ID, keyConnectionId: FIRST_ID });
    expect(listen(part(0, 1100), acknowledgement, again)).toEqual({ readings: [More, More, Done], hellos: [LARGE_BODY] });
  });

  it('starts again with new keys after a Retry', () => {
    const retry = retryPacket({ destinationConnectionId: CLIENTS_ID, sourceConnectionId: SERVERS_ID });
    const afterRetry = { destinationConnectionId: SERVERS_ID, token: hexBytes('7e7e7e') };
    const shown = listen(
      part(0, 1100),
      [retry, { sender: 'server' }],
      part(0, 1000, { ...afterRetry, packetNumber: 1 }),
      part(1000, 1804, { ...afterRetry, packetNumber: 2 }),
    );
    expect(shown).toEqual({ readings: [More, More, More, Done], hellos: [LARGE_BODY] });
  });

  it('starts again in another version after Version Negotiation', () => {
    const shown = listen(
      initial({ version: 0xbabababa, salt: hexBytes('00'), frames: [cryptoFrame(0, HELLO)] }),
      [versionNegotiation([QUIC_VERSION_2]), { sender: 'server' }],
      initial({ version: QUIC_VERSION_2, frames: [cryptoFrame(0, HELLO)] }),
    );
    expect(shown).toEqual({ readings: [More, More, Done], hellos: [HELLO_BODY] });
  });

  it.each([
    ['draft 29', 0xff00001d, 'afbfec289993d24c9e9786f19c6111e04390a899'],
    ['draft 27', 0xff00001b, 'c3eef712c72ebb5a11a7d2432bb46365bef9f502'],
    ["Facebook's of draft 22", 0xfaceb001, '7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a'],
    ['a reserved version by who speaks draft 29', 0xbabababa, 'afbfec289993d24c9e9786f19c6111e04390a899'],
    ['a reserved version by who speaks version 1', 0xbabababa, '38762cf7f55934b34d179ae6a4c80cadccbb7f0a'],
  ])('reads %s', (_name, version, salt) => {
    expect(listen(initial({ version, salt: hexBytes(salt), frames: [cryptoFrame(0, HELLO)] })).hellos).toEqual([HELLO_BODY]);
  });

  it("is not confused by a server's packets, even where they come first", () => {
    const server = { sender: 'server' } as const;
    const answer = initial({
      ...server,
      destinationConnectionId: CLIENTS_ID,
      keyConnectionId: FIRST_ID,
      frames: [cryptoFrame(0, HELLO)],
    });
    const flight = concatenate(answer, longPacket({ type: 2, destinationConnectionId: CLIENTS_ID }));
    const shown = listen(
      [flight, server],
      [shortPacket(0x41, CLIENTS_ID), server],
      part(0, 1100),
      [flight, server],
      part(1100, 1804),
    );
    expect(shown).toEqual({ readings: [More, More, More, More, Done], hellos: [LARGE_BODY] });
  });

  it("does not count a server's packets, once it is known who is the client", () => {
    const answer = initial({ sender: 'server', destinationConnectionId: CLIENTS_ID, keyConnectionId: FIRST_ID });
    const answers = Array.from({ length: 9 }, () => [answer, { sender: 'server' }] as const);
    expect(listen(part(0, 1100), ...answers, part(1100, 1804)).hellos).toEqual([LARGE_BODY]);
  });

  it('begins anew with another connection in the same conversation', () => {
    const other = initial({ destinationConnectionId: hexBytes('a1a2a3a4a5a6a7a8'), frames: [cryptoFrame(0, HELLO)] });
    expect(listen(part(0, 1100), other)).toEqual({ readings: [More, Done], hellos: [HELLO_BODY] });
  });

  it('takes either endpoint for the client', () => {
    const listener = new QuicListener();
    const conversation = listener.conversation({ isClientSecond: true });
    conversation.show(part(0, 1100));
    conversation.show(part(1100, 1804));
    expect(listener.hellos).toEqual([LARGE_BODY]);
  });

  it('passes over what is no QUIC', () => {
    expect(listen(part(0, 1100), new Uint8Array(30), hexBytes(''), part(1100, 1804)).hellos).toEqual([LARGE_BODY]);
  });

  it('passes over 0-RTT and over padding behind the packets', () => {
    const zeroRtt = longPacket({ type: 1, destinationConnectionId: FIRST_ID });
    const first = concatenate(part(0, 500, { datagramLength: 0 }), zeroRtt, new Uint8Array(700));
    const random = concatenate(part(500, 800, { datagramLength: 0 }), new Uint8Array(900).fill(0x55));
    expect(listen(first, zeroRtt, random, part(800, 1804))).toEqual({ readings: [More, More, More, Done], hellos: [LARGE_BODY] });
  });

  it.each([
    ['a Handshake packet', longPacket({ type: 2, destinationConnectionId: SERVERS_ID })],
    ['a packet with a short header', shortPacket(0x55, SERVERS_ID)],
  ])('tells of the beginning when %s of the client shows that the rest was missed', (_name, later) => {
    expect(listen(part(0, 1100), later)).toEqual({ readings: [More, Done], hellos: [LARGE_BODY.slice(0, 1096)] });
  });

  it.each([
    ['another message', hexBytes('02 000003 a1a2a3')],
    ['a hello without anything in it', hexBytes('01 000000')],
  ])('tells nothing of %s', (_name, message) => {
    expect(listen(initial({ frames: [cryptoFrame(0, message)] }))).toEqual({ readings: [Done], hellos: [] });
  });

  it('keeps conversations apart, and those that were in the same place', () => {
    const listener = new QuicListener();
    const one = listener.conversation({ slot: 1 });
    const two = listener.conversation({ slot: 2 });
    one.show(part(0, 1100));
    two.show(initial({ frames: [cryptoFrame(0, HELLO)] }));
    one.show(part(1100, 1804));
    expect(listener.hellos).toEqual([HELLO_BODY, LARGE_BODY]);

    listener.conversation({ slot: 1, serial: 2 }).show(part(0, 1100));
    listener.conversation({ slot: 1, serial: 3 }).show(part(1100, 1804));
    expect(listener.hellos).toHaveLength(2);
  });
});
