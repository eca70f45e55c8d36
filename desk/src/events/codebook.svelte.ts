/** Categories and modes to choose from, as the desk's codebook has them. */

import { codebook } from '$lib/codebook';
import type { Category, Codebook } from '$lib/api/types';

/** PLOVER's categories, shown until the codebook has come. */
const PLOVER: readonly Category[] = [
  ...(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT'] as const),
  ...(['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE'] as const),
  ...(['COERCE', 'ASSAULT'] as const),
];

let held = $state.raw<Codebook | null>(null);

export async function loadCodebook(): Promise<void> {
  try {
    held = await codebook();
  } catch {
    // The categories above do without it; only modes cannot be chosen.
  }
}

export const categories = (): readonly string[] =>
  held ? held.categories.map((one) => one.name) : PLOVER;

export const modesOf = (category: string | undefined): readonly string[] =>
  (held?.categories.find((one) => one.name === category)?.modes ?? []).map((mode) => mode.name);
