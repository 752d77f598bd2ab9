import { describe, expect, it } from 'vitest';
import { openMmdb } from '../../../src/enrich/mmdb/open-mmdb.ts';
import { UnreadableContentError } from '../../../src/enrich/unusable-file.ts';
import { control, geoCountry, MMDB_MARKER, pointer, writeMmdb } from '../../support/mmdb-writer.ts';
import { Random } from '../../support/random.ts';

const NETWORKS = {
  '192.0.2.0/24': geoCountry('DE', 'Germany'),
  '198.51.100.128/25': geoCountry('FR', 'France'),
  '2001:db8:1::/48': { country: 'JP' },
};

/** Opens it and asks it: what was found, or what it was refused with. Anything but `UnreadableContentError` is thrown on. */
function attempt(bytes: Buffer, addresses: readonly string[] = ['192.0.2.1', '2001:db8:1::1', '203.0.113.1']): string {
  try {
    const mmdb = openMmdb(bytes);
    return addresses.map((address) => JSON.stringify(mmdb.find(address) ?? null)).join(' ');
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    return error.message;
  }
}

describe('openMmdb', () => {
  it.each([24, 28, 32] as const)('finds records by address in a tree of %i-bit records', (recordSize) => {
    const mmdb = openMmdb(writeMmdb(NETWORKS, { recordSize, type: 'GeoLite2-Country' }));
    expect(mmdb.type).toBe('GeoLite2-Country');
    expect(mmdb.find('192.0.2.0')).toEqual(NETWORKS['192.0.2.0/24']);
    expect(mmdb.find('192.0.2.255')).toEqual(NETWORKS['192.0.2.0/24']);
    expect(mmdb.find('198.51.100.127')).toBeNull();
    expect(mmdb.find('198.51.100.128')).toEqual(NETWORKS['198.51.100.128/25']);
    expect(mmdb.find('2001:db8:1:ffff::1')).toEqual({ country: 'JP' });
    expect(mmdb.find('2001:db8:2::1')).toBeNull();
    expect(mmdb.find('192.0.3.0')).toBeNull();
  });

  it('has nothing to say of an IPv6 address from a file of IPv4', () => {
    const mmdb = openMmdb(writeMmdb({ '32.1.13.0/24': { country: 'US' } }, { ipVersion: 4 }));
    expect(mmdb.find('32.1.13.184')).toEqual({ country: 'US' });
    expect(mmdb.find('2001:db8::1')).toBeNull();
  });

  it.each(['', 'example.net', '192.0.2', '192.0.2.0/24', '1.2.3.4.5', '00:00:5e:00:53:01'])('takes %j for no address', (text) => {
    expect(openMmdb(writeMmdb(NETWORKS)).find(text)).toBeNull();
  });

  it('has all types of values', () => {
    const long = 'x'.repeat(300);
    const value = { text: long, short: 'y'.repeat(40), list: [1, 2, [3]], truth: true, falsehood: false, map: { a: { b: 4 } } };
    expect(openMmdb(writeMmdb({ '192.0.2.0/24': value })).find('192.0.2.1')).toEqual(value);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), /^expected a MaxMind DB file/],
    ['text', Buffer.from('network,country\n192.0.2.0/24,DE\n'), /^expected a MaxMind DB file/],
    ['the marker alone', MMDB_MARKER, /without a description/],
    ['metadata that are no map', Buffer.concat([MMDB_MARKER, control(2, 2), Buffer.from('no')]), /without a description/],
    [
      'a marker that the library would pass over',
      Buffer.concat([MMDB_MARKER, Buffer.from('\xefMaxMind.com', 'latin1'), Buffer.alloc(99, 0x40)]),
      /without a description/,
    ],
    ['another version', writeMmdb(NETWORKS, { metadata: { binary_format_major_version: 3 } }), /^expected version 2 .*found 3$/],
    ['no IP version', writeMmdb(NETWORKS, { metadata: { ip_version: 5 } }), /^expected addresses of IP version 4 or 6, found 5$/],
    ['a wrong record size', writeMmdb(NETWORKS, { metadata: { record_size: 25 } }), /Unsupported record size/],
    ['more nodes than there is room for', writeMmdb(NETWORKS, { metadata: { node_count: 4_000_000_000 } }), /.../],
    ['a number of nodes that is none', writeMmdb(NETWORKS, { metadata: { node_count: 'many' } }), /.../],
    ['no nodes', writeMmdb(NETWORKS, { metadata: { node_count: 0 } }), /shorter, or longer/],
  ])('refuses %s', (_what, bytes, message) => {
    expect(attempt(bytes)).toMatch(message);
    expect(() => openMmdb(bytes)).toThrow(UnreadableContentError);
  });

  const network = { '192.0.2.0/24': true };

  it.each([
    ['that points at itself', pointer(0), /nested deeper/],
    ['of two that point at each other', Buffer.concat([pointer(2), pointer(0)]), /nested deeper/],
    ['that points behind the file', pointer(500_000), /ends behind the end/],
    ['that is longer than the file', control(2, 60_000), /ends behind the end/],
    ['of an unknown type', Buffer.from([0x01, 0x20]), /unknown type/],
    ['with more entries than any has', Buffer.concat([control(11, 60_000), Buffer.alloc(60_000, 0x40)]), /more than 4096 values/],
    ['in an endless row of lists', Buffer.alloc(5_000, Buffer.from([0x01, 0x04])), /nested deeper/],
  ])('refuses a record %s', (_what, data, message) => {
    const mmdb = openMmdb(writeMmdb(network, { data }));
    expect(() => mmdb.find('192.0.2.1')).toThrow(message);
    expect(mmdb.find('198.51.100.1')).toBeNull();
  });

  it('refuses at once what a few bytes would unfold into 8^6 values', () => {
    // Every list names the one before it eight times; the record is the last.
    const record = 2;
    const lists = [control(2, 0)];
    let before = record;
    let next = record + 1;
    for (let level = 0; level < 6; level += 1) {
      const list = Buffer.concat([control(11, 8), ...new Array<Buffer>(8).fill(pointer(before))]);
      before = next;
      next += list.length;
      lists.push(list);
    }
    const mmdb = openMmdb(writeMmdb(network, { data: Buffer.concat([pointer(before), ...lists]) }));
    const started = performance.now();
    expect(() => mmdb.find('192.0.2.1')).toThrow(/more than 4096 values/);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('survives being cut at every length', () => {
    const whole = writeMmdb(NETWORKS);
    const good = attempt(whole);
    const refused = Array.from({ length: whole.length }, (_, length) => attempt(whole.subarray(0, length)));
    expect(good).toContain('"iso_code":"DE"');
    expect(refused.filter((answer) => answer.startsWith('{'))).toEqual([]);
  });

  it('survives bytes that were changed anywhere', () => {
    const random = new Random(20);
    const whole = writeMmdb(NETWORKS);
    const answers = new Set<string>();
    for (let round = 0; round < 3_000; round += 1) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change < 3; change += 1) bytes[random.below(bytes.length)] = random.below(256);
      answers.add(attempt(bytes));
    }
    // Some changes are only seen in a name, most damage something.
    expect(answers.size).toBeGreaterThan(50);
  });

  it('survives random bytes before a marker and behind it', () => {
    const random = new Random(21);
    const noise = (length: number) => Buffer.from(Array.from({ length }, () => random.below(256)));
    for (let round = 0; round < 1_000; round += 1) {
      expect(attempt(Buffer.concat([noise(200), MMDB_MARKER, Buffer.from([0xe9]), noise(200)]))).not.toBe('');
    }
  });
});
