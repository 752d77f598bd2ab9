import { describe, expect, it } from 'vitest';
import { SYSTEM_VIEWS, systemColumns, viewsOf } from '../../../dashboard/src/chart/system-views.ts';
import { systemPoint } from '../../support/fake-machine.ts';

const POINTS = [
  systemPoint('2026-03-01T19:00:00.000000Z', { swapPercent: null, temperature: null, receivedBytesPerSecond: 1000 }),
  systemPoint('2026-03-01T19:00:02.000000Z', { cpuPercent: null, temperature: null, receivedBytesPerSecond: 2000 }),
];

describe('systemColumns', () => {
  it('has a row for every point, and null where nothing is known', () => {
    const start = Date.UTC(2026, 2, 1, 19) / 1000;
    expect(systemColumns(POINTS, 'cpu')).toEqual({ times: [start, start + 2], first: [12, null], second: [0.5, 0.5] });
    expect(systemColumns(POINTS, 'memory').second).toEqual([null, 0]);
    expect(systemColumns(POINTS, 'load').second).toEqual([null, null]);
  });

  it('draws networks in bits and disks in bytes', () => {
    expect(systemColumns(POINTS, 'network').first).toEqual([8000, 16_000]);
    expect(systemColumns(POINTS, 'disks').first).toEqual([4096, 4096]);
  });
});

describe('viewsOf', () => {
  it('leaves out what the machine says nothing of', () => {
    expect(viewsOf(POINTS)).toEqual(['cpu', 'memory', 'load', 'network', 'disks']);
    expect(viewsOf([])).toEqual([]);
  });
});

describe('the scale', () => {
  it('of shares is always the whole', () => {
    expect([SYSTEM_VIEWS.cpu.top(), SYSTEM_VIEWS.memory.top()]).toEqual([100, 100]);
  });

  it.each([
    [0, 1],
    [0.9, 1],
    [1, 1.5],
    [6.9, 8],
    [30, 40],
  ])('of a load of %s ends at %s', (highest, top) => {
    expect(SYSTEM_VIEWS.load.top(highest)).toBe(top);
  });

  it('of temperatures begins to move at 60 degrees', () => {
    expect([20, 60, 61, 97].map(SYSTEM_VIEWS.temperature.top)).toEqual([60, 60, 70, 100]);
  });
});
