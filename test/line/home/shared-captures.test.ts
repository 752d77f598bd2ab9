import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../../src/capture/source.ts';
import { watchCapture } from '../../support/home-watch.ts';
import { findSharedFolder } from '../../support/shared-folder.ts';

const FOLDER = findSharedFolder('captures');
const CLASSES =
  FOLDER === null ? {} : (JSON.parse(readFileSync(join(FOLDER, 'classes.json'), 'utf8')) as Record<string, string[]>);
const OF_LINES = [
  'dhcp',
  'arp',
  'icmpv6',
  'pppoe-session',
  'pppoe-discovery',
  'lt:ppp',
  'lt:sll',
  'lt:sll2',
  'lt:raw-ip',
  '4in6',
];
const PATHS = [...new Set(OF_LINES.flatMap((name) => CLASSES[name] ?? []))].sort();

describe.skipIf(FOLDER === null)('captures made by others', () => {
  it('are many', () => {
    expect(PATHS.length).toBeGreaterThan(200);
  });

  it('show a lease as their own tools do', async () => {
    const path = 'gopacket+gopacket/pcapgo/tests/le/test001.pcapng';
    const { home, leases } = (await watchCapture(join(FOLDER!, path))).summary;

    expect(home).toMatchObject({ how: 'dhcp', routerMac: '00:0b:82:01:fc:42', localIpv4: '192.168.0.10' });
    expect(leases.dhcpv4.lease).toMatchObject({ serverId: '192.168.0.1', leaseSeconds: 3600, subnetMask: '255.255.255.0' });
    expect(leases.timeline.map(({ kind }) => kind)).toEqual(['discover', 'offer', 'request', 'obtained']);
  });

  it('are all gone through, to the byte', async () => {
    for (const path of PATHS) {
      let wireBytes = 0;
      const watch = await watchCapture(join(FOLDER!, path), { each: (frame) => (wireBytes += frame.wireLength) }).catch(
        ignoreDamage,
      );
      if (watch === null) continue;
      const { down, up, unknown } = watch.summary.overhead;
      expect(down.wireBytes + up.wireBytes + unknown.wireBytes, path).toBe(wireBytes);
    }
  });
});

/** Some of them are no captures, or end in the middle of a frame. */
function ignoreDamage(error: unknown): null {
  if (error instanceof CaptureError) return null;
  throw error;
}
