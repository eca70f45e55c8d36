/** Figures of agreement in words that say what they are good for. */

import type { FieldAgreement } from '$lib/api/types';

export type Measure = 'alpha' | 'kappa' | 'f1';

const FIELD: Readonly<Record<string, string>> = {
  detection: 'finding the claims',
  category: 'what happened',
  mode: 'in which way',
  status: 'told as',
  actors: 'who did it',
  recipients: 'to whom',
  places: 'where',
  time: 'when',
  counts: 'how many',
  speaker: 'who says so',
  stance: 'how it is said',
  attribution: 'who says so',
};
export const fieldName = (field: string): string => FIELD[field] ?? field.replaceAll('_', ' ');

export const LEVEL: Readonly<Record<FieldAgreement['level'], string>> = {
  nominal: 'names without an order',
  ordinal: 'ranks',
  interval: 'days',
  ratio: 'numbers',
  spans: 'pieces of text',
};

/** Two decimals, with the sign that typesetters use. */
export function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2).replace('-', '−');
}

/** Documents below which an interval says little, whatever it is. */
const ENOUGH = 10;

/**
 * What an alpha is good for, by Krippendorff's own bounds: from .80 on one may rely on the data,
 * from .667 on one may draw tentative conclusions. An interval drawn from a few documents is none.
 */
export function verdict(
  row: FieldAgreement,
  documents: number,
): {
  kind: 'good' | 'warn' | 'bad' | 'plain';
  words: string;
} {
  if (row.alpha === null) return { kind: 'plain', words: 'not defined' };
  const low = row.alpha_interval?.[0] ?? row.alpha;
  if (row.alpha >= 0.8) {
    if (documents < ENOUGH) return { kind: 'warn', words: 'reliable so far, few documents' };
    return low >= 0.667
      ? { kind: 'good', words: 'reliable' }
      : { kind: 'warn', words: 'reliable so far, few units' };
  }
  if (row.alpha >= 0.667) return { kind: 'warn', words: 'tentative' };
  return { kind: 'bad', words: 'not reliable' };
}

/** Where a figure from −1 to 1 stands on a line, in percent; below zero it is held at the edge. */
export function at(value: number): number {
  return Math.min(100, Math.max(0, value * 100));
}
