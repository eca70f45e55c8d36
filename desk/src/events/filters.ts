/** What the lists of events, the map and the timeline are narrowed to; kept in the address. */

import type { Query } from '$lib/api/client';
import { COUNTED, STATUS_SHORT, day } from '$lib/words';
import type { ClaimStatus, Counted } from '$lib/api/types';

/** The filters that the server knows, in the order in which they are shown. */
export const KEYS = [
  'words',
  'category',
  'mode',
  'status',
  'country',
  'place',
  'box',
  'since',
  'until',
  'actor',
  'recipient',
  'speaker',
  'source',
  'counted',
  'at_least',
  'at_most',
  'contested',
  'verdict',
  'review',
] as const;
export type FilterKey = (typeof KEYS)[number];
export type Filters = Readonly<Partial<Record<FilterKey, string>>>;

/** Read the filters out of an address; unknown names and empty values are left alone. */
export function read(query: URLSearchParams): Filters {
  const found: Partial<Record<FilterKey, string>> = {};
  for (const key of KEYS) {
    const value = query.get(key)?.trim();
    if (value && acceptable(key, value)) found[key] = value;
  }
  return found;
}

/** A link may be old or cut short: what the server would refuse is not sent. */
function acceptable(key: FilterKey, value: string): boolean {
  if (key === 'since' || key === 'until') return /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (key === 'at_least' || key === 'at_most') return /^\d{1,12}$/.test(value);
  if (key === 'country') return /^[A-Za-z]{3}$/.test(value);
  if (key === 'box') return boxOf(value) !== null;
  if (key === 'contested') return value === 'true';
  if (key === 'review') return value === 'true' || value === 'false';
  if (key === 'verdict') return ['accept', 'reject', 'none'].includes(value);
  return value.length <= 200;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

export function boxOf(value: string | undefined): Box | null {
  const parts = (value ?? '').split(',').map(Number);
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return null;
  if (west === undefined || south === undefined) return null;
  if (east === undefined || north === undefined || south > north) return null;
  return [west, south, east, north];
}

/** A box as it stands in an address: four decimals are about ten metres. */
export function boxText(box: Box): string {
  return box.map((degrees) => String(Math.round(degrees * 1e4) / 1e4)).join(',');
}

export function asQuery(filters: Filters): Query {
  return { ...filters };
}

/** The same for two filters that mean the same. */
export function sameness(filters: Filters): string {
  return KEYS.map((key) => filters[key] ?? '').join('\u0000');
}

export function without(filters: Filters, ...keys: readonly FilterKey[]): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([key]) => !keys.includes(key as FilterKey)),
  );
}

export interface Chip {
  /** What is taken away with the chip. */
  readonly keys: readonly FilterKey[];
  readonly label: string;
}

/** The filters in words, one chip each; the words that are typed stand in their own field. */
export function chips(filters: Filters, country: (code: string) => string): Chip[] {
  const found: Chip[] = [];
  const days = daysChip(filters);
  if (days) found.push(days);
  for (const key of KEYS) {
    const value = filters[key];
    if (value === undefined || NOT_ALONE.has(key)) continue;
    found.push({ keys: [key], label: inWords(key, value, country) });
  }
  const counted = countedChip(filters);
  if (counted) found.push(counted);
  return found;
}

const NOT_ALONE: ReadonlySet<FilterKey> = new Set([
  'words',
  'since',
  'until',
  'counted',
  'at_least',
  'at_most',
]);

function daysChip({ since, until }: Filters): Chip | null {
  if (!since && !until) return null;
  const keys: FilterKey[] = ['since', 'until'];
  if (!until) return { keys, label: `${day(since)} or later` };
  if (!since) return { keys, label: `until ${day(until)}` };
  return { keys, label: since === until ? day(since) : `${day(since)} – ${day(until)}` };
}

function countedChip({ counted, at_least, at_most }: Filters): Chip | null {
  if (!counted && !at_least && !at_most) return null;
  const what = counted ? (COUNTED[counted as Counted] ?? counted) : 'counted';
  const bounds = [at_least && `at least ${at_least}`, at_most && `at most ${at_most}`];
  const words = bounds.filter(Boolean).join(', ');
  return { keys: ['counted', 'at_least', 'at_most'], label: `${words || 'number told'} ${what}` };
}

function inWords(key: FilterKey, value: string, country: (code: string) => string): string {
  switch (key) {
    case 'country':
      return country(value);
    case 'box':
      return 'inside the map’s frame';
    case 'contested':
      return 'contested';
    case 'review':
      return value === 'true' ? 'marked for a look' : 'not marked for a look';
    case 'verdict':
      return { accept: 'accepted', reject: 'rejected', none: 'nobody decided' }[value] ?? value;
    case 'status':
      return STATUS_SHORT[value as ClaimStatus] ?? value;
    case 'actor':
      return `done by ${value}`;
    case 'recipient':
      return `done to ${value}`;
    case 'speaker':
      return `told by ${value}`;
    case 'source':
      return `printed by ${value}`;
    default:
      return value;
  }
}
