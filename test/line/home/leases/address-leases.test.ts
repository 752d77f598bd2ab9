import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../support/frames/build-frame.ts';
import { DHCP, type DhcpOptions, dhcp } from '../../../support/frames/dhcp.ts';
import { DHCPV6, type Dhcpv6Options, dhcpv6 } from '../../../support/frames/dhcpv6.ts';
import { ethernet } from '../../../support/frames/ethernet.ts';
import { type RouterAdvertisementOptions, routerAdvertisement } from '../../../support/frames/icmpv6.ts';
import { ipv4 } from '../../../support/frames/ipv4.ts';
import { ipv6 } from '../../../support/frames/ipv6.ts';
import { ppp } from '../../../support/frames/ppp.ts';
import { pppoe, pppoeDiscovery } from '../../../support/frames/pppoe.ts';
import { udp } from '../../../support/frames/udp.ts';
import { vxlan } from '../../../support/frames/vxlan.ts';
import { EVERYBODY, HomeWatch, PROVIDER, ROUTER, STRANGER } from '../../../support/home-watch.ts';

const HOME = '203.0.113.7';
const SERVER = '203.0.113.1';
const LEASE = [DHCP.serverIdentifier(SERVER), DHCP.leaseTime(600)];

/** A line whose ends are known. */
function knownLine(): HomeWatch {
  const watch = new HomeWatch();
  watch.see(0, [ethernet({ source: ROUTER, destination: EVERYBODY }), pppoeDiscovery({ code: 'padi' })]);
  watch.down(0.01, pppoeDiscovery({ code: 'pado' }));
  watch.up(0.02, pppoeDiscovery({ code: 'padr' }));
  watch.down(0.03, pppoeDiscovery({ code: 'pads', sessionId: 7 }));
  return watch;
}

function ask(watch: HomeWatch, at: number, options: DhcpOptions, destination = EVERYBODY): void {
  const ip = ipv4({ source: options.clientAddress ?? '0.0.0.0', destination: '255.255.255.255' });
  watch.see(at, [
    ethernet({ source: ROUTER, destination }),
    ip,
    udp({ sourcePort: 68 }),
    dhcp({ clientMac: ROUTER, ...options }),
  ]);
}

function answer(watch: HomeWatch, at: number, options: DhcpOptions, source = PROVIDER): void {
  const ip = ipv4({ source: SERVER, destination: HOME });
  watch.see(at, [
    ethernet({ source, destination: ROUTER }),
    ip,
    udp({ sourcePort: 67 }),
    dhcp({ clientMac: ROUTER, ...options }),
  ]);
}

function obtain(watch: HomeWatch, at: number, options: readonly Uint8Array[] = LEASE): void {
  ask(watch, at, { messageType: 'discover', transactionId: 5 });
  answer(watch, at + 0.1, { messageType: 'offer', transactionId: 5, yourAddress: HOME, options });
  ask(watch, at + 0.2, { messageType: 'request', transactionId: 5, options: [DHCP.serverIdentifier(SERVER)] });
  answer(watch, at + 0.25, { messageType: 'ack', transactionId: 5, yourAddress: HOME, options });
}

function kinds(watch: HomeWatch): string[] {
  return watch.summary.leases.timeline.map(({ kind }) => kind);
}

