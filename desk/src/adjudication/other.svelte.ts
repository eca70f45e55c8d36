/** One claim that is being written by an adjudicator; nothing is saved until it is ruled. */

import { SvelteMap } from 'svelte/reactivity';
import type { ClaimRecord, ClaimView, Id } from '$lib/api/types';
import type { Controller } from '../review/controller';
import { newRecord, type Draft } from '../review/draft';

export class OtherController implements Controller {
  record = $state.raw<ClaimRecord>() as ClaimRecord;
  readonly pending = new SvelteMap<Id, string>();
  readonly writable = true;
  readonly verdicts = false;
  readonly canRedo = false;
  readonly returned = null;
  #before = $state.raw<readonly ClaimRecord[]>([]);

  constructor(record: ClaimRecord) {
    this.record = record;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get claims(): readonly ClaimView[] {
    const { record } = this;
    return [
      {
        id: record.claim_id,
        record,
        verdict: null,
        need: 0,
        review: [],
        seen: null,
        machine: false,
        corrected: [],
        event: null,
        told: '',
      },
    ];
  }

  accept(): Promise<boolean> {
    return Promise.resolve(true);
  }

  reject(): Promise<boolean> {
    return Promise.resolve(false);
  }

  correct(_: ClaimView, draft: Draft): Promise<Id | null> {
    this.#before = [...this.#before, this.record];
    this.record = merged(this.record, draft);
    return Promise.resolve(this.record.claim_id);
  }

  add(draft: Draft): Promise<Id | null> {
    return this.correct(this.claims[0] as ClaimView, draft);
  }

  undo(): Promise<void> {
    const last = this.#before.at(-1);
    if (last) {
      this.record = last;
      this.#before = this.#before.slice(0, -1);
    }
    return Promise.resolve();
  }

  redo(): Promise<void> {
    return Promise.resolve();
  }
}

/** The record with the draft's values; spans keep their words for showing. */
function merged(record: ClaimRecord, draft: Draft): ClaimRecord {
  const { category, mode, contexts, ...fields } = draft;
  const { event } = newRecord(draft) as { event: ClaimRecord['event'] };
  return {
    ...record,
    ...(structuredClone(fields) as Partial<ClaimRecord>),
    event: { ...event, plover: category ?? record.event.plover, mode, contexts },
  } as ClaimRecord;
}
