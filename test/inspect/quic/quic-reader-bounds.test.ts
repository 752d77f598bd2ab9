import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { Payload } from '../../../src/inspect/payload.ts';
import { MOST_PER_SECOND } from '../../../src/inspect/quic/attempt-budget.ts';
import { CONNECTION_CAPACITY } from '../../../src/inspect/quic/connection-table.ts';
import { Reading } from '../../../src/inspect/stream-view.ts';
import { guardBytes } from '../../support/decode-harness.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { longPacket, shortPacket } from '../../support/payloads/quic.ts';
import { HELLO, HELLO_BODY, initial, LARGE_BODY, part, SERVERS_ID } from '../../support/payloads/quic-client.ts';
import { listen, QuicListener } from '../../support/payloads/quic-conversation.ts';
import { cryptoFrame } from '../../support/payloads/quic-frames.ts';
import { Random } from '../../support/random.ts';

const { Done, More } = Reading;

describe('what QuicReader spends', () => {
  it('tells of the beginning of a hello that is larger than any', () => {
    const frames = [0, 1, 2, 3].map((index) =>
      cryptoFrame(index * 5000, index === 0 ? concatenate(hexBytes('01 00ffff'), new Uint8Array(4996)) : new Uint8Array(5000)),
    );
    const { readings, hellos } = listen(...frames.map((frame) => initial({ frames: [frame] })));
    expect(readings).toEqual([More, More, More, Done]);
    expect(hellos.map((hello) => hello.length)).toEqual([16384 - 4]);
  });

  it('tries no more than eight times, and tells of the beginning then', () => {
    const garbage = initial({ frames: [cryptoFrame(0, HELLO)] });
    garbage[garbage.length - 1]! ^= 1;
    expect(listen(...new Array(8).fill(garbage)).readings).toEqual([More, More, More, More, More, More, More, Done]);
    const { readings, hellos } = listen(part(0, 1100), ...new Array(4).fill(garbage));
    expect(readings).toEqual([More, More, More, More, Done]);
    expect(hellos).toEqual([LARGE_BODY.slice(0, 1096)]);
  });

  it('listens to no more than sixteen datagrams of one sender', () => {
    const { readings } = listen(...new Array(17).fill(shortPacket(0x41, SERVERS_ID)));
    expect(readings.lastIndexOf(More)).toBe(14);
    expect(readings[15]).toBe(Done);
  });

  it('ignores datagrams that no server would take', () => {
    const inOf = (datagramLength: number) => listen(initial({ datagramLength, frames: [cryptoFrame(0, HELLO)] }));
    expect(inOf(1199)).toEqual({ readings: [More], hellos: [] });
    expect(inOf(1200).hellos).toEqual([HELLO_BODY]);
  });

  it('ignores packets that were not captured to their end', () => {
    const datagram = initial({ frames: [cryptoFrame(0, HELLO)] });
    expect(listen([datagram.slice(0, 600), { wireLength: datagram.length }])).toEqual({ readings: [More], hellos: [] });
  });

  it('opens so many packets in a second, says of how many it did not, and goes on in the next', () => {
    const listener = new QuicListener();
    const garbage = initial({ frames: [cryptoFrame(0, HELLO)] });
    garbage[garbage.length - 1]! ^= 1;
    for (let slot = 0; slot < MOST_PER_SECOND + 10; slot += 1) listener.conversation({ slot }).show(garbage);
    const late = listener.conversation({ slot: 9999 });
    expect(late.show(initial({ frames: [cryptoFrame(0, HELLO)] }))).toBe(More);
    expect(listener).toMatchObject({ unopened: 11, hellos: [] });

    const next = listener.conversation({ slot: 9999, micros: 1_000_000 });
    expect(next.show(initial({ frames: [cryptoFrame(0, HELLO)] }))).toBe(Done);
    expect(listener).toMatchObject({ unopened: 11, hellos: [HELLO_BODY] });
  });

  it('forgets the oldest beginning when there are too many', () => {
    const listener = new QuicListener();
    const all = Array.from({ length: CONNECTION_CAPACITY + 1 }, (_, slot) => listener.conversation({ slot }));
    for (const conversation of all) conversation.show(part(0, 1100));
    for (const conversation of all.slice(1)) expect(conversation.show(part(1100, 1804))).toBe(Done);
    expect(all[0]!.show(part(1100, 1804))).toBe(More);
    expect(listener.hellos).toHaveLength(CONNECTION_CAPACITY);
  });

  it('has room again for each that it told of', () => {
    const listener = new QuicListener();
    const [first, ...others] = Array.from({ length: CONNECTION_CAPACITY + 1 }, (_, slot) => listener.conversation({ slot }));
    for (const conversation of [first!, ...others.slice(2)]) conversation.show(part(0, 1100));
    for (const conversation of others.slice(0, 2)) conversation.show(initial({ frames: [cryptoFrame(0, HELLO)] }));
    expect(first!.show(part(1100, 1804))).toBe(Done);
  });

  it('finds nothing in a datagram that is cut, wherever that is', () => {
    const datagram = concatenate(
      part(0, 600, { datagramLength: 0, token: hexBytes('a1a2') }),
      part(600, 1804, { datagramLength: 0 }),
    );
    for (let length = 0; length < datagram.length; length++) {
      expect(listen(datagram.slice(0, length))).toEqual({ readings: [More], hellos: [] });
      expect(listen([datagram.slice(0, length), { wireLength: datagram.length }]).hellos).toEqual([]);
    }
  });

  it('reads twice as much for twice as many packets in a datagram', () => {
    const empty = longPacket({ type: 1, content: new Uint8Array(0) });
    const [once, twice] = [500, 1000].map((count) => countReads(concatenate(...new Array<Uint8Array>(count).fill(empty))));
    expect(once).toBeGreaterThan(500);
    expect(twice! / once!).toBeLessThanOrEqual(2);
  });

  it('reads what there is, whatever lies around it', () => {
    const random = new Random(3);
    for (let round = 0; round < 500; round++) {
      const datagram = mutate(initial({ frames: [cryptoFrame(0, HELLO)] }), random);
      const outcomes = [0x00, 0xff].map((surroundings) => listen([datagram, { surroundings }]));
      expect(outcomes[0]).toEqual(outcomes[1]);
    }
  });
});

/** How many bytes of a datagram without Initial packets the reader looks at. */
function countReads(datagram: Uint8Array): number {
  let reads = 0;
  const payload = new Payload();
  payload.bytes = guardBytes(datagram, () => {
    reads += 1;
    return true;
  });
  payload.end = datagram.length;
  payload.wireEnd = datagram.length;
  new QuicListener().reader.read(payload, new Packet());
  return reads;
}

/** Changes some bytes, most of them of the header, and cuts something off. */
function mutate(datagram: Uint8Array, random: Random): Uint8Array {
  const mutated = datagram.slice(0, datagram.length - random.below(3) * random.below(300));
  for (let count = random.below(4); count > 0; count--) mutated[random.below(30)] = random.below(256);
  return mutated;
}
