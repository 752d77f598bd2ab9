import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServices, ServiceNames } from '../../src/enrich/service-names.ts';
import { UnreadableContentError } from '../../src/enrich/unusable-file.ts';

const LIST = `# Network services
tcpmux\t\t1/tcp\t\t\t\t# TCP port service multiplexer
https\t\t443/tcp\t\t\t\t# http protocol over TLS/SSL
https\t\t443/udp\t\t\t\t# HTTP/3
snpp\t\t444/tcp\t\tother-name
later\t\t443/tcp
dccp-thing 5/DCCP#comment
#commented 9/tcp
broken 99999/tcp
broken 12/
broken tcp/12
`;

describe('readServices', () => {
  it('has a name for a port of a transport, the first one', () => {
    expect([...readServices(Buffer.from(LIST))]).toEqual([
      ['tcp/1', 'tcpmux'],
      ['tcp/443', 'https'],
      ['udp/443', 'https'],
      ['tcp/444', 'snpp'],
      ['dccp/5', 'dccp-thing'],
    ]);
  });

  it.each(['', '\n\n', '443 https\n', '\u0000'.repeat(99), '# https 443/tcp\n'])('refuses %j', (text) => {
    expect(() => readServices(Buffer.from(text))).toThrow(UnreadableContentError);
  });

  it('survives being cut at every length', () => {
    const whole = Buffer.from(LIST);
    const sizes = Array.from({ length: whole.length + 1 }, (_, length) => {
      try {
        return readServices(whole.subarray(0, length)).size;
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableContentError);
        return 0;
      }
    });
    expect(sizes.at(-1)).toBe(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
  });
});

describe('ServiceNames', () => {
  it('reads the named list when it is first asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'services-'));
    try {
      const path = join(folder, 'services');
      writeFileSync(path, LIST);
      const names = new ServiceNames({ path });
      expect([names.nameOf(443, 'tcp'), [...names.names()]]).toEqual([null, []]);
      await names.refresh(() => undefined);
      expect([names.nameOf(443, 'udp'), names.nameOf(443, 'sctp'), names.nameOf(2, 'tcp')]).toEqual(['https', null, null]);
      expect([...names.names()]).toEqual(['tcpmux', 'https', 'https', 'snpp', 'dccp-thing']);
      await expect(new ServiceNames({ path: join(folder, 'none') }).load()).rejects.toThrow(/there is no such file/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
