/**
 * Where the person is, kept in the address after `#`: every view, filter and claim has a link.
 * What stands after `#` is never sent to a server or written to its log.
 */

import { SvelteURLSearchParams } from 'svelte/reactivity';

export interface Place {
  /** Decoded parts of the path: `['documents', 'ab12…']`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export function parse(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  return { parts, query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Parts = readonly (string | number)[];
type LinkQuery = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The link to a view: `to(['documents', id], { claim })`. Empty values are left out. */
export function to(parts: Parts, query: LinkQuery = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}${text ? `?${text}` : ''}`;
}

class Router {
  parts = $state.raw<readonly string[]>([]);
  readonly query = new SvelteURLSearchParams();
  /** Asked before another view is shown; false stays here (something typed is not saved). */
  guard: (() => boolean) | null = null;

  constructor() {
    if (typeof window === 'undefined') return;
    this.#read();
    window.addEventListener('hashchange', () => {
      const there = parse(window.location.hash).parts.join('/');
      if (there !== this.parts.join('/') && this.guard && !this.guard()) {
        const here = to(this.parts, Object.fromEntries(this.query));
        window.history.replaceState(window.history.state, '', here);
        return;
      }
      this.#read();
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.unsaved()) event.preventDefault();
    });
  }

  /** Is there something typed that is not saved? Set by the view that knows. */
  unsaved: () => boolean = () => false;

  #read(): void {
    const place = parse(window.location.hash);
    if (place.parts.join('/') !== this.parts.join('/')) this.parts = place.parts;
    for (const name of [...this.query.keys()]) {
      if (!place.query.has(name)) this.query.delete(name);
    }
    for (const [name, value] of place.query) {
      if (this.query.get(name) !== value) this.query.set(name, value);
    }
  }

  go(href: string): void {
    window.location.hash = href.replace(/^#/, '');
  }

  /** Change the query without a new entry in the history (filters, the chosen claim). */
  replace(query: LinkQuery): void {
    const merged: Record<string, string | number | boolean | null | undefined> = {
      ...Object.fromEntries(this.query),
      ...query,
    };
    const href = to(this.parts, merged);
    window.history.replaceState(window.history.state, '', href);
    this.#read();
  }
}

export const router = new Router();
