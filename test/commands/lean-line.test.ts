import { describe, expect, it } from 'vitest';
import { leanLine, onlySession } from '../../src/commands/lean-line.ts';
import { Line } from '../../src/line/line.ts';
import type { LineSummary } from '../../src/line/line-summary.ts';
import type { PppEvent } from '../../src/line/ppp/event-row.ts';
import type { EchoRow, PppSessionRow } from '../../src/line/ppp/summary.ts';

const AT = '2026-05-04T12:00:00.000000Z';
const EMPTY = new Line({ random: () => 7 }).summary();

function echoOf(samples: number): EchoRow {
  return { samples: Array.from({ length: samples }, (_, index) => ({ at: AT, rttMillis: index })) } as unknown as EchoRow;
}

function session(serial: number, state: PppSessionRow['state']): PppSessionRow {
  return { serial, state, echo: echoOf(512), serverEcho: echoOf(20) } as unknown as PppSessionRow;
}

function lineOf(sessions: readonly PppSessionRow[], events: number): LineSummary {
  const happened = Array.from(
    { length: events },
    (_, index): PppEvent => ({
      at: AT,
      lastAt: AT,
      count: 1,
      kind: 'padi',
      text: `${index}`,
      session: index % 4,
      end: null,
    }),
  );
  return { ...EMPTY, ppp: { ...EMPTY.ppp, sessions, events: happened } };
}

function samplesOf({ ppp }: LineSummary): [number, number][] {
  return ppp.sessions.map(({ echo, serverEcho }) => [echo.samples.length, serverEcho.samples.length]);
}

describe('leanLine', () => {
  it('keeps the latest 120 samples of sessions that are open, and none of older ones', () => {
    const lean = leanLine(lineOf([session(1, 'closed'), session(2, 'up'), session(3, 'closed'), session(4, 'lcp')], 0));
    expect(samplesOf(lean)).toEqual([
      [0, 0],
      [120, 20],
      [0, 0],
      [120, 20],
    ]);
    expect(lean.ppp.sessions[1]!.echo.samples[0]!.rttMillis).toBe(392);
  });

  it('keeps samples of the last session although it is over', () => {
    expect(samplesOf(leanLine(lineOf([session(1, 'closed'), session(2, 'closed')], 0)))).toEqual([
      [0, 0],
      [120, 20],
    ]);
  });

  it('stays bounded with many open sessions and many events', () => {
    const many = Array.from({ length: 128 }, (_, serial) => session(serial, 'up'));
    const lean = leanLine(lineOf(many, 256));
    expect(samplesOf(lean).filter(([client]) => client > 0)).toHaveLength(8);
    expect(lean.ppp.sessions).toHaveLength(128);
    expect(lean.ppp.events.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, index) => `${index + 156}`));
  });

  it('leaves the summary it was given alone', () => {
    const line = lineOf([session(1, 'closed'), session(2, 'up')], 200);
    const before = JSON.stringify(line);
    leanLine(line);
    expect(JSON.stringify(line)).toBe(before);
  });
});

describe('onlySession', () => {
  it('has one session with all its samples and events', () => {
    const { ppp } = onlySession(lineOf([session(1, 'closed'), session(2, 'up')], 256), 1);
    expect(samplesOf({ ...EMPTY, ppp })).toEqual([[512, 20]]);
    expect(ppp.sessions[0]!.serial).toBe(1);
    expect(ppp.events).toHaveLength(64);
  });
});
