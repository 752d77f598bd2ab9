import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, because a mistake in a native call ends the process it is in. Tests share no state, so files can share a process.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
    reporters: ['default', './test/support/count-reporter.ts'],
  },
});
