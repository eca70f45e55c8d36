/** A long list of which only the pages in sight are fetched. No request outlives its filter. */

import { aborted } from '$lib/api/client';
import type { Page } from '$lib/api/types';

export type Fetch<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<Page<Row>>;

export interface Listener {
  /** The total or some rows have come, or a page failed. */
  changed(): void;
  failed(error: unknown): void;
}

export class Pages<Row> {
  /** Null until the first page has come. */
  total: number | null = null;
  readonly #rows = new Map<number, readonly Row[]>();
  readonly #asked = new Map<number, AbortController>();

  constructor(
    private readonly fetch: Fetch<Row>,
    private readonly listener: Listener,
    readonly size = 100,
    private readonly kept = 40,
  ) {}

  row(index: number): Row | undefined {
    return this.#rows.get(Math.floor(index / this.size))?.[index % this.size];
  }

  /** Make sure that the rows from `first` up to `end` come; give up pages that are far off. */
  want(first: number, end: number): void {
    const from = Math.max(0, Math.floor(first / this.size));
    const last = this.total === null ? 0 : Math.max(0, Math.ceil(this.total / this.size) - 1);
    const to = Math.min(last, Math.floor(Math.max(first, end - 1) / this.size));
    for (const [page, asked] of this.#asked) {
      if (page < from - 1 || page > to + 1) {
        asked.abort();
        this.#asked.delete(page);
      }
    }
    for (let page = from; page <= to; page += 1) {
      if (!this.#rows.has(page) && !this.#asked.has(page)) void this.#ask(page);
    }
  }

  close(): void {
    for (const asked of this.#asked.values()) asked.abort();
    this.#asked.clear();
  }

  async #ask(page: number): Promise<void> {
    const asked = new AbortController();
    this.#asked.set(page, asked);
    try {
      const answer = await this.fetch(page * this.size, this.size, asked.signal);
      if (asked.signal.aborted) return;
      this.total = answer.total;
      this.#rows.set(page, answer.rows);
      this.#forget(page);
      this.listener.changed();
    } catch (error) {
      if (!aborted(error) && !asked.signal.aborted) this.listener.failed(error);
    } finally {
      if (this.#asked.get(page) === asked) this.#asked.delete(page);
    }
  }

  /** Pages far from the one that came last make room. */
  #forget(page: number): void {
    if (this.#rows.size <= this.kept) return;
    const furthest = [...this.#rows.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page));
    for (const one of furthest.slice(0, this.#rows.size - this.kept)) this.#rows.delete(one);
  }
}

/** Which rows are in sight, with some above and below. */
export function inSight(
  scrolled: number,
  height: number,
  rowHeight: number,
  total: number,
  spare = 8,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - spare);
  const end = Math.min(total, Math.ceil((scrolled + height) / rowHeight) + spare);
  return { first: Math.min(first, Math.max(0, end)), end };
}
