import { describe, expect, it } from 'vitest';
import { BUSY_EVENING, LineScript, type Second } from '../../support/line-windows.ts';

/** A second at a rate, with an echo that takes so long. */
function at(direction: 'down' | 'up', megabits: number, millis: number): Second {
  const bytes = (megabits * 1e6) / 8;
  const clientEcho = { sent: 1, answered: 1, rttMillis: [millis] };
  return { frames: { down: 10, up: 10 }, bytes: { [direction]: bytes }, sessionsOpen: 1, sessionsUp: 1, clientEcho };
}

function rowOf(script: LineScript, direction: 'down' | 'up') {
  return script.verdicts.summary().bufferbloat.find((row) => row.direction === direction)!;
}

describe('latency under load', () => {
  it.each([
    [3, 'A+'],
    [20, 'A'],
    [45, 'B'],
    [120, 'C'],
    [300, 'D'],
    [900, 'F'],
  ])('is graded by what load adds: %d ms are %s', (added, grade) => {
    const script = new LineScript().pass(60, at('down', 0.1, 15)).pass(30, at('down', 50, 15 + added));

    expect(rowOf(script, 'down')).toMatchObject({ grade, reason: null, measure: 'lcp-echo' });
    expect(rowOf(script, 'down').addedMillis! / added).toBeCloseTo(1, 0);
  });

  it('is told by how near to full the line was', () => {
    const script = new LineScript().pass(60, at('up', 0.01, 10));
    for (const [rate, millis] of [
      [10, 100],
      [6.5, 40],
      [3, 20],
    ] as const)
      script.pass(30, at('up', rate, millis));

    expect(
      rowOf(script, 'up').buckets.map(({ utilisation, medianMillis }) => [utilisation, 10 * Math.round(medianMillis! / 10)]),
    ).toEqual([
      ['idle', 10],
      ['10-50 %', 20],
      ['50-80 %', 40],
      ['over 80 %', 100],
    ]);
  });

  it('has no grade, and says why, where there was no load, or nothing to compare it with', () => {
    expect(rowOf(new LineScript().pass(60, at('down', 0.05, 15)), 'up')).toMatchObject({
      grade: null,
      reason: 'there was no load worth the name in this direction',
    });
    expect(rowOf(new LineScript().pass(60, at('down', 50, 100)), 'down').reason).toContain('while the line was idle');
    const silent: Second = { ...at('down', 50, 1), clientEcho: {} };
    expect(rowOf(new LineScript().pass(60, at('down', 0.1, 15)).pass(60, silent), 'down').reason).toContain(
      'near the highest rate',
    );
  });

  it('rests on TCP’s round trips where there are no echoes', () => {
    const idle: Second = { ...BUSY_EVENING, clientEcho: {}, bytes: { down: 4_000, up: 2_000 } };
    const full: Second = { ...idle, bytes: { down: 5_000_000 }, handshakeLine: [110], roundTripLine: [110] };
    const script = new LineScript().pass(60, idle).pass(30, full);

    expect(rowOf(script, 'down')).toMatchObject({ grade: 'C', measure: 'tcp' });
  });

  it('forgets within a day or two', () => {
    const script = new LineScript().pass(60, at('down', 0.1, 15)).pass(30, at('down', 50, 500));
    script.jump(13 * 3600).pass(5, at('down', 0.1, 15));
    script.jump(13 * 3600).pass(5, at('down', 0.1, 15));

    expect(rowOf(script, 'down').grade).toBeNull();
    expect(rowOf(script, 'down').highestBitsPerSecond).toBeLessThan(1e6);
  });
});
