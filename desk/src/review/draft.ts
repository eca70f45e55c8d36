/** Corrections and new claims as they are sent: offsets only, the desk itself takes the words. */

import type {
  ActorRow,
  Category,
  ClaimRecord,
  ClaimStatus,
  ClaimTime,
  Count,
  Inference,
  Participant,
  Place,
  PlaceRow,
  Span,
  TimePrecision,
  Voice,
  Words,
} from '$lib/api/types';
import { schemaField, type FieldName } from './fields';

/** What a person can set. Spans carry their words for showing. */
export interface Draft {
  evidence: Span | null;
  trigger: Span | null;
  category: Category | null;
  mode: string | null;
  contexts: string[];
  status: ClaimStatus;
  actors: Participant[];
  recipients: Participant[];
  places: Place[];
  time: ClaimTime | null;
  counts: Count[];
  attribution: Voice[];
  inferences: Inference[];
}

export function emptyDraft(): Draft {
  return {
    evidence: null,
    trigger: null,
    category: null,
    mode: null,
    contexts: [],
    status: 'occurred',
    actors: [],
    recipients: [],
    places: [],
    time: null,
    counts: [],
    attribution: [],
    inferences: [],
  };
}

export function draftOf(record: ClaimRecord): Draft {
  return structuredClone({
    evidence: record.evidence,
    trigger: record.trigger,
    category: record.event.plover,
    mode: record.event.mode ?? null,
    contexts: record.event.contexts ?? [],
    status: record.status,
    actors: record.actors,
    recipients: record.recipients,
    places: record.places,
    time: record.time,
    counts: record.counts,
    attribution: record.attribution,
    inferences: record.inferences ?? [],
  });
}

/** The value without the words of its spans. */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  const plain = value as Record<string, unknown>;
  if (isSpan(plain)) return { start: plain['start'], end: plain['end'] };
  return Object.fromEntries(Object.entries(plain).map(([name, one]) => [name, toWire(one)]));
}

function isSpan(value: Record<string, unknown>): boolean {
  return typeof value['start'] === 'number' && typeof value['end'] === 'number';
}

function eventOf(draft: Draft): Record<string, unknown> {
  // Codes of other schemes follow from category and mode; a person gives no score.
  return {
    plover: draft.category,
    mode: draft.mode,
    contexts: draft.contexts,
    cameo: null,
    acled: null,
    score: null,
  };
}

function valueOf(draft: Draft, name: FieldName): unknown {
  return name === 'category' ? eventOf(draft) : toWire(draft[name]);
}

/** The fields in which two drafts differ, as the `after` of a correction. */
export function changes(before: Draft, now: Draft): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const names: FieldName[] = [
    'evidence',
    'trigger',
    'category',
    'status',
    'actors',
    'recipients',
    'places',
    'time',
    'counts',
    'attribution',
  ];
  for (const name of names) {
    if (!same(valueOf(before, name), valueOf(now, name))) {
      found[schemaField(name)] = valueOf(now, name);
    }
  }
  if (!same(before.inferences, now.inferences)) found['inferences'] = now.inferences;
  return found;
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a new claim still lacks, in words; empty when it can be saved. */
export function missing(draft: Draft): string[] {
  const found: string[] = [];
  if (!draft.trigger) found.push('the words that name the event');
  if (!draft.evidence) found.push('the passage that makes the claim');
  if (!draft.category) found.push('the kind of event');
  return found;
}

/** A new claim as in `claim.schema.json`, without the fields that the desk fills. */
export function newRecord(draft: Draft): Record<string, unknown> {
  return {
    evidence: toWire(draft.evidence),
    trigger: toWire(draft.trigger),
    event: eventOf(draft),
    status: draft.status,
    actors: toWire(draft.actors),
    recipients: toWire(draft.recipients),
    places: toWire(draft.places),
    time: toWire(draft.time),
    counts: toWire(draft.counts),
    attribution: toWire(draft.attribution),
    inferences: draft.inferences,
  };
}

// ---- single values

export const participant = (span: Span, resolved: ActorRow | null): Participant => ({
  span,
  resolved: resolved && { ...resolved },
  antecedent: null,
  person: null,
});

export const place = (span: Span, resolved: PlaceRow | null): Place => ({
  span,
  resolved: resolved && { ...resolved },
});

