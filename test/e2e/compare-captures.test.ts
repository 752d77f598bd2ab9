import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CaptureTruth, compareWithTruth, type Fact, isReadable } from '../support/capture-truth.ts';
import { replayFiles, SMALL_TABLES } from '../support/replay.ts';
import { findSharedFolder } from '../support/shared-folder.ts';

const FOLDER = findSharedFolder('captures') ?? '';
const MANIFEST = join(FOLDER, 'manifest.jsonl');
const isThere = existsSync(MANIFEST);

/** In how many captures we agreed with the truth when this was last written down, by kind of fact. */
const LEVEL = JSON.parse(readFileSync(join(import.meta.dirname, 'compare-level.json'), 'utf8')) as Record<string, Tally>;
const DIFFERENCES = readFileSync(join(import.meta.dirname, '../../docs/decoding-differences.md'), 'utf8');

interface Tally {
  agree: number;
  of: number;
}

interface Difference extends Fact {
  readonly path: string;
}

describe.skipIf(!isThere)('captures made by others', () => {
  const tallies: Record<string, Tally> = {};
  const differences: Difference[] = [];
  let readable = 0;

  beforeAll(async () => {
    const truths = readFileSync(MANIFEST, 'utf8').trim().split('\n');
    for (const line of truths) {
      const truth = JSON.parse(line) as CaptureTruth;
      if (!isReadable(truth)) continue;
      readable += 1;
      const { report } = await replayFiles([join(FOLDER, truth.file)], { limits: SMALL_TABLES });
      for (const fact of compareWithTruth(truth, report)) {
        tallies[fact.kind] ??= { agree: 0, of: 0 };
        const tally = tallies[fact.kind]!;
        tally.of += 1;
        if (fact.found === fact.wanted) tally.agree += 1;
        else differences.push({ ...fact, path: truth.path });
      }
    }
  }, 300_000);

  it('are all compared', () => {
    expect(readable).toBeGreaterThan(1000);
    expect(Object.keys(tallies).sort()).toEqual(Object.keys(LEVEL).sort());
  });

  it.each(Object.entries(LEVEL))('agree in their %s as often as before', (kind, level) => {
    expect(tallies[kind]!.of).toBeGreaterThanOrEqual(level.of);
    expect(tallies[kind]!.agree, JSON.stringify(tallies[kind])).toBeGreaterThanOrEqual(level.agree);
  });

  it('have every difference explained', () => {
    expect(differences.filter(({ path }) => !DIFFERENCES.includes(`\`${path}\``))).toEqual([]);
  });
});
