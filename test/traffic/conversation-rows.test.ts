import { describe, expect, it } from 'vitest';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';
import { fixedRandom, observeAll } from '../support/observe.ts';

describe('conversationRows', () => {
  it('lists conversations of equal weight in an order that no seed changes: by five-tuple, then as they began', () => {
    const datagram = (id: number, sourcePort: number): Uint8Array =>
      buildFrame(ethernet(), vlan({ id }), ipv4(), udp({ sourcePort, destinationPort: 9000 }), payload('x'));
    const frames = [datagram(30, 50002), datagram(10, 50002), datagram(20, 50001), datagram(20, 50002)].map((bytes) => ({
      bytes,
    }));
    for (let seed = 1; seed <= 20; seed += 1) {
      const { list } = observeAll(frames, { random: fixedRandom(seed) }).summary().flows;
      const order = list.map(({ initiator, vlan: id }) => [initiator.port, id]);
      expect(order, `seed ${seed}`).toEqual([
        [50001, 20],
        [50002, 30],
        [50002, 10],
        [50002, 20],
      ]);
    }
  });
});
