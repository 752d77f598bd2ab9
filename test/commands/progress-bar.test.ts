import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../src/commands/output.ts';
import { createProgressBar } from '../../src/commands/progress-bar.ts';

function observed() {
  const lines: string[] = [];
  const clock = { millis: 1000 };
  const output: Output = {
    print: () => undefined,
    say: () => undefined,
    progress: (line) => lines.push(line),
    colors: pc.createColors(false),
    isTerminal: true,
  };
  return { lines, clock, bar: createProgressBar(output, () => clock.millis) };
}

describe('createProgressBar', () => {
  it('shows nothing for work that is over in a moment', () => {
    const { lines, clock, bar } = observed();
    clock.millis += 499;
    bar.show(0.5);
    expect(lines).toEqual([]);
  });

  it('shows how far things are, and how long they will take', () => {
    const { lines, clock, bar } = observed();
    clock.millis += 2000;
    bar.show(0.25);
    bar.show(1);
    expect(lines).toEqual([
      'reading [########......................] 25%, 6 s left',
      'reading [##############################] 100%, 0 s left',
    ]);
  });

  it('foretells nothing before there is something to go by', () => {
    const { lines, clock, bar } = observed();
    clock.millis += 2000;
    bar.show(0.001);
    expect(lines).toEqual(['reading [..............................] 0%']);
  });

  it('turns where nobody knows how much there is', () => {
    const { lines, clock, bar } = observed();
    clock.millis += 2000;
    bar.show(null);
    bar.show(null);
    expect(lines).toEqual(['reading \\ 2 s', 'reading | 2 s']);
  });

  it('clears its line', () => {
    const { lines, bar } = observed();
    bar.clear();
    expect(lines).toEqual(['']);
  });
});
