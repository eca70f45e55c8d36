import { describe, expect, it } from 'vitest';
import type { Job } from '$lib/api/types';
import { asNumbers } from './formats';
import { left, share, size, telling } from './progress';

const job = (change: Partial<Job>): Job => ({
  id: 'a',
  kind: 'import',
  state: 'running',
  what: 'x',
  done: 0,
  total: null,
  seconds_left: null,
  failures: [],
  error: null,
  file: null,
  report: null,
  started_at: '2026-01-01T00:00:00Z',
  ...change,
});

describe('progress', () => {
  it('is unknown until the total is', () => {
    expect(share(job({}))).toBeNull();
    expect(share(job({ done: 3, total: 12 }))).toBe(0.25);
    expect(share(job({ done: 13, total: 12 }))).toBe(1);
    expect(share(job({ state: 'done' }))).toBe(1);
  });

  it('says how far it is in words', () => {
    expect(telling(job({ done: 3, total: 12, seconds_left: 33 }))).toBe(
      'running · 3 of 12 documents · 35 seconds left',
    );
    const failure = { source: 'a.pdf', kind: 'pdf', reason: 'encrypted', failed_at: '' };
    expect(telling(job({ state: 'done', done: 2, total: 2, failures: [failure] }))).toBe(
      'done · 2 of 2 documents · 1 could not be read',
    );
  });

  it('does not pretend to know seconds of hours', () => {
    expect([left(null), left(2), left(600), left(7200)]).toEqual([
      '',
      'a few seconds left',
      '10 minutes left',
      '2 hours left',
    ]);
    expect([size(12), size(12_345), size(12_345_678)]).toEqual(['12 B', '12 kB', '12.3 MB']);
  });
});

describe('the filter of an export', () => {
  it('has numbers and switches, not text', () => {
    expect(asNumbers({ country: 'SDN', at_least: '5', contested: 'true' })).toEqual({
      country: 'SDN',
      at_least: 5,
      contested: true,
    });
  });
});
