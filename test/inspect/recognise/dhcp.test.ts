import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseDhcp, recogniseDhcpv6 } from '../../../src/inspect/recognise/dhcp.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { DHCP_DISCOVER, DHCPV6_RELAYED, DHCPV6_SOLICIT } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { sourcePort: 68, destinationPort: 67 };

describe('recognising DHCP', () => {
  itKeepsTheContract(recogniseDhcp, [DHCP_DISCOVER]);

  it('knows a message by its cookie', () => {
    expect(verdictOf(recogniseDhcp, DHCP_DISCOVER)).toBe(AppProtocol.Dhcp);
  });

  it('believes one without its cookie, or cut in front of it, only on its ports', () => {
    const withoutCookie = withBytes(DHCP_DISCOVER, 236, 0);
    expect(verdictOf(recogniseDhcp, withoutCookie, ON_PORT)).toBe(AppProtocol.Dhcp);
    expect(verdictOf(recogniseDhcp, withoutCookie)).toBe(NOT_MINE);
    const cut = DHCP_DISCOVER.subarray(0, 60);
    expect(verdictOf(recogniseDhcp, cut, { ...ON_PORT, wireLength: 300 })).toBe(AppProtocol.Dhcp);
    expect(verdictOf(recogniseDhcp, cut, ON_PORT)).toBe(NOT_MINE);
  });

  it.each([
    ['an operation there is not', 0, 3],
    ['hardware of no type', 1, 0],
    ['hardware addresses of 17 bytes', 2, 17],
    ['17 relays', 3, 17],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseDhcp, withBytes(DHCP_DISCOVER, offset, value), ON_PORT)).toBe(NOT_MINE);
  });
});

describe('recognising DHCPv6', () => {
  itKeepsTheContract(recogniseDhcpv6, [DHCPV6_SOLICIT, DHCPV6_RELAYED]);

  it('knows messages whose options fill them', () => {
    expect(verdictOf(recogniseDhcpv6, DHCPV6_SOLICIT)).toBe(AppProtocol.Dhcpv6);
    expect(verdictOf(recogniseDhcpv6, DHCPV6_RELAYED)).toBe(AppProtocol.Dhcpv6);
  });

  it.each([
    ['a message there is not', 0, 14],
    ['nobody who speaks', 5, 3],
    ['an option there is not', 4, 1],
    ['options that end elsewhere', 21, 3],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseDhcpv6, withBytes(DHCPV6_SOLICIT, offset, value))).toBe(NOT_MINE);
  });

  it('believes one that was cut only on its ports', () => {
    const cut = DHCPV6_SOLICIT.subarray(0, 18);
    const wireLength = DHCPV6_SOLICIT.length;
    expect(verdictOf(recogniseDhcpv6, cut, { wireLength, sourcePort: 546, destinationPort: 547 })).toBe(AppProtocol.Dhcpv6);
    expect(verdictOf(recogniseDhcpv6, cut, { wireLength })).toBe(NOT_MINE);
    // The header of a DNS response.
    expect(verdictOf(recogniseDhcpv6, hexBytes('075d8180 00010001 00000000'), { wireLength: 90 })).toBe(NOT_MINE);
  });

  it('looks at twice as much for twice as many options', () => {
    const many = (count: number) => concatenate(DHCPV6_SOLICIT, ...Array.from({ length: count }, () => hexBytes('00080000')));
    expect(countReads(recogniseDhcpv6, many(200)) / countReads(recogniseDhcpv6, many(100))).toBeLessThan(2.3);
  });
});