describe('a lease by DHCP', () => {
  it('says everything that was lent, and how long it took', () => {
    const watch = knownLine();
    const more = [DHCP.router(SERVER), DHCP.subnetMask('255.255.255.0'), DHCP.dnsServers('192.0.2.53', '192.0.2.54')];
    obtain(watch, 1, [...LEASE, ...more, DHCP.renewalTime(300), DHCP.rebindingTime(525), DHCP.relayAgent()]);

    expect(watch.summary.leases.dhcpv4.lease).toEqual({
      address: HOME,
      serverId: SERVER,
      gateway: SERVER,
      subnetMask: '255.255.255.0',
      dnsServers: ['192.0.2.53', '192.0.2.54'],
      leaseSeconds: 600,
      renewalSeconds: 300,
      rebindingSeconds: 525,
      obtainedAt: '2026-11-21T20:00:01.250000Z',
      renewedAt: null,
      expiresAt: '2026-11-21T20:10:01.250000Z',
      renewals: 0,
      isRelayed: true,
      acquisitionMillis: 250,
    });
    expect(watch.summary.leases.timeline.map(({ durationMillis }) => durationMillis)).toEqual([null, 100, null, 250]);
    expect(watch.summary.home).toMatchObject({ localIpv4: HOME, localIpv4Source: 'dhcp' });
  });

  it('is told in the windows it happened in, and in none before', () => {
    const watch = knownLine();
    watch.wait(3);
    obtain(watch, 3);
    watch.finish();
    const told = watch.windows.map(({ leaseEvents }) => leaseEvents.map(({ kind }) => kind));
    expect(told).toEqual([[], [], [], ['discover', 'offer', 'request', 'obtained']]);
  });

  it('is renewed, and rebound by a request to everybody', () => {
    const watch = knownLine();
    obtain(watch, 1);
    ask(watch, 301, { messageType: 'request', transactionId: 6, clientAddress: HOME }, PROVIDER);
    answer(watch, 301.1, { messageType: 'ack', transactionId: 6, yourAddress: HOME, options: LEASE });
    ask(watch, 826, { messageType: 'request', transactionId: 7, clientAddress: HOME });
    answer(watch, 826.1, { messageType: 'ack', transactionId: 7, yourAddress: HOME, options: LEASE });

    const { lease, counts } = watch.summary.leases.dhcpv4;
    expect(lease).toMatchObject({
      renewals: 2,
      obtainedAt: '2026-11-21T20:00:01.250000Z',
      renewedAt: '2026-11-21T20:13:46.100000Z',
    });
    expect(counts).toMatchObject({ acknowledged: 3, renewals: 2 });
    expect(watch.summary.leases.timeline.map(({ text }) => text)).toContain('the router asked any server to renew the address');
  });

  it('ends when the router declines or releases it, and when it is refused', () => {
    const watch = knownLine();
    obtain(watch, 1);
    ask(watch, 2, { messageType: 'decline', transactionId: 8 });
    expect(watch.summary.leases.dhcpv4.lease).toBeNull();
    ask(watch, 3, { messageType: 'request', transactionId: 9, options: [DHCP.requestedAddress(HOME)] });
    answer(watch, 3.1, { messageType: 'nak', transactionId: 9, options: [DHCP.message('no')] });
    ask(watch, 4, { messageType: 'release', transactionId: 10, clientAddress: HOME });

    expect(kinds(watch)).toEqual(['discover', 'offer', 'request', 'obtained', 'declined', 'request', 'refused', 'released']);
    expect(watch.summary.leases.timeline[6]!.text).toBe('the provider refused: no');
    expect(watch.summary.leases.dhcpv4.counts).toMatchObject({ declines: 1, refusals: 1, releases: 1 });
  });

  it('is followed when the offer is taken under another transaction id', () => {
    const watch = knownLine();
    ask(watch, 1, { messageType: 'discover', transactionId: 5 });
    answer(watch, 1.1, { messageType: 'offer', transactionId: 5, yourAddress: HOME, options: LEASE });
    ask(watch, 1.2, { messageType: 'request', transactionId: 6, options: [DHCP.serverIdentifier(SERVER)] });
    answer(watch, 1.3, { messageType: 'ack', transactionId: 6, yourAddress: HOME, options: LEASE });

    expect(kinds(watch)).toEqual(['discover', 'offer', 'request', 'obtained']);
    expect(watch.summary.leases.dhcpv4.lease).toMatchObject({ acquisitionMillis: 300, renewals: 0 });
  });

  it('that nobody gives is said to be unanswered', () => {
    const watch = knownLine();
    for (const at of [1, 5, 13]) ask(watch, at, { messageType: 'discover', transactionId: 5 });
    watch.wait(60);

    expect(kinds(watch)).toEqual(['discover', 'unanswered']);
    expect(watch.summary.leases.timeline[1]!.text).toBe('the router asked for an address 3 times, without an answer');
  });

  it('is no lease when only settings were asked for', () => {
    const watch = knownLine();
    ask(watch, 1, { messageType: 'inform', transactionId: 5, clientAddress: HOME });
    answer(watch, 1.1, { messageType: 'ack', transactionId: 5, options: [DHCP.serverIdentifier(SERVER)] });

    expect(watch.summary.leases.dhcpv4.lease).toBeNull();
    expect(kinds(watch)).toEqual(['informed']);
  });

  it('is not believed from a third address, nor when nobody asked', () => {
    const watch = knownLine();
    ask(watch, 1, { messageType: 'discover', transactionId: 5 });
    answer(watch, 1.1, { messageType: 'ack', transactionId: 5, yourAddress: '192.0.2.66', options: LEASE }, STRANGER);
    answer(watch, 1.2, { messageType: 'ack', transactionId: 6, yourAddress: '192.0.2.67', options: LEASE });

    expect(watch.summary.leases).toMatchObject({ ignoredMessages: 1, dhcpv4: { lease: null, counts: { unasked: 1 } } });
    expect(watch.summary.home.localIpv4).toBeNull();
  });

  it('inside a tunnel is somebody else\u2019s', () => {
    const watch = knownLine();
    const inner = [ethernet(), ipv4(), udp({ sourcePort: 68 }), dhcp({ messageType: 'discover' })];
    watch.up(1, ipv4(), udp(), vxlan({ vni: 7 }), ...inner);

    expect(watch.summary.leases.timeline).toEqual([]);
  });

  it('has a timeline with an end', () => {
    const watch = knownLine();
    for (let n = 0; n < 300; n += 1) ask(watch, 1 + n, { messageType: 'discover', transactionId: n });

    const { timeline, droppedEvents } = watch.summary.leases;
    expect(timeline).toHaveLength(128);
    expect(droppedEvents).toBe(300 + 299 - 128);
  });
});

