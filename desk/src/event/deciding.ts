/** Decisions on events: merge, split, pin. Each is written to the log; each can be taken back. */

import { ApiError, get, post } from '$lib/api/client';
import type { ClaimHistory, Decided, DecisionDraft, EventView, Id } from '$lib/api/types';

export type Send = (draft: DecisionDraft) => Promise<Decided>;
const send: Send = (draft) => post<Decided>('/api/decisions', draft);

/** What was decided, in the order in which it was, to be taken back from the last on. */
export interface Done {
  readonly decisions: readonly Id[];
}

const of = (answers: readonly Decided[]): Done => ({
  decisions: answers.map((answer) => answer.decision.id),
});

/** All claims of both tell of one event. */
export async function merge(
  event: EventView,
  others: readonly Id[],
  why: string,
  to: Send = send,
): Promise<Done> {
  const claims = [...event.voices.map((voice) => voice.claim), ...others];
  return of([await to({ kind: 'merge', target: event.row.id, why, claims, seen: event.seen })]);
}

/** These claims and no others are the event, whatever is read later. */
export async function pin(event: EventView, why: string, to: Send = send): Promise<Done> {
  const claims = event.voices.map((voice) => voice.claim);
  return of([await to({ kind: 'pin', target: event.row.id, why, claims, seen: event.seen })]);
}

/**
 * Put some claims into an event of their own. The log knows "these are one" and "no two of these
 * are one": so each side is held together first, then one claim of each is set apart.
 */
export async function split(
  event: EventView,
  apart: ReadonlySet<Id>,
  why: string,
  to: Send = send,
): Promise<Done> {
  const all = event.voices.map((voice) => voice.claim);
  const off = all.filter((claim) => apart.has(claim));
  const rest = all.filter((claim) => !apart.has(claim));
  const [one] = off;
  const [other] = rest;
  if (!one || !other) throw new Error('Choose some of the claims, not all of them.');
  const answers: Decided[] = [];
  let { seen } = event;
  const add = async (kind: 'merge' | 'split', claims: Id[]): Promise<void> => {
    const answer = await to({ kind, target: event.row.id, why, claims, seen });
    seen = answer.decision.id;
    answers.push(answer);
  };
  if (off.length > 1) await add('merge', off);
  if (rest.length > 1) await add('merge', rest);
  await add('split', [one, other]);
  return of(answers);
}

/** Take decisions back, the last first. */
export async function undo(decisions: readonly Id[], why = 'undone'): Promise<void> {
  for (const decision of [...decisions].reverse()) {
    await post<Decided>('/api/withdrawals', { decision, why });
  }
}

const TRIES = 20;
const EVERY_MS = 250;

/**
 * Wait until a decision on events has had its effect, and return the event that then holds the
 * first claim of the one that was seen. Events follow decisions in the background; where nothing
 * changes within some seconds, the decision changed nothing.
 */
export async function settled(seen: EventView, ms = EVERY_MS): Promise<Id> {
  const first = seen.voices[0]?.claim;
  const before = sameness(seen);
  for (let tries = 0; tries < TRIES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const now = await look(seen.row.id);
    if (now && sameness(now) === before) continue;
    if (now?.voices.some((voice) => voice.claim === first)) return now.row.id;
    const event = first ? (await get<ClaimHistory>(`/api/claims/${first}`)).claim.event : null;
    if (event && event !== seen.row.id) return event;
  }
  return seen.row.id;
}

const sameness = (event: EventView): string =>
  event.voices
    .map((voice) => voice.claim)
    .sort()
    .join();

async function look(id: Id): Promise<EventView | null> {
  try {
    return await get<EventView>(`/api/events/${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
