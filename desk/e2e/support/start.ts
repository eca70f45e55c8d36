/** Serves a small project of the documents beside this folder, once for all tests. */

import type { TestProject } from 'vitest/node';
import { beside, run, serve } from './serving';

declare module 'vitest' {
  export interface ProvidedContext {
    desk: string;
  }
}

export default async function start(tests: TestProject): Promise<() => Promise<void>> {
  const about = ['--published', '2024-05-29', '--publisher', 'Example Wire', '--quiet'];
  const { url, stop } = await serve(
    (project) => run(['add', '-p', project, beside('documents'), ...about]),
    ...['--as', 'Ada'],
  );
  tests.provide('desk', url);
  return stop;
}
