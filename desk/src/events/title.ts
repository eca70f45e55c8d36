/** An event's name for headings and lists: what it is coded as, and where. Made by machine. */

import type { EventRow } from '$lib/api/types';
import { countryName } from './names.svelte';

export function whereOf(row: Pick<EventRow, 'place' | 'country'>): string {
  const country = row.country && row.country !== 'XXX' ? countryName(row.country) : null;
  return [row.place, country]
    .filter((part, at, all) => part && all.indexOf(part) === at)
    .join(', ');
}

/**
 * Where an event is by the words of those who tell of it, for one whose place is not in the
 * gazetteer or is told differently: null where nobody tells a place.
 */
export function wordsOf(places: readonly (string | null)[]): string | null {
  const told = [...new Set(places.filter((place) => place !== null))];
  if (told.length === 0) return null;
  return told.length > 3 ? `${told.slice(0, 3).join(', ')} and elsewhere` : told.join(', ');
}

/** "Assault (abduct) near Yabrūd, Syria". */
export function titleOf(
  row: Pick<EventRow, 'category' | 'mode' | 'place' | 'country' | 'precision'> &
    Partial<Pick<EventRow, 'place_words'>>,
  words: string | null = row.place_words ?? null,
): string {
  const what = row.category.charAt(0) + row.category.slice(1).toLowerCase();
  const mode = row.mode ? ` (${row.mode.replaceAll('-', ' ')})` : '';
  const where = whereOf(row);
  if (!row.place && words) return `${what}${mode} in ${words}`;
  if (!where) return `${what}${mode}`;
  return `${what}${mode} ${row.precision === 2 ? 'near' : 'in'} ${where}`;
}
