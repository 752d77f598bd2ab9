import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES } from '../../../fixtures/build.ts';
import { buildLineHomeDhcp, buildLineHomeStatic } from '../../../fixtures/builders/line-home/dhcp.ts';
import type { LineExpectation } from '../../../fixtures/builders/line-home/household.ts';
import { buildLineHomeIpv6 } from '../../../fixtures/builders/line-home/ipv6.ts';
import { buildLineHomeMirror } from '../../../fixtures/builders/line-home/mirror.ts';
import { watchCapture } from '../../support/home-watch.ts';

const ROOT = join(import.meta.dirname, '../../../fixtures');
const FOLDERS = ['line-home-dhcp', 'line-home-static', 'line-home-ipv6', 'line-home-mirror'];

interface ExpectedFile {
  readonly wireBytes: number;
  readonly frames: number;
  readonly line: Partial<LineExpectation>;
}

function expectedOf(folder: string): [string, ExpectedFile][] {
  const { files } = JSON.parse(readFileSync(join(ROOT, folder, 'expected.json'), 'utf8')) as {
    files: Record<string, ExpectedFile>;
  };
  return Object.entries(files);
}

describe('lines made by builders', () => {
  it('are among the fixtures', () => {
    const builders = [buildLineHomeDhcp, buildLineHomeStatic, buildLineHomeIpv6, buildLineHomeMirror];

    expect(FIXTURES).toEqual(expect.arrayContaining(builders));
  });

  it.each(FOLDERS.flatMap((folder) => expectedOf(folder).map(([name, expected]) => [`${folder}/${name}`, expected] as const)))(
    'are told as they were built: %s',
    async (path, { line, frames, wireBytes }) => {
      const watch = await watchCapture(join(ROOT, path));
      const { home, leases, mirror, overhead } = watch.summary;
      const told: LineExpectation = {
        routerMac: home.routerMac,
        providerMac: home.providerMac,
        how: home.how,
        localIpv4: home.localIpv4,
        prefixes: home.prefixes.map(({ prefix }) => prefix),
        vlanIds: home.vlanIds,
        lineType: home.line.type,
        timeline: leases.timeline.map(({ protocol, kind, text }) => `${protocol} ${kind}: ${text}`),
        mirror: mirror.findings.map(({ code }) => code).sort(),
      };

      expect(told).toMatchObject(line);
      const { down, up, unknown } = overhead;
      expect(down.frames + up.frames + unknown.frames).toBe(frames);
      expect(down.wireBytes + up.wireBytes + unknown.wireBytes).toBe(wireBytes);
      const windows = watch.windows.flatMap((window) => [window.down, window.up, window.unknown]);
      expect(windows.reduce((sum, { wireBytes: bytes }) => sum + bytes, 0)).toBe(wireBytes);
    },
  );
});
