/** The fields of a claim that a person can set, and the keys that choose them. */

import type { MarkRole } from '../reading/marks';

export type FieldName =
  | 'actors'
  | 'recipients'
  | 'places'
  | 'time'
  | 'counts'
  | 'attribution'
  | 'category'
  | 'status'
  | 'trigger'
  | 'evidence';

export interface Field {
  readonly name: FieldName;
  readonly label: string;
  /** What is asked, in the card. */
  readonly question: string;
  readonly chord: string;
  readonly role: MarkRole | null;
  /** Holds several entries. */
  readonly many: boolean;
  /** A value without words may be inferred by the coder. */
  readonly inferable: boolean;
}

const field = (
  name: FieldName,
  label: string,
  question: string,
  chord: string,
  role: MarkRole | null,
  kind: '' | 'many' | 'inferable' | 'many inferable' = '',
): Field => ({
  name,
  label,
  question,
  chord,
  role,
  many: kind.includes('many'),
  inferable: kind.includes('inferable'),
});

export const FIELDS: readonly Field[] = [
  field('actors', 'Who', 'Who did it?', 'a', 'actor', 'many inferable'),
  field('recipients', 'To whom', 'To whom was it done?', 'r', 'recipient', 'many inferable'),
  field('places', 'Where', 'Where did it happen?', 'p', 'place', 'many inferable'),
  field('time', 'When', 'Which words date it?', 't', 'time', 'inferable'),
  field('counts', 'How many', 'Which words give the number?', 'n', 'count', 'many inferable'),
  field('attribution', 'Who says so', 'Who says so?', 'w', 'speaker', 'many'),
  field('category', 'What kind', 'What kind of event is it?', 'c', null),
  field('status', 'Status', 'What does the text say of it?', 's', null),
  field('trigger', 'Event words', 'Which words name the event?', 'g', 'trigger'),
  field('evidence', 'Passage', 'Which passage makes the claim?', 'v', 'evidence'),
];

export function fieldOf(name: FieldName): Field {
  const found = FIELDS.find((one) => one.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

/** The field of the schema that a field of the form stands in. */
export function schemaField(name: FieldName): string {
  return name === 'category' ? 'event' : name;
}
