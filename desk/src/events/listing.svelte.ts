/** The one state of the events' table, map and timeline: all of it stands in the address. */

import { router } from '$lib/router.svelte';
import { KEYS, asQuery, read, sameness, type FilterKey, type Filters } from './filters';

export const SORTS = [
  'days',
  'place',
  'category',
  'told',
  'denied',
  'contradictions',
  'claims',
] as const;
export type Sort = (typeof SORTS)[number];

/** What the server calls them. */
export const FIELD: Readonly<Record<Sort, string>> = {
  days: 'earliest',
  place: 'place',
  category: 'category',
  told: 'sources',
  denied: 'denied_by',
  contradictions: 'contradictions',
  claims: 'claims',
};
export const SHOWN = ['both', 'table', 'map'] as const;
export type Shown = (typeof SHOWN)[number];

class Listing {
  readonly #filters = $derived(read(router.query));
  /** Changes only where the meaning changes, so that a new sort does not fetch the map anew. */
  readonly key = $derived(sameness(this.#filters));

  get filters(): Filters {
    return this.#filters;
  }

  get sort(): Sort {
    return SORTS.find((one) => one === router.query.get('sort')) ?? 'days';
  }

  get descending(): boolean {
    const given = router.query.get('descending');
    return given === null ? this.sort !== 'place' && this.sort !== 'category' : given === 'true';
  }

  get shown(): Shown {
    return SHOWN.find((one) => one === router.query.get('view')) ?? 'both';
  }

  /** Change some filters; a value of null takes one away. */
  narrow(change: Readonly<Partial<Record<FilterKey, string | null>>>): void {
    router.replace(change);
  }

  clear(): void {
    router.replace(Object.fromEntries(KEYS.map((key) => [key, null])));
  }

  sortBy(sort: Sort): void {
    const flip = sort === this.sort;
    const natural = sort !== 'place' && sort !== 'category';
    router.replace({ sort, descending: flip ? !this.descending : natural });
  }

  show(view: Shown): void {
    router.replace({ view: view === 'both' ? null : view });
  }
}

export const listing = new Listing();
export { asQuery };
