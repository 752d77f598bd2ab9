import { describe, expect, it } from 'vitest';
import { chooseInterface } from '../../../src/capture/live/choose-interface.ts';
import { describeInterface, type NetworkInterface } from '../../../src/capture/live/network-interface.ts';

/** An interface as sysfs shows it: a wired card with a link, unless said otherwise. */
function described(name: string, texts: Record<string, string> = {}, folders: readonly string[] = ['device']): NetworkInterface {
  const wired = { type: '1\n', ifindex: '2\n', address: '02:00:00:00:00:01\n', flags: '0x1003\n', carrier: '1\n', mtu: '1500\n' };
  const files = { name, texts: new Map(Object.entries({ ...wired, ...texts })), folders: new Set(folders) };
  return { ...describeInterface(files), offloads: null };
}

describe('describeInterface', () => {
  it('reads a wired card', () => {
    expect(
      described('eth0', { speed: '1000\n', 'statistics/rx_packets': '12\n', 'statistics/rx_missed_errors': '3\n' }),
    ).toMatchObject({
      name: 'eth0',
      index: 2,
      mac: '02:00:00:00:00:01',
      kind: 'physical',
      linkType: 1,
      linkTypeName: 'EN10MB',
      isUp: true,
      hasCarrier: true,
      speedMegabits: 1000,
      mtu: 1500,
      isPromiscuous: false,
      counters: { receivedFrames: 12, receivedBytes: null, cardDrops: 3 },
      canCapture: true,
      whyNot: null,
    });
  });

  it('knows promiscuous mode by its flag', () => {
    expect(described('eth0', { flags: '0x1103' }).isPromiscuous).toBe(true);
  });

  it('knows no speed where the driver says -1 or its unsigned kin', () => {
    for (const speed of ['-1\n', '4294967295\n', '']) expect(described('eth0', { speed }).speedMegabits).toBeNull();
  });

  it('says how to switch on what is off', () => {
    const off = described('eth0', { flags: '0x1002', carrier: '' });
    expect(off).toMatchObject({ isUp: false, hasCarrier: null, canCapture: false });
    expect(off.whyNot).toContain('sudo ip link set eth0 up');
  });

  it('refuses kinds of frames it does not know', () => {
    expect(described('ib0', { type: '32' })).toMatchObject({ linkType: null, linkTypeName: null, canCapture: false });
  });

  const kinds: readonly [string, Record<string, string>, string[], string][] = [
    ['lo', { type: '772' }, [], 'loopback'],
    ['wlan0', { uevent: 'DEVTYPE=wlan\nINTERFACE=wlan0\n' }, ['device'], 'wireless'],
    ['wlan1', {}, ['device', 'phy80211'], 'wireless'],
    ['br0', { uevent: 'DEVTYPE=bridge\n' }, ['bridge'], 'bridge'],
    ['eth0.7', { uevent: 'DEVTYPE=vlan\n' }, [], 'vlan'],
    ['bond0', {}, ['bonding'], 'bond'],
    ['tun0', { type: '65534', tun_flags: '0x1001' }, [], 'tunnel'],
    ['veth1', { uevent: 'INTERFACE=veth1\n' }, [], 'virtual'],
  ];
  for (const [name, texts, folders, kind] of kinds) {
    it(`takes ${name} for ${kind}`, () => expect(described(name, texts, folders).kind).toBe(kind));
  }
});

describe('chooseInterface', () => {
  it('takes the first wired card with a link', () => {
    const list = [
      described('lo', { type: '772', ifindex: '1' }, []),
      described('eth1', { ifindex: '4' }),
      described('eth0', { ifindex: '3' }),
    ];
    expect(chooseInterface(list)?.name).toBe('eth0');
  });

  it('passes over cards without a link, wireless, bridges and what is virtual', () => {
    const list = [
      described('eth0', { carrier: '0' }),
      described('eth1', { flags: '0x1002' }),
      described('wlan0', {}, ['device', 'wireless']),
      described('br0', {}, ['bridge']),
      described('veth0', {}, []),
      described('eth2', { ifindex: '9' }),
    ];
    expect(chooseInterface(list)?.name).toBe('eth2');
    expect(chooseInterface(list.slice(0, -1))).toBeNull();
  });

  it('chooses the same without the right to capture', () => {
    const refused: NetworkInterface = { ...described('eth0'), canCapture: false, whyNot: 'no right' };
    expect(chooseInterface([refused])?.name).toBe('eth0');
  });
});
