import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { registrableDomain } from '../../../src/inspect/services/registrable-domain.ts';
import { MOST_GROWTH, timeGrowth } from '../../support/time-growth.ts';

const SOURCES = fileURLToPath(new URL('../../../src', import.meta.url));

describe('the registrable domain', () => {
  it.each([
    ['www.example.net', 'example.net'],
    ['example.net', 'example.net'],
    ['www.example.co.uk', 'example.co.uk'],
    ['a.b.c.example.com.br', 'example.com.br'],
    ['_service._tcp.example.org', 'example.org'],
    ['www.example.net.', 'example.net'],
    ['user.github.io', 'github.io'],
    ['d111111abcdef8.cloudfront.net', 'cloudfront.net'],
    ['x.city.kawasaki.jp', 'city.kawasaki.jp'],
    ['7.2.0.192.in-addr.arpa', '192.in-addr.arpa'],
    ['printer.fritz.box', 'fritz.box'],
  ])('of %s is %s', (name, domain) => {
    expect(registrableDomain(name)).toBe(domain);
  });

  it.each(['', '.', 'com', 'co.uk', 'localhost', '192.0.2.7', '2001:db8::7', '[2001:db8::7]', 'a..example.net', 'a..com', '..'])(
    'is not there for "%s"',
    (name) => {
      expect(registrableDomain(name)).toBe(null);
    },
  );

  it('is not there for what is longer than any name', () => {
    const name = `${'a.'.repeat(122)}example.net`;
    expect(name).toHaveLength(255);
    expect(registrableDomain(name)).toBe('example.net');
    expect(registrableDomain(`b${name}`)).toBe(null);
  });

  it('is part of the name, whatever the name is', () => {
    const name = 'xn--bcher-kva.‹202E›._a.example.co.uk:80';
    for (let start = 0; start < name.length; start += 1)
      for (let end = start; end <= name.length; end += 1) {
        const part = name.slice(start, end);
        const domain = registrableDomain(part);
        if (domain !== null) expect(part.replace(/\.$/, '').endsWith(domain)).toBe(true);
      }
  });

  it('takes time in proportion to the labels', () => {
    const make = (labels: number) => Array.from({ length: 20_000 }, (_, index) => `${index}.${'a.'.repeat(labels)}co.uk`);
    const look = (names: readonly string[]) => {
      for (const name of names) registrableDomain(name);
    };
    expect(timeGrowth(25, make, look)).toBeLessThan(MOST_GROWTH);
  });

  it('is loaded only when somebody asks, because its list takes milliseconds to load', () => {
    const early = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('registrable-domain.ts'))
      .filter((path) => /from '(tldts|[^']*registrable-domain\.ts)'/.test(readFileSync(join(SOURCES, path), 'utf8')));
    expect(early).toEqual([]);
  });
});
