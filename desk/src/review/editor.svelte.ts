/** A claim that is being corrected or added, field by field. */

import type {
  ActorRow,
  ClaimTime,
  ClaimView,
  Participant,
  PlaceRow,
  ResolvedPlace,
  Span,
  Words,
} from '$lib/api/types';
import type { CodePoints } from '$lib/codepoints';
import type { Picker } from '../reading/picker.svelte';
import type { Stretch } from '../reading/wording';
import {
  boundsIn,
  changes,
  daysFor,
  draftOf,
  emptyDraft,
  missing,
  nearIt,
  participant,
  place,
  time,
  type Draft,
} from './draft';
import { fieldOf, schemaField, type FieldName } from './fields';

/** choose: which field. pick: select words. details: the words are taken. infer: no words. */
export type Step = 'choose' | 'pick' | 'details' | 'infer';

/** Which words of an entry are being picked. */
export type Part = 'main' | 'cue' | 'of' | 'name';

export class Editor {
  /** Null for a claim that is being added. */
  claim = $state.raw<ClaimView | null>(null);
  readonly draft: Draft = $state(emptyDraft());
  field = $state<FieldName>('actors');
  step = $state<Step>('choose');
  /** Which entry of the field is being set; one past the last for another. */
  slot = $state(0);
  part = $state<Part>('main');
  why = $state('');
  /** The days were not typed: they came with the words. */
  filled = $state(false);
  readonly #base: Draft;
  readonly #points: CodePoints;
  readonly #picker: Picker;

  /** How the document's other claims are dated. */
  readonly #dated: readonly ClaimTime[];

