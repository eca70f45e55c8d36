/** The filters that keep events of an area of the map. */

import type { FilterKey } from '../events/filters';

/** `UKR` or `UKR/Luhanska oblast` as filters; events told more exactly inside it stay as well. */
export function onlyArea(key: string): Partial<Record<FilterKey, string | null>> {
  const [country = '', ...rest] = key.split('/');
  return { country, place: rest.length > 0 ? rest.join('/') : null, box: null };
}
