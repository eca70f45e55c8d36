/** What each form of export is for, in the words of those who use it. */

import type { Filters } from '../events/filters';

export const PURPOSE: Readonly<Record<string, string>> = {
  csv: 'A row for each claim, for any spreadsheet or statistics program.',
  xlsx: 'Sheets of claims, events and counts, with the columns explained.',
  parquet: 'Typed columns for Polars, pandas, DuckDB or R.',
  geojson: 'Points and areas with their precision, for QGIS.',
  plover: 'Records after the PLOVER manual, with the quoted words beside them.',
  acled: 'Columns as ACLED has them. Machine coding, not checked by ACLED.',
  ged: 'Columns as UCDP GED has them. Machine coding, not checked by UCDP.',
  ftm: 'Organisations, events and their links for investigations.',
  annotations: 'The spans as W3C web annotations, for other annotation tools.',
  html: 'One page with every claim beside its words; opens without a network.',
  jsonl: 'Every claim with all its fields; can be read in again.',
  json: 'Documents with all their claims; can be read in again.',
  bundle: 'Originals, claims and digests, so that others can check every word.',
};

const NUMBERS: ReadonlySet<string> = new Set(['at_least', 'at_most']);
const SWITCHES: ReadonlySet<string> = new Set(['contested', 'review']);

/** Filters as values and not as the text of an address. */
export function asNumbers(filters: Filters): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).map(([key, value]) => {
      if (NUMBERS.has(key)) return [key, Number(value)];
      if (SWITCHES.has(key)) return [key, value === 'true'];
      return [key, value];
    }),
  );
}
