import { expect, it } from 'vitest';
import { type Countable, countTests } from './count-reporter.ts';

function moduleWith(states: readonly string[], errors: readonly unknown[] = []): Countable {
  return {
    errors: () => errors as ReturnType<Countable['errors']>,
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  };
}

it('counts what passed, failed and was skipped', () => {
  const modules = [moduleWith(['passed', 'failed', 'skipped']), moduleWith(['passed', 'skipped', 'pending'])];
  expect(countTests(modules, 0)).toEqual({ passed: 2, failed: 1, skipped: 3 });
});

it('counts a file that cannot be loaded and an error outside of tests as failures', () => {
  expect(countTests([moduleWith([], [new Error('no such module')])], 2)).toEqual({ passed: 0, failed: 3, skipped: 0 });
});
