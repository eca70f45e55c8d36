/** A claim in the words of a card: who says so, what, and every field with the words it rests on. */

import type {
  ClaimRecord,
  ClaimTime,
  ClaimView,
  Count,
  Participant,
  Place,
  Stance,
  Voice,
  Words,
} from '$lib/api/types';
import { bounds, code, COUNTED, days, PRECISION, SIDE, STANCE, STATUS } from '$lib/words';
import type { MarkRole } from '../reading/marks';
import { fieldOf, type FieldName } from './fields';

/** One link of the chain of voices, the outermost first. */
export interface Link {
  readonly names: readonly string[];
  readonly stance: Stance;
  readonly says: string;
  readonly spans: readonly Words[];
}

/** Voices that speak together (same cue and stance) are one link. */
export function chain(record: ClaimRecord): Link[] {
  const found: { names: string[]; stance: Stance; says: string; spans: Words[]; key: string }[] =
    [];
  for (const voice of record.attribution) {
    const key = `${voice.cue?.start ?? ''} ${voice.cue?.end ?? ''} ${voice.stance}`;
    const name = voice.speaker ? nameOf(voice.speaker) : 'somebody unnamed';
    const spans = [voice.speaker?.span, voice.cue].filter(
      (one) => one !== null && one !== undefined,
    );
    const last = found.at(-1);
    if (last && last.key === key && voice.cue) {
      last.names.push(name);
      last.spans.push(...spans);
    } else {
      found.push({ names: [name], stance: voice.stance, says: STANCE[voice.stance], spans, key });
    }
  }
  return found;
}

/** The words of the text; with the name they stand for where they are no name. */
export function nameOf(one: Participant): string {
  return one.antecedent ? `${one.span.text} (${one.antecedent.text})` : one.span.text;
}

export interface Value {
  readonly text: string;
  /** More about it, in grey. */
  readonly note: string;
  readonly spans: readonly Words[];
}

export interface Row {
  readonly field: FieldName;
  readonly label: string;
  readonly role: MarkRole | null;
  readonly values: readonly Value[];
  /** What stands there where the text does not say. */
  readonly none: string;
}

function participants(list: readonly Participant[]): Value[] {
  return list.map((one) => ({
    text: one.span.text,
    note: joined([
      one.antecedent && `= ${one.antecedent.text}`,
      one.resolved && one.resolved.name !== one.span.text && one.resolved.name,
      one.resolved?.country,
      one.person === 'private' && 'private person',
    ]),
    spans: [one.span],
  }));
}

export function placeNote(one: Place): string {
  const at = one.resolved;
  if (!at) return 'not found in the gazetteer';
  const inside = [at.name === one.span.text ? null : at.name, at.admin1, at.country];
  const where = [...new Set(inside.filter(Boolean))].join(', ');
  const exact = at.precision ? PRECISION[at.precision] : '';
  return [where, exact].filter(Boolean).join(' · ');
}

function timeValue(time: ClaimTime): Value {
  const exact = time.precision !== 'day' && time.precision !== 'unknown' && time.precision;
  return {
    text: time.earliest || time.latest ? days(time.earliest, time.latest) : 'no day',
    note: joined([
      `“${time.span.text}”`,
      exact && `exact to the ${exact}`,
      time.carried && 'carried over from elsewhere',
      time.unresolved,
    ]),
    spans: [time.span],
  };
}

function countValue(one: Count): Value {
  const told = bounds(one.low, one.high);
  return {
    text: `${told ?? `“${one.span.text}”`} ${COUNTED[one.what]}`,
    note: joined([
      told !== null && told !== one.span.text && `“${one.span.text}”`,
      one.of?.text,
      one.side && SIDE[one.side],
    ]),
    spans: [one.span],
  };
}

function voiceValue(one: Voice): Value {
  const span = one.speaker?.span ?? one.cue;
  return {
    text: one.speaker ? nameOf(one.speaker) : 'somebody unnamed',
    note: joined([one.stance, one.cue && `“${one.cue.text}”`, one.kind]),
    spans: span ? [span] : [],
  };
}

function eventValue(record: ClaimRecord): Value {
  const { plover, mode, cameo, acled } = record.event;
  return {
    text: code(plover, mode),
    note: joined([cameo && `CAMEO ${cameo}`, acled?.sub_event_type ?? acled?.event_type]),
    spans: [record.trigger],
  };
}

const joined = (parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

/** Every field of a card with its values and the words that they rest on. */
export function rows(record: ClaimRecord): Row[] {
  const row = (field: FieldName, values: Value[], none = 'not told'): Row => {
    const { label, role } = fieldOf(field);
    return { field, label, role, values, none };
  };
  const places = record.places.map((one) => ({
    text: one.span.text,
    note: placeNote(one),
    spans: [one.span],
  }));
  return [
    row('actors', participants(record.actors)),
    row('recipients', participants(record.recipients)),
    row('places', places),
    row('time', record.time ? [timeValue(record.time)] : []),
    row('counts', record.counts.map(countValue)),
    row('attribution', record.attribution.map(voiceValue), 'the document itself'),
    row('category', [eventValue(record)]),
    row('status', [{ text: STATUS[record.status], note: '', spans: [] }]),
  ];
}

/** Names of the parties for the head of a card; null where the text names none. */
export function party(list: readonly Participant[]): string | null {
  if (list.length === 0) return null;
  return list.map((one) => one.antecedent?.text ?? one.span.text).join(', ');
}

/** Nobody has looked at it. */
export function untouched(claim: ClaimView): boolean {
  return claim.machine && claim.verdict === null && claim.corrected.length === 0;
}

export function unsure(claim: ClaimView): boolean {
  return claim.review.length > 0 && claim.verdict === null;
}

/** Those that need a look first; then as in the text. */
export function byNeed(claims: readonly ClaimView[]): ClaimView[] {
  const rank = (claim: ClaimView): number => (claim.verdict !== null ? 2 : unsure(claim) ? 0 : 1);
  return [...claims].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (rank(one) === 0 ? other.need - one.need : 0) ||
      one.record.trigger.start - other.record.trigger.start,
  );
}

/**
 * The claim to look at after one was judged: the next of the list without a verdict, round to its
 * beginning. Where the judged claim is gone, its neighbour; otherwise null with none left open.
 */
export function following(
  judged: ClaimView,
  list: readonly ClaimView[],
  now: readonly ClaimView[],
): ClaimView | null {
  const there = new Map(now.map((claim) => [claim.id, claim]));
  const at = list.findIndex((claim) => claim.id === judged.id);
  const round = [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))]
    .map((claim) => there.get(claim.id))
    .filter((claim) => claim !== undefined);
  const open = round.find((claim) => claim.verdict === null);
  return open ?? (there.has(judged.id) ? null : (round[0] ?? null));
}
