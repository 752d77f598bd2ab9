import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RingOptions } from '../../../src/capture/live/open-ring.ts';
import { RingSource } from '../../../src/capture/live/ring-source.ts';
import { CLIENT_MAC, macBytes } from '../../support/frames/addresses.ts';
import { buildFrame, type Layer } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { pppoe } from '../../support/frames/pppoe.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from './network-namespace.ts';
import { openRawSender, type RawSender } from './raw-sender.ts';
import { BULK, bytes, CLIENT, HEADERS, OTHERS, TRANSPORTS, tcpFrom, type Verdict } from './snap-frames.ts';

const SNAP = 256;
const INSPECT = 2048;
const SENDER = macBytes(CLIENT_MAC);

interface Captured {
  readonly bytes: Uint8Array;
  readonly wireLength: number;
}

/** Steps until `count` frames from the builders are there, or none have come for a second. */
function capture(source: RingSource, count: number): Captured[] {
  const seen: Captured[] = [];
  for (let idle = 0; seen.length < count && idle < 30; ) {
    const state = source.step(({ bytes, start, capturedLength, wireLength }) => {
      const copy = bytes.slice(start, start + capturedLength);
      // The link talks, too.
      if (SENDER.every((byte, i) => copy[6 + i] === byte)) seen.push({ bytes: copy, wireLength });
    });
    idle = state === 'idle' ? idle + 1 : 0;
  }
  return seen;
}

function expectedOf(frame: Uint8Array, verdict: Verdict): Captured {
  return { bytes: frame.slice(0, verdict === 'cut' ? SNAP : INSPECT), wireLength: frame.length };
}

const helloSegment: readonly Layer[] = [tcpFrom(CLIENT, 443), bytes([0x16, 3, 1], 1346)];
const serverSegment: readonly Layer[] = [tcpFrom(443, CLIENT), bytes([0x17, 3, 3], 1346)];
const WAYS: readonly (readonly [string, readonly Layer[]])[] = [
  ['alone', [ethernet()]],
  ['in a VLAN, whose tag the kernel takes out', [ethernet(), vlan({ id: 7 })]],
  ['in two VLANs', [ethernet(), vlan({ id: 7 }), vlan({ id: 8 })]],
  ['in PPPoE', [ethernet(), pppoe(), ppp()]],
];

// The kernel makes and unmakes this link while other work goes on: a test that lost a race with it may run again.
describe.skipIf(!canMakeNamespaces)('openRing with an inspect length', { retry: 2 }, () => {
  let network: NetworkNamespace;
  let far: RawSender;
  let near: RawSender;
  let source: RingSource | null = null;

  async function open(options: Partial<RingOptions> = {}): Promise<RingSource> {
    const lengths = { snapLength: SNAP, inspectLength: INSPECT };
    source = await RingSource.open({ interface: 'near', sysRoot: network.sysRoot, ...lengths, ...options });
    return source;
  }

  beforeAll(async () => {
    network = enterNetworkNamespace();
    network.ip('link add dev near mtu 9000 type veth peer name far mtu 9000');
    network.ip('link set near up');
    network.ip('link set far up');
    far = await openRawSender('far');
    near = await openRawSender('near');
  });

  afterEach(() => {
    source?.close();
    source = null;
  });

  afterAll(() => {
    far?.close();
    near?.close();
    network?.leave();
  });

  it.each(WAYS)('keeps all of a hello and little of what the server sends, %s', async (_, around) => {
    const ring = await open();
    const hello = buildFrame(...around, ipv4(), ...helloSegment);
    const data = buildFrame(...around, ipv4(), ...serverSegment);
    for (const frame of [hello, data, hello]) far.send(frame);
    expect(capture(ring, 3)).toEqual([expectedOf(hello, 'kept'), expectedOf(data, 'cut'), expectedOf(hello, 'kept')]);
  });

  it('agrees with what the tests of the program say, about frames received and sent', async () => {
    const ring = await open();
    const frames: { readonly frame: Uint8Array; readonly verdict: Verdict }[] = [];
    for (const [, headers] of HEADERS) {
      for (const [, verdict, layers] of TRANSPORTS) frames.push({ frame: buildFrame(...headers, ...layers), verdict });
    }
    for (const [, verdict, layers] of OTHERS) {
      // Received, its outermost tag is gone before the filter looks: two are left, which it gets over.
      if (layers.filter(({ name }) => name === 'vlan').length <= 2) frames.push({ frame: buildFrame(...layers), verdict });
    }
    for (const sender of [far, near]) {
      for (const { frame } of frames) sender.send(frame);
      const seen = capture(ring, frames.length);
      expect(seen).toEqual(frames.map(({ frame, verdict }) => expectedOf(frame, verdict)));
    }
    expect(ring.losses()).toMatchObject({ kernel: 0, probe: 0 });
  });

  it('loses no frame, however short', async () => {
    const ring = await open({ snapLength: 1 });
    const [, headers] = HEADERS.at(-1)!;
    const whole = buildFrame(...headers, tcpFrom(CLIENT, 443), BULK);
    const lengths = Array.from({ length: 300 }, (_, i) => 14 + i);
    // Sent ones keep their tags; of received ones, the kernel itself drops what ends within a tag.
    for (const length of lengths) near.send(whole.subarray(0, length));
    const seen = capture(ring, lengths.length);
    expect(seen.map(({ wireLength }) => wireLength)).toEqual(lengths);
    expect(seen.map(({ bytes }) => bytes.length)).toEqual(lengths);
  });

  it.each([
    ['a filter', 'tcp port 443 or (vlan 9 and ip6)', [ethernet()]],
    ['a filter for PPPoE', 'pppoes and tcp', [ethernet(), pppoe(), ppp()]],
  ])('takes only what %s lets through, and cuts it by the same rule', async (_, filter, around) => {
    const ring = await open({ filter });
    const hello = buildFrame(...around, ipv4(), ...helloSegment);
    const data = buildFrame(...around, ipv4(), ...serverSegment);
    const refused = buildFrame(ethernet(), ipv4(), tcpFrom(CLIENT, 80), BULK);
    for (const frame of [refused, hello, refused, data]) far.send(frame);
    expect(capture(ring, 2)).toEqual([expectedOf(hello, 'kept'), expectedOf(data, 'cut')]);
    expect(ring.remarks).toEqual([]);
  });

  it('names the most that it keeps of a frame', async () => {
    const snapLengthOf = async (options: Partial<RingOptions>) => {
      const ring = await open(options);
      const { snapLength } = ring.interfaces[0]!;
      ring.close();
      return snapLength;
    };
    expect(await snapLengthOf({})).toBe(INSPECT);
    expect(await snapLengthOf({ inspectLength: 0 })).toBe(0);
    expect(await snapLengthOf({ inspectLength: 100 })).toBe(SNAP);
    expect(await snapLengthOf({ snapLength: 0 })).toBe(0);
  });
});
