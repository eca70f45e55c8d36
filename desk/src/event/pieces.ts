/** A quoted piece of text cut where its trigger and copied passages begin and end. */

import { CodePoints } from '$lib/codepoints';

export interface Piece {
  readonly text: string;
  readonly trigger: boolean;
  readonly copied: boolean;
}

/** Offsets are code points from the start of the quoted words. */
export function pieces(
  words: string,
  trigger: readonly number[],
  copied: readonly (readonly number[])[],
): Piece[] {
  const points = new CodePoints(words);
  const held = (at: number | undefined): number => Math.min(Math.max(at ?? 0, 0), points.length);
  const cuts = new Set([0, points.length]);
  for (const [start, end] of [trigger, ...copied]) cuts.add(held(start)).add(held(end));
  const sorted = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const start = sorted[at] ?? 0;
    const end = sorted[at + 1] ?? 0;
    const within = ([from = 0, to = 0]: readonly number[]): boolean => from <= start && end <= to;
    found.push({
      text: points.slice(start, end),
      trigger: trigger.length === 2 && within(trigger),
      copied: copied.some(within),
    });
  }
  return found;
}
