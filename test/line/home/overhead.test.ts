import { describe, expect, it } from 'vitest';
import type { DirectionBytes } from '../../../src/line/home/direction-bytes.ts';
import { arp } from '../../support/frames/arp.ts';
import { type Layer, payload } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { mpls } from '../../support/frames/mpls.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { lcpEcho } from '../../support/frames/ppp-control.ts';
import { pppoe } from '../../support/frames/pppoe.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { vxlan } from '../../support/frames/vxlan.ts';
import { HomeWatch, PROVIDER, ROUTER } from '../../support/home-watch.ts';

const TEXT = payload('a hundred bytes'.padEnd(100, '.'));

function cost(...layers: Layer[]): DirectionBytes {
  const watch = new HomeWatch();
  watch.see(0, layers);
  watch.finish();
  const { unknown } = watch.windows[0]!;
  const { ethernetBytes, vlanBytes, pppoeBytes, mplsBytes, controlBytes, payloadBytes } = unknown;
  expect(ethernetBytes + vlanBytes + pppoeBytes + mplsBytes + controlBytes + payloadBytes).toBe(unknown.wireBytes);
  expect(watch.summary.overhead.unknown).toEqual(unknown);
  return unknown;
}

const NOTHING = { vlanBytes: 0, pppoeBytes: 0, mplsBytes: 0, controlBytes: 0, payloadBytes: 0, tunnelBytes: 0 };

describe('what headers cost', () => {
  it('on plain Ethernet is its header', () => {
    expect(cost(ethernet(), ipv4(), udp(), TEXT)).toEqual({
      ...NOTHING,
      frames: 1,
      wireBytes: 142,
      ethernetBytes: 14,
      payloadBytes: 128,
    });
  });

  it('counts padding as Ethernet', () => {
    expect(cost(ethernet({ minimumLength: 60 }), ipv4(), udp(), payload('x'))).toMatchObject({
      ethernetBytes: 31,
      payloadBytes: 29,
    });
  });

  it('of PPPoE in two VLANs is eight bytes and four for each tag', () => {
    expect(cost(ethernet(), vlan({ id: 1 }), vlan({ id: 2 }), pppoe(), ppp(), ipv6(), tcp(), TEXT)).toMatchObject({
      ethernetBytes: 14,
      vlanBytes: 8,
      pppoeBytes: 8,
      payloadBytes: 160,
      tunnelBytes: 0,
    });
  });

  it('of MPLS is four bytes a label', () => {
    expect(cost(ethernet(), mpls({ labels: [16, 17] }), ipv4(), udp(), TEXT)).toMatchObject({ mplsBytes: 8, payloadBytes: 128 });
  });

  it('of tunnels is part of the payload: all around the innermost packet', () => {
    expect(cost(ethernet(), ipv4(), gre({ key: 7 }), ipv4(), udp(), TEXT)).toMatchObject({ payloadBytes: 156, tunnelBytes: 28 });
    expect(cost(ethernet(), ipv4(), udp(), vxlan(), ethernet(), ipv4(), udp(), TEXT)).toMatchObject({
      ethernetBytes: 14,
      payloadBytes: 178,
      tunnelBytes: 50,
    });
  });

  it('of frames without a packet is control, without their padding where they say how long they are', () => {
    const echo = cost(ethernet({ minimumLength: 60 }), pppoe(), ppp(), lcpEcho('request'));

    expect(echo).toMatchObject({ ethernetBytes: 60 - 8 - 8, pppoeBytes: 8, controlBytes: 8, payloadBytes: 0 });
    expect(cost(ethernet(), arp())).toMatchObject({ ethernetBytes: 14, controlBytes: 28, payloadBytes: 0 });
  });

  it('does not believe a packet that claims more than its frame, nor one of length zero', () => {
    expect(cost(ethernet(), ipv4({ totalLength: 9000 }), udp(), TEXT)).toMatchObject({ payloadBytes: 128 });
    expect(cost(ethernet(), ipv4({ totalLength: 0 }), udp(), TEXT)).toMatchObject({ payloadBytes: 128 });
    expect(cost(ethernet(), ipv6({ payloadLength: 0 }), udp(), TEXT)).toMatchObject({ payloadBytes: 148 });
  });

  it('counts frames that were cut as long as they were', () => {
    const watch = new HomeWatch();
    watch.see(0, [ethernet(), ipv4(), udp(), TEXT], { capture: 40 });

    expect(watch.finish().windows[0]!.unknown).toMatchObject({ wireBytes: 142, payloadBytes: 128 });
  });

  it('is counted by direction, whatever the mixture of stacks', () => {
    const watch = new HomeWatch();
    watch.home.noteFact({ kind: 'roles', atMicros: 0, clientMac: ROUTER, concentratorMac: PROVIDER });
    for (let n = 0; n < 100; n += 1) {
      const tags = Array.from({ length: n % 10 }, (_, id) => vlan({ id: id + 1 }));
      watch.up(n / 1000, ...tags, ipv4(), udp(), TEXT);
      watch.down(n / 1000, ...tags, pppoe(), ppp(), ipv6(), udp(), TEXT);
    }
    const { up, down } = watch.finish().windows[0]!;

    expect(up).toMatchObject({ frames: 100, vlanBytes: 100 * 18, payloadBytes: 12800, pppoeBytes: 0 });
    expect(down).toMatchObject({ frames: 100, vlanBytes: 100 * 18, payloadBytes: 14800, pppoeBytes: 800 });
  });
});
