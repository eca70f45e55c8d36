/** What each role may do, and the shortest password. */

import type { Role } from '$lib/api/types';

export const ROLES: readonly Role[] = ['reader', 'coder', 'adjudicator', 'owner'];
/** As the server has it. */
export const LEAST = 10;
