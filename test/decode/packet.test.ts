import { describe, expect, it } from 'vitest';
import { MAX_TUNNELS, Packet } from '../../src/decode/packet.ts';
import { Problem } from '../../src/decode/problem.ts';
import { Protocol } from '../../src/decode/protocol.ts';
import { TunnelType } from '../../src/decode/tunnel-type.ts';

/** A packet that stands at the start of a frame of `wireLength` bytes, of which `capturedLength` were captured, at position 100. */
function packetOf(wireLength: number, capturedLength = wireLength): Packet {
  const packet = new Packet();
  const bytes = new Uint8Array(100 + capturedLength);
  packet.begin({ bytes, start: 100, capturedLength, wireLength, timestampMicros: 0, linkType: 1, interfaceIndex: 0 });
  return packet;
}

describe('narrow', () => {
  it('ends the layer where its own length says', () => {
    const packet = packetOf(60);
    packet.narrow(150);
    expect([packet.end, packet.wireEnd]).toEqual([150, 150]);
  });

  it('does not believe a claim past the enclosing layer', () => {
    const packet = packetOf(60);
    packet.narrow(150);
    packet.narrow(155);
    expect([packet.end, packet.wireEnd]).toEqual([150, 150]);
  });

  it('keeps what was cut apart from what was sent', () => {
    const packet = packetOf(60, 20);
    packet.narrow(150);
    expect([packet.end, packet.wireEnd]).toEqual([120, 150]);
    packet.narrow(110);
    expect([packet.end, packet.wireEnd]).toEqual([110, 110]);
  });
});

describe('begin', () => {
  it('never takes a frame for shorter on the wire than its captured bytes', () => {
    const packet = packetOf(10, 20);
    expect(packet.wireEnd).toBe(120);
    expect(packet.wireLength).toBe(10);
  });
});

describe('tunnel rows', () => {
  it('name the carrier, the link layer and the bytes inside', () => {
    const packet = packetOf(60, 40);
    packet.enterLinkLayer(Protocol.Ethernet, 14);
    packet.enterIpLayer(Protocol.Ipv4, 20);
    packet.enterIdentifiedTunnel(TunnelType.Gre, 0xffffffff | 0);
    expect(packet.tunnelCount).toBe(1);
    expect(packet.tunnelIds[0]! >>> 0).toBe(0xffffffff);
    expect([packet.tunnelCarriers[0], packet.tunnelLinks[0], packet.tunnelInnerBytes[0]]).toEqual([1, 0, 26]);
  });

  it('name no carrier where there is none', () => {
    const packet = packetOf(60);
    packet.enterTunnel(TunnelType.Mpls);
    expect([packet.tunnelCarriers[0], packet.tunnelLinks[0], packet.tunnelHasId[0]]).toEqual([-1, -1, 0]);
  });

  it('forget the identifier that their place had before', () => {
    const packet = packetOf(60);
    packet.enterIdentifiedTunnel(TunnelType.Gre, 7);
    packet.tunnelCount = 0;
    packet.enterTunnel(TunnelType.IpInIp);
    expect([packet.tunnelHasId[0], packet.tunnelIds[0]]).toEqual([0, 0]);
  });

  it('are at most two per tunnel, and more are left out', () => {
    const packet = packetOf(60);
    for (let row = 0; row < 2 * MAX_TUNNELS + 3; row++) packet.addIdentifiedTunnelRow(TunnelType.Erspan, row);
    expect(packet.tunnelCount).toBe(2 * MAX_TUNNELS);
    expect(packet.tunnelIds.at(-1)).toBe(2 * MAX_TUNNELS - 1);
  });

  it('beside a tunnel that is open make it no deeper', () => {
    const packet = packetOf(60);
    packet.enterTunnel(TunnelType.Gre);
    packet.addIdentifiedTunnelRow(TunnelType.Erspan, 1);
    expect(packet.tunnelDepth).toBe(1);
  });
});

describe('what is wrong', () => {
  it('is what was wrong first: the outermost header', () => {
    const packet = packetOf(60);
    packet.note(Problem.VersionInvalid, Protocol.PppoeSession);
    packet.note(Problem.CodeInvalid, Protocol.PppoeSession);
    expect(packet.stop(Problem.HeaderTruncated, Protocol.Tcp)).toBe(Protocol.None);
    expect([packet.problem, packet.problemProtocol]).toEqual([Problem.VersionInvalid, Protocol.PppoeSession]);
  });
});

describe('why a header is truncated', () => {
  it('is the snap length where bytes of the layer were not captured', () => {
    const packet = packetOf(60, 20);
    packet.markFragment(1, 0);
    packet.stop(Problem.HeaderTruncated, Protocol.Tcp);
    expect(packet.problem).toBe(Problem.CutBySnapLength);
  });

  it('is fragmentation inside a fragment, and inside what a fragment carries', () => {
    const packet = packetOf(60);
    packet.enterIpLayer(Protocol.Ipv4, 20);
    packet.markFragment(1, 0);
    packet.enterIpLayer(Protocol.Ipv4, 20);
    packet.stop(Problem.HeaderTruncated, Protocol.Tcp);
    expect(packet.isFragment).toBe(false);
    expect(packet.problem).toBe(Problem.CutByFragmentation);
  });

  it('is the sender otherwise, also where only padding was cut', () => {
    const packet = packetOf(60, 40);
    packet.narrow(130);
    packet.stop(Problem.HeaderTruncated, Protocol.Tcp);
    expect(packet.problem).toBe(Problem.HeaderTruncated);
  });
});
