import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/config/read-yaml.ts';

/** Every mistake as the line people see, without the file's name. */
function mistakesIn(text: string): string[] {
  return readYaml(text, 'f').mistakes.map(({ place, key, text }) => `${place.slice(2)} ${key ?? '-'}: ${text}`);
}

describe('a list of mappings', () => {
  it('leaves out what may be left out, and fills in what has a default', () => {
    const text = [
      'system:',
      '  thresholds:',
      '    - { metric: memory, warning: 80 }',
      '    - metric: fileSystem',
      '      item: /srv/*',
      '      careful: null',
      '      heldSeconds: 0.5',
      '  processes:',
      '    - { name: web, pattern: nginx, minCount: 1 }',
    ].join('\n');
    const { given, mistakes } = readYaml(text, 'w.yaml');
    expect(mistakes).toEqual([]);
    expect(given.get('system.thresholds')).toEqual({
      origin: 'w.yaml:3',
      value: [
        { metric: 'memory', warning: 80 },
        { metric: 'fileSystem', item: '/srv/*', careful: null, heldSeconds: 0.5 },
      ],
    });
    expect(given.get('system.processes')?.value).toEqual([
      {
        name: 'web',
        pattern: 'nginx',
        minCount: 1,
        maxCount: null,
        cpuPercent: null,
        memoryPercent: null,
        ioBytesPerSecond: null,
        of: 'each',
        heldSeconds: 30,
        level: 'warning',
      },
    ]);
  });

  it('refuses limits that are not in order, and counts that nothing can have', () => {
    const text = [
      'system:',
      '  thresholds:',
      '    - { metric: memory, careful: 90, warning: 80 }',
      '    - { metric: memory, careful: 50, warning: null, critical: 40 }',
      '    - { metric: battery, careful: 30, critical: 10 }',
      '    - { metric: battery, careful: 10, critical: 30 }',
      '    - { metric: swap, careful: 80, warning: 80, critical: 80 }',
      '  processes:',
      '    - { name: web, pattern: nginx, minCount: 3, maxCount: 2 }',
    ].join('\n');
    expect(mistakesIn(text)).toEqual([
      '3:47 system.thresholds.warning: expected a number of at least 90, as careful is, found 80',
      '4:63 system.thresholds.critical: expected a number of at least 50, as careful is, found 40',
      '6:49 system.thresholds.critical: expected a number of at most 10, as careful is, found 30',
      '9:59 system.processes.maxCount: expected a number of at least 3, as minCount is, found 2',
    ]);
  });

  it('names line, key, what was expected and what was found, for all mistakes at once', () => {
    const text = [
      'system:',
      '  thresholds:',
      '    - metric: cpuu',
      '      warning: high',
      '      critcal: 90',
      '    - warning: 80',
      '    - memory',
      '    - { metric: memory, careful: [1], heldSeconds: -1 }',
      '    -',
    ].join('\n');
    expect(mistakesIn(text)).toEqual([
      '3:15 system.thresholds.metric: expected a metric such as cpu, memory or fileSystem (docs/configuration.md has them all), found "cpuu"',
      '4:16 system.thresholds.warning: expected a number of at least 0 or null, found "high"',
      '5:7 system.thresholds.critcal: unknown key; did you mean critical?',
      '6:7 system.thresholds.metric: expected in every mapping, found nothing',
      '7:7 system.thresholds: expected a mapping, found "memory"',
      '8:34 system.thresholds.careful: expected a number of at least 0 or null, found a list',
      '8:52 system.thresholds.heldSeconds: expected a number from 0 to 86400, found -1',
      '9:6 system.thresholds: expected a mapping, found nothing',
    ]);
    expect(readYaml(text, 'f').given.size).toBe(0);
  });

  it('refuses two of the same name', () => {
    const text = 'system:\n  processes:\n    - { name: a, pattern: b }\n    - { name: a, pattern: c }\n';
    expect(mistakesIn(text)).toEqual([
      '4:7 system.processes.name: expected another one in each, found "a" again (first on line 3)',
    ]);
  });

  it('refuses a key that a mapping has twice', () => {
    expect(mistakesIn('system:\n  thresholds:\n    - metric: cpu\n      metric: load\n')).toEqual([
      '4:7 system.thresholds.metric: expected once, found again (first on line 3)',
    ]);
  });

  it('follows aliases, of mappings and of values', () => {
    const text = 'system:\n  thresholds: [&one { metric: cpu, warning: &high 80 }, *one, { metric: load, warning: *high }]\n';
    expect(readYaml(text, 'f').given.get('system.thresholds')?.value).toEqual([
      { metric: 'cpu', warning: 80 },
      { metric: 'cpu', warning: 80 },
      { metric: 'load', warning: 80 },
    ]);
  });

  it('does not look into a mapping with more keys than any has, however often it is repeated', () => {
    const keys = Array.from({ length: 65 }, (_, index) => `k${index}: 1`).join(', ');
    expect(mistakesIn(`system:\n  thresholds: [&a { ${keys} }, *a]\n`)).toEqual([
      '2:19 system.thresholds: expected a mapping with some of metric, item, careful, warning, critical, heldSeconds, found 65 keys',
      '2:19 system.thresholds: expected a mapping with some of metric, item, careful, warning, critical, heldSeconds, found 65 keys',
    ]);
  });

  it('refuses more of them than fit, and what is no list', () => {
    const many = `system:\n  thresholds:\n${'    - { metric: cpu }\n'.repeat(65)}`;
    const expected = 'expected a list of at most 64 mappings such as { metric: memory, warning: 80 }';
    expect(mistakesIn(many)).toEqual([`3:5 system.thresholds: ${expected}, found 65 of them`]);
    expect(mistakesIn('system:\n  thresholds: { metric: cpu }\n')).toEqual([
      `2:15 system.thresholds: ${expected}, found a mapping`,
    ]);
  });
});
