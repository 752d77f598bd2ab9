import { describe, expect, it } from 'vitest';
import { writeMetric } from '../../src/api/prometheus.ts';
import { parsePrometheus } from '../support/parse-prometheus.ts';

const METRIC = { name: 'wanprobe_things_total', type: 'counter', help: 'Things.' } as const;

describe('writeMetric', () => {
  it('writes help, type and samples', () => {
    expect(
      writeMetric(METRIC, [
        { labels: {}, value: 3 },
        { labels: { a: 'x', b: 'y' }, value: 0.5 },
      ]),
    ).toBe(
      '# HELP wanprobe_things_total Things.\n# TYPE wanprobe_things_total counter\nwanprobe_things_total 3\nwanprobe_things_total{a="x",b="y"} 0.5\n',
    );
  });

  it('writes nothing without samples', () => {
    expect(writeMetric(METRIC, [])).toBe('');
  });

  it('escapes values and help so that they come back whole', () => {
    const value = 'back\\slash "quoted"\nnext {line}, a="b"';
    const text = writeMetric({ ...METRIC, help: 'One\\two\nthree' }, [{ labels: { value }, value: 1 }]);
    const [metric] = parsePrometheus(text);
    expect(metric).toEqual({
      name: METRIC.name,
      type: 'counter',
      help: 'One\\two\nthree',
      samples: [{ labels: { value }, value: 1 }],
    });
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [2 ** 53, '9007199254740992'],
    [1e21, '1e+21'],
  ])('writes %d as %s', (value, text) => {
    expect(
      writeMetric(METRIC, [{ labels: {}, value }])
        .trimEnd()
        .endsWith(` ${text}`),
    ).toBe(true);
  });
});
