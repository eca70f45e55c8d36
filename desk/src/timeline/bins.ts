/** Days, weeks, months and years on a line. All days are UTC days since 1970. */

import type { EventDays } from '$lib/api/types';

export type Unit = 'day' | 'week' | 'month' | 'year';
export const UNITS: readonly Unit[] = ['day', 'week', 'month', 'year'];
const DAY_MS = 86_400_000;

export interface Bin {
  readonly start: number;
  /** The first day after the bin. */
  readonly end: number;
  /** Events whose days lie all in the bin. */
  readonly exact: number;
  /** Events that may have been in it, or before or after. */
  readonly open: number;
}

export const dayOf = (iso: string): number =>
  Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);

export function isoOf(day: number): string {
  const date = new Date(day * DAY_MS);
  // Years before 1000 keep their four digits; toISOString gives those from 0 to 9999.
  return date.toISOString().slice(0, 10);
}

/** The first day after the span of a unit that holds `day`. */
export function next(day: number, unit: Unit): number {
  const start = floor(day, unit);
  if (unit === 'day') return start + 1;
  if (unit === 'week') return start + 7;
  const date = new Date(start * DAY_MS);
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return Math.round(date.getTime() / DAY_MS);
}

/** The first day of the span of a unit that holds `day`; weeks begin on Monday. */
export function floor(day: number, unit: Unit): number {
  if (unit === 'day') return day;
  // 1 January 1970 was a Thursday.
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY_MS);
  date.setUTCDate(1);
  if (unit === 'year') date.setUTCMonth(0);
  return Math.round(date.getTime() / DAY_MS);
}

export function binsOf(days: EventDays): Bin[] {
  const unit = UNITS.find((one) => one === days.unit) ?? 'month';
  return days.start.map((iso, at) => {
    const start = dayOf(iso);
    return {
      start,
      end: next(start, unit),
      exact: days.exact[at] ?? 0,
      open: days.open[at] ?? 0,
    };
  });
}

/** Bins of a wider unit out of those of a narrower one. `open` may count an event twice. */
export function widen(bins: readonly Bin[], unit: Unit): Bin[] {
  const wider = new Map<number, { start: number; end: number; exact: number; open: number }>();
  for (const bin of bins) {
    const start = floor(bin.start, unit);
    const held = wider.get(start) ?? { start, end: next(start, unit), exact: 0, open: 0 };
    held.exact += bin.exact;
    held.open = Math.max(held.open, bin.open);
    wider.set(start, held);
  }
  return [...wider.values()].sort((a, b) => a.start - b.start);
}

/** The narrowest unit in which the days from first to last make no more bins than fit. */
export function fitting(first: number, last: number, most = 170): Unit {
  const days = last - first + 1;
  if (days <= most) return 'day';
  if (days / 7 <= most) return 'week';
  return days / 30.4 <= most ? 'month' : 'year';
}

export interface Domain {
  readonly first: number;
  /** The first day after the last bin. */
  readonly end: number;
}

/**
 * From the first to the last bin. A few events told centuries off ("since 1789") must not press
 * all others into one bar: at most one event in fifty may fall outside, on each side.
 */
export function extentOf(bins: readonly Bin[]): Domain | null {
  const first = bins[0];
  const last = bins[bins.length - 1];
  if (!first || !last) return null;
  const total = bins.reduce((sum, bin) => sum + bin.exact, 0);
  const spare = total >= 50 ? total / 50 : 0;
  if (spare === 0) return { first: first.start, end: last.end };
  const from = reached(bins, spare);
  const to = reached([...bins].reverse(), spare);
  return { first: (from ?? first).start, end: (to ?? last).end };
}

/** What the line shows: the extent, or some more where that is only a few bins. */
export function domainOf(bins: readonly Bin[]): Domain | null {
  const extent = extentOf(bins);
  const last = bins[bins.length - 1];
  return extent && last ? padded(extent, last.end - last.start) : null;
}

