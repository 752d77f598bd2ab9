import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/effective.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { showConfig } from '../../src/config/show-config.ts';

describe('showConfig', () => {
  it('writes every value with its origin', () => {
    const text = showConfig(
      readConfig({ environment: { WANPROBE_LISTEN_PORT: '80' }, commandLine: { 'capture.interface': 'eth0' } }),
    );
    expect(text).toContain('capture:\n  interface: eth0 # command line\n  driver: auto # default\n');
    expect(text).toContain('  port: 80 # WANPROBE_LISTEN_PORT\n');
    expect(text).toContain('home:\n  localNetworks: [] # default\n  routerMac: null # default\n');
  });

  it('writes what can be read back, awkward texts included', () => {
    const awkward = {
      'home.localNetworks': ['192.0.2.0/24', '2001:db8::1'],
      'capture.filter': 'not port 22 # "x": y\n',
      'capture.interface': 'null',
      'listen.address': 'fe80::1%eth0',
    };
    const shown = readConfig({ environment: {}, commandLine: awkward });
    const { given, mistakes } = readYaml(showConfig(shown), 'shown');
    expect(mistakes).toEqual([]);
    for (const [key, value] of Object.entries(awkward)) expect(given.get(key)?.value).toEqual(value);
  });

  it('writes lists of mappings on one line each, and they can be read back', () => {
    const thresholds = [{ metric: 'fileSystem', item: '/srv, "#1": x', careful: null, warning: 90 }, { metric: 'load' }];
    const text = showConfig(readConfig({ environment: {}, commandLine: { 'system.thresholds': thresholds } }));
    expect(text.split('\n').filter((line) => line.startsWith('  thresholds: '))).toHaveLength(1);
    expect(readYaml(text, 'shown').given.get('system.thresholds')?.value).toEqual(thresholds);
  });
});
