/** To whom documents can be given. */

import type { Account, AssignmentRow, User } from '$lib/api/types';

/** Accounts that may code; without the list of accounts, those who have coded and oneself. */
export function coderChoices(
  accounts: readonly Account[] | null,
  rows: readonly AssignmentRow[],
  self: User | null,
): { id: number; name: string }[] {
  const found = new Map<number, string>();
  if (accounts) {
    for (const one of accounts) {
      if (one.active && one.role !== 'reader') found.set(one.id, one.name);
    }
  } else {
    for (const row of rows) found.set(row.coder, row.coder_name);
    if (self && self.id > 0) found.set(self.id, self.name);
  }
  return [...found]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
