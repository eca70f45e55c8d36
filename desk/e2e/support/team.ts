/** Serves a project that several people work on: reports of five outlets, and accounts. */

import type { TestProject } from 'vitest/node';
import { beside, run, serve } from './serving';

declare module 'vitest' {
  export interface ProvidedContext {
    team: string;
  }
}

/** Invented people; the first has to be an owner. */
export const PEOPLE = {
  Ada: 'owner',
  Ben: 'coder',
  Cleo: 'coder',
  Dora: 'adjudicator',
  Rita: 'reader',
} as const;
export type Person = keyof typeof PEOPLE;
export const PASSWORD = 'correct horse battery';

async function talk(url: string, path: string, body: unknown, known: Known): Promise<Known> {
  const answer = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: url,
      Cookie: known.cookie,
      'X-CSRF-Token': known.csrf,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  const { csrf } = (await answer.json()) as { csrf?: string };
  return { cookie: cookie.join('; ') || known.cookie, csrf: csrf ?? known.csrf };
}

interface Known {
  cookie: string;
  csrf: string;
}

/** The owner makes the accounts of the others, as over the desk's own page. */
async function hire(url: string): Promise<void> {
  const nobody = await talk(url, '/api/session', undefined, { cookie: '', csrf: '' });
  const owner = await talk(url, '/api/session', { name: 'Ada', password: PASSWORD }, nobody);
  for (const [name, role] of Object.entries(PEOPLE)) {
    if (name !== 'Ada') await talk(url, '/api/accounts', { name, role, password: PASSWORD }, owner);
  }
}

export default async function start(tests: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await serve((project) => {
    run(['add', '-p', project, beside('reports'), '--quiet']);
    const typed = `${PASSWORD}\n${PASSWORD}\n`;
    run(['accounts', 'add', 'Ada', 'owner', '-p', project, '--password'], typed);
  }, '--accounts');
  await hire(url);
  tests.provide('team', url);
  return stop;
}
