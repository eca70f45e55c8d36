/** An event's name for headings and lists: what it is coded as, and where. Made by machine. */

import type { EventRow } from '$lib/api/types';
import { countryName } from './names.svelte';

export function whereOf(row: Pick<EventRow, 'place' | 'country'>): string {
  const country = row.country && row.country !== 'XXX' ? countryName(row.country) : null;
  return [row.place, country]
    .filter((part, at, all) => part && all.indexOf(part) === at)
    .join(', ');
}

/** "Assault (abduct) near Yabrūd, Syria". */
export function titleOf(
  row: Pick<EventRow, 'category' | 'mode' | 'place' | 'country' | 'precision'>,
): string {
  const what = row.category.charAt(0) + row.category.slice(1).toLowerCase();
  const mode = row.mode ? ` (${row.mode.replaceAll('-', ' ')})` : '';
  const where = whereOf(row);
  if (!where) return `${what}${mode}, place not told`;
  return `${what}${mode} ${row.precision === 2 ? 'near' : 'in'} ${where}`;
}
