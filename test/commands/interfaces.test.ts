import { describe, expect, it } from 'vitest';
import { chooseInterface } from '../../src/capture/live/choose-interface.ts';
import type { NetworkInterface } from '../../src/capture/live/network-interface.ts';
import { drawInterfaces, runInterfaces, whyNotChosen } from '../../src/commands/interfaces.ts';
import { createOutput } from '../../src/commands/output.ts';

const NOT_COUNTED = {
  receivedFrames: null,
  receivedBytes: null,
  sentFrames: null,
  sentBytes: null,
  receiveErrors: null,
  cardDrops: null,
};

const ETH0: NetworkInterface = {
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
  offloads: { gro: true, lro: false, gso: true, tso: false },
  counters: NOT_COUNTED,
  canCapture: true,
  whyNot: null,
};
const ETH1: NetworkInterface = { ...ETH0, name: 'eth1', index: 3, offloads: null };
const UNPLUGGED: NetworkInterface = { ...ETH1, name: 'eth2', hasCarrier: false, speedMegabits: null };
const OFF: NetworkInterface = {
  ...ETH1,
  name: 'eth3',
  isUp: false,
  hasCarrier: null,
  canCapture: false,
  whyNot: 'it is switched off: sudo ip link set eth3 up',
};
const WIRELESS: NetworkInterface = { ...ETH1, name: 'wlan0', kind: 'wireless', isPromiscuous: true };

describe('drawInterfaces', () => {
  it('marks the one serve would choose and says why not the others', () => {
    const all = [ETH0, ETH1, UNPLUGGED, OFF, WIRELESS];
    const lines = drawInterfaces(all, chooseInterface(all)).split('\n');
    expect(lines.slice(1, 6)).toEqual([
      '*  eth0       physical  up    1000 Mbit/s  1500  02:00:00:00:00:01  offloads on: gro gso',
      '   eth1       physical  up    1000 Mbit/s  1500  02:00:00:00:00:01  not chosen: eth0 comes first',
      '   eth2       physical  down  -            1500  02:00:00:00:00:01  not chosen: no link',
      '   eth3       physical  off   1000 Mbit/s  1500  02:00:00:00:00:01  it is switched off: sudo ip link set eth3 up',
      '   wlan0      wireless  up    1000 Mbit/s  1500  02:00:00:00:00:01  not chosen: wireless, not a wired card; promiscuous',
    ]);
    expect(lines.at(-2)).toBe('* serve would choose eth0; another one is named with --interface.');
  });

  it('says what keeps the chosen one from being captured', () => {
    const barred: NetworkInterface = { ...ETH0, canCapture: false, whyNot: 'no right to capture: use sudo' };
    expect(drawInterfaces([barred], barred)).toContain('  It could not capture now: no right to capture: use sudo\n');
  });

  it('says that none would do', () => {
    expect(drawInterfaces([WIRELESS], null)).toContain('serve would choose none of them');
    expect(drawInterfaces([], null)).toBe('This machine has no network interface.\n');
  });
});

it('gives a reason against every interface that is not chosen', () => {
  for (const candidate of [ETH1, UNPLUGGED, OFF, WIRELESS]) expect(whyNotChosen(candidate, ETH0)).not.toBeNull();
});

it('prints this machine as JSON', async () => {
  let text = '';
  const stdout = {
    write: (part: string) => {
      text += part;
    },
  };
  const output = createOutput({ stdout, stderr: { write: () => {} }, environment: {} });
  expect(await runInterfaces({ json: true, output })).toBe(0);
  const { chosen, interfaces } = JSON.parse(text) as {
    chosen: string | null;
    interfaces: { name: string; whyNotChosen: string | null }[];
  };
  for (const { name, whyNotChosen: reason } of interfaces) expect(reason === null).toBe(name === chosen);
});
