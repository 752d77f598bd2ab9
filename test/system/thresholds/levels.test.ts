import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/effective.ts';
import {
  eventRuleOf,
  levelOf,
  limitsOf,
  NO_CONFIGURATION,
  type ThresholdConfiguration,
} from '../../../src/system/thresholds/levels.ts';
import type { Limits } from '../../../src/system/thresholds/thresholds.ts';

const GRADED: Limits = { careful: 50, warning: 70, critical: 90, worseWhen: 'higher' };
const BATTERY: Limits = { careful: 30, warning: 20, critical: 10, worseWhen: 'lower' };

describe('levelOf', () => {
  it.each([
    [49.999, 'ok'],
    [50, 'careful'],
    [69.9, 'careful'],
    [70, 'warning'],
    [90, 'critical'],
    [1e9, 'critical'],
    [Number.NaN, 'ok'],
  ])('takes a limit that is reached for exceeded: %d is %s', (value, level) => {
    expect(levelOf(value, GRADED)).toBe(level);
  });

  it.each([
    [30.1, 'ok'],
    [30, 'careful'],
    [20, 'warning'],
    [10, 'critical'],
    [0, 'critical'],
    [Number.NaN, 'ok'],
  ])('goes the other way where lower is worse: %d is %s', (value, level) => {
    expect(levelOf(value, BATTERY)).toBe(level);
  });

  it('skips levels that have no limit', () => {
    expect(levelOf(95, { ...GRADED, critical: null })).toBe('warning');
    expect(levelOf(75, { ...GRADED, careful: null, warning: null })).toBe('ok');
    expect(levelOf(75, { ...GRADED, warning: null })).toBe('careful');
  });
});

describe('limitsOf', () => {
  const thresholds = [
    { metric: 'fileSystem', warning: 80 },
    { metric: 'fileSystem', item: '/srv/*', careful: null, critical: 97 },
    { metric: 'fileSystem', item: '/srv/a', warning: 60 },
    { metric: 'memory', warning: 1 },
  ] as const;

  it.each([
    ['/', 50, 80, 90],
    ['/srv/b', null, 80, 97],
    ['/srv/a', null, 60, 97],
  ])('lays what the configuration says over the standard, entry by entry: %s', (item, careful, warning, critical) => {
    expect(limitsOf('fileSystem', item, { thresholds })).toEqual({ careful, warning, critical, worseWhen: 'higher' });
  });

  it('takes no entry for an item where there are no items', () => {
    const entries = [{ metric: 'cpu', item: '*', critical: 1 }] as const;
    expect(limitsOf('cpu', null, { thresholds: entries }).critical).toBe(85);
  });

  it('has the limits of an item of its own in place of the standard', () => {
    const standard = { ...GRADED, warning: 100 };
    expect(limitsOf('temperature', 'x', { thresholds: [], standard })).toEqual(standard);
    expect(limitsOf('temperature', 'x', { thresholds: [{ metric: 'temperature', warning: 75 }], standard }).warning).toBe(75);
  });
});

describe('eventRuleOf', () => {
  it('begins events where the configuration says', () => {
    expect(eventRuleOf('memory', null, NO_CONFIGURATION)).toEqual({ from: 'warning', heldSeconds: 6, restSeconds: 6 });
    expect(eventRuleOf('memory', null, { ...NO_CONFIGURATION, eventsFrom: 'critical' }).from).toBe('critical');
    expect(eventRuleOf('raspberrySinceStart', 'throttled', { ...NO_CONFIGURATION, eventsFrom: 'critical' }).from).toBe('careful');
  });

  it('makes events of what is only coloured when somebody wrote down a limit for it', () => {
    const configuration: ThresholdConfiguration = {
      ...NO_CONFIGURATION,
      thresholds: [{ metric: 'diskWrite', item: 'sda', critical: 1e6 }],
    };
    expect(eventRuleOf('diskWrite', 'sda', configuration).from).toBe('warning');
    expect(eventRuleOf('diskWrite', 'sdb', configuration).from).toBeNull();
  });

  it('takes the last time that is said, for the begin and the end', () => {
    const thresholds = [
      { metric: 'cpu', heldSeconds: 1 },
      { metric: 'cpu', heldSeconds: 60 },
      { metric: 'cpu', warning: 50 },
    ] as const;
    expect(eventRuleOf('cpu', null, { ...NO_CONFIGURATION, thresholds })).toEqual({
      from: 'warning',
      heldSeconds: 60,
      restSeconds: 60,
    });
  });

  it('is configured by the section of the file', () => {
    const configuration: ThresholdConfiguration = readConfig({ environment: {} }).config.system;
    expect(configuration).toMatchObject(NO_CONFIGURATION);
  });
});
