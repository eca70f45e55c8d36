/** Names of countries, from the base map, which is on this machine anyway. */

import { basemap } from '../map/basemap';

let names = $state.raw<ReadonlyMap<string, string>>(new Map());

export async function loadNames(): Promise<void> {
  if (names.size > 0) return;
  try {
    const { countries } = await basemap();
    names = countries.names();
  } catch {
    // Without the base map countries keep their codes; the map itself tells what is wrong.
  }
}

export const countryName = (code: string): string => names.get(code.toUpperCase()) ?? code;

/** All countries by name, for a list to choose from. */
export const allCountries = (): [code: string, name: string][] =>
  [...names].sort((a, b) => a[1].localeCompare(b[1]));

/** "Luhanska oblast, Ukraine" for a key of the base map. */
export function areaName(key: string): string {
  const [country = '', ...rest] = key.split('/');
  return rest.length > 0 ? `${rest.join('/')}, ${countryName(country)}` : countryName(country);
}
