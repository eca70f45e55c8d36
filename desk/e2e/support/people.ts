/** People who log in, each in a browser of their own. */

import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { open, type Tab } from './browser';
import { PASSWORD, type Person } from './team';

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
const states = new Map<Person, State>();

/** Open a view as somebody; the first time they type name and password. */
export async function as(
  person: Person,
  link: string,
  more: BrowserContextOptions = {},
): Promise<Tab> {
  const held = states.get(person);
  if (held) return open(link, { storageState: held, ...more }, inject('team'));
  const first = await open('', {}, inject('team'));
  await first.page.getByLabel('Name').fill(person);
  await first.page.getByLabel('Password').fill(PASSWORD);
  await first.page.getByRole('button', { name: 'Log in' }).click();
  await first.page.getByRole('navigation', { name: 'Views of the desk' }).waitFor();
  states.set(person, await first.page.context().storageState());
  await first.close();
  return as(person, link, more);
}
