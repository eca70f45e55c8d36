/** The claims of a document in a project: every decision goes to the log and can be taken back. */

import { SvelteMap } from 'svelte/reactivity';
import { ApiError, get, post } from '$lib/api/client';
import type {
  ClaimHistory,
  ClaimView,
  Decided,
  DecisionDraft,
  DecisionRow,
  DocumentView,
  Id,
} from '$lib/api/types';
import { session } from '$lib/session.svelte';
import { toasts } from '$lib/toasts.svelte';
import type { Controller } from './controller';
import { changes, draftOf, newRecord, type Draft } from './draft';

/** One thing done here, to be taken back and done again. */
interface Step {
  readonly decision: Id;
  readonly claim: Id | null;
  readonly sent: DecisionDraft;
  readonly done: string;
}

/** The log has a reason for everything; a correction often speaks for itself. */
const UNSAID = 'no reason given';

export type Choice = 'mine' | 'theirs' | 'later';

/** Somebody else decided in the meantime; the person has to choose. */
export interface Conflict {
  readonly mine: DecisionDraft;
  readonly theirs: DecisionRow;
  /** The claim as the person saw it, and as it is now (null where it is gone). */
  readonly seen: ClaimView | null;
  readonly now: ClaimView | null;
  readonly choose: (choice: Choice) => void;
}

export class ProjectController implements Controller {
  document = $state.raw<DocumentView>() as DocumentView;
  claims = $state.raw<readonly ClaimView[]>([]);
  readonly pending = new SvelteMap<Id, string>();
  conflict = $state.raw<Conflict | null>(null);
  #done = $state.raw<readonly Step[]>([]);
  #undone = $state.raw<readonly Step[]>([]);
  returned = $state.raw<{ readonly id: Id } | null>(null);
  readonly verdicts = true;

  constructor(document: DocumentView) {
    this.#take(document);
  }

  get writable(): boolean {
    return session.may('coder');
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  async accept(claim: ClaimView, why: string): Promise<boolean> {
    return this.#decideOn(claim, { kind: 'accept', why }, ['accepting', 'Accepted']);
  }

  async reject(claim: ClaimView, why: string): Promise<boolean> {
    return this.#decideOn(claim, { kind: 'reject', why }, ['rejecting', 'Rejected']);
  }

  async correct(claim: ClaimView, draft: Draft, why: string): Promise<Id | null> {
    const after = changes(draftOf(claim.record), draft);
    if (Object.keys(after).length === 0) return claim.id;
    const made = await this.#decide(
      { kind: 'correct', target: claim.id, seen: claim.seen, why: why || UNSAID, after },
      claim,
      ['saving the correction', 'Corrected'],
    );
    return made?.claim?.id ?? null;
  }

