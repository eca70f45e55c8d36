/** Categories and modes to choose from, as the desk's codebook has them. */

import type { get as getFrom } from '$lib/api/client';
import type { Category } from '$lib/api/types';

interface Named {
  readonly name: string;
}

interface CategoryEntry extends Named {
  readonly modes: readonly (string | Named)[];
}

interface Codebook {
  readonly categories: readonly CategoryEntry[];
}

/** PLOVER's categories, shown until the codebook has come. */
const PLOVER: readonly Category[] = [
  ...(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT'] as const),
  ...(['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE'] as const),
  ...(['COERCE', 'ASSAULT'] as const),
];

let codebook = $state.raw<Codebook | null>(null);

export async function loadCodebook(get: typeof getFrom): Promise<void> {
  if (codebook) return;
  try {
    codebook = await get<Codebook>('/api/codebook');
  } catch {
    // The categories above do without it; only modes cannot be chosen.
  }
}

export const categories = (): readonly string[] =>
  codebook ? codebook.categories.map((one) => one.name) : PLOVER;

export function modesOf(category: string | undefined): readonly string[] {
  const found = codebook?.categories.find((one) => one.name === category);
  return (found?.modes ?? []).map((mode) => (typeof mode === 'string' ? mode : mode.name));
}
