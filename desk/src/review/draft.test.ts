import { describe, expect, it } from 'vitest';
import type { Span } from '$lib/api/types';
import {
  boundsIn,
  changes,
  daysFor,
  emptyDraft,
  missing,
  nearIt,
  newRecord,
  participant,
  precisionOf,
  time,
  toWire,
} from './draft';

const span = (start: number, end: number, text = 'x'): Span => ({ start, end, text });

describe('a draft', () => {
  it('sends offsets and no words', () => {
    expect(toWire([{ span: span(1, 4), resolved: null }])).toEqual([
      { span: { start: 1, end: 4 }, resolved: null },
    ]);
  });

  it('sends only the fields that changed', () => {
    const before = emptyDraft();
    const now = { ...emptyDraft(), actors: [participant(span(3, 5), null)] };
    expect(Object.keys(changes(before, now))).toEqual(['actors']);
    expect(changes(before, before)).toEqual({});
  });

  it('sends another mode as another event, without codes that followed from the old one', () => {
    const before = { ...emptyDraft(), category: 'ASSAULT' as const, mode: 'airstrike' };
    const event = changes(before, { ...before, mode: 'heavy-weapons' })['event'];
    expect(event).toMatchObject({ plover: 'ASSAULT', mode: 'heavy-weapons', cameo: null });
  });

  it('says what a new claim lacks', () => {
    expect(missing(emptyDraft())).toHaveLength(3);
    const draft = {
      ...emptyDraft(),
      trigger: span(2, 4),
      evidence: span(0, 9),
      category: 'ASSAULT' as const,
    };
    expect(missing(draft)).toEqual([]);
    expect(newRecord(draft)).toMatchObject({ trigger: { start: 2, end: 4 }, status: 'occurred' });
  });
});

describe('values', () => {
  it('knows how exact days are', () => {
    expect(precisionOf('2024-03-01', '2024-03-01')).toBe('day');
    expect(precisionOf('2024-03-04', '2024-03-10')).toBe('week');
    expect(precisionOf('2024-02-01', '2024-02-29')).toBe('month');
    expect(precisionOf('2024-01-01', '2024-12-31')).toBe('year');
    expect(precisionOf('2024-02-01', '2024-02-28')).toBe('range');
    expect(precisionOf(null, null)).toBe('unknown');
  });

  it('knows a day that is carried from elsewhere', () => {
    expect(time(span(0, 4), '2024-03-01', null, span(10, 30)).carried).toBe(true);
    expect(time(span(12, 14), null, null, span(10, 30))).toMatchObject({
      carried: false,
      precision: 'unknown',
      anchor: 'none',
    });
  });

  it('knows the days of words that are dated elsewhere, or in full', () => {
    const at = (start: number, text: string) => ({ start, end: start + text.length, text });
    const dated = (start: number, text: string, day: string | null) =>
      time(at(start, text), day, null, null);
    const known = [dated(5, 'Saturday', '2024-05-18'), dated(50, 'Monday', null)];
    const day = (iso: string) => ({ earliest: iso, latest: iso });
    expect(daysFor(at(5, 'Saturday'), known)).toEqual(day('2024-05-18'));
    expect(daysFor(at(90, 'saturday'), known)).toEqual(day('2024-05-18'));
    const both = [...known, dated(70, 'Saturday', '2024-05-25')];
    expect(daysFor(at(90, 'Saturday'), both)).toBeNull();
    expect(daysFor(at(70, 'Saturday'), both)).toEqual(day('2024-05-25'));
    expect(daysFor(at(50, 'Monday'), known)).toBeNull();
    expect(daysFor(at(0, '21 May 2024'), [])).toEqual(day('2024-05-21'));
    expect(daysFor(at(0, 'May 21, 2024'), [])).toEqual(day('2024-05-21'));
    expect(daysFor(at(0, '05/06/2024'), [])).toBeNull();
  });

  it.each([
    ['in a village near ', true],
    ['on the outskirts of the ', true],
    ['killed around ', true],
    ['soldiers in ', false],
  ])('knows whether %s leads up to what is only near', (before, near) => {
    expect(nearIt(before)).toBe(near);
  });

  it.each([
    ['at least 12', 12, null],
    ['more than 50 people', 51, null],
    ['12 to 15', 12, 15],
    ['1,200', 1200, 1200],
    ['Three', 3, 3],
    ['up to 40', null, 40],
    ['dozens', null, null],
  ])('guesses the bounds of %s', (words, low, high) => {
    expect(boundsIn(words)).toEqual({ low, high });
  });
});
