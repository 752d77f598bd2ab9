import { describe, expect, it } from 'vitest';
import { KeyedTable } from '../../src/traffic/keyed-table.ts';
import { Ledger, ledgerNumbers } from '../../src/traffic/ledger.ts';
import { fixedRandom } from '../support/observe.ts';

const SECOND = 1_000_000;

function ledgerOf(rows: number): Ledger {
  const table = new KeyedTable(64, { keyWords: 1, numbers: ledgerNumbers(2) }, fixedRandom());
  const ledger = new Ledger(table, { measures: 2 });
  for (let slot = 0; slot < rows; slot += 1) ledger.start(slot);
  return ledger;
}

describe('Ledger', () => {
  it('shows what the open window has apart from what closed windows came to', () => {
    const ledger = ledgerOf(2);
    ledger.count(1, 0, { wireLength: 100, timestampMicros: 10 });
    ledger.count(1, 0, { wireLength: 50, timestampMicros: 20 });
    expect([ledger.openAt(1, 0), ledger.openAt(1, 1), ledger.total(1, 0)]).toEqual([2, 150, 0]);
    ledger.closeWindow(SECOND, 1);
    expect([ledger.openAt(1, 0), ledger.total(1, 0), ledger.total(1, 1)]).toEqual([0, 2, 150]);
    expect([ledger.total(0, 0), ledger.lastSeen(1)]).toEqual([0, 20]);
  });

  it('names each touched slot once, rising, until the window closes', () => {
    const ledger = ledgerOf(64);
    for (const slot of [63, 0, 31, 32, 31, 0]) ledger.count(slot, 0, { wireLength: 1, timestampMicros: 1 });
    expect([...ledger.touched()]).toEqual([0, 31, 32, 63]);
    ledger.closeWindow(SECOND, 1);
    expect([...ledger.touched()]).toEqual([]);
  });

  it('keeps what an evicted row came to: closed windows at once, the open one when it closes', () => {
    const ledger = ledgerOf(1);
    ledger.count(0, 0, { wireLength: 100, timestampMicros: 1 });
    ledger.closeWindow(SECOND, 1);
    ledger.count(0, 0, { wireLength: 30, timestampMicros: SECOND + 1 });
    ledger.fold(0);
    ledger.start(0);
    expect([...ledger.rest]).toEqual([1, 100]);
    expect([...ledger.restOpen]).toEqual([1, 30]);
    ledger.closeWindow(2 * SECOND, 1);
    expect([...ledger.rest]).toEqual([2, 130]);
    expect([ledger.total(0, 0), ledger.restRows]).toEqual([0, 1]);
  });

  it('comes to the true rate when it is steady, and forgets it when nothing comes', () => {
    const ledger = ledgerOf(1);
    for (let second = 0; second < 60; second += 1) {
      for (let n = 0; n < 10; n += 1) ledger.count(0, 0, { wireLength: 1250, timestampMicros: second * SECOND + n });
      ledger.closeWindow((second + 1) * SECOND, 1);
    }
    expect(ledger.rate(0, 1, 60 * SECOND)).toBeCloseTo(12_500, 0);
    expect(ledger.rate(0, 1, 65 * SECOND)).toBeCloseTo(12_500 / Math.E, 0);
    expect(ledger.rate(0, 1, 160 * SECOND)).toBeLessThan(1);
  });

  it('stretches the time a row was seen both ways', () => {
    const ledger = ledgerOf(1);
    ledger.stretch(0, -5, 17);
    expect([ledger.firstSeen(0), ledger.lastSeen(0)]).toEqual([-5, 17]);
  });
});
