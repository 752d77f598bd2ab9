import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sketch } from '../../../src/line/quality/sketch.ts';

const durations = fc.array(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100_000_000 })), {
  minLength: 1,
  maxLength: 400,
});

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

describe('a sketch of durations', () => {
  it('tells any quantile within 2 %', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
        expect(Math.abs(sketchOf(values).quantile(share)! - exact)).toBeLessThanOrEqual(0.02 * exact);
      }),
    );
  });

  it('knows count, smallest and largest exactly', () => {
    fc.assert(
      fc.property(durations, (values) => {
        expect(sketchOf(values).distribution()).toMatchObject({
          count: values.length,
          minMicros: Math.min(...values),
          maxMicros: Math.max(...values),
        });
      }),
    );
  });

  it('merges into what all values together make, as a sketch and as a plain value', () => {
    fc.assert(
      fc.property(durations, durations, (first, second) => {
        const together = JSON.stringify(sketchOf([...first, ...second]));
        const merged = sketchOf(first);
        merged.merge(sketchOf(second));
        expect(JSON.stringify(merged)).toBe(together);
        const values = [sketchOf(first), sketchOf(second)].map((sketch) => JSON.parse(JSON.stringify(sketch)));
        expect(JSON.stringify(Sketch.of(...values))).toBe(together);
      }),
    );
  });

  it('is as new when cleared', () => {
    const sketch = sketchOf([7, 1_000_000]);
    sketch.clear();
    expect(sketch.toJSON()).toEqual(new Sketch().toJSON());
    expect(sketch.distribution()).toEqual({ count: 0, minMicros: null, medianMicros: null, p95Micros: null, maxMicros: null });
    expect(sketchOf([]).quantile(0.5)).toBeNull();
  });

  it('counts what is out of range at its edge', () => {
    const sketch = sketchOf([0, 0.2, 5e9]);
    expect(sketch.distribution()).toMatchObject({ count: 3, minMicros: 1, maxMicros: 100_000_000 });
  });

  it('leaves out buckets that no sketch has', () => {
    const sketch = Sketch.of({ count: 3, minMicros: 1, maxMicros: 1, buckets: [1, 1, -4, 1, 1e9, 1] });
    expect(sketch.count).toBe(1);
  });
});
