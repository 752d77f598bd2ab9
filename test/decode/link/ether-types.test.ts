import { describe, expect, it } from 'vitest';
import { isKnownEtherType, protocolOfEtherType } from '../../../src/decode/link/ether-types.ts';
import { Packet } from '../../../src/decode/packet.ts';
import { Protocol, protocolName } from '../../../src/decode/protocol.ts';

/** IEEE 802 Numbers. */
const ASSIGNED: readonly [number, string][] = [
  [0x0800, 'ipv4'],
  [0x0806, 'arp'],
  [0x6558, 'ethernet'],
  [0x8100, 'vlan'],
  [0x86dd, 'ipv6'],
  [0x880b, 'ppp'],
  [0x8847, 'mpls'],
  [0x8848, 'mpls'],
  [0x8863, 'pppoe-discovery'],
  [0x8864, 'pppoe-session'],
  [0x8870, 'llc'],
  [0x88a8, 'service-vlan'],
  [0x88e5, 'macsec'],
  [0x88e7, 'provider-backbone'],
  [0x8903, 'fabric-path'],
  [0x8909, 'cisco-metadata'],
  [0x8926, 'vn-tag'],
  [0x893f, 'e-tag'],
  [0x894f, 'nsh'],
  [0x9100, 'service-vlan'],
  [0x9200, 'service-vlan'],
  [0x9300, 'service-vlan'],
  [0xdada, 'edsa'],
];

describe('protocolOfEtherType', () => {
  it.each(ASSIGNED)('%i announces %s', (etherType, name) => {
    const packet = new Packet();
    expect(protocolName(protocolOfEtherType(packet, Protocol.Ethernet, etherType))).toBe(name);
    expect(packet.isUnknown).toBe(false);
    expect(isKnownEtherType(etherType)).toBe(true);
  });

  it('leaves every other number counted as unknown', () => {
    const assigned = new Set(ASSIGNED.map(([etherType]) => etherType));
    for (let etherType = 0; etherType < 0x10000; etherType++) {
      if (assigned.has(etherType)) continue;
      const packet = new Packet();
      const unknown = protocolOfEtherType(packet, Protocol.Snap, etherType) === Protocol.None && packet.isUnknown;
      if (!unknown || packet.unknownIdentifier !== etherType || packet.unknownCarrier !== Protocol.Snap)
        expect.fail(`${etherType}`);
    }
  });
});
