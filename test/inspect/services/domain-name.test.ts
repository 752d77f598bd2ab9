import { describe, expect, it } from 'vitest';
import { listedDomain as listedInEnrich } from '../../../src/enrich/name-lists/listed-domain.ts';
import { listedDomain } from '../../../src/inspect/services/domain-name.ts';

const LABEL = 'a'.repeat(63);
const LONGEST = `${LABEL}.${LABEL}.${LABEL}.${'b'.repeat(57)}.org`;

describe.each([
  ['services', listedDomain],
  ['names', listedInEnrich],
])('a domain of a list of %s', (_, listed) => {
  it.each([
    ['example.net', 'example.net'],
    ['Example.NET.', 'example.net'],
    ['a-b.c--d.example.net', 'a-b.c--d.example.net'],
    ['_dns._udp.example.net', '_dns._udp.example.net'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['example.xn--p1ai', 'example.xn--p1ai'],
    ['1.example.net', '1.example.net'],
    [LONGEST, LONGEST],
  ])('%s is %s', (text, domain) => {
    expect(listed(text)).toBe(domain);
  });

  it.each([
    '',
    '.',
    'example',
    '.example.net',
    'example..net',
    'example.net..',
    '-a.example.net',
    'a-.example.net',
    'exa mple.net',
    'example.net/path',
    'example.net:80',
    '*.example.net',
    '192.0.2.7',
    'example.123',
    '2001:db8::1',
    'exam\u202eple.net',
    'a\0b.example.net',
    `${LABEL}a.example.net`,
    `b${LONGEST}`,
    'a.'.repeat(100_000),
  ])('%j is none', (text) => {
    expect(listed(text)).toBe(null);
  });
});
