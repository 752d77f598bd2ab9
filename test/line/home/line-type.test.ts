import { describe, expect, it } from 'vitest';
import { classifyLine, type LineFacts } from '../../../src/line/home/line-type.ts';
import type { StackCounts } from '../../../src/line/home/overhead.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { HomeWatch, PROVIDER, ROUTER } from '../../support/home-watch.ts';

const NONE: StackCounts = { ipv4: 0, ipv6: 0, softwire: 0, pppoe: 0, tagged: 0, untagged: 0 };

function classify(counts: Partial<StackCounts>, facts: Partial<LineFacts> = {}) {
  return classifyLine({
    stacks: [{ ...NONE, ...counts }, NONE],
    isHomeKnown: true,
    hasDhcpv4Lease: false,
    aftrName: null,
    aftrAddress: null,
    hasOtherSoftwire: false,
    nat64Packets: 0,
    isBehindSharedAddress: false,
    ...facts,
  });
}

describe('the kind of line', () => {
  it.each([
    ['pppoe', { ipv4: 90, pppoe: 90 }, {}],
    ['dhcp', { ipv4: 90 }, { hasDhcpv4Lease: true }],
    ['static', { ipv4: 90, ipv6: 50 }, {}],
    ['ipv6-only', { ipv6: 90 }, {}],
    ['ds-lite', { ipv6: 90, softwire: 30 }, {}],
    ['ds-lite', { ipv6: 90, pppoe: 90 }, { aftrName: 'aftr.example.net' }],
    ['unknown', { ipv4: 3 }, {}],
    ['unknown', { ipv4: 90 }, { isHomeKnown: false }],
  ] as const)('is %s with %o', (type, counts, facts) => {
    expect(classify(counts, facts).type).toBe(type);
  });

  it('is said with what is special about it', () => {
    const shared = classify({ ipv4: 90, pppoe: 90, tagged: 90 }, { isBehindSharedAddress: true });
    const lite = classify({ ipv6: 90, softwire: 30, pppoe: 90 }, { aftrName: 'aftr.example.net' });

    expect(shared).toMatchObject({ isTagged: true, isPppoe: true, isBehindSharedAddress: true });
    expect(shared.text).toBe('PPPoE; in a VLAN; its IPv4 address is shared with other customers (carrier-grade NAT)');
    expect(lite.text).toBe('DS-Lite: IPv6, with IPv4 inside it; over PPPoE; IPv4 ends at aftr.example.net');
  });

  it('is IPv6 only with a translator where the addresses say so', () => {
    const watch = new HomeWatch();
    watch.home.noteFact({ kind: 'roles', atMicros: 0, clientMac: ROUTER, concentratorMac: PROVIDER });
    for (let n = 0; n < 40; n += 1) {
      watch.up(n / 100, ipv6({ source: '2001:db8:77::5', destination: '64:ff9b::c633:6409' }), tcp());
    }

    const { line, prefixes } = watch.finish().summary.home;
    expect(line.type).toBe('ipv6-only');
    expect(line.text).toContain('64:ff9b::/96');
    expect(prefixes).toEqual([{ prefix: '2001:db8:77::/64', source: 'inferred' }]);
  });
});
