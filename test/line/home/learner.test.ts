import { describe, expect, it } from 'vitest';
import { Direction } from '../../../src/decode/direction.ts';
import { arp } from '../../support/frames/arp.ts';
import { type Layer, payload } from '../../support/frames/build-frame.ts';
import { DHCP, dhcp } from '../../support/frames/dhcp.ts';
import { DHCPV6, dhcpv6 } from '../../support/frames/dhcpv6.ts';
import { dns } from '../../support/frames/dns.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { routerAdvertisement, routerSolicitation } from '../../support/frames/icmpv6.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { linuxCooked, linuxCooked2 } from '../../support/frames/linux-cooked.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { chap, IPCP, ipcp } from '../../support/frames/ppp-control.ts';
import { type PppoeCode, pppoe, pppoeDiscovery } from '../../support/frames/pppoe.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { EVERYBODY, HomeWatch, PROVIDER, ROUTER, STRANGER } from '../../support/home-watch.ts';

const { Down, Unknown, Up } = Direction;
const HOME = '203.0.113.7';
const RAW_IP = 101;
const LINUX_SLL = 113;
const LINUX_SLL2 = 276;

function discovery(code: PppoeCode, source: string, destination: string): Layer[] {
  return [ethernet({ source, destination }), pppoeDiscovery({ code, sessionId: code === 'pads' || code === 'padt' ? 7 : 0 })];
}

function connect(watch: HomeWatch, at: number, [router, provider] = [ROUTER, PROVIDER]): Direction[] {
  return [
    watch.see(at, discovery('padi', router, EVERYBODY)),
    watch.see(at + 0.001, discovery('pado', provider, router)),
    watch.see(at + 0.002, discovery('padr', router, provider)),
    watch.see(at + 0.003, discovery('pads', provider, router)),
  ];
}

/** What a household does: asks many servers and gets answers. Returns the directions found. */
function browse(watch: HomeWatch, at: number, { count = 40, router = ROUTER, provider = PROVIDER } = {}): Direction[] {
  return Array.from({ length: count }, (_, n) => {
    const server = `198.51.100.${1 + ((n >> 1) % 12)}`;
    const port = 50000 + (n >> 1);
    const isUp = n % 2 === 0;
    const link = isUp ? { source: router, destination: provider } : { source: provider, destination: router };
    const ip = isUp ? ipv4({ source: HOME, destination: server }) : ipv4({ source: server, destination: HOME });
    const ports = isUp ? { sourcePort: port, destinationPort: 443 } : { sourcePort: 443, destinationPort: port };
    return watch.see(at + n * 0.001, [ethernet(link), ip, tcp({ ...ports, flags: isUp ? 'syn' : 'syn ack' })]);
  });
}

