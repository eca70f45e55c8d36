import { describe, expect, it } from 'vitest';
import type { ClaimRecord, ClaimView, Span, Voice } from '$lib/api/types';
import { byNeed, chain, following, rows } from './telling';

const span = (start: number, text: string): Span => ({ start, end: start + text.length, text });
const voice = (name: string | null, cue: Span | null, stance: Voice['stance']): Voice => ({
  speaker: name ? { span: span(0, name), resolved: null } : null,
  cue,
  stance,
});

function record(more: Partial<ClaimRecord> = {}): ClaimRecord {
  return {
    schema_version: '1',
    claim_id: '',
    document: { id: '', uri: null, title: null, published: null },
    evidence: span(0, 'Troops shelled Homs.'),
    trigger: span(7, 'shelled'),
    event: { plover: 'ASSAULT', mode: 'heavy-weapons' },
    status: 'occurred',
    actors: [],
    recipients: [],
    places: [],
    time: null,
    counts: [],
    attribution: [],
    produced_by: null,
    ...more,
  };
}

const view = (id: string, start: number, more: Partial<ClaimView> = {}): ClaimView => ({
  id,
  record: record({ trigger: span(start, 'shelled') }),
  verdict: null,
  need: 0,
  review: [],
  seen: null,
  machine: true,
  corrected: [],
  event: null,
  told: '',
  ...more,
});

describe('the chain of voices', () => {
  it('joins voices that speak together and keeps quoted ones apart', () => {
    const said = span(40, 'said');
    const links = chain(
      record({
        attribution: [
          voice('the agency', span(20, 'according to'), 'asserts'),
          voice('Ann', said, 'denies'),
          voice('Bob', said, 'denies'),
        ],
      }),
    );
    expect(links.map((one) => [one.names, one.says])).toEqual([
      [['the agency'], 'said that'],
      [['Ann', 'Bob'], 'denied that'],
    ]);
  });

  it('names nobody where the text names nobody', () => {
    const links = chain(record({ attribution: [voice(null, span(3, 'reportedly'), 'asserts')] }));
    expect(links[0]?.names).toEqual(['somebody unnamed']);
    expect(chain(record())).toEqual([]);
  });
});

describe('the rows of a card', () => {
  it('say what is not told, and give each value its words', () => {
    const found = rows(
      record({
        counts: [{ span: span(30, 'at least 12'), what: 'killed', low: 12, high: null }],
        time: {
          span: span(50, 'Monday'),
          earliest: '2024-05-27',
          latest: '2024-05-27',
          precision: 'day',
          carried: true,
          anchor: 'published',
        },
      }),
    );
    const row = (field: string) => found.find((one) => one.field === field);
    expect(row('actors')).toMatchObject({ values: [], none: 'not told' });
    expect(row('counts')?.values[0]).toMatchObject({
      text: 'at least 12 killed',
      spans: [{ start: 30, end: 41 }],
    });
    expect(row('time')?.values[0]?.note).toContain('carried over from elsewhere');
    expect(row('attribution')?.none).toBe('the document itself');
  });
});

describe('the order of review', () => {
  it('is what needs a look most, then the rest, then what was decided', () => {
    const claims = [
      view('sure', 1),
      view('decided', 2, { verdict: 'accept', review: ['why'], need: 1 }),
      view('less', 3, { review: ['why'], need: 0.2 }),
      view('most', 4, { review: ['why'], need: 0.9 }),
    ];
    expect(byNeed(claims).map((one) => one.id)).toEqual(['most', 'less', 'sure', 'decided']);
  });

  it('goes on to the next claim without a verdict, round to the beginning', () => {
    const [a, b, c] = [view('a', 1), view('b', 2, { verdict: 'accept' }), view('c', 3)];
    const list = [a, b, c];
    expect(following(a, list, list)?.id).toBe('c');
    expect(following(c, list, list)?.id).toBe('a');
    const done = list.map((one) => ({ ...one, verdict: 'accept' as const }));
    expect(following(b, list, done)).toBeNull();
    // Taken out: its neighbour, whatever was said of it.
    expect(following(c, list, done.slice(0, 2))?.id).toBe('a');
    expect(following(c, [c], [])).toBeNull();
  });
});
