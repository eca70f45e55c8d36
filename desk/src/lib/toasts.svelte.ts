/** Short messages at the foot of the window. Errors stay until they are closed. */

import { inWords } from './api/client';

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'error';
  readonly title: string;
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6000;

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  done(title: string, action?: Toast['action']): void {
    const id = this.#add({ kind: 'done', title, ...(action ? { action } : {}) });
    window.setTimeout(() => this.close(id), SHOWN_MS);
  }

  error(error: unknown, action?: Toast['action']): void {
    this.#add({ kind: 'error', ...inWords(error), ...(action ? { action } : {}) });
  }

  /** What was done elsewhere is said no longer. */
  clearDone(): void {
    if (this.list.length > 0) this.list = this.list.filter((toast) => toast.kind !== 'done');
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++;
    // A new message of a kind takes the place of the last: never a pile.
    this.list = [...this.list.filter((one) => one.kind !== toast.kind), { ...toast, id }];
    return id;
  }
}

export const toasts = new Toasts();
