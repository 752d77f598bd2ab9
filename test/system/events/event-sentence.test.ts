import { describe, expect, it } from 'vitest';
import { describeEvent, type EventFacts } from '../../../src/system/events/event-sentence.ts';
import { THRESHOLDS } from '../../../src/system/thresholds/thresholds.ts';

function sentence(facts: Partial<EventFacts> & Pick<EventFacts, 'metric'>): string {
  return describeEvent({
    item: null,
    unit: '%',
    worseWhen: 'higher',
    value: { min: 97, mean: 97, max: 97 },
    seconds: 180,
    peak: { top: [], detail: null, blame: null },
    ...facts,
  });
}

describe('describeEvent', () => {
  it('says what, how much, for how long, and who', () => {
    const peak = { top: [], detail: null, blame: 'qemu-system-x86_64 (pid 812) took most of it' };
    expect(sentence({ metric: 'cpu', peak })).toBe('CPU at 97 % for 3 min: qemu-system-x86_64 (pid 812) took most of it');
    expect(sentence({ metric: 'cpu', peak: { ...peak, detail: 'mostly in programs' } })).toBe(
      'CPU at 97 % for 3 min, mostly in programs: qemu-system-x86_64 (pid 812) took most of it',
    );
  });

  it('says the mean, and the worst where that is another', () => {
    expect(sentence({ metric: 'memory', value: { min: 80, mean: 91.6, max: 99.2 } })).toBe(
      'Memory at 92 % (up to 99 %) for 3 min',
    );
    expect(sentence({ metric: 'battery', item: 'BAT0', worseWhen: 'lower', value: { min: 5, mean: 8, max: 9 } })).toBe(
      'Battery BAT0 at 8 % (down to 5 %) for 3 min',
    );
  });

  it('leaves out a time that is none yet', () => {
    expect(sentence({ metric: 'underVoltage', seconds: 0 })).toBe('Under-voltage: the power supply or its cable is too weak');
    expect(sentence({ metric: 'underVoltage', seconds: 4 })).toBe(
      'Under-voltage for 4 s: the power supply or its cable is too weak',
    );
  });

  it.each([
    ['load', null, 'load', 'on 4 processors', 'Load at 6.3 on 4 processors for 3 min'],
    ['temperature', 'cpu_thermal 0', '°C', null, 'Temperature of cpu_thermal 0 at 6 °C for 3 min'],
    ['fileSystem', '/srv', '%', null, 'File system /srv at 6 % for 3 min'],
    ['fileSystemReadOnly', '/', 'state', null, 'File system / read-only for 3 min: nothing can be written to it'],
    ['raspberrySinceStart', 'throttled', 'state', null, 'Throttling at some time since the machine was started'],
    ['pressureIo', null, '%', null, 'Tasks waiting for disks at 6 % of the time for 3 min'],
    ['diskWrite', 'sda', 'B/s', null, 'Writing of disk sda at 6 B/s for 3 min'],
  ])('tells of %s', (metric, item, unit, detail, expected) => {
    const peak = { top: [], detail, blame: null };
    expect(sentence({ metric, item, unit, value: { min: 6.3, mean: 6.3, max: 6.3 }, peak })).toBe(expected);
  });

  it.each(Object.keys(THRESHOLDS))('has words of its own for %s', (metric) => {
    const text = sentence({ metric, item: 'throttled', unit: THRESHOLDS[metric as keyof typeof THRESHOLDS].unit });
    expect(text).toMatch(/^[A-Z].*[^.]$/);
    expect(text).not.toBe(`${metric} throttled`);
    expect(text).not.toMatch(/\bstate\b|undefined|null/);
  });

  it('cuts a long item', () => {
    expect(sentence({ metric: 'fileSystem', item: '/x'.repeat(2000) }).length).toBeLessThan(120);
  });
});
