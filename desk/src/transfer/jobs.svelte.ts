/** Imports and exports that run: asked for again while one of them goes on. */

import { change, get } from '$lib/api/client';
import type { Job } from '$lib/api/types';
import { toasts } from '$lib/toasts.svelte';

const EVERY_MS = 700;

export const going = (job: Job): boolean => job.state === 'waiting' || job.state === 'running';

export class Jobs {
  list = $state.raw<readonly Job[]>([]);
  failure = $state.raw<unknown>(null);
  loaded = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    private readonly kind: Job['kind'],
    private readonly ended: (job: Job) => void = () => undefined,
  ) {}

  async load(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const before = this.list;
      const all = await get<Job[]>('/api/jobs');
      this.list = all.filter((job) => job.kind === this.kind);
      this.failure = null;
      this.loaded = true;
      for (const job of this.list) {
        const was = before.find((one) => one.id === job.id);
        if (was && going(was) && !going(job)) this.ended(job);
      }
    } catch (error) {
      this.failure = error;
    }
    if (!this.#closed && this.list.some(going)) {
      this.#timer = setTimeout(() => void this.load(), EVERY_MS);
    }
  }

  async stop(job: Job): Promise<void> {
    try {
      await change<Job>('DELETE', `/api/jobs/${job.id}`);
    } catch (error) {
      toasts.error(error);
    }
    await this.load();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
