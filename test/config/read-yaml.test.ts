import { describe, expect, it } from 'vitest';
import { MOST_BYTES } from '../../src/config/read-bytes.ts';
import { readYaml } from '../../src/config/read-yaml.ts';

/** Every mistake as the line people see, without the file's name. */
function mistakesIn(text: string): string[] {
  return readYaml(text, 'f').mistakes.map(({ place, key, text }) => `${place.slice(2)} ${key ?? '-'}: ${text}`);
}

function valuesIn(text: string): Record<string, unknown> {
  return Object.fromEntries([...readYaml(text, 'f').given].map(([key, { value }]) => [key, value]));
}

describe('readYaml', () => {
  it('reads values of every kind and remembers their lines', () => {
    const { given, mistakes } = readYaml(
      'capture:\n  interface: eth1\n  snapLength: 0\nlimits: { flows: 16 }\nlog:\n  level: warn\n',
      'w.yaml',
    );
    expect(mistakes).toEqual([]);
    expect([...given]).toEqual([
      ['capture.interface', { value: 'eth1', origin: 'w.yaml:2' }],
      ['capture.snapLength', { value: 0, origin: 'w.yaml:3' }],
      ['limits.flows', { value: 16, origin: 'w.yaml:4' }],
      ['log.level', { value: 'warn', origin: 'w.yaml:6' }],
    ]);
  });

  it.each(['', '\n', '# only a comment\n', '---\n', 'limits:\n  # flows: 16\n', 'capture: {}\n'])(
    'takes %j for a file without settings',
    (text) => {
      expect(readYaml(text, 'f')).toEqual({ given: new Map(), mistakes: [] });
    },
  );

  it('reads lists, and names the line of each item that is wrong', () => {
    const text =
      'home:\n  localNetworks:\n    - 192.0.2.0/24\n    - &one 2001:db8:1::/48\n    - *one\n  routerMac: 00:00:5e:00:53:01\n';
    expect(readYaml(text, 'w.yaml')).toEqual({
      given: new Map([
        ['home.localNetworks', { value: ['192.0.2.0/24', '2001:db8:1::/48', '2001:db8:1::/48'], origin: 'w.yaml:3' }],
        ['home.routerMac', { value: '00:00:5e:00:53:01', origin: 'w.yaml:6' }],
      ]),
      mistakes: [],
    });
    expect(mistakesIn('home:\n  localNetworks:\n    - 192.0.2.0/33\n    - 192.0.2.0/24\n    -\n')).toEqual([
      '3:7 home.localNetworks: expected a network such as 192.0.2.0/24 or 2001:db8:1::/48, found "192.0.2.0/33"',
      '5:6 home.localNetworks: expected a network such as 192.0.2.0/24 or 2001:db8:1::/48, found nothing',
    ]);
    expect(valuesIn('home: { localNetworks: [] }')).toEqual({ 'home.localNetworks': [] });
  });

  it('takes null for the interface and for nothing else', () => {
    expect(valuesIn('capture:\n  interface: null\n')).toEqual({ 'capture.interface': null });
    expect(mistakesIn('capture:\n  driver: null\n')).toEqual([
      '2:11 capture.driver: expected one of auto, ring, cap, found nothing',
    ]);
  });

  it('suggests the key or section that was meant', () => {
    expect(mistakesIn('capture:\n  snapLenght: 3\n')).toEqual(['2:3 capture.snapLenght: unknown key; did you mean snapLength?']);
    expect(mistakesIn('listne:\n  port: 3\n')).toEqual(['1:1 listne: unknown section; did you mean listen?']);
    expect(mistakesIn('listen:\n  zzzzzz: 3\n')).toEqual(['2:3 listen.zzzzzz: unknown key; there are address, port']);
  });

  it.each(['history', 'alerts', 'sinks'])('says that the section %s is for later', (section) => {
    expect(mistakesIn(`${section}: {}\n`)).toEqual([
      `1:1 ${section}: this section is not supported yet by this version; remove it`,
    ]);
  });

  it.each([
    ['listen: {port: 65536}', 'listen.port: expected a whole number from 0 to 65535, found 65536'],
    ['listen: {port: -1}', 'listen.port: expected a whole number from 0 to 65535, found -1'],
    ['listen: {port: 80.5}', 'listen.port: expected a whole number from 0 to 65535, found 80.5'],
    ['listen: {port: .nan}', 'listen.port: expected a whole number from 0 to 65535, found NaN'],
    ['listen: {port: "80"}', 'listen.port: expected a whole number from 0 to 65535, found "80"'],
    ['listen: {port: yes}', 'listen.port: expected a whole number from 0 to 65535, found "yes"'],
    ['listen: {port: true}', 'listen.port: expected a whole number from 0 to 65535, found true'],
    ['listen: {port: [80]}', 'listen.port: expected a whole number from 0 to 65535, found a list'],
    ['listen: {port: {a: 1}}', 'listen.port: expected a whole number from 0 to 65535, found a mapping'],
    ['listen: {port: }', 'listen.port: expected a whole number from 0 to 65535, found nothing'],
    ['listen: {address: "example.org"}', 'listen.address: expected an IP address or localhost, found "example.org"'],
    ['limits: {hosts: 15}', 'limits.hosts: expected a whole number from 16 to 4194304, found 15'],
    [
      'home: {routerMac: "00:00:5e:00:53"}',
      'home.routerMac: expected a MAC address such as 00:00:5e:00:53:01 or null, found "00:00',
    ],
    ['home: {routerMac: "ff:ff:ff:ff:ff:ff"}', 'home.routerMac: expected a MAC address such as'],
    ['home: {routerMac: [a]}', 'home.routerMac: expected a MAC address such as 00:00:5e:00:53:01 or null, found a list'],
    [
      'home: {localNetworks: 192.0.2.0/24}',
      'home.localNetworks: expected a list of at most 16 networks such as 192.0.2.0/24 or 2001:db8:1::/48, found "192.0.2.0/24"',
    ],
    ['home: {localNetworks: }', 'or 2001:db8:1::/48, found nothing'],
    ['home: {localNetworks: {a: 1}}', 'or 2001:db8:1::/48, found a mapping'],
    [
      `home: {localNetworks: [${'"::", '.repeat(17)}]}`,
      'expected a list of at most 16 networks such as 192.0.2.0/24 or 2001:db8:1::/48, found 17 of them',
    ],
    [
      'home: {localNetworks: [[::1]]}',
      'home.localNetworks: expected a network such as 192.0.2.0/24 or 2001:db8:1::/48, found a list',
    ],
    ['enrich: {country: ""}', 'enrich.country: expected the path of a file or null, found ""'],
    ['enrich: {asn: 7}', 'enrich.asn: expected the path of a file or null, found 7'],
    ['enrich: {nameLists: /etc/hosts}', 'enrich.nameLists: expected a list of at most 16 paths of files, found "/etc/hosts"'],
    ['enrich: {serviceLists: [~]}', 'enrich.serviceLists: expected the path of a file, found nothing'],
    ['billing: {day: 29}', 'billing.day: expected a whole number from 1 to 28, found 29'],
    ['billing: {timeZoneOffsetMinutes: -721}', 'expected a whole number from -720 to 840, found -721'],
    ['capture: {interface: ""}', 'capture.interface: expected text of 1 to 15 characters or null, found ""'],
  ])('refuses %s', (text, expected) => {
    expect(mistakesIn(text)).toHaveLength(1);
    expect(mistakesIn(text)[0]).toContain(expected);
  });

  it('refuses what is no mapping of sections', () => {
    expect(mistakesIn('- capture\n')[0]).toContain(
      'expected a mapping of sections (capture, home, billing, listen, enrich, limits, system, log), found a list',
    );
    expect(mistakesIn('just text\n')[0]).toContain('found "just text"');
    expect(mistakesIn('listen: 8080\n')).toEqual(['1:9 listen: expected a mapping of keys, found 8080']);
    expect(mistakesIn('? [a, b]\n: 1\n')).toEqual(['1:3 -: expected a name before the colon, found something else']);
  });

  it('names both lines of a key that is there twice', () => {
    expect(mistakesIn('listen:\n  port: 1\n  port: 2\n')).toEqual([
      '3:3 listen.port: expected once, found again (first on line 2)',
    ]);
    expect(mistakesIn('log: {}\nlog: {}\n')).toEqual(['2:1 log: expected once, found again (first on line 1)']);
  });

  it('lists all mistakes at once, from top to bottom', () => {
    const mistakes = mistakesIn('capture:\n  driver: 7\nnope: 1\nlisten:\n  port: x\n  prot: 1\n');
    expect(mistakes.map((line) => line.split(' ')[0])).toEqual(['2:11', '3:1', '5:9', '6:3']);
  });

  it('says where the YAML itself is wrong', () => {
    expect(mistakesIn('listen:\n  port: [1\n')[0]).toMatch(/^\d+:\d+ -: Flow sequence/);
    expect(mistakesIn('a: 1\n---\nb: 2\n')[0]).toMatch(/^2:1 -: .*multiple documents/);
    expect(mistakesIn('listen:\n\tport: 1\n')[0]).toMatch(/^2:1 -: Tabs are not allowed/);
  });

  it('follows an alias to its anchor', () => {
    expect(valuesIn('capture:\n  snapLength: &length 512\n  ringMebibytes: *length\n')).toEqual({
      'capture.snapLength': 512,
      'capture.ringMebibytes': 512,
    });
    expect(mistakesIn('listen: *nowhere\n')).toEqual(['1:9 listen: there is no anchor &nowhere before this alias']);
  });

  it('does not expand aliases of aliases', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}*a${level}]`,
    );
    const started = performance.now();
    const mistakes = mistakesIn(`a0: &a0 [x]\n${levels.join('\n')}\nlisten:\n  port: *a40\n`);
    expect(mistakes.at(-1)).toContain('listen.port: expected a whole number from 0 to 65535, found a list');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  // What follows is as large as a file may be.

  it('survives brackets nested as deep as fits', () => {
    expect(mistakesIn('['.repeat(MOST_BYTES)).length).toBeGreaterThan(0);
    expect(mistakesIn(`log: ${'['.repeat(MOST_BYTES / 2 - 3)}${']'.repeat(MOST_BYTES / 2 - 3)}`).length).toBeGreaterThan(0);
  });

  it('stays quick with as many keys as fit', () => {
    const text = Array.from({ length: 7_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(text.length).toBeGreaterThan(MOST_BYTES * 0.9);
    const started = performance.now();
    expect(mistakesIn(text)).toHaveLength(7_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
