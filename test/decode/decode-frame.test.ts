import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { protocolOfLinkType } from '../../src/decode/link/link-types.ts';
import { MAX_LAYERS, MAX_TUNNELS, Packet } from '../../src/decode/packet.ts';
import { Problem } from '../../src/decode/problem.ts';
import { PROTOCOL_COUNT, Protocol } from '../../src/decode/protocol.ts';
import { cutEverywhere, decode, expectSound, problemOf, stackOf, unknownOf } from '../support/decode-harness.ts';
import { buildFrame, type Layer, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { tcp } from '../support/frames/tcp.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';
import { vxlan } from '../support/frames/vxlan.ts';
import { Random } from '../support/random.ts';
import { SEED_FRAMES } from '../support/seed-frames.ts';

const LINK_TYPES = [
  0, 1, 7, 9, 10, 12, 14, 50, 51, 100, 101, 104, 105, 107, 108, 113, 127, 129, 149, 192, 226, 228, 229, 239, 242, 258, 276, 281,
  282, 284, 285,
];

function times(count: number, layer: Layer): Layer[] {
  return Array.from({ length: count }, () => layer);
}

describe('the limit of 16 layers', () => {
  it('lets 16 layers through', () => {
    const packet = decode(buildFrame(ethernet(), ...times(13, vlan()), ipv4(), udp()));
    expect(packet.layerCount).toBe(MAX_LAYERS);
    expect(stackOf(packet)).toMatch(/vlan\/ipv4\/udp$/);
    expect(problemOf(packet)).toBe('none');
  });

  it('stops at the 17th', () => {
    const packet = decode(buildFrame(ethernet(), ...times(14, vlan()), ipv4(), udp()));
    expect(packet.layerCount).toBe(MAX_LAYERS);
    expect(stackOf(packet)).toMatch(/vlan\/ipv4$/);
    expect(problemOf(packet)).toBe('udp too-many-layers');
  });

  it('stops at 64 layers', () => {
    const packet = decode(buildFrame(ethernet(), ...times(61, vlan()), ipv4(), udp()));
    expect(packet.layerCount).toBe(MAX_LAYERS);
    expect(problemOf(packet)).toBe('vlan too-many-layers');
    expect(packet.ipLayer).toBe(-1);
  });
});

describe('the limit of 4 tunnels inside each other', () => {
  it('lets 4 tunnels through', () => {
    const packet = decode(buildFrame(...times(5, ipv4()), udp()), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/ipv4/ipv4/ipv4/ipv4/udp');
    expect(packet.tunnelCount).toBe(MAX_TUNNELS);
    expect(Array.from(packet.tunnelCarriers.subarray(0, packet.tunnelCount))).toEqual([0, 1, 2, 3]);
    expect(problemOf(packet)).toBe('none');
  });

  it.each([5, 10])('stops inside %i', (tunnels) => {
    const packet = decode(buildFrame(...times(tunnels + 1, ipv4()), udp()), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/ipv4/ipv4/ipv4/ipv4');
    expect(problemOf(packet)).toBe('ipv4 too-many-tunnels');
    expectSound(packet);
  });

  it('counts tunnels of all kinds', () => {
    const overlay = [ipv4(), udp(), vxlan(), ethernet()];
    const packet = decode(buildFrame(...overlay, ...overlay, ipv4(), ipv4(), ipv4(), udp()), { linkType: 228 });
    expect(stackOf(packet)).toMatch(/ethernet\/ipv4\/ipv4\/ipv4\/udp$/);
    expect(packet.tunnelDepth).toBe(MAX_TUNNELS);
    expect(problemOf(packet)).toBe('none');
  });
});

describe('link types', () => {
  it.each(LINK_TYPES)('%i has a decoder', (linkType) => {
    expect(protocolOfLinkType(linkType)).not.toBe(Protocol.None);
    expect(SEED_FRAMES.some((seed) => seed.linkType === linkType)).toBe(true);
  });

  it.each([2, 227, 65_535, 0x7fff_ffff])('%i is counted as unknown', (linkType) => {
    const packet = decode(buildFrame(ethernet(), ipv4(), udp()), { linkType });
    expect(stackOf(packet)).toBe('');
    expect(packet.isUnknown).toBe(true);
    expect(packet.unknownCarrier).toBe(Protocol.None);
    expect(packet.unknownIdentifier).toBe(linkType);
    expect(problemOf(packet)).toBe('none');
  });
});

describe('decodeFrame', () => {
  it('ends at an unknown EtherType without a problem', () => {
    const packet = decode(buildFrame(ethernet({ etherType: 0x88b5 }), payload('hello')));
    expect(unknownOf(packet)).toBe('ethernet 0x88b5');
    expect(problemOf(packet)).toBe('none');
  });

  it('forgets everything about the frame before', () => {
    const packet = new Packet();
    const decodeInto = (bytes: Uint8Array) =>
      decodeFrame(
        {
          bytes,
          start: 0,
          capturedLength: bytes.length,
          wireLength: bytes.length,
          timestampMicros: 7,
          linkType: 1,
          interfaceIndex: 2,
        },
        packet,
      );
    decodeInto(buildFrame(ethernet(), ipv4({ moreFragments: true }), ipv4(), tcp({ flags: 'syn' })));
    decodeInto(buildFrame(ethernet({ etherType: 0x88b5 })));
    const fresh = new Packet();
    expect([packet.ipLayer, packet.ipProtocol, packet.sourcePort, packet.destinationPort, packet.tcpFlags]).toEqual([
      fresh.ipLayer,
      fresh.ipProtocol,
      fresh.sourcePort,
      fresh.destinationPort,
      fresh.tcpFlags,
    ]);
    expect([packet.isFragment, packet.tunnelCount, packet.tunnelDepth, packet.layerCount]).toEqual([false, 0, 0, 1]);
    decodeInto(buildFrame(ethernet(), ipv4(), payload('', { ipProtocol: 17 })));
    expect(packet.isUnknown).toBe(false);
    expect(problemOf(packet)).toBe('udp header-truncated'); // and not cut by the first frame's fragmentation
    expect([packet.timestampMicros, packet.interfaceIndex]).toEqual([7, 2]);
  });

  it('reaches every protocol from the well-formed frames that other tests start from, without a problem', () => {
    const reached = new Set<number>([Protocol.None, Protocol.RawIp, Protocol.User2]); // these never stand on a stack
    for (const { bytes, linkType } of SEED_FRAMES) {
      const packet = decode(bytes, { linkType });
      expect(problemOf(packet)).toBe('none');
      for (const protocol of packet.protocols.subarray(0, packet.layerCount)) reached.add(protocol);
    }
    expect(Object.entries(Protocol).filter(([, protocol]) => !reached.has(protocol))).toEqual([]);
    expect(reached.size).toBe(PROTOCOL_COUNT);
  });

  it('keeps within every cut of each of them', () => {
    for (const { bytes, linkType } of SEED_FRAMES) cutEverywhere(bytes, { linkType, mayEndEarly: true });
  });

  it('survives 200,000 frames of random bytes, of every link type', () => {
    const random = new Random(1);
    const memory = new Uint8Array(256);
    const packet = new Packet();
    const frame = {
      bytes: memory,
      start: 32,
      capturedLength: 0,
      wireLength: 0,
      timestampMicros: 0,
      linkType: 1,
      interfaceIndex: 0,
    };
    const stopped = new Set<Problem>();
    for (let count = 0; count < 200_000; count++) {
      frame.linkType = LINK_TYPES[count % LINK_TYPES.length]!;
      frame.capturedLength = random.below(192);
      for (let index = 0; index < frame.capturedLength; index++) memory[frame.start + index] = random.below(256);
      frame.wireLength = frame.capturedLength + random.below(2);
      decodeFrame(frame, packet);
      expectSound(packet);
      stopped.add(packet.problem);
    }
    expect(stopped).toContain(Problem.None);
    expect(stopped).toContain(Problem.CutBySnapLength);
    expect(stopped).toContain(Problem.VersionInvalid);
  });
});