  constructor(
    claim: ClaimView | null,
    points: CodePoints,
    picker: Picker,
    dated: readonly ClaimTime[] = [],
  ) {
    this.claim = claim;
    this.#points = points;
    this.#picker = picker;
    this.#base = claim ? draftOf(claim.record) : emptyDraft();
    Object.assign(this.draft, structuredClone(this.#base));
    this.#dated = dated;
  }

  get isNew(): boolean {
    return this.claim === null;
  }

  get missing(): string[] {
    return this.isNew ? missing(this.draft) : [];
  }

  get changed(): boolean {
    return Object.keys(changes(this.#base, $state.snapshot(this.draft) as Draft)).length > 0;
  }

  snapshot(): Draft {
    return $state.snapshot(this.draft) as Draft;
  }

  /** How many entries the field has. */
  get count(): number {
    const value = this.draft[schemaField(this.field) as keyof Draft];
    if (this.field === 'category') return this.draft.category ? 1 : 0;
    if (Array.isArray(value)) return value.length;
    return value ? 1 : 0;
  }

  open(field: FieldName): void {
    this.field = field;
    this.slot = 0;
    this.part = 'main';
    if (field === 'category' || field === 'status') {
      this.#picker.stop();
      this.step = 'details';
    } else {
      this.pick();
    }
  }

  /** Select words for an entry (again). */
  pick(slot = this.slot, part: Part = 'main'): void {
    this.slot = slot;
    this.part = part;
    this.step = 'pick';
    this.#picker.start(this.#units(this.#spanNow() ?? this.#near()));
  }

  infer(): void {
    this.#picker.stop();
    this.step = 'infer';
  }

  back(): void {
    this.#picker.stop();
    this.step = 'choose';
  }

  /** Take the picked words for the field. */
  take(): void {
    const range = this.#picker.range;
    if (!range) return;
    const span = this.#span(range);
    this.#set(span);
    this.#picker.stop();
    this.step = 'details';
    if (this.field === 'trigger' && !this.draft.evidence) {
      this.draft.evidence = this.#span(this.#picker.sentenceOf(range.start));
    }
  }

  remove(slot: number): void {
    const { draft, field } = this;
    if (field === 'time') draft.time = null;
    else if (this.#isList(field)) (draft[field] as unknown[]).splice(slot, 1);
    this.slot = Math.max(0, Math.min(this.slot, this.count - 1));
  }

  resolve(found: ActorRow | PlaceRow | null): void {
    const { draft, field, slot } = this;
    if (field === 'places') {
      const entry = draft.places[slot];
      if (entry) entry.resolved = this.#exact(entry.span, found as PlaceRow | null);
    } else if (field === 'attribution') {
      const speaker = draft.attribution[slot]?.speaker;
      if (speaker) speaker.resolved = found as ActorRow | null;
    } else if (field === 'actors' || field === 'recipients') {
      const entry = draft[field][slot];
      if (entry) entry.resolved = found as ActorRow | null;
    }
  }

  /** How exact the place is (1 to 7, as UCDP's where_prec). */
  setPrecision(precision: number): void {
    const entry = this.draft.places[this.slot];
    if (entry?.resolved) entry.resolved = { ...entry.resolved, precision };
  }

  setDays(earliest: string | null, latest: string | null): void {
    const { draft } = this;
    this.filled = false;
    if (draft.time) draft.time = time(draft.time.span, earliest, latest, draft.evidence);
  }

  /** A value that no words give, with the reason. */
  addInference(value: string, reason: string, coder: string): void {
    this.draft.inferences.push({ field: schemaField(this.field), value, reason, coder });
  }

  /** The participant that is being set, where the field is one. */
  get participant(): Participant | null {
    const { draft, slot } = this;
    if (this.field === 'attribution') return draft.attribution[slot]?.speaker ?? null;
    if (this.field !== 'actors' && this.field !== 'recipients') return null;
    return draft[this.field][slot] ?? null;
  }

  /** The words of the entry that is being set. */
  #spanNow(): Span | null {
    const { draft, slot, part } = this;
    if (part === 'name') return this.participant?.antecedent ?? this.participant?.span ?? null;
    switch (this.field) {
      case 'actors':
      case 'recipients':
        return draft[this.field][slot]?.span ?? null;
      case 'places':
        return draft.places[slot]?.span ?? null;
      case 'counts':
        return (part === 'of' ? draft.counts[slot]?.of : draft.counts[slot]?.span) ?? null;
      case 'attribution': {
        const voice = draft.attribution[slot];
        return (part === 'cue' ? voice?.cue : (voice?.speaker?.span ?? voice?.cue)) ?? null;
      }
      case 'time':
        return draft.time?.span ?? null;
      case 'trigger':
      case 'evidence':
        return draft[this.field];
      default:
        return null;
    }
  }

  #near(): Words {
    return this.draft.trigger ?? this.draft.evidence ?? { start: 0, end: 1 };
  }

  #set(span: Span): void {
    const { draft, slot, part } = this;
    if (part === 'name') {
      if (this.participant) this.participant.antecedent = span;
      return;
    }
    // The same words again keep what was known of them: days, bounds, the entry found for them.
    const now = this.#spanNow();
    if (now && now.start === span.start && now.end === span.end) return;
    switch (this.field) {
      case 'actors':
      case 'recipients':
        draft[this.field][slot] = participant(span, null);
        break;
      case 'places':
        draft.places[slot] = place(span, null);
        break;
      case 'time':
        this.#setTime(span);
        break;
      case 'counts':
        this.#setCount(span);
        break;
      case 'attribution':
        this.#setVoice(span, part);
        break;
      case 'trigger':
      case 'evidence':
        draft[this.field] = span;
        break;
      default:
    }
  }

  #setTime(span: Span): void {
    const days = daysFor(span, this.#dated);
    this.filled = days !== null;
    const { draft } = this;
    draft.time = time(span, days?.earliest ?? null, days?.latest ?? null, draft.evidence);
  }

  /** What the text puts near a place is not in it. */
  #exact(span: Span, found: PlaceRow | null): ResolvedPlace | null {
    if (!found || found.precision !== 1) return found;
    const start = this.#points.toUnits(span.start);
    const before = this.#points.text.slice(Math.max(0, start - 40), start);
    return nearIt(before) ? { ...found, precision: 2 } : found;
  }

  #setCount(span: Span): void {
    const { draft, slot } = this;
    const there = draft.counts[slot];
    if (this.part === 'of' && there) {
      there.of = span;
      return;
    }
    const bounds = boundsIn(span.text);
    const rest = {
      what: there?.what ?? 'killed',
      of: there?.of ?? null,
      side: there?.side ?? null,
    };
    draft.counts[slot] = { span, ...bounds, ...rest };
  }

  #setVoice(span: Span, part: Part): void {
    const { draft, slot } = this;
    const there = draft.attribution[slot];
    const rest = { stance: there?.stance ?? 'asserts', kind: there?.kind ?? null } as const;
    const content = there?.content ?? null;
    if (part === 'cue') {
      draft.attribution[slot] = { speaker: there?.speaker ?? null, cue: span, ...rest, content };
    } else {
      const speaker = participant(span, null);
      draft.attribution[slot] = { speaker, cue: there?.cue ?? null, ...rest, content };
    }
  }

  #isList(field: FieldName): boolean {
    return fieldOf(field).many;
  }

  #units(words: Words): Stretch {
    return { start: this.#points.toUnits(words.start), end: this.#points.toUnits(words.end) };
  }

  #span(range: Stretch): Span {
    return {
      start: this.#points.toPoints(range.start),
      end: this.#points.toPoints(range.end),
      text: this.#points.text.slice(range.start, range.end),
    };
  }
}
