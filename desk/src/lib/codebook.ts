/** The codebook, fetched once. */

import { get } from './api/client';
import type { Codebook } from './api/types';

let fetched: Promise<Codebook> | undefined;

export function codebook(): Promise<Codebook> {
  fetched ??= get<Codebook>('/api/codebook').catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}