describe('a delegation by DHCPv6', () => {
  const session = (...layers: readonly Layer[]) => [pppoe({ sessionId: 7 }), ppp(), ...layers];
  const request = (watch: HomeWatch, at: number, options: Dhcpv6Options) =>
    watch.up(at, ...session(ipv6({ source: 'fe80::1', destination: 'ff02::1:2' }), udp({ sourcePort: 546 }), dhcpv6(options)));
  const reply = (watch: HomeWatch, at: number, options: Dhcpv6Options) =>
    watch.down(at, ...session(ipv6({ source: 'fe80::fe', destination: 'fe80::1' }), udp({ sourcePort: 547 }), dhcpv6(options)));
  const lent = [
    DHCPV6.addresses(DHCPV6.address('2001:db8:1::5', { preferred: 300, valid: 600 })),
    DHCPV6.prefixes(DHCPV6.prefix('2001:db8:77::', 56, { preferred: 300, valid: 600 })),
    DHCPV6.dnsServers('2001:db8:53::53'),
  ];

  function delegate(watch: HomeWatch, at: number): void {
    request(watch, at, { messageType: 'solicit', transactionId: 1, options: [DHCPV6.prefixes()] });
    reply(watch, at + 0.1, { messageType: 'advertise', transactionId: 1, options: lent });
    request(watch, at + 0.2, { messageType: 'request', transactionId: 2, options: lent });
    reply(watch, at + 0.3, { messageType: 'reply', transactionId: 2, options: lent });
  }

  it('inside PPPoE says what was lent', () => {
    const watch = knownLine();
    delegate(watch, 1);

    expect(watch.summary.leases.dhcpv6.lease).toMatchObject({
      addresses: [{ text: '2001:db8:1::5', preferredSeconds: 300, validSeconds: 600 }],
      prefixes: [{ text: '2001:db8:77::/56', preferredSeconds: 300, validSeconds: 600 }],
      dnsServers: ['2001:db8:53::53'],
      aftrName: null,
      acquisitionMillis: 300,
      expiresAt: '2026-11-21T20:10:01.300000Z',
    });
    expect(watch.summary.home.prefixes.map(({ prefix }) => prefix)).toEqual(['2001:db8:77::/56', '2001:db8:1::5/128']);
  });

  it('is renewed, rebound and in the end forgotten', () => {
    const watch = knownLine();
    delegate(watch, 1);
    request(watch, 300, { messageType: 'renew', transactionId: 3, options: lent });
    reply(watch, 300.1, { messageType: 'reply', transactionId: 3, options: lent });
    request(watch, 700, { messageType: 'rebind', transactionId: 4, options: lent });
    reply(watch, 700.1, { messageType: 'reply', transactionId: 4, options: lent });
    expect(watch.summary.leases.dhcpv6).toMatchObject({ lease: { renewals: 2 }, counts: { renewals: 2 } });
    expect(watch.home.isLocal(6, [0x20010db8, 0x00770001, 0, 1])).toBe(true);
    watch.wait(1200);
    watch.wait(1302);

    expect(watch.summary.leases.dhcpv6.lease).toBeNull();
    expect(watch.home.isLocal(6, [0x20010db8, 0x00770001, 0, 1])).toBe(false);
  });

  it('that is refused says why', () => {
    const watch = knownLine();
    request(watch, 1, { messageType: 'request', transactionId: 2, options: [DHCPV6.prefixes()] });
    const options = [DHCPV6.prefixes(DHCPV6.status(6, 'none left'))];
    reply(watch, 1.1, { messageType: 'reply', transactionId: 2, options });

    expect(watch.summary.leases.timeline.at(-1)).toMatchObject({
      kind: 'refused',
      text: 'the provider refused: no prefix available (none left)',
    });
  });
});

