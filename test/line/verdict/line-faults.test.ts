import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultExpectation } from '../../../fixtures/builders/line-faults/evening.ts';
import { EVENING_MICROS } from '../../../fixtures/builders/recording.ts';
import { judgeCapture } from '../../support/line-run.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/line-faults');

const { files } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
  files: Record<string, { readonly line: { readonly faults: FaultExpectation } }>;
};

/** What a line was told to be, as its builder would have it told. */
async function told(path: string): Promise<FaultExpectation> {
  const { outages, verdicts } = await judgeCapture(path);
  const seconds = (micros: number | null): number | null => (micros === null ? null : (micros - EVENING_MICROS) / 1e6);
  const gradeOf = (direction: 'down' | 'up') => verdicts.bufferbloat.find((row) => row.direction === direction)!.grade;
  return {
    outages: outages.outages.map(({ cause, suspect, startMicros, endMicros }) => ({
      cause,
      suspect,
      startSeconds: seconds(startMicros)!,
      endSeconds: seconds(endMicros),
    })),
    minutes: verdicts.minutes.map(({ verdict, severity }) => [verdict, severity] as const),
    grades: { down: gradeOf('down'), up: gradeOf('up') },
  };
}

describe('lines on which one thing goes wrong', () => {
  it.each(Object.entries(files))('are told as they were built: %s', async (name, { line }) => {
    expect(await told(join(FOLDER, name))).toEqual(line.faults);
  });
});
