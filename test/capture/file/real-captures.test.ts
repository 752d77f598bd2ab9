import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/captures');
const MANIFEST = join(FOLDER, 'manifest.jsonl');

// Where the manifest says other than tshark and tcpdump do, and we read what those two read.
const DISPUTED: Readonly<Record<string, string>> = {
  'test901.pcapng': 'the second section is of version 2, whose blocks may mean anything',
  'fuzz-2021-10-13.pcap': 'version 2.0 has the wire length first',
  'FuzzTarget-6604968558198784': 'version 2.2 has the wire length first',
  'FuzzTarget-5766899836387328': 'version 2.3, and the wire length is first',
  'crash-pcapng-epb-unbounded-length': 'a frame longer than its block is no frame',
};

interface Container {
  readonly format: string;
  readonly packets: number;
  readonly cap_bytes: number;
  readonly wire_bytes: number;
  readonly cut_short: boolean;
  readonly problem: string | null;
}

describe.skipIf(!existsSync(MANIFEST))('captures made by others', () => {
  it('agrees with the facts about each file', { timeout: 60_000 }, async () => {
    const entries = readFileSync(MANIFEST, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; raw: Container; classes: string[] });
    const readable = entries.filter(
      ({ file, raw, classes }) =>
        raw.format !== 'unknown' &&
        !classes.includes('fmt:compressed-other') &&
        !classes.includes('fmt:snoop') &&
        !Object.keys(DISPUTED).some((name) => file.endsWith(name)),
    );
    expect(readable.length).toBeGreaterThan(0);
    const differences: unknown[] = [];
    for (const { file, raw } of readable) {
      const expected = [raw.format, raw.packets, raw.cap_bytes, raw.wire_bytes, !(raw.cut_short || raw.problem)];
      const found = await readFacts(join(FOLDER, file));
      if (String(found) !== String(expected)) differences.push({ file, expected, found });
    }
    expect(differences).toEqual([]);
  });
});

/** Format, frames, captured bytes, wire bytes, and whether the file is whole. */
async function readFacts(path: string): Promise<unknown[]> {
  const source = await openCaptureFile(path);
  let frames = 0;
  let capturedBytes = 0;
  let wireBytes = 0;
  let state = 'more';
  while (state !== 'ended') {
    state = await source.step((frame) => {
      frames += 1;
      capturedBytes += frame.capturedLength;
      wireBytes += frame.wireLength;
    });
  }
  source.close();
  return [source.format, frames, capturedBytes, wireBytes, source.complete];
}