describe('router advertisements', () => {
  const advertise = (watch: HomeWatch, at: number, options: RouterAdvertisementOptions) =>
    watch.see(at, [
      ethernet({ source: PROVIDER, destination: '33:33:00:00:00:01' }),
      ipv6({ source: 'fe80::fe', destination: 'ff02::1', hopLimit: 255 }),
      routerAdvertisement(options),
    ]);

  it('are told once, and again when they say something else', () => {
    const watch = knownLine();
    const first = { prefix: '2001:db8:1::', mtu: 1492, isManaged: true, dnsServers: ['2001:db8:53::53'] };
    for (const at of [1, 2, 3]) advertise(watch, at, first);
    advertise(watch, 4, { ...first, routerLifetimeSeconds: 0 });

    expect(kinds(watch)).toEqual(['advertised', 'withdrawn']);
    expect(watch.summary.leases.routers).toEqual([
      {
        router: 'fe80::fe',
        lifetimeSeconds: 0,
        isManaged: true,
        hasOtherConfiguration: false,
        mtu: 1492,
        prefixes: ['2001:db8:1::/64'],
        dnsServers: ['2001:db8:53::53'],
        advertisements: 4,
        firstAt: '2026-11-21T20:00:01.000000Z',
        lastAt: '2026-11-21T20:00:04.000000Z',
      },
    ]);
    expect(watch.summary.home.prefixes).toEqual([{ prefix: '2001:db8:1::/64', source: 'router-advertisement' }]);
  });

  it('that a router passed on are none', () => {
    const watch = knownLine();
    watch.down(1, ipv6({ source: 'fe80::fe', hopLimit: 64 }), routerAdvertisement());
    watch.down(2, ipv6({ source: '2001:db8::1', hopLimit: 255 }), routerAdvertisement());

    expect(watch.summary.leases.routers).toEqual([]);
  });
});