/** Days given by a person. `evidence` tells whether the words stand elsewhere. */
export function time(
  span: Span,
  earliest: string | null,
  latest: string | null,
  evidence: Words | null,
): ClaimTime {
  const carried = evidence !== null && (span.end <= evidence.start || span.start >= evidence.end);
  return {
    span,
    earliest,
    latest: latest ?? earliest,
    precision: precisionOf(earliest, latest ?? earliest),
    carried,
    anchor: earliest ? 'text' : 'none',
    timex: null,
    unresolved: earliest ? null : 'no day was given by the coder',
  };
}

/**
 * The days that some words stand for, where that can be told without counting: a full date, or the
 * same words in another claim of the document. Null where the person has to say.
 */
export function daysFor(
  span: Span,
  others: readonly ClaimTime[],
): { earliest: string; latest: string } | null {
  const known = others.flatMap(({ span: at, earliest, latest }) =>
    earliest && latest ? [{ at, earliest, latest }] : [],
  );
  const same = known.find(({ at }) => at.start === span.start && at.end === span.end);
  const words = span.text.toLowerCase();
  const alike = known.filter(({ at }) => at.text.toLowerCase() === words);
  const found = same ?? alike[0];
  if (!found) return fullDate(span.text);
  // The same words may stand for other days elsewhere.
  const sure = same ?? alike.every((one) => one.earliest === found.earliest);
  return sure ? { earliest: found.earliest, latest: found.latest } : null;
}

/** "2024-05-21", "21 May 2024" or "May 21, 2024"; never figures whose order is unclear. */
function fullDate(words: string): { earliest: string; latest: string } | null {
  const text = words.trim();
  const iso = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!iso && !/^(\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2}),? \d{4}$/i.test(text)) return null;
  const date = new Date(iso ? `${text}T00:00:00Z` : `${text} UTC`);
  if (Number.isNaN(date.getTime())) return null;
  const day = date.toISOString().slice(0, 10);
  return { earliest: day, latest: day };
}

/** Is the place only what something happened near? `before` is the text that leads up to it. */
export const nearIt = (before: string): boolean =>
  /\b(near|outside|around|close to|(on|in) the outskirts of)\s+(the\s+)?$/i.test(before);

const DAY_MS = 86_400_000;

/** How exact an interval of days is. */
export function precisionOf(earliest: string | null, latest: string | null): TimePrecision {
  if (!earliest || !latest) return 'unknown';
  if (earliest === latest) return 'day';
  const from = new Date(`${earliest}T00:00:00Z`);
  const to = new Date(`${latest}T00:00:00Z`);
  const nights = Math.round((to.getTime() - from.getTime()) / DAY_MS);
  if (nights === 6 && from.getUTCDay() === 1) return 'week';
  const next = new Date(to.getTime() + DAY_MS);
  if (from.getUTCDate() !== 1 || next.getUTCDate() !== 1) return 'range';
  const months =
    (next.getUTCFullYear() - from.getUTCFullYear()) * 12 + next.getUTCMonth() - from.getUTCMonth();
  if (months === 1) return 'month';
  return months === 12 && from.getUTCMonth() === 0 ? 'year' : 'range';
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );

/** A first guess at the bounds that some words give: "at least 12" is 12 and more. */
export function boundsIn(words: string): { low: number | null; high: number | null } {
  const text = words.toLowerCase();
  const figures = [...text.matchAll(/\d[\d,. ]*/g)]
    .map((match) => Number(match[0].replace(/[^\d]/g, '')))
    .filter((value) => Number.isSafeInteger(value));
  const named = SMALL.findIndex((word) => new RegExp(`\\b${word}\\b`).test(text));
  const first = figures[0] ?? (named >= 0 ? named : null);
  if (first === null) return { low: null, high: null };
  if (figures.length > 1 && figures[1] !== undefined) return { low: first, high: figures[1] };
  if (/\bmore than\b|\bover\b/.test(text)) return { low: first + 1, high: null };
  if (/\bat least\b|\bor more\b|\+/.test(text)) return { low: first, high: null };
  if (/\bup to\b|\bat most\b/.test(text)) return { low: null, high: first };
  return { low: first, high: first };
}
