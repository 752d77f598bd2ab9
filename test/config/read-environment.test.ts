import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/read-environment.ts';

describe('readEnvironment', () => {
  it('reads settings by section and key in upper case', () => {
    const { given, mistakes } = readEnvironment({
      WANPROBE_LISTEN_PORT: '9000',
      WANPROBE_CAPTURE_SNAP_LENGTH: '512',
      WANPROBE_LIMITS_PPPOE_SESSIONS: '64',
      WANPROBE_CAPTURE_INTERFACE: 'eth7',
      HOME: '/root',
    });
    expect(mistakes).toEqual([]);
    expect(Object.fromEntries(given)).toEqual({
      'listen.port': { value: 9000, origin: 'WANPROBE_LISTEN_PORT' },
      'capture.snapLength': { value: 512, origin: 'WANPROBE_CAPTURE_SNAP_LENGTH' },
      'limits.pppoeSessions': { value: 64, origin: 'WANPROBE_LIMITS_PPPOE_SESSIONS' },
      'capture.interface': { value: 'eth7', origin: 'WANPROBE_CAPTURE_INTERFACE' },
    });
  });

  it('keeps text that looks like a number text where text is wanted', () => {
    expect(readEnvironment({ WANPROBE_CAPTURE_INTERFACE: '7' }).given.get('capture.interface')?.value).toBe('7');
  });

  it('reads the items of a list between commas', () => {
    const { given } = readEnvironment({ WANPROBE_HOME_LOCAL_NETWORKS: '192.0.2.0/24, 2001:db8::/32' });
    expect(given.get('home.localNetworks')?.value).toEqual(['192.0.2.0/24', '2001:db8::/32']);
    const { mistakes } = readEnvironment({ WANPROBE_HOME_LOCAL_NETWORKS: '192.0.2.0/24,', WANPROBE_HOME_ROUTER_MAC: 'x' });
    expect(mistakes.map(({ key, text }) => `${key}: ${text}`)).toEqual([
      'WANPROBE_HOME_LOCAL_NETWORKS: expected a network such as 192.0.2.0/24 or 2001:db8:1::/48, found ""',
      'WANPROBE_HOME_ROUTER_MAC: expected a MAC address such as 00:00:5e:00:53:01 or null, found "x"',
    ]);
  });

  it('reads true and false', () => {
    expect(readEnvironment({ WANPROBE_SYSTEM_CONTAINERS: 'false' }).given.get('system.containers')?.value).toBe(false);
    expect(readEnvironment({ WANPROBE_SYSTEM_CONTAINERS: 'true' }).given.get('system.containers')?.value).toBe(true);
    expect(readEnvironment({ WANPROBE_SYSTEM_CONTAINERS: 'no' }).mistakes.map(({ text }) => text)).toEqual([
      'expected true or false, found "no"',
    ]);
  });

  it('leaves lists of mappings to the file', () => {
    expect(readEnvironment({ WANPROBE_SYSTEM_THRESHOLDS: 'x' }).mistakes).toEqual([
      { place: 'environment', key: 'WANPROBE_SYSTEM_THRESHOLDS', text: 'expected in the file only: a list of mappings' },
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readEnvironment({ WANPROBE_LISTEN_PORT: '' })).toEqual({ given: new Map(), mistakes: [] });
  });

  it.each(['x', '80x', '0x50', '1e3', ' 80', '99999999999999999999'])('refuses %j for a port', (text) => {
    expect(readEnvironment({ WANPROBE_LISTEN_PORT: text }).mistakes).toEqual([
      {
        place: 'environment',
        key: 'WANPROBE_LISTEN_PORT',
        text: `expected a whole number from 0 to 65535, found ${JSON.stringify(text)}`,
      },
    ]);
  });

  it('refuses unknown names, with the one that was meant', () => {
    const { mistakes } = readEnvironment({ WANPROBE_LISTEN_PROT: '1', WANPROBE_COLOUR_OF_THE_SKY: 'blue' });
    expect(mistakes.map(({ key, text }) => `${key}: ${text}`)).toEqual([
      'WANPROBE_COLOUR_OF_THE_SKY: unknown variable; see docs/configuration.md',
      'WANPROBE_LISTEN_PROT: unknown variable; did you mean WANPROBE_LISTEN_PORT?',
    ]);
  });

  it('leaves alone what is no setting', () => {
    expect(readEnvironment({ WANPROBE_DEBUG: '1', WANPROBE_TEST_ANYTHING: 'x', WANPROBER: 'x' }).mistakes).toEqual([]);
  });
});
