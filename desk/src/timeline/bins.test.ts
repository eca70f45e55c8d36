import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  UNITS,
  binsOf,
  dayOf,
  domainOf,
  fitting,
  floor,
  isoOf,
  next,
  snapped,
  spanLabel,
  ticks,
  widen,
} from './bins';

const anyDay = fc.integer({ min: dayOf('1000-01-01'), max: dayOf('9998-12-31') });
const anyUnit = fc.constantFrom(...UNITS);

describe('days, weeks, months and years', () => {
  it('hold every day exactly once', () => {
    fc.assert(
      fc.property(anyDay, anyUnit, (day, unit) => {
        const start = floor(day, unit);
        const end = next(day, unit);
        expect(start <= day && day < end).toBe(true);
        expect(floor(end, unit)).toBe(end);
        expect(floor(start, unit)).toBe(start);
      }),
    );
  });

  it('survive the way to text and back', () => {
    fc.assert(fc.property(anyDay, (day) => dayOf(isoOf(day)) === day));
  });

  it('begin weeks on Monday', () => {
    expect(isoOf(floor(dayOf('2026-11-25'), 'week'))).toBe('2026-11-23');
    expect(isoOf(floor(dayOf('1969-12-31'), 'week'))).toBe('1969-12-29');
  });

  it('know leap years', () => {
    expect(isoOf(next(dayOf('2024-02-29'), 'month'))).toBe('2024-03-01');
    expect(isoOf(next(dayOf('2024-02-29'), 'year'))).toBe('2025-01-01');
  });
});

describe('bins', () => {
  const days = {
    unit: 'month',
    start: ['2023-12-01', '2024-01-01', '2024-03-01'],
    exact: [2, 3, 1],
    open: [1, 2, 0],
    undated: 4,
  };

  it('reach to the first day of the next', () => {
    expect(binsOf(days).map((bin) => isoOf(bin.end))).toEqual([
      '2024-01-01',
      '2024-02-01',
      '2024-04-01',
    ]);
  });

  it('widen without losing exact events or counting open ones many times', () => {
    const years = widen(binsOf(days), 'year');
    expect(years.map((bin) => [isoOf(bin.start), bin.exact, bin.open])).toEqual([
      ['2023-01-01', 2, 1],
      ['2024-01-01', 4, 2],
    ]);
  });

  it('are named by their span', () => {
    const [first] = binsOf(days);
    expect(spanLabel(first!, 'month')).toBe('Dec 2023');
    expect(spanLabel({ start: dayOf('2024-01-01'), end: dayOf('2024-01-08') }, 'week')).toBe(
      '1 Jan 2024 – 7 Jan 2024',
    );
  });
});

describe('the line', () => {
  it('takes the narrowest unit that fits', () => {
    expect(fitting(0, 100)).toBe('day');
    expect(fitting(0, 700)).toBe('week');
    expect(fitting(0, 3000)).toBe('month');
    expect(fitting(0, 40_000)).toBe('year');
  });

  it('is not pressed flat by a few events centuries ago', () => {
    const bins = [
      { start: -60_000, end: -59_970, exact: 1, open: 0 },
      ...Array.from({ length: 100 }, (_, at) => ({
        start: 19_000 + at,
        end: 19_001 + at,
        exact: 5,
        open: 0,
      })),
    ];
    expect(domainOf(bins)?.first).toBeGreaterThan(18_000);
    expect(domainOf(bins.slice(0, 3))?.first).toBe(-60_000);
    const [bin] = bins.slice(5, 6);
    expect(domainOf([bin!])).toEqual({ first: bin!.start - 7, end: bin!.start + 7 });
    expect(domainOf([])).toBeNull();
  });

  it('has a handful of marks at round days, whatever its length', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 10, max: 200_000 }), (first, length) => {
        const found = ticks({ first, end: first + length });
        expect(found.length).toBeLessThanOrEqual(10);
        expect(found.every((tick) => tick.day >= first && tick.day < first + length)).toBe(true);
      }),
    );
  });

  it('snaps a dragged piece to whole bins, in either direction', () => {
    const domain = { first: dayOf('2024-01-01'), end: dayOf('2025-01-01') };
    const from = dayOf('2024-03-10') + 0.4;
    const to = dayOf('2024-05-02') + 0.2;
    const wanted = { since: '2024-03-01', until: '2024-05-31' };
    expect(snapped(from, to, 'month', domain)).toEqual(wanted);
    expect(snapped(to, from, 'month', domain)).toEqual(wanted);
    expect(snapped(from, from, 'day', domain)).toEqual({
      since: '2024-03-10',
      until: '2024-03-10',
    });
  });
});
