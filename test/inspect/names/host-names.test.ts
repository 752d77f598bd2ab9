import { describe, expect, it } from 'vitest';
import { HostNames } from '../../../src/inspect/names/host-names.ts';
import { InternedTexts } from '../../../src/inspect/names/interned-texts.ts';
import type { NameSource } from '../../../src/inspect/names-summary.ts';
import { fixedRandom } from '../../support/observe.ts';
import { addressWords } from '../../support/payloads/address-words.ts';

const HOST = addressWords('192.0.2.9');

class Named {
  readonly texts: InternedTexts;
  readonly hosts: HostNames;

  constructor({ texts = 100, hosts = 100 } = {}) {
    this.texts = new InternedTexts(texts);
    this.hosts = new HostNames({ texts: this.texts, capacity: hosts, random: fixedRandom() });
  }

  note(name: string, source: NameSource, micros: number, address = HOST): void {
    this.hosts.note(address, { nameId: this.texts.idOf(name), source, micros });
  }

  names(address = HOST): string[] {
    return this.hosts.namesOf(address).map(({ name, source }) => `${source} ${name}`);
  }
}

describe('names of hosts', () => {
  it('have where they came from and when they were last told', () => {
    const named = new Named();
    named.note('a.example', 'dns', 1_000_000);
    expect(named.hosts.namesOf(HOST)).toEqual([{ name: 'a.example', source: 'dns', lastSeenAt: '1970-01-01T00:00:01.000000Z' }]);
    expect(named.hosts.namesOf(addressWords('192.0.2.10'))).toEqual([]);
  });

  it('come in the order in which they are to be believed', () => {
    for (const self of ['dhcp', 'mdns', 'llmnr', 'netbios'] as const) {
      const named = new Named();
      named.note('reverse', 'reverse-dns', 4);
      named.note('tls', 'tls', 3);
      named.note('dns', 'dns', 2);
      named.note('self', self, 1);
      expect(named.names()).toEqual([`${self} self`, 'dns dns', 'tls tls', 'reverse-dns reverse']);
    }
  });

  it('come latest first where they are to be believed alike', () => {
    const named = new Named();
    for (const [at, source] of (['tls', 'quic', 'http'] as const).entries()) named.note(source, source, at);
    expect(named.names()).toEqual(['http http', 'quic quic', 'tls tls']);
  });

  it('are there once, under the best of their sources', () => {
    const named = new Named();
    named.note('a.example', 'tls', 1);
    named.note('a.example', 'dns', 2);
    named.note('a.example', 'quic', 3);
    expect(named.hosts.namesOf(HOST)).toEqual([{ name: 'a.example', source: 'dns', lastSeenAt: '1970-01-01T00:00:00.000003Z' }]);
  });

  it('are four at most: the one least to be believed and longest not told gives way', () => {
    const named = new Named();
    named.note('old', 'tls', 1);
    named.note('new', 'tls', 2);
    named.note('dns1', 'dns', 3);
    named.note('dns2', 'dns', 4);
    named.note('dns3', 'dns', 5);
    expect(named.names()).toEqual(['dns dns3', 'dns dns2', 'dns dns1', 'tls new']);
    named.note('reverse', 'reverse-dns', 6);
    expect(named.names()).toHaveLength(4);
    expect(named.names()).not.toContain('reverse-dns reverse');
  });

  it('leave their place when their text is forgotten', () => {
    const named = new Named({ texts: 4 });
    for (const name of ['a', 'b', 'c', 'd']) named.note(name, 'dhcp', 1);
    named.texts.idOf('another');
    expect(named.names()).toEqual(['dhcp b', 'dhcp c', 'dhcp d']);
    const id = named.texts.idOf('d');
    named.hosts.note(HOST, { nameId: id, source: 'dhcp', micros: 2 });
    expect(named.names()[0]).toBe('dhcp d');
    named.note('late', 'reverse-dns', 3);
    expect(named.names()).toContain('reverse-dns late');
  });

  it('take no name without a number', () => {
    const named = new Named();
    named.note('', 'dns', 1);
    expect([named.names(), named.hosts.size]).toEqual([[], 0]);
  });

  it('are kept of so many hosts: the one named longest ago gives way with all its names', () => {
    const named = new Named({ hosts: 2 });
    const [b, c] = [addressWords('192.0.2.10'), addressWords('192.0.2.11')];
    for (const source of ['dhcp', 'dns', 'tls'] as const) named.note(`a-${source}`, source, 1);
    named.note('b', 'dns', 1, b);
    named.note('c', 'dns', 1, c);
    expect([named.names(), named.names(b), named.names(c)]).toEqual([[], ['dns b'], ['dns c']]);
    expect([named.hosts.evictions, named.hosts.size]).toEqual([1, 2]);
  });
});