describe('who is home', () => {
  it('is not known before anything was seen', () => {
    const { home } = new HomeWatch().summary;

    expect(home).toMatchObject({ routerMac: null, providerMac: null, how: 'unknown', confidence: 'none', since: null });
  });

  it('is known from the first request for a session on', () => {
    const watch = new HomeWatch();

    expect(connect(watch, 0)).toEqual([Up, Down, Up, Down]);
    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, providerMac: PROVIDER, how: 'discovery', confidence: 'high' });
    expect(watch.summary.home.since).toBe('2026-11-21T20:00:00.001000Z');
  });

  it('is told by IPCP: the side whose address the other chooses', () => {
    const watch = new HomeWatch();
    const session = (...layers: Layer[]) => [pppoe({ sessionId: 7 }), ppp(), ...layers];
    watch.down(0, ...session(ipcp({ identifier: 9, options: [IPCP.address('198.51.100.1')] })));
    watch.up(0.1, ...session(ipcp({ code: 'configure-ack', identifier: 9, options: [IPCP.address('198.51.100.1')] })));
    watch.up(0.2, ...session(ipcp({ identifier: 1, options: [IPCP.address('0.0.0.0')] })));
    watch.down(0.3, ...session(ipcp({ code: 'configure-nak', identifier: 1, options: [IPCP.address(HOME)] })));
    watch.up(0.4, ...session(ipcp({ identifier: 2, options: [IPCP.address(HOME)] })));
    const direction = watch.down(0.5, ...session(ipcp({ code: 'configure-ack', identifier: 2, options: [IPCP.address(HOME)] })));

    expect(direction).toBe(Down);
    expect(watch.summary.home).toMatchObject({ how: 'ipcp', routerMac: ROUTER, localIpv4: HOME, remoteIpv4: '198.51.100.1' });
  });

  it('is told by who authenticates himself, when nothing else is there', () => {
    const watch = new HomeWatch();
    const session = (layer: Layer) => [pppoe({ sessionId: 7 }), ppp(), layer];
    watch.down(0, ...session(chap({ code: 'challenge', value: new Uint8Array(16), name: 'bng' })));
    watch.up(0.1, ...session(chap({ code: 'response', value: new Uint8Array(16), name: 'somebody' })));
    watch.down(2.2, ...session(chap({ code: 'success' })));

    expect(watch.summary.home).toMatchObject({ how: 'inferred', confidence: 'high', routerMac: ROUTER, providerMac: PROVIDER });
    expect(watch.summary.home.evidence).toContain('authenticates itself');
  });

  it('is told by DHCP: the client', () => {
    const watch = new HomeWatch();
    const asked = [
      ethernet({ source: ROUTER, destination: EVERYBODY }),
      ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }),
    ];

    expect(watch.see(0, [...asked, udp({ sourcePort: 68 }), dhcp({ messageType: 'discover', clientMac: ROUTER })])).toBe(Up);
    watch.see(0.1, [...asked, udp({ sourcePort: 68 }), dhcp({ messageType: 'request', clientMac: ROUTER })]);
    const options = [DHCP.leaseTime(3600), DHCP.serverIdentifier('203.0.113.1')];
    const ack = dhcp({ messageType: 'ack', clientMac: ROUTER, yourAddress: HOME, options });
    const direction = watch.down(0.2, ipv4({ source: '203.0.113.1', destination: HOME }), udp({ sourcePort: 67 }), ack);

    expect(direction).toBe(Down);
    expect(watch.summary.home).toMatchObject({ how: 'dhcp', routerMac: ROUTER, providerMac: PROVIDER, localIpv4: HOME });
  });

  it('is told by prefix delegation', () => {
    const watch = new HomeWatch();
    const prefix = DHCPV6.prefixes(DHCPV6.prefix('2001:db8:77::', 56));
    watch.up(
      0,
      ipv6({ source: 'fe80::1', destination: 'ff02::1:2' }),
      udp({ sourcePort: 546 }),
      dhcpv6({ messageType: 'request', options: [prefix] }),
    );
    watch.down(
      0.1,
      ipv6({ source: 'fe80::fe', destination: 'fe80::1' }),
      udp({ sourcePort: 547 }),
      dhcpv6({ messageType: 'reply', options: [prefix] }),
    );

    expect(watch.summary.home).toMatchObject({ how: 'dhcp', routerMac: ROUTER, providerMac: PROVIDER });
    expect(watch.summary.home.prefixes).toEqual([{ prefix: '2001:db8:77::/56', source: 'prefix-delegation' }]);
    expect(watch.home.isLocal(6, [0x20010db8, 0x00770042, 0, 1])).toBe(true);
    expect(watch.home.isLocal(6, [0x20010db8, 0x00780000, 0, 1])).toBe(false);
  });

  it('is told by a router advertisement that was asked for', () => {
    const watch = new HomeWatch();
    watch.see(0, [
      ethernet({ source: ROUTER, destination: '33:33:00:00:00:02' }),
      ipv6({ source: 'fe80::1', destination: 'ff02::2', hopLimit: 255 }),
      routerSolicitation(),
    ]);
    const advertisement = ipv6({ source: 'fe80::fe', destination: 'ff02::1', hopLimit: 255 });
    const direction = watch.see(0.1, [
      ethernet({ source: PROVIDER, destination: '33:33:00:00:00:01' }),
      advertisement,
      routerAdvertisement(),
    ]);

    expect(direction).toBe(Down);
    expect(watch.summary.home).toMatchObject({ how: 'router-advertisement', routerMac: ROUTER, providerMac: PROVIDER });
  });

  it('is told by ARP: who asks for the gateway and sends through it', () => {
    const watch = new HomeWatch();
    watch.see(0, [
      ethernet({ source: ROUTER, destination: EVERYBODY }),
      arp({ senderMac: ROUTER, senderIpv4: HOME, targetIpv4: '203.0.113.1' }),
    ]);
    watch.down(
      0.01,
      arp({ operation: 'reply', senderMac: PROVIDER, senderIpv4: '203.0.113.1', targetMac: ROUTER, targetIpv4: HOME }),
    );
    for (let n = 0; n < 4; n += 1) {
      watch.up(0.1 + n / 100, ipv4({ source: HOME, destination: '198.51.100.9' }), udp({ destinationPort: 40000 }), payload('x'));
      watch.down(0.105 + n / 100, ipv4({ source: '198.51.100.9', destination: HOME }), udp({ sourcePort: 40000 }), payload('x'));
    }

    expect(watch.summary.home).toMatchObject({ how: 'arp', routerMac: ROUTER, providerMac: PROVIDER, confidence: 'high' });
  });

  it('is inferred in the middle of a session, and said to be', () => {
    const watch = new HomeWatch();
    const directions = browse(watch, 0);

    expect(directions.slice(0, 15)).toEqual(Array(15).fill(Unknown));
    expect(directions.slice(16)).toEqual(Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? Up : Down)));
    expect(watch.summary.home).toMatchObject({ how: 'inferred', confidence: 'high', routerMac: ROUTER, localIpv4: HOME });
    expect(watch.summary.home.evidence).toContain('in the middle of a session');
  });

  it('is inferred where the provider is sent to at an address that its gateways share, and answers from another', () => {
    const shared = '00:00:5e:00:01:07';
    const watch = new HomeWatch();
    for (let n = 0; n < 80; n += 1) {
      const server = `198.51.100.${1 + ((n >> 1) % 12)}`;
      const isUp = n % 2 === 0;
      const link = isUp ? { source: ROUTER, destination: shared } : { source: PROVIDER, destination: ROUTER };
      const ip = isUp ? ipv4({ source: HOME, destination: server }) : ipv4({ source: server, destination: HOME });
      watch.see(n * 0.001, [ethernet(link), ip, tcp({ flags: isUp ? 'syn' : 'syn ack' })]);
    }
    const away = ipv4({ source: HOME, destination: '198.51.100.1' });

    expect(watch.summary.home).toMatchObject({ how: 'inferred', confidence: 'high', routerMac: ROUTER, providerMac: PROVIDER });
    expect(watch.see(0.1, [ethernet({ source: ROUTER, destination: shared }), away, tcp()])).toBe(Up);
    expect(watch.see(0.2, [ethernet({ source: PROVIDER, destination: ROUTER }), away, tcp()])).toBe(Down);
  });

  it('is not inferred from two that each speak to another', () => {
    const watch = new HomeWatch();
    for (let n = 0; n < 200; n += 1) {
      const link =
        n % 2 === 0 ? { source: ROUTER, destination: STRANGER } : { source: PROVIDER, destination: '00:00:5e:00:53:77' };
      watch.see(n * 0.001, [ethernet(link), ipv4({ source: HOME, destination: `198.51.100.${1 + (n % 12)}` }), tcp()]);
    }

    expect(watch.summary.home).toMatchObject({ how: 'unknown', routerMac: null, providerMac: null });
  });

  it('is inferred for a household with a server, which answers connections too', () => {
    const watch = new HomeWatch();
    for (let n = 0; n < 80; n += 1) {
      const visitor = `198.51.100.${1 + (n >> 1)}`;
      if (n % 2 === 0)
        watch.down(
          n / 100,
          ipv4({ source: visitor, destination: HOME, timeToLive: 50 }),
          tcp({ sourcePort: 50000 + n, destinationPort: 443, flags: 'syn' }),
        );
      else
        watch.up(
          n / 100,
          ipv4({ source: HOME, destination: visitor, timeToLive: 63 }),
          tcp({ sourcePort: 443, destinationPort: 49999 + n, flags: 'syn ack' }),
        );
    }

    expect(watch.summary.home).toMatchObject({ how: 'inferred', routerMac: ROUTER, providerMac: PROVIDER });
  });

  it('is inferred from one direction where a mirror shows no other', () => {
    const watch = new HomeWatch();
    for (let n = 0; n < 400; n += 1) {
      watch.up(n / 20, ipv4({ source: HOME, destination: `198.51.100.${n % 40}` }), tcp({ destinationPort: 443 }));
    }

    expect(watch.summary.home).toMatchObject({ how: 'inferred', confidence: 'low', routerMac: ROUTER });
  });
});

