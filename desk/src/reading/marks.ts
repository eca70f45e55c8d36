/** The layers of a text: what its claims point at, and how layers nest where they overlap. */

import type { ClaimRecord, Span, Words } from '$lib/api/types';
import type { CodePoints } from '$lib/codepoints';

export type MarkRole =
  | 'evidence'
  | 'trigger'
  | 'actor'
  | 'recipient'
  | 'place'
  | 'time'
  | 'count'
  | 'speaker'
  | 'cue'
  | 'hidden';

/** A stretch of the text, in UTF-16 units, that plays a role in some claims (by index). */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly role: MarkRole;
  readonly claims: readonly number[];
}

/** A stretch of text with its marks, the outermost first. */
export type Segment =
  | { readonly kind: 'text'; readonly start: number; readonly text: string }
  | {
      readonly kind: 'mark';
      readonly mark: Mark;
      /** How many lines are drawn below it already. */
      readonly depth: number;
      readonly children: readonly Segment[];
    };

export interface RoleSpan {
  readonly role: MarkRole;
  readonly span: Words;
}

/** Every span of a claim with its role. */
export function spansOf(record: ClaimRecord): RoleSpan[] {
  const found: RoleSpan[] = [];
  const add = (role: MarkRole, span: Span | null | undefined): void => {
    if (span) found.push({ role, span });
  };
  add('evidence', record.evidence);
  add('trigger', record.trigger);
  for (const actor of record.actors) addParticipant('actor', actor, add);
  for (const recipient of record.recipients) addParticipant('recipient', recipient, add);
  for (const place of record.places) add('place', place.span);
  add('time', record.time?.span);
  for (const count of record.counts) add('count', count.span);
  for (const voice of record.attribution) {
    if (voice.speaker) addParticipant('speaker', voice.speaker, add);
    add('cue', voice.cue);
  }
  return found;
}

type Adder = (role: MarkRole, span: Span | null | undefined) => void;

function addParticipant(
  role: MarkRole,
  one: { span: Span; antecedent?: Span | null },
  add: Adder,
): void {
  add(role, one.span);
  add(role, one.antecedent);
}

/** All marks of a document: one for each stretch and role, however many claims share it. */
export function marksOf(
  records: readonly ClaimRecord[],
  hidden: readonly Words[],
  points: CodePoints,
): Mark[] {
  const found = new Map<string, { start: number; end: number; role: MarkRole; claims: number[] }>();
  const add = (role: MarkRole, span: Words, claim: number | null): void => {
    const start = points.toUnits(span.start);
    const end = points.toUnits(span.end);
    if (end <= start) return;
    const key = `${start} ${end} ${role}`;
    const there = found.get(key);
    if (!there) found.set(key, { start, end, role, claims: claim === null ? [] : [claim] });
    else if (claim !== null && there.claims.at(-1) !== claim) there.claims.push(claim);
  };
  for (const [index, record] of records.entries()) {
    for (const { role, span } of spansOf(record)) add(role, span, index);
  }
  for (const words of hidden) add('hidden', words, null);
  return [...found.values()].sort(outerFirst);
}

/** Evidence outside, hidden names inside; between them the longer outside. */
const LAYER: Readonly<Record<MarkRole, number>> = {
  evidence: 0,
  trigger: 2,
  actor: 1,
  recipient: 1,
  place: 1,
  time: 1,
  count: 1,
  speaker: 1,
  cue: 2,
  hidden: 3,
};

function outerFirst(one: Mark, other: Mark): number {
  return (
    one.start - other.start ||
    other.end - one.end ||
    LAYER[one.role] - LAYER[other.role] ||
    (one.role < other.role ? -1 : 1)
  );
}

interface Open {
  readonly mark: Mark;
  readonly end: number;
  readonly depth: number;
  readonly children: Segment[];
}

/**
 * The tree of the stretch [start, end) of a text under some marks, sorted as `marksOf` does.
 * Where two marks cross, the one that begins later is cut in two: trees cannot cross.
 */
export function treeOf(
  text: string,
  start: number,
  end: number,
  marks: readonly Mark[],
): Segment[] {
  const root: Segment[] = [];
  const open: Open[] = [];
  const waiting = clipped(marks, start, end);
  let at = start;

  const top = (): Open | undefined => open.at(-1);
  const write = (to: number): void => {
    if (to > at) {
      (top()?.children ?? root).push({ kind: 'text', start: at, text: text.slice(at, to) });
      at = to;
    }
  };
  const closeUntil = (to: number): void => {
    for (let last = top(); last && last.end <= to; last = top()) {
      write(last.end);
      open.pop();
    }
  };

  for (let next = waiting.shift(); next; next = waiting.shift()) {
    closeUntil(next.start);
    write(next.start);
    const over = top();
    let stop = next.end;
    if (over && next.end > over.end) {
      stop = over.end;
      insert(waiting, { ...next, start: over.end });
    }
    const depth = over ? over.depth + (drawn(over.mark.role) ? 1 : 0) : 0;
    const made: Open = { mark: next.mark, end: stop, depth, children: [] };
    (over?.children ?? root).push({
      kind: 'mark',
      mark: next.mark,
      depth,
      children: made.children,
    });
    open.push(made);
  }
  closeUntil(end);
  write(end);
  return root;
}

/** Does the role draw a line below its words? */
function drawn(role: MarkRole): boolean {
  return role !== 'evidence' && role !== 'hidden';
}

interface Piece {
  readonly mark: Mark;
  readonly start: number;
  readonly end: number;
}

function clipped(marks: readonly Mark[], start: number, end: number): Piece[] {
  const found: Piece[] = [];
  for (const mark of marks) {
    const piece = { mark, start: Math.max(mark.start, start), end: Math.min(mark.end, end) };
    if (piece.start < piece.end) found.push(piece);
  }
  return found.sort(piecesOuterFirst);
}

function piecesOuterFirst(one: Piece, other: Piece): number {
  return one.start - other.start || other.end - one.end || outerFirst(one.mark, other.mark);
}

function insert(waiting: Piece[], piece: Piece): void {
  let index = 0;
  while (index < waiting.length && piecesOuterFirst(waiting[index] as Piece, piece) < 0) index += 1;
  waiting.splice(index, 0, piece);
}
