/** Every view of the desk with its link. The first route whose pattern fits is shown. */

import type { Component } from 'svelte';
import type { Role } from '$lib/api/types';
import type { IconName } from '$lib/components/Icon.svelte';

/** What every view gets: the parts of the link that its pattern leaves open. */
export interface ViewProps {
  params: Readonly<Record<string, string>>;
}

type Loaded = { default: Component<ViewProps, object, ''> };

export interface Route {
  readonly pattern: string;
  readonly load: () => Promise<Loaded>;
  readonly least: Role;
  /** Where it stands in the navigation, if at all. */
  readonly nav?: { readonly label: string; readonly icon: IconName; readonly group: number };
  /** Not shown where the desk has no accounts. */
  readonly accounts?: boolean;
}

export const routes: readonly Route[] = [
  {
    pattern: 'documents',
    load: () => import('./documents/DocumentsView.svelte'),
    least: 'reader',
    nav: { label: 'Documents', icon: 'documents', group: 1 },
  },
  {
    pattern: 'documents/:id',
    load: () => import('./reading/ReadingView.svelte'),
    least: 'reader',
  },
  {
    pattern: 'waiting',
    load: () => import('./waiting/WaitingView.svelte'),
    least: 'reader',
  },
  {
    pattern: 'claims',
    load: () => import('./claims/ClaimsView.svelte'),
    least: 'reader',
    nav: { label: 'Claims', icon: 'claims', group: 1 },
  },
  {
    pattern: 'events',
    load: () => import('./events/EventsView.svelte'),
    least: 'reader',
    nav: { label: 'Events', icon: 'events', group: 1 },
  },
  { pattern: 'events/:id', load: () => import('./event/EventView.svelte'), least: 'reader' },
  {
    pattern: 'coding',
    load: () => import('./coding/CodingView.svelte'),
    least: 'coder',
    nav: { label: 'Coding', icon: 'coding', group: 2 },
  },
  {
    pattern: 'coding/:id',
    load: () => import('./coding/AssignmentView.svelte'),
    least: 'coder',
  },
  {
    pattern: 'adjudication',
    load: () => import('./adjudication/AdjudicationListView.svelte'),
    least: 'adjudicator',
    nav: { label: 'Adjudication', icon: 'adjudication', group: 2 },
  },
  {
    pattern: 'adjudication/:id',
    load: () => import('./adjudication/AdjudicationView.svelte'),
    least: 'adjudicator',
  },
  {
    pattern: 'agreement',
    load: () => import('./agreement/AgreementView.svelte'),
    least: 'adjudicator',
    nav: { label: 'Agreement', icon: 'agreement', group: 2 },
  },
  {
    pattern: 'import',
    load: () => import('./transfer/ImportView.svelte'),
    least: 'coder',
    nav: { label: 'Import', icon: 'import', group: 3 },
  },
  {
    pattern: 'export',
    load: () => import('./transfer/ExportView.svelte'),
    least: 'reader',
    nav: { label: 'Export', icon: 'export', group: 3 },
  },
  {
    pattern: 'settings',
    load: () => import('./settings/SettingsView.svelte'),
    least: 'reader',
    nav: { label: 'Settings', icon: 'settings', group: 3 },
  },
  {
    pattern: 'accounts',
    load: () => import('./accounts/AccountsView.svelte'),
    least: 'owner',
    nav: { label: 'Accounts', icon: 'person', group: 3 },
    accounts: true,
  },
];

/** The values of the pattern's open parts, or null where it does not fit. */
export function fit(pattern: string, parts: readonly string[]): Record<string, string> | null {
  const wanted = pattern.split('/');
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = given;
    else if (part !== given) return null;
  }
  return params;
}

export function find(
  parts: readonly string[],
): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = fit(route.pattern, parts);
    if (params) return { route, params };
  }
  return null;
}
