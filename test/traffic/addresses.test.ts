import { describe, expect, it } from 'vitest';
import { buildFrame, type Layer, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4, sourceRoute } from '../support/frames/ipv4.ts';
import { ipv6 } from '../support/frames/ipv6.ts';
import { homeAddressRouting, segmentRouting } from '../support/frames/ipv6-extensions.ts';
import { udp } from '../support/frames/udp.ts';
import { observeAll } from '../support/observe.ts';

const summaryOf = (...layers: readonly Layer[]) => observeAll([{ bytes: buildFrame(ethernet(), ...layers) }]).summary();
const addressesOf = (...layers: readonly Layer[]) =>
  summaryOf(...layers)
    .hosts.list.map(({ address, received }) => `${address} ${received.frames > 0 ? 'received' : 'sent'}`)
    .sort();

describe('hosts and conversations', () => {
  const route = sourceRoute(['192.0.2.7', '192.0.2.8']);

  it('are those of the final destination on a source route', () => {
    const layers = [ipv4({ options: route }), udp({ destinationPort: 9 }), payload('x')];
    expect(addressesOf(...layers)).toEqual(['192.0.2.1 sent', '192.0.2.8 received']);
    expect(summaryOf(...layers).flows.list).toMatchObject([
      { initiator: { address: '192.0.2.1' }, responder: { address: '192.0.2.8' } },
    ]);
  });

  it('are those of the header where the route is used up', () => {
    const usedUp = sourceRoute(['192.0.2.7', '192.0.2.8'], { pointer: 12 });
    expect(addressesOf(ipv4({ options: usedUp }), udp())).toEqual(['192.0.2.1 sent', '198.51.100.1 received']);
  });

  it('are one whether a packet is still on its way or there', () => {
    const there = ipv4({ destination: '192.0.2.8', options: sourceRoute(['192.0.2.7'], { pointer: 8 }) });
    const frames = [ipv4({ options: route }), there].map((layer) => ({ bytes: buildFrame(ethernet(), layer, udp()) }));
    expect(observeAll(frames).summary().flows.list).toMatchObject([{ frames: 2 }]);
  });

  it.each([
    ['segments', segmentRouting(['2001:db8::3', '2001:db8::f'])],
    ['a home address', homeAddressRouting('2001:db8::f')],
  ])('are those at the end of a routing header with %s', (_what, layer) => {
    expect(addressesOf(ipv6(), layer, udp())).toEqual(['2001:db8::1 sent', '2001:db8::f received']);
  });

  it('inside a packet on a source route are their own, and the tunnel ends where the route does', () => {
    const layers = [ipv4({ options: route }), ipv4({ source: '203.0.113.1', destination: '203.0.113.2' }), udp()];
    expect(addressesOf(...layers)).toEqual(['203.0.113.1 sent', '203.0.113.2 received']);
    expect(summaryOf(...layers).tunnels.list).toMatchObject([{ type: 'ipip', endpoints: ['192.0.2.1', '192.0.2.8'] }]);
  });
});
