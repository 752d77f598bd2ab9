import { describe, expect, it } from 'vitest';
import {
  figureContext,
  figureValue,
  isWorse,
  stopState,
  toneOf,
  verdictWord,
} from '../../../dashboard/src/format/verdict-words.ts';
import type { Severity, VerdictKind, VerdictRow } from '../../../src/api/messages.ts';

function verdict(kind: VerdictKind, severity: Severity = 'major', also: readonly VerdictKind[] = []) {
  return { verdict: kind, severity, also } satisfies Partial<VerdictRow>;
}

describe('verdictWord', () => {
  it('says whose fault it is and how bad, and an outage before anything else', () => {
    expect(verdictWord(verdict('line', 'major'))).toBe('Provider’s line, serious');
    expect(verdictWord(verdict('home', 'minor'))).toBe('Home network, slight');
    expect(verdictWord(verdict('nothing-wrong', 'none'))).toBe('Nothing wrong');
    expect(verdictWord(verdict('line', 'outage'))).toBe('Outage: provider’s line');
    expect(verdictWord(verdict('home', 'outage'), { suspect: 'router', isOver: true })).toBe('Outage, over now: router');
  });

  it('shows what a newer probe says as it is', () => {
    expect(verdictWord(verdict('kind-of-tomorrow' as VerdictKind, 'odd' as Severity))).toBe('kind-of-tomorrow, odd');
  });
});

describe('toneOf', () => {
  it('is good only where nothing is wrong: too little traffic is no good news', () => {
    expect(toneOf(verdict('nothing-wrong', 'none'))).toBe('good');
    expect(toneOf(verdict('idle', 'none'))).toBe('quiet');
    expect(toneOf(verdict('mirror', 'minor'))).toBe('warn');
    expect(isWorse(verdict('dns', 'outage'), verdict('line', 'major'))).toBe(true);
    expect(isWorse(verdict('idle', 'none'), verdict('nothing-wrong', 'none'))).toBe(false);
  });
});

describe('stopState', () => {
  it('points at the culprit and clears the others', () => {
    const row = verdict('line', 'major', ['dns']);
    expect(stopState('line', row, null)).toBe('culprit');
    expect(stopState('dns', row, null)).toBe('also');
    expect(stopState('home', row, null)).toBe('not-it');
  });

  it('cannot tell the home from the router, which are on the same side of the probe', () => {
    const row = verdict('home', 'minor');
    expect(stopState('home', row, null)).toBe('culprit');
    expect(stopState('router', row, null)).toBe('possible');
    expect(stopState('router', verdict('line', 'outage'), 'router')).toBe('culprit');
  });

  it('clears nobody during an outage, behind which nothing can be seen', () => {
    expect(stopState('far-end', verdict('line', 'outage'), 'provider')).toBe('not-known');
  });

  it('calls a full line full, not broken', () => {
    expect(stopState('line', verdict('line-full'), null)).toBe('full');
  });

  it('says that it cannot tell where nothing is known', () => {
    expect(stopState('line', null, null)).toBe('not-known');
    expect(stopState('line', verdict('idle', 'none'), null)).toBe('not-known');
    expect(stopState('line', verdict('nothing-wrong', 'none'), null)).toBe('fine');
  });
});

describe('figures', () => {
  it('have their unit, what is usual and from where on it is trouble', () => {
    const figure = { name: 'echo', value: 41.25, unit: 'ms', baseline: 8.7, threshold: null } as const;
    expect(figureValue(figure)).toBe('41.3 ms');
    expect(figureContext(figure)).toBe('usually 8.7 ms');
    expect(figureContext({ ...figure, threshold: 28.7 })).toBe('usually 8.7 ms, trouble from 28.7 ms');
    expect(figureValue({ value: 3.84, unit: '%' })).toBe('3.8 %');
    expect(figureValue({ value: 9.8e6, unit: 'bit/s' })).toBe('9.80 Mbit/s');
    expect(figureValue({ value: 131, unit: 's' })).toBe('2 min 11 s');
    expect(figureValue({ value: 14, unit: '' })).toBe('14');
    expect(figureValue({ value: Number.NaN, unit: '%' })).toBe('–');
  });
});
