/** What the workbench needs of whatever keeps the claims: a project, or a coder's assignment. */

import type { ClaimHistory, ClaimView, DecisionRow, Id } from '$lib/api/types';
import type { Draft } from './draft';

export interface Controller {
  /** In the order of the text; replaced as a whole when something is saved. */
  readonly claims: readonly ClaimView[];
  /** What is on its way to the desk and not yet saved, in words, by claim. */
  readonly pending: ReadonlyMap<Id, string>;
  /** May the person change anything here? */
  readonly writable: boolean;
  /** Claims are accepted and rejected; otherwise they are removed. */
  readonly verdicts: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The claim of what was taken back or done again last, a new object each time. */
  readonly returned: { readonly id: Id } | null;

  accept(claim: ClaimView, why: string): Promise<boolean>;
  /** Reject, or remove where there are no verdicts. */
  reject(claim: ClaimView, why: string): Promise<boolean>;
  /** Save what differs; returns the claim's id from now on, null where it was not saved. */
  correct(claim: ClaimView, draft: Draft, why: string): Promise<Id | null>;
  add(draft: Draft, why: string): Promise<Id | null>;
  undo(): Promise<void>;
  redo(): Promise<void>;

  /** What was decided on a claim; none where no log is kept. */
  history?(claim: ClaimView): Promise<ClaimHistory>;
  withdraw?(claim: ClaimView, decision: DecisionRow): Promise<boolean>;
}
