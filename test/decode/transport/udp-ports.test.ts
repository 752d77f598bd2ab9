import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { protocolName } from '../../../src/decode/protocol.ts';
import { protocolOfUdpPorts } from '../../../src/decode/transport/udp-ports.ts';

function announcedBy(sourcePort: number, destinationPort: number): string {
  const packet = new Packet();
  packet.sourcePort = sourcePort;
  packet.destinationPort = destinationPort;
  return protocolName(protocolOfUdpPorts(packet));
}

describe('protocolOfUdpPorts', () => {
  it.each([
    [500, 'isakmp'],
    [1194, 'openvpn'],
    [1701, 'l2tp'],
    [2152, 'gtp-u'],
    [3544, 'teredo'],
    [4341, 'lisp'],
    [4342, 'lisp-control'],
    [4500, 'esp-in-udp'],
    [4754, 'gre'],
    [4789, 'vxlan'],
    [4790, 'vxlan-gpe'],
    [5246, 'capwap-control'],
    [5247, 'capwap'],
    [6081, 'geneve'],
    [6635, 'mpls'],
    [8472, 'vxlan'],
    [51820, 'wireguard'],
  ])('knows port %i in either direction as %s', (port, name) => {
    expect(announcedBy(50000, port)).toBe(name);
    expect(announcedBy(port, 50000)).toBe(name);
  });

  it('lets the destination port go first', () => {
    expect(announcedBy(4789, 6081)).toBe('geneve');
    expect(announcedBy(6081, 4789)).toBe('vxlan');
  });

  it('takes a well-known service for what a random port on its other side may be', () => {
    expect(announcedBy(4789, 53)).toBe('');
    expect(announcedBy(53, 2152)).toBe('');
    expect(announcedBy(1023, 4789)).toBe('');
    expect(announcedBy(1024, 4789)).toBe('vxlan');
    expect(announcedBy(0, 4789)).toBe('vxlan');
    expect(announcedBy(500, 4500)).toBe('esp-in-udp');
  });

  it('knows a well-known port whose other side a translator moved to another low port', () => {
    expect(announcedBy(327, 500)).toBe('isakmp');
    expect(announcedBy(500, 327)).toBe('isakmp');
  });

  it('does not guess at other ports', () => {
    expect(announcedBy(0, 65535)).toBe('');
  });
});