/** A few bins are not blown up to fill the whole line. */
function padded({ first, end }: Domain, wide: number, least = 14): Domain {
  const missing = least - Math.round((end - first) / wide);
  if (missing <= 0) return { first, end };
  const before = Math.ceil(missing / 2);
  return { first: first - before * wide, end: end + (missing - before) * wide };
}

function reached(bins: readonly Bin[], spare: number): Bin | undefined {
  let sum = 0;
  return bins.find((bin) => {
    sum += bin.exact;
    return sum > spare;
  });
}

/** How many events lie wholly before and after what is shown. */
export function outside(
  bins: readonly Bin[],
  { first, end }: Domain,
): { before: number; after: number } {
  const sum = (kept: (bin: Bin) => boolean): number =>
    bins.filter(kept).reduce((all, bin) => all + bin.exact, 0);
  return { before: sum((bin) => bin.end <= first), after: sum((bin) => bin.start >= end) };
}

export interface Tick {
  readonly day: number;
  readonly label: string;
}

/** Between two and about eight marks with their names, on round days. */
export function ticks({ first, end }: Domain, most = 8): Tick[] {
  const days = end - first;
  for (const step of STEPS) {
    if (days / step.days > most) continue;
    return marks(first, end, step);
  }
  const years = Math.ceil(days / 365.25 / most / 10) * 10;
  return marks(first, end, { days: years * 365, months: years * 12, form: YEAR });
}

interface Step {
  readonly days: number;
  readonly months?: number;
  readonly form: Intl.DateTimeFormat;
}

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const DATE = format({ day: 'numeric', month: 'short' });
const MONTH = format({ month: 'short', year: 'numeric' });
const YEAR = format({ year: 'numeric' });
const STEPS: readonly Step[] = [
  { days: 1, form: DATE },
  { days: 7, form: DATE },
  { days: 14, form: DATE },
  { days: 30.4, months: 1, form: MONTH },
  { days: 91, months: 3, form: MONTH },
  { days: 182, months: 6, form: MONTH },
  { days: 365, months: 12, form: YEAR },
  { days: 730, months: 24, form: YEAR },
  { days: 1826, months: 60, form: YEAR },
  { days: 3652, months: 120, form: YEAR },
];

function marks(first: number, end: number, step: Step): Tick[] {
  const found: Tick[] = [];
  if (step.months === undefined) {
    const week = step.days >= 7;
    let day = week ? floor(first + 6, 'week') : first;
    for (; day < end; day += step.days) found.push({ day, label: named(day, step.form) });
    return found;
  }
  const start = new Date(first * DAY_MS);
  const month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  let at = Math.ceil(month / step.months) * step.months;
  for (; ; at += step.months) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(at / 12), ((at % 12) + 12) % 12, 1);
    const day = Math.round(date.getTime() / DAY_MS);
    if (day >= end) return found;
    if (day >= first) found.push({ day, label: named(day, step.form) });
  }
}

const named = (day: number, form: Intl.DateTimeFormat): string => form.format(day * DAY_MS);

/** A span of days in words, for a bin. */
export function spanLabel(bin: Pick<Bin, 'start' | 'end'>, unit: Unit): string {
  if (unit === 'year') return named(bin.start, YEAR);
  if (unit === 'month') return named(bin.start, MONTH);
  const full = format({ day: 'numeric', month: 'short', year: 'numeric' });
  if (unit === 'day') return named(bin.start, full);
  return `${named(bin.start, full)} – ${named(bin.end - 1, full)}`;
}

/** From a dragged piece of the line to whole bins, as first and last day. */
export function snapped(
  from: number,
  to: number,
  unit: Unit,
  domain: Domain,
): { since: string; until: string } {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const first = Math.max(domain.first, Math.floor(low));
  const last = Math.min(domain.end - 1, Math.max(first, Math.ceil(high) - 1));
  return { since: isoOf(floor(first, unit)), until: isoOf(next(last, unit) - 1) };
}
