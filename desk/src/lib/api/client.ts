/** The one way to the server: JSON in and out, the CSRF token sent along, errors as `ApiError`. */

import type { DecisionRow, Problem, Session } from './types';

/** A query's value; null and undefined are left out, a list is repeated. */
export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

/** What the server refused or could not do. `title` says what happened, `detail` what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly conflict: DecisionRow | null;

  constructor(status: number, problem: Partial<Problem>) {
    const title = problem.title || fallbackTitle(status);
    super(title);
    this.name = 'ApiError';
    this.status = status;
    this.title = title;
    this.detail = problem.detail || fallbackDetail(status);
    this.conflict = problem.conflict ?? null;
  }

  /** No answer came: what was sent may or may not have been saved. */
  get unanswered(): boolean {
    return this.status === 0;
  }
}

function fallbackTitle(status: number): string {
  if (status === 0) return 'The desk does not answer';
  if (status === 401) return 'You are not logged in';
  if (status === 403) return 'Your role does not allow this';
  if (status === 404) return 'This is not in the project';
  if (status === 409) return 'Somebody else decided on this in the meantime';
  if (status === 413) return 'This is too large';
  if (status === 429) return 'Too many tries';
  return status >= 500 ? 'The desk failed' : 'The desk refused this';
}

function fallbackDetail(status: number): string {
  if (status === 0) return 'Check that `reportedly desk` is still running, then try again.';
  if (status === 401) return 'Log in again; what you typed is kept.';
  if (status === 403) return 'Ask the owner of the project for another role.';
  if (status === 404) return 'It may stand under another link since the documents were read anew.';
  if (status === 429) return 'Wait a minute, then try again.';
  return status >= 500 ? 'Look at what the command line printed.' : 'Check what you sent.';
}

let csrf = '';
let onLoggedOut: () => unknown = () => undefined;
let renew: () => Promise<boolean> = async () => Promise.resolve(false);

/** Called by the session store, which alone knows when these change. */
export function useSession(
  session: Session,
  hooks: { loggedOut: () => unknown; renew: () => Promise<boolean> },
): void {
  csrf = session.csrf;
  onLoggedOut = hooks.loggedOut;
  renew = hooks.renew;
}

export function withQuery(path: string, query?: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') for (const one of value) params.append(name, one);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  } catch {
    return {};
  }
}

async function send(
  method: string,
  path: string,
  init: RequestInit,
  again = false,
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  if (method !== 'GET') headers.set('X-CSRF-Token', csrf);
  let response: Response;
  try {
    response = await fetch(path, { ...init, method, headers, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, {});
  }
  if (response.ok) return response;
  const failure = new ApiError(response.status, await problemOf(response));
  if (response.status === 403 && method !== 'GET' && !again) {
    // The token may be of a session that ended, as when the desk was started anew.
    const before = csrf;
    const known = await renew();
    const entering = path === '/api/session';
    if (csrf !== before && (known || entering)) return send(method, path, init, true);
    if (!known && !entering) throw new ApiError(401, {});
  }
  if (response.status === 401 && path !== '/api/session') onLoggedOut();
  throw failure;
}

async function bodyOf<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

export async function get<Answer>(
  path: string,
  query?: Query,
  signal?: AbortSignal,
): Promise<Answer> {
  const init: RequestInit = signal ? { signal } : {};
  return bodyOf<Answer>(await send('GET', withQuery(path, query), init));
}

export async function change<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  if (body instanceof FormData) return bodyOf<Answer>(await send(method, path, { body }));
  const init: RequestInit =
    body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  return bodyOf<Answer>(await send(method, path, init));
}

export const post = <Answer>(path: string, body?: unknown): Promise<Answer> =>
  change<Answer>('POST', path, body);

/** True for the error of a request that was given up on purpose. */
export function aborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any error in the words that a person can act on. */
export function inWords(error: unknown): { title: string; detail: string } {
  if (error instanceof ApiError) return { title: error.title, detail: error.detail };
  const detail = error instanceof Error ? error.message : String(error);
  return { title: 'Something went wrong in the browser', detail };
}
