import { describe, expect, it } from 'vitest';
import { effectiveSort, orderProcesses } from '../../src/terminal/process-order.ts';
import { shownMachine, shownProcess } from './shown-models.ts';

const LIST = [
  shownProcess({ pid: 1, name: 'b', user: 'root', cpuPercent: 1, memoryPercent: 9, userSeconds: 1, systemSeconds: 1 }),
  shownProcess({ pid: 2, name: 'a', user: 'pi', cpuPercent: 5, memoryPercent: 1, userSeconds: 90, systemSeconds: 0 }),
  shownProcess({
    pid: 3,
    name: 'c',
    user: 'pi',
    cpuPercent: 5,
    memoryPercent: 3,
    readBytesPerSecond: 1,
    writeBytesPerSecond: 900,
  }),
  shownProcess({
    pid: 4,
    name: 'd',
    user: 'pi',
    cpuPercent: 0,
    memoryPercent: 0,
    readBytesPerSecond: null,
    writeBytesPerSecond: null,
  }),
];
const pids = (sort: Parameters<typeof orderProcesses>[1]['sort'], filter = ''): number[] =>
  orderProcesses(LIST, { sort, filter }).map(({ pid }) => pid);

describe('processes', () => {
  it.each([
    ['cpu', [3, 2, 1, 4]],
    ['memory', [1, 3, 2, 4]],
    ['io', [3, 2, 1, 4]],
    ['name', [2, 1, 3, 4]],
    ['time', [2, 3, 4, 1]],
    ['user', [2, 3, 4, 1]],
  ] as const)('are sorted by %s', (sort, expected) => {
    expect(pids(sort)).toEqual(expected);
  });

  it('are found by pid, user, name and command, whatever the case', () => {
    expect(pids('cpu', ' ROOT ')).toEqual([1]);
    expect(pids('cpu', 'pts/0')).toHaveLength(4);
    expect(pids('cpu', 'nobody')).toEqual([]);
    expect(orderProcesses([shownProcess({ pid: 4711 })], { sort: 'cpu', filter: '471' })).toHaveLength(1);
  });

  it('take a filter for text, not for a pattern', () => {
    expect(pids('cpu', '.*')).toEqual([]);
  });
});

describe('sorting by what is scarce', () => {
  const { cpu, memory } = shownMachine();

  it('is by CPU, unless memory or the disks are what is scarce', () => {
    expect(effectiveSort('auto', { cpu, memory })).toBe('cpu');
    expect(effectiveSort('auto', { cpu, memory: { ...memory!, percent: 71 } })).toBe('memory');
    expect(effectiveSort('auto', { cpu: { ...cpu!, iowait: 61 }, memory: { ...memory!, percent: 71 } })).toBe('io');
    expect(effectiveSort('auto', { cpu: null, memory: null })).toBe('cpu');
  });

  it('gives way to a choice', () => {
    expect(effectiveSort('name', { cpu, memory: { ...memory!, percent: 99 } })).toBe('name');
  });
});
