import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { geoCountry, geoSystem, writeMmdb } from './mmdb-writer.ts';

/** Wireshark's program over MaxMind's own library. */
const RESOLVER = '/usr/bin/mmdbresolve';
const folder = mkdtempSync(join(tmpdir(), 'mmdb-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function resolve(bytes: Buffer, addresses: readonly string[]): string {
  const path = join(folder, 'written.mmdb');
  writeFileSync(path, bytes);
  return execFileSync(RESOLVER, ['-f', path], { input: `${addresses.join('\n')}\n`, encoding: 'utf8' });
}

describe.skipIf(!existsSync(RESOLVER))('what the writer of MMDB files writes', () => {
  it.each([24, 28, 32] as const)('is read by MaxMind’s library, with records of %i bits', (recordSize) => {
    const networks = { '192.0.2.0/24': geoCountry('DE', 'Germany'), '2001:db8::/32': geoCountry('FR', 'France') };
    const answer = resolve(writeMmdb(networks, { recordSize, type: 'GeoLite2-Country' }), ['192.0.2.7', '2001:db8::1']);
    expect(answer).toContain('db.0.status: OK');
    expect(answer).toContain('type: GeoLite2-Country\n');
    expect(answer.match(/iso_code: .*/g)).toEqual(['iso_code: DE', 'iso_code: FR']);
  });

  it('has numbers as they were', () => {
    const answer = resolve(writeMmdb({ '192.0.2.0/24': geoSystem(4_200_000_001, 'Example') }, { type: 'GeoLite2-ASN' }), [
      '192.0.2.1',
    ]);
    expect(answer).toContain('autonomous_system_number: 4200000001');
    expect(answer).toContain('autonomous_system_organization: Example');
  });
});
