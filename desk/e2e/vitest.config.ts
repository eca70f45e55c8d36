import { defineConfig } from 'vitest/config';

/** A browser is driven through a desk that serves a small project; one thing at a time. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/support/start.ts', 'e2e/support/team.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
  },
});
