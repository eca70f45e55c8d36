/** What an adjudicator puts together for one event of the text: a value of somebody per field. */

import type { ClaimRecord, Difference, Pairing } from '$lib/api/types';
import { COUNTED, STATUS_SHORT, bounds, code, days } from '$lib/words';
import { toWire } from '../review/draft';

/** For each differing field whose value holds: the number of a coder. */
export type Choice = Readonly<Record<string, number>>;

export const WHOLE = 'claim';

/** Is there an answer for every difference? */
export function complete(pairing: Pairing, choice: Choice): boolean {
  return pairing.differing.every((one) => choice[one.field] !== undefined);
}

/** The claim that the choices make; null where it was chosen that there is none. */
export function compose(pairing: Pairing, choice: Choice): ClaimRecord | null {
  const whole = choice[WHOLE];
  if (whole !== undefined && pairing.claims[whole] === null) return null;
  const base = pairing.claims[whole ?? -1] ?? pairing.claims.find((claim) => claim !== null);
  if (!base) return null;
  const made = structuredClone(base) as unknown as Record<string, unknown>;
  for (const { field } of pairing.differing) {
    const from = pairing.claims[choice[field] ?? -1] as unknown as Record<string, unknown> | null;
    if (field !== WHOLE && from) made[field] = structuredClone(from[field]);
  }
  return made as unknown as ClaimRecord;
}

const OWN = new Set(['schema_version', 'claim_id', 'document', 'produced_by', 'score', 'review']);

/** As it is sent: offsets without words, and without what the server fills in itself. */
export function wire(record: ClaimRecord | null): Record<string, unknown> | null {
  if (record === null) return null;
  const kept = Object.entries(record).filter(([name]) => !OWN.has(name) && name !== 'relations');
  return toWire(Object.fromEntries(kept)) as Record<string, unknown>;
}

export const FIELD: Readonly<Record<string, string>> = {
  claim: 'is it a claim',
  event: 'what happened',
  status: 'told as',
  actors: 'who did it',
  recipients: 'to whom',
  places: 'where',
  time: 'when',
  counts: 'how many',
  attribution: 'who says so',
};

/** A coder's value of a field in words. */
export function inWords(difference: Difference, at: number, pairing: Pairing): string {
  const claim = pairing.claims[at] ?? null;
  if (difference.field === WHOLE) return claim ? 'yes' : 'no, coded nothing here';
  if (claim === null) return 'coded nothing here';
  switch (difference.field) {
    case 'event':
      return code(claim.event.plover, claim.event.mode);
    case 'status':
      return STATUS_SHORT[claim.status];
    case 'actors':
    case 'recipients':
      return list(claim[difference.field].map((one) => one.resolved?.name ?? one.span.text));
    case 'places':
      return list(claim.places.map((one) => place(one.span.text, one.resolved?.name)));
    case 'time':
      return claim.time
        ? `${days(claim.time.earliest, claim.time.latest)} (“${claim.time.span.text}”)`
        : 'none';
    case 'counts':
      return list(
        claim.counts.map(
          (one) => `${bounds(one.low, one.high) ?? one.span.text} ${COUNTED[one.what]}`,
        ),
      );
    case 'attribution':
      return list(
        claim.attribution.map((one) => `${one.speaker?.span.text ?? 'somebody'} ${one.stance}`),
        'the document itself',
      );
    default:
      return JSON.stringify(difference.values[at] ?? null);
  }
}

const list = (parts: readonly string[], none = 'none'): string => parts.join('; ') || none;
const place = (words: string, name: string | undefined): string =>
  name && name !== words ? `${words} (${name})` : words;
