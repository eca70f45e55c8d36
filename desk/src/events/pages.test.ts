import { describe, expect, it, vi } from 'vitest';
import type { Page } from '$lib/api/types';
import { Latest, debounced } from './latest';
import { Pages, inSight, type Fetch } from './pages';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function source(total: number): { fetch: Fetch<number>; asked: number[]; signals: AbortSignal[] } {
  const asked: number[] = [];
  const signals: AbortSignal[] = [];
  const fetch: Fetch<number> = async (offset, limit, signal) => {
    asked.push(offset);
    signals.push(signal);
    await settled();
    const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, at) => offset + at);
    return { total, offset, rows } satisfies Page<number>;
  };
  return { fetch, asked, signals };
}

const quiet = { changed: () => undefined, failed: () => undefined };

describe('pages of a long list', () => {
  it('fetch only what is in sight, once', async () => {
    const { fetch, asked } = source(100_000);
    const pages = new Pages(fetch, quiet);
    pages.want(0, 20);
    await settled();
    pages.want(50_000, 50_030);
    pages.want(50_000, 50_030);
    await settled();
    expect(asked).toEqual([0, 50_000]);
    expect(pages.total).toBe(100_000);
    expect(pages.row(50_012)).toBe(50_012);
    expect(pages.row(70)).toBe(70);
    expect(pages.row(300)).toBeUndefined();
  });

  it('give up pages that scrolled out of sight before they came', async () => {
    const { fetch, signals } = source(100_000);
    const pages = new Pages(fetch, quiet);
    pages.want(0, 20);
    await settled();
    pages.want(20_000, 20_020);
    pages.want(90_000, 90_020);
    expect(signals[1]?.aborted).toBe(true);
    expect(signals[2]?.aborted).toBe(false);
    pages.close();
    expect(signals[2]?.aborted).toBe(true);
  });

  it('tell of failures, but not of requests given up', async () => {
    const failed = vi.fn();
    const fetch: Fetch<number> = () => Promise.reject(new Error('no answer'));
    new Pages(fetch, { changed: () => undefined, failed }).want(0, 10);
    await settled();
    expect(failed).toHaveBeenCalledTimes(1);
    const given: Fetch<number> = () => Promise.reject(new DOMException('', 'AbortError'));
    new Pages(given, { changed: () => undefined, failed }).want(0, 10);
    await settled();
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('forget pages far from the last one', async () => {
    const { fetch } = source(100_000);
    const pages = new Pages(fetch, quiet, 10, 3);
    for (const first of [0, 100, 200, 300]) {
      pages.want(first, first + 5);
      await settled();
    }
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(300)).toBe(300);
  });
});

describe('rows in sight', () => {
  it('are those of the window with some to spare, within the list', () => {
    expect(inSight(0, 500, 50, 1000, 2)).toEqual({ first: 0, end: 12 });
    expect(inSight(49_900, 500, 50, 1000, 2)).toEqual({ first: 996, end: 1000 });
    expect(inSight(0, 500, 50, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe('the latest question', () => {
  it('is the only one whose answer counts', async () => {
    const latest = new Latest();
    const taken: string[] = [];
    const fail = vi.fn();
    const slow = latest.ask(
      () => new Promise<string>((resolve) => setTimeout(() => resolve('old'), 10)),
      (answer) => taken.push(answer),
      fail,
    );
    const fast = latest.ask(
      () => Promise.resolve('new'),
      (answer) => taken.push(answer),
      fail,
    );
    await Promise.all([slow, fast]);
    expect(taken).toEqual(['new']);
    expect(fail).not.toHaveBeenCalled();
  });
});

describe('typing', () => {
  it('waits for a pause', () => {
    vi.useFakeTimers();
    const act = vi.fn();
    const search = debounced(act, 100);
    search.call();
    vi.advanceTimersByTime(60);
    search.call();
    vi.advanceTimersByTime(60);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60);
    expect(act).toHaveBeenCalledTimes(1);
    search.call();
    search.cancel();
    vi.advanceTimersByTime(500);
    expect(act).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