describe('what is known of home', () => {
  it('is not turned around by a forged exchange', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    browse(watch, 1);
    connect(watch, 2, [PROVIDER, ROUTER]);

    expect(browse(watch, 3).slice(0, 2)).toEqual([Up, Down]);
    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, providerMac: PROVIDER, changes: 0 });
    expect(watch.summary.home.refusedClaims).toBeGreaterThan(0);
  });

  it.each(['padi', 'pado', 'padr', 'pads', 'padt'] as const)('is the same after a forged %s from a third address', (code) => {
    const watch = new HomeWatch();
    connect(watch, 0);
    const before = { ...watch.summary.home, refusedClaims: 0 };
    watch.see(1, discovery(code, STRANGER, code === 'padi' ? EVERYBODY : ROUTER));

    expect({ ...watch.summary.home, refusedClaims: 0 }).toEqual(before);
    expect(browse(watch, 2).slice(0, 2)).toEqual([Up, Down]);
  });

  it('is not overruled by a forged first request', () => {
    const watch = new HomeWatch();
    watch.see(0, discovery('padi', STRANGER, EVERYBODY));
    connect(watch, 1);

    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, providerMac: PROVIDER, how: 'discovery' });
    expect(browse(watch, 2).slice(0, 2)).toEqual([Up, Down]);
  });

  it('is not changed by forged DHCP, IPCP, router advertisements or ARP', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    const from = (destination: string) => ethernet({ source: STRANGER, destination });
    watch.see(1, [from(ROUTER), ipv4(), udp({ sourcePort: 67 }), dhcp({ messageType: 'ack', yourAddress: '192.0.2.99' })]);
    watch.see(1.1, [
      from(ROUTER),
      pppoe({ sessionId: 7 }),
      ppp(),
      ipcp({ code: 'configure-ack', identifier: 2, options: [IPCP.address('192.0.2.99')] }),
    ]);
    watch.see(1.2, [from('33:33:00:00:00:01'), ipv6({ source: 'fe80::66', hopLimit: 255 }), routerAdvertisement()]);
    watch.see(1.3, [from(EVERYBODY), arp({ senderMac: STRANGER, operation: 'reply' })]);

    const { home, leases } = watch.finish().summary;
    expect(home).toMatchObject({
      routerMac: ROUTER,
      providerMac: PROVIDER,
      how: 'discovery',
      localIpv4: null,
      prefixes: [],
      changes: 0,
    });
    expect(leases).toMatchObject({ timeline: [], ignoredMessages: 2 });
  });

  it('changes with another concentrator that gave the router a session', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    connect(watch, 5, [ROUTER, '00:00:5e:00:53:fd']);

    const { home } = watch.summary;
    expect(home).toMatchObject({
      routerMac: ROUTER,
      providerMac: '00:00:5e:00:53:fd',
      otherProviderMacs: [PROVIDER],
      changes: 1,
    });
    expect(home.events.at(-1)).toMatchObject({ kind: 'changed', how: 'discovery' });
    expect(browse(watch, 6).slice(0, 2)).toEqual([Up, Down]);
  });

  it('changes with another router that got a session', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    connect(watch, 5, [STRANGER, PROVIDER]);

    expect(watch.summary.home).toMatchObject({ routerMac: STRANGER, otherRouterMacs: [ROUTER], changes: 1 });
  });

  it('changes without an exchange only when the former router is silent for long', () => {
    const watch = new HomeWatch();
    browse(watch, 0);
    browse(watch, 1, { router: STRANGER });
    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, changes: 0 });
    for (let second = 2; second < 40; second += 1) browse(watch, second, { router: STRANGER });

    expect(watch.summary.home).toMatchObject({ routerMac: STRANGER, providerMac: PROVIDER, changes: 1, confidence: 'medium' });
  });

  it('gives way to something stronger', () => {
    const watch = new HomeWatch();
    browse(watch, 0, { router: PROVIDER, provider: ROUTER });
    expect(watch.summary.home).toMatchObject({ routerMac: PROVIDER, how: 'inferred' });
    connect(watch, 10);

    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, providerMac: PROVIDER, how: 'discovery', changes: 1 });
    expect(browse(watch, 11).slice(0, 2)).toEqual([Up, Down]);
  });

  it('survives a flood of strange addresses', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    for (let n = 0; n < 2000; n += 1) {
      const strange = `02:00:00:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 0xff).toString(16).padStart(2, '0')}`;
      watch.see(1 + n / 1000, [ethernet({ source: strange, destination: EVERYBODY }), ipv4(), udp(), dns()]);
      watch.see(1 + n / 1000, discovery('padi', strange, EVERYBODY));
    }

    expect(browse(watch, 4).slice(0, 2)).toEqual([Up, Down]);
    expect(watch.summary.home).toMatchObject({ routerMac: ROUTER, providerMac: PROVIDER });
  });
});

