import type { Reporter, TestModule } from 'vitest/node';

/** Ends every test run with one line of figures that programs can read: `412 passed, 0 failed, 9 skipped`. */
// biome-ignore lint/style/noDefaultExport: the test runner loads reporters by it
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const { passed, failed, skipped } = countTests(modules, errors.length);
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

/** The counts of a run. A file that could not be loaded, and an error outside of every test, count as a failure each. */
export function countTests(
  modules: readonly Countable[],
  strayErrors: number,
): { passed: number; failed: number; skipped: number } {
  const counts = { passed: 0, failed: strayErrors, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed' || state === 'failed') counts[state]++;
      else counts.skipped++;
    }
  }
  return counts;
}

/** The part of vitest's `TestModule` that is counted. */
export interface Countable {
  errors(): ReturnType<TestModule['errors']>;
  readonly children: { allTests(): Iterable<{ result(): { readonly state: string } }> };
}
