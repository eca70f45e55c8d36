/** Who is at the desk and what they may do. */

import { change, get, post, useSession } from './api/client';
import type { Login, Role, Session, Settings } from './api/types';

const ORDER: readonly Role[] = ['reader', 'coder', 'adjudicator', 'owner'];

/** Does `role` include the rights of `least`? */
export function includes(role: Role | undefined, least: Role): boolean {
  return role !== undefined && ORDER.indexOf(role) >= ORDER.indexOf(least);
}

class SessionStore {
  current = $state.raw<Session | null>(null);
  /** The session ran out while somebody was at work: what is typed stays behind the log-in. */
  expired = $state(false);

  get user() {
    return this.current?.user ?? null;
  }

  get settings(): Settings {
    return this.current?.settings ?? { hide_private: true, collapse: ['graphic'], blind: true };
  }

  may(least: Role): boolean {
    return includes(this.user?.role, least);
  }

  async load(): Promise<void> {
    this.#take(await get<Session>('/api/session'));
  }

  async logIn(login: Login): Promise<void> {
    const before = this.expired ? this.user?.id : undefined;
    this.#take(await post<Session>('/api/session', login));
    this.expired = false;
    // Another person gets nothing of what the one before had open.
    if (before !== undefined && before !== this.user?.id) window.location.reload();
  }

  async logOut(): Promise<void> {
    await change<unknown>('DELETE', '/api/session');
    await this.load();
  }

  setSettings(settings: Settings): void {
    if (this.current) this.current = { ...this.current, settings };
  }

  /** Ask who is at the desk now; false where the person has to log in again. */
  async #renew(): Promise<boolean> {
    const fresh = await get<Session>('/api/session');
    this.#use(fresh);
    if (fresh.user) this.#take(fresh);
    else if (this.user) this.expired = true;
    return fresh.user !== null;
  }

  #use(session: Session): void {
    useSession(session, {
      loggedOut: () => (this.expired = this.user !== null),
      renew: async () => this.#renew(),
    });
  }

  #take(session: Session): void {
    this.current = session;
    this.#use(session);
  }
}

export const session = new SessionStore();