describe('the direction of a frame', () => {
  it('of a third address is the way it goes', () => {
    const watch = new HomeWatch();
    connect(watch, 0);
    const packet = [ipv4(), udp(), dns()];

    expect(watch.see(1, [ethernet({ source: STRANGER, destination: ROUTER }), ...packet])).toBe(Down);
    expect(watch.see(1, [ethernet({ source: STRANGER, destination: PROVIDER }), ...packet])).toBe(Up);
    expect(watch.see(1, [ethernet({ source: STRANGER, destination: EVERYBODY }), ...packet])).toBe(Unknown);
  });

  it('to everybody is its sender\u2019s', () => {
    const watch = new HomeWatch();
    connect(watch, 0);

    expect(watch.see(1, [ethernet({ source: PROVIDER, destination: EVERYBODY }), arp()])).toBe(Down);
    expect(watch.see(1, [ethernet({ source: ROUTER, destination: '01:00:5e:00:00:01' }), ipv4(), udp()])).toBe(Up);
  });

  it('is what the configuration says of networks, once both ends have spoken', () => {
    const watch = new HomeWatch({ localNetworks: ['203.0.113.0/24'] });
    const directions = browse(watch, 0, { count: 8 });

    expect(directions).toEqual([Unknown, Unknown, Unknown, Down, Up, Down, Up, Down]);
    expect(watch.summary.home).toMatchObject({ how: 'configured', routerMac: ROUTER });
  });

  it('is what the configuration says of the router, whatever is seen', () => {
    const watch = new HomeWatch({ routerMac: PROVIDER });
    connect(watch, 0);

    expect(browse(watch, 1).slice(-2)).toEqual([Down, Up]);
    expect(watch.summary.home).toMatchObject({ how: 'configured', routerMac: PROVIDER, providerMac: ROUTER });
  });

  it('comes from the addresses where there is no Ethernet', () => {
    const watch = new HomeWatch({ localNetworks: ['203.0.113.0/24', '2001:db8:1::/48'] });
    const see = (layer: Layer) => watch.see(0, [layer, udp(), dns()], { linkType: RAW_IP });

    expect(see(ipv4({ source: HOME }))).toBe(Up);
    expect(see(ipv4({ destination: HOME }))).toBe(Down);
    expect(see(ipv6({ source: '2001:db8:1:2::3', destination: '2001:db8:2::1' }))).toBe(Up);
    expect(see(ipv4())).toBe(Unknown);
  });

  it('is inferred where there is no Ethernet: one address is in every packet', () => {
    const watch = new HomeWatch();
    const directions = Array.from({ length: 80 }, (_, n) => {
      const server = `198.51.100.${1 + ((n >> 1) % 9)}`;
      const ends = n % 2 === 0 ? { source: HOME, destination: server } : { source: server, destination: HOME };
      return watch.see(n / 100, [ipv4(ends), udp(), dns()], { linkType: RAW_IP });
    });

    expect(directions.slice(64, 68)).toEqual([Up, Down, Up, Down]);
    expect(watch.summary.home).toMatchObject({ how: 'inferred', localIpv4: HOME });
  });

  it('is what a cooked capture says of it', () => {
    const watch = new HomeWatch();
    const sll = (packetType: 'to-us' | 'to-other' | 'from-us') =>
      watch.see(0, [linuxCooked({ packetType }), ipv4(), udp()], { linkType: LINUX_SLL });
    const sll2 = (packetType: 'to-us' | 'to-other' | 'from-us') =>
      watch.see(0, [linuxCooked2({ packetType }), ipv4(), udp()], { linkType: LINUX_SLL2 });

    expect((['to-us', 'to-other', 'from-us'] as const).map(sll)).toEqual([Down, Unknown, Up]);
    expect((['to-us', 'to-other', 'from-us'] as const).map(sll2)).toEqual([Down, Unknown, Up]);
  });
});
