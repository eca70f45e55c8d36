/** Waits and answers that make way for newer ones. */

import { aborted } from '$lib/api/client';

/** Runs `act` once nothing has called for `ms`. */
export function debounced(act: () => void, ms: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => clearTimeout(timer);
  return {
    cancel,
    call: () => {
      cancel();
      timer = setTimeout(act, ms);
    },
  };
}

/** Only the answer to the newest question counts; the others are given up. */
export class Latest {
  #asked: AbortController | null = null;

  async ask<Answer>(
    question: (signal: AbortSignal) => Promise<Answer>,
    take: (answer: Answer) => void,
    fail: (error: unknown) => void,
  ): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const answer = await question(asked.signal);
      if (this.#asked === asked) take(answer);
    } catch (error) {
      if (this.#asked === asked && !aborted(error)) fail(error);
    }
  }

  stop(): void {
    this.#asked?.abort();
    this.#asked = null;
  }
}
