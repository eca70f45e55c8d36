/** Codes in the words that people use. */

import type { ClaimStatus, Counted, Flag, Role, Side, Stance, Verdict } from './api/types';

export const STATUS: Readonly<Record<ClaimStatus, string>> = {
  occurred: 'told as having happened',
  ongoing: 'told as going on',
  planned: 'announced or intended',
  averted: 'tried or plotted, did not succeed',
  denied: 'denied by the speaker',
  negated: 'the text says it did not happen',
  hypothetical: 'imagined, feared or conditional',
};

export const STATUS_SHORT: Readonly<Record<ClaimStatus, string>> = {
  occurred: 'occurred',
  ongoing: 'ongoing',
  planned: 'planned',
  averted: 'averted',
  denied: 'denied',
  negated: 'did not happen',
  hypothetical: 'hypothetical',
};

export const STANCE: Readonly<Record<Stance, string>> = {
  asserts: 'said that',
  denies: 'denied that',
  doubts: 'doubted that',
  threatens: 'threatened that',
  promises: 'promised that',
  predicts: 'predicted that',
  asks: 'asked that',
};

export const COUNTED: Readonly<Record<Counted, string>> = {
  killed: 'killed',
  injured: 'injured',
  detained: 'detained',
  abducted: 'abducted',
  missing: 'missing',
  displaced: 'displaced',
  surrendered: 'surrendered',
  released: 'released',
  participants: 'taking part',
  other: 'other',
};

export const SIDE: Readonly<Record<Side, string>> = {
  actor: 'of the actor',
  recipient: 'of the recipient',
  civilian: 'civilians',
  unknown: 'side not told',
};

/** UCDP's where_prec. */
export const PRECISION: Readonly<Record<number, string>> = {
  1: 'exact place',
  2: 'near it',
  3: 'somewhere in the district',
  4: 'somewhere in the province',
  5: 'in a region or feature without exact bounds',
  6: 'somewhere in the country',
  7: 'at sea or across borders',
};

export const FLAG: Readonly<Record<Flag, string>> = {
  graphic: 'graphic',
  personal: 'personal data',
  minors: 'minors',
  deleted_by_source: 'deleted by its source',
  deceptive: 'possibly deceptive',
};

export const ROLE: Readonly<Record<Role, string>> = {
  reader: 'reader: may look at everything, changes nothing',
  coder: 'coder: decides on claims and codes documents',
  adjudicator: 'adjudicator: rules where coders differ, gives out documents',
  owner: 'owner: settings, accounts and everything else',
};

export const VERDICT: Readonly<Record<Verdict, string>> = {
  accept: 'accepted',
  reject: 'rejected',
};

export const DECISION: Readonly<Record<string, string>> = {
  accept: 'accepted',
  reject: 'rejected',
  correct: 'corrected',
  add_claim: 'added the claim',
  merge: 'merged',
  split: 'split',
  pin: 'pinned',
  restore_name: 'restored a name',
  withdraw: 'took back a decision',
  reanchor: 'found the place again',
};

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const NUMBER = new Intl.NumberFormat('en-GB');
export const number = (value: number): string => NUMBER.format(value);

/** "3", "at least 12", "up to 5", "12 to 15", or null where only words are given. */
export function bounds(low: number | null, high: number | null): string | null {
  if (low === null && high === null) return null;
  if (high === null) return `at least ${number(low ?? 0)}`;
  if (low === null) return `up to ${number(high)}`;
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "3 Mar 2024" for an ISO date or date-time; the text itself where it is neither. */
export function day(iso: string | null | undefined): string {
  if (!iso) return '';
  const date = new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
  return Number.isNaN(date.getTime()) ? iso : DAY.format(date);
}

/** One day, an interval, or an open one. */
export function days(earliest: string | null, latest: string | null): string {
  if (!earliest && !latest) return 'day not told';
  if (!latest) return `${day(earliest)} or later`;
  if (!earliest) return `${day(latest)} or earlier`;
  return earliest === latest ? day(earliest) : `${day(earliest)} – ${day(latest)}`;
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export function moment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : MOMENT.format(date);
}

/** "ASSAULT · airstrike". */
export function code(category: string, mode: string | null | undefined): string {
  return mode ? `${category} · ${mode}` : category;
}
