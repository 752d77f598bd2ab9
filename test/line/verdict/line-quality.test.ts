import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { QualityExpectation } from '../../../fixtures/builders/line-quality/watched-line.ts';
import { EVENING_MICROS } from '../../../fixtures/builders/recording.ts';
import { type JudgedLine, judgeCapture } from '../../support/line-run.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/line-quality');

const { files } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
  files: Record<string, { readonly line: { readonly quality: QualityExpectation } }>;
};

const secondsOf = (micros: number): number => (micros - EVENING_MICROS) / 1e6;

/** What a line was told to be, in its builder's words; of the figures those that the builder knows. */
function told({ outages, verdicts, summary }: JudgedLine, { figures, says }: QualityExpectation): QualityExpectation {
  const last = verdicts.minutes.at(-1)!;
  const bloatOf = (direction: 'down' | 'up') => {
    const { grade, addedMillis } = verdicts.bufferbloat.find((row) => row.direction === direction)!;
    return [grade, addedMillis] as const;
  };
  return {
    outages: outages.outages.map(({ cause, suspect, startMicros, endMicros }) => ({
      cause,
      suspect,
      startSeconds: secondsOf(startMicros),
      endSeconds: endMicros === null ? null : secondsOf(endMicros),
    })),
    minutes: verdicts.minutes.map(({ verdict, severity }) => [verdict, severity] as const),
    bufferbloat: { down: bloatOf('down'), up: bloatOf('up') },
    figures: Object.fromEntries(last.figures.filter(({ name }) => name in figures).map(({ name, value }) => [name, value])),
    says: says.map((words) => (last.text.includes(words) ? words : last.text)),
    packetSizes: summary.quality.mtu.findings.map(({ kind, evidence }) => [kind, evidence] as const),
    mirror: summary.mirror.findings.map(({ code }) => code),
  };
}

describe('lines with one thing wrong', () => {
  it.each(Object.entries(files))('are told by the figures that were built: %s', async (name, { line }) => {
    expect(told(await judgeCapture(join(FOLDER, name)), line.quality)).toEqual(line.quality);
  });
});
