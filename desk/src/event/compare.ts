/** Which cells of the comparison stand against each other, and what the fields are called. */

import type { ContradictionView, EventView, VoiceView } from '$lib/api/types';
import { COUNTED, day } from '$lib/words';

export const TOLD: Readonly<Record<string, string>> = {
  happened: 'says it happened',
  denied: 'denies it',
  planned: 'says it is planned',
  averted: 'says it was averted',
  hypothetical: 'says it may happen',
};

const FIELD: Readonly<Record<string, string>> = {
  occurrence: 'whether it happened',
  status: 'whether it happened',
  told: 'whether it happened',
  day: 'day',
  days: 'day',
  time: 'day',
  place: 'place',
  actor: 'who did it',
  actors: 'who did it',
  recipient: 'to whom',
  recipients: 'to whom',
};

/** A field or a count in words. */
export function fieldName(field: string): string {
  const counted = (COUNTED as Readonly<Record<string, string>>)[field];
  return FIELD[field] ?? (counted ? `number of ${counted}` : field.replaceAll('_', ' '));
}

/** A value as people write it: days in words, the rest as it is. */
export const spoken = (value: string): string =>
  value.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (iso) => day(iso));

export type RowName = 'told' | 'day' | 'place' | 'actors' | 'recipients' | 'counts';

/** The row of the comparison in which a contradiction shows. */
export function rowOf(field: string): RowName {
  if (field in COUNTED) return 'counts';
  if (['day', 'days', 'time'].includes(field)) return 'day';
  if (['actor', 'actors', 'sides'].includes(field)) return 'actors';
  if (['recipient', 'recipients'].includes(field)) return 'recipients';
  return field === 'place' ? 'place' : 'told';
}

/** Claims that stand against another in a row, as `row claim`. */
export function contested(contradictions: readonly ContradictionView[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const one of contradictions) {
    const row = rowOf(one.field);
    found.add(`${row} ${one.left_claim}`).add(`${row} ${one.right_claim}`);
  }
  return found;
}

export interface Group {
  readonly number: number;
  readonly voices: readonly VoiceView[];
}

/** Voices that draw on the same words or source stand together; those that deny come last. */
export function grouped(voices: readonly VoiceView[]): Group[] {
  const groups = new Map<number, VoiceView[]>();
  for (const voice of voices) {
    groups.set(voice.group, [...(groups.get(voice.group) ?? []), voice]);
  }
  const denies = (list: readonly VoiceView[]): number =>
    list.every((voice) => voice.told === 'denied') ? 1 : 0;
  return [...groups]
    .sort(([a, one], [b, other]) => denies(one) - denies(other) || a - b)
    .map(([number, list]) => ({ number, voices: list }));
}

/** What the page says of the event in one line. */
export function summary(view: EventView): string {
  const { row, voices } = view;
  const documents = new Set(voices.map((voice) => voice.document)).size;
  const parts = [
    `${voices.length} ${voices.length === 1 ? 'claim' : 'claims'} in ${documents} ` +
      (documents === 1 ? 'document' : 'documents'),
    `${row.sources} independent ${row.sources === 1 ? 'source' : 'sources'}`,
  ];
  if (row.denied_by > 0) parts.push(`denied by ${row.denied_by}`);
  return parts.join(' · ');
}
