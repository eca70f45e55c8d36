/**
 * A coder's own claims on a document. Every step is an entry in the coder's log; the last step can
 * be undone. In suggested mode the reader's claims stand beside the own ones until they are taken.
 */

import { SvelteMap } from 'svelte/reactivity';
import { ApiError, get, post } from '$lib/api/client';
import type {
  AssignmentView,
  ClaimRecord,
  ClaimView,
  DocumentView,
  EntryDraft,
  Id,
} from '$lib/api/types';
import { toasts } from '$lib/toasts.svelte';
import type { Controller } from '../review/controller';
import { draftOf, newRecord, type Draft } from '../review/draft';

export class CodingController implements Controller {
  view = $state.raw<AssignmentView>() as AssignmentView;
  claims = $state.raw<readonly ClaimView[]>([]);
  readonly pending = new SvelteMap<Id, string>();
  /** Suggestions that the coder left out, for as long as the page is open. */
  readonly #left = new Set<Id>();
  #steps = $state(0);
  returned = $state.raw<{ readonly id: Id } | null>(null);
  readonly canRedo = false;

  /** As it was when coding began: the same text for as long as the page is open. */
  readonly document: DocumentView;

  constructor(view: AssignmentView) {
    this.document = view.document;
    this.#take(view);
  }

  get writable(): boolean {
    return this.view.row.state === 'open';
  }

  /** Suggestions are accepted or left; own claims are only taken out. */
  get verdicts(): boolean {
    return this.view.row.mode === 'suggested';
  }

  get canUndo(): boolean {
    return this.writable && (this.#steps > 0 || this.view.seen !== null);
  }

  async accept(claim: ClaimView): Promise<boolean> {
    if (this.#own(claim.id)) return true;
    const record = newRecord(draftOf(claim.record));
    return this.#enter({ kind: 'put', record, suggestion: claim.id }, claim.id, 'Taken over.');
  }

  async reject(claim: ClaimView, why: string): Promise<boolean> {
    if (this.#own(claim.id)) {
      return this.#enter({ kind: 'remove', claim: claim.id, why }, claim.id, 'Taken out.');
    }
    this.#left.add(claim.id);
    this.#show();
    return true;
  }

  async correct(claim: ClaimView, draft: Draft, why: string): Promise<Id | null> {
    const own = this.#own(claim.id);
    const before = new Set(this.view.claims.map((one) => one.claim_id));
    const entry: EntryDraft = own
      ? { kind: 'put', claim: claim.id, record: newRecord(draft), why }
      : { kind: 'put', record: newRecord(draft), suggestion: claim.id, why };
    if (!(await this.#enter(entry, claim.id, 'Saved.'))) return null;
    return this.#newest(before) ?? claim.id;
  }

  async add(draft: Draft, why: string): Promise<Id | null> {
    const before = new Set(this.view.claims.map((one) => one.claim_id));
    const entry: EntryDraft = { kind: 'put', record: newRecord(draft), why };
    if (!(await this.#enter(entry, 'new', 'Added.'))) return null;
    return this.#newest(before);
  }

  async undo(): Promise<void> {
    const before = new Set(this.claims.map((one) => one.id));
    if (!(await this.#enter({ kind: 'undo' }, 'undo', 'Undone.'))) return;
    const back = this.claims.find((one) => !before.has(one.id));
    this.returned = back ? { id: back.id } : null;
  }

  redo(): Promise<void> {
    return Promise.resolve();
  }

  #own(id: Id): boolean {
    return this.view.claims.some((one) => one.claim_id === id);
  }

  #newest(before: ReadonlySet<Id>): Id | null {
    return this.view.claims.find((one) => !before.has(one.claim_id))?.claim_id ?? null;
  }

  async #enter(entry: EntryDraft, at: Id, said: string): Promise<boolean> {
    const { id } = this.view.row;
    this.pending.set(at, 'saving');
    try {
      const sent = { ...entry, seen: this.view.seen };
      const answer = await post<AssignmentView>(`/api/assignments/${id}/entries`, sent);
      this.#steps += 1;
      this.#take(answer);
      if (entry.kind === 'undo') toasts.done(said);
      else toasts.done(said, { label: 'Undo', run: () => void this.undo() });
      return true;
    } catch (error) {
      toasts.error(error);
      // The same person may code in another window: what holds is shown.
      if (error instanceof ApiError && error.status === 409) {
        this.#take(await get<AssignmentView>(`/api/assignments/${id}`));
      }
      return false;
    } finally {
      this.pending.delete(at);
    }
  }

  #take(view: AssignmentView): void {
    this.view = view;
    this.#show();
  }

  #show(): void {
    const { view } = this;
    const own = view.claims.map((record) => shown(record, record.claim_id in view.from_machine));
    const ids = new Set(own.map((one) => one.id));
    const gone = new Set(Object.values(view.from_machine));
    const open = view.document.claims
      .filter((one) => !ids.has(one.id) && !gone.has(one.id))
      .map((one): ClaimView => ({ ...one, verdict: this.#left.has(one.id) ? 'reject' : null }));
    this.claims = [...own, ...open].sort((a, b) => a.record.trigger.start - b.record.trigger.start);
  }
}

/** An own claim as the workbench shows claims. */
function shown(record: ClaimRecord, machine: boolean): ClaimView {
  return {
    id: record.claim_id,
    record,
    verdict: 'accept',
    need: 0,
    review: [],
    seen: null,
    machine,
    corrected: [],
    event: null,
    told: '',
  };
}