  async add(draft: Draft, why: string): Promise<Id | null> {
    const made = await this.#decide(
      {
        kind: 'add_claim',
        target: this.document.id,
        why: why || 'missed by the reader',
        after: newRecord(draft),
      },
      null,
      ['adding', 'Claim added'],
    );
    return made?.claim?.id ?? null;
  }

  async undo(): Promise<void> {
    const step = this.#done.at(-1);
    if (!step) return;
    const busy = step.claim ?? this.document.id;
    if (this.pending.has(busy)) return;
    this.pending.set(busy, 'taking back');
    try {
      const made = await post<Decided>('/api/withdrawals', { decision: step.decision });
      this.#put(step.claim, made.claim);
      this.#done = this.#done.slice(0, -1);
      this.#undone = [
        ...this.#undone,
        { ...step, claim: made.claim?.id ?? null, decision: made.decision.id },
      ];
      this.returned = made.claim && { id: made.claim.id };
      toasts.done(`Taken back: ${step.done.toLowerCase()}`, {
        label: 'Redo',
        run: () => void this.redo(),
      });
    } catch (error) {
      toasts.error(error);
    } finally {
      this.pending.delete(busy);
    }
  }

  async redo(): Promise<void> {
    const step = this.#undone.at(-1);
    if (!step) return;
    const claim = this.claims.find((one) => one.id === step.claim) ?? null;
    const rest = this.#undone.slice(0, -1);
    const draft: DecisionDraft = claim
      ? { ...step.sent, target: claim.id, seen: claim.seen }
      : { ...step.sent, seen: step.decision };
    const made = await this.#decide(draft, claim, ['doing again', step.done]);
    if (!made) return;
    this.#undone = rest;
    this.returned = made.claim && { id: made.claim.id };
  }

  async history(claim: ClaimView): Promise<ClaimHistory> {
    return get<ClaimHistory>(`/api/claims/${claim.id}`);
  }

  async withdraw(claim: ClaimView, decision: DecisionRow): Promise<boolean> {
    this.pending.set(claim.id, 'taking back');
    try {
      const made = await post<Decided>('/api/withdrawals', { decision: decision.id });
      this.#put(claim.id, made.claim);
      this.#done = this.#done.filter((step) => step.decision !== decision.id);
      toasts.done('Taken back');
      return true;
    } catch (error) {
      toasts.error(error);
      return false;
    } finally {
      this.pending.delete(claim.id);
    }
  }

  /** Fetch the document anew; what others did meanwhile is shown. */
  async reload(): Promise<void> {
    this.#take(await get<DocumentView>(`/api/documents/${this.document.id}`));
  }

  #take(document: DocumentView): void {
    this.document = document;
    this.claims = [...document.claims].sort(byText);
  }

  async #decideOn(
    claim: ClaimView,
    what: Pick<DecisionDraft, 'kind' | 'why'>,
    words: [string, string],
  ): Promise<boolean> {
    const draft = { ...what, target: claim.id, seen: claim.seen };
    return (await this.#decide(draft, claim, words)) !== null;
  }

  async #decide(
    draft: DecisionDraft,
    claim: ClaimView | null,
    words: [string, string],
  ): Promise<Decided | null> {
    const busy = claim?.id ?? this.document.id;
    if (this.pending.has(busy)) return null;
    this.pending.set(busy, words[0]);
    try {
      const made = await post<Decided>('/api/decisions', draft);
      this.#put(claim?.id ?? null, made.claim);
      const step = { decision: made.decision.id, claim: made.claim?.id ?? null, sent: draft };
      this.#done = [...this.#done, { ...step, done: words[1] }];
      this.#undone = [];
      toasts.done(words[1], { label: 'Undo', run: () => void this.undo() });
      return made;
    } catch (error) {
      this.pending.delete(busy);
      if (error instanceof ApiError && error.conflict) {
        return this.#settle(draft, claim, error.conflict, words);
      }
      toasts.error(error);
      return null;
    } finally {
      this.pending.delete(busy);
    }
  }

  /** Show both versions and do what the person chooses. */
  async #settle(
    mine: DecisionDraft,
    seen: ClaimView | null,
    theirs: DecisionRow,
    words: [string, string],
  ): Promise<Decided | null> {
    try {
      await this.reload();
    } catch (error) {
      toasts.error(error);
      return null;
    }
    const now =
      this.claims.find((one) => one.id === mine.target) ??
      this.claims.find((one) => one.seen === theirs.id) ??
      null;
    const choice = await new Promise<Choice>((resolve) => {
      this.conflict = { mine, theirs, seen, now, choose: resolve };
    });
    this.conflict = null;
    if (choice !== 'mine') return null;
    return this.#decide(
      { ...mine, target: now?.id ?? mine.target, seen: now?.seen ?? theirs.id },
      now,
      words,
    );
  }

  /** Put a claim in the place of another; null takes it out or adds it. */
  #put(old: Id | null, claim: ClaimView | null): void {
    const kept = this.claims.filter((one) => one.id !== old && one.id !== claim?.id);
    this.claims = claim ? [...kept, claim].sort(byText) : kept;
  }
}

function byText(one: ClaimView, other: ClaimView): number {
  return (
    one.record.trigger.start - other.record.trigger.start ||
    one.record.trigger.end - other.record.trigger.end ||
    (one.id < other.id ? -1 : 1)
  );
}
