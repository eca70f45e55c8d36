import { describe, expect, it } from 'vitest';
import { changesIn, inWords, withWords } from './values';

const span = { start: 3, end: 8, text: 'Aleppo' };

describe('values of the log', () => {
  it('are told by their words', () => {
    expect(inWords([{ span, resolved: { name: 'Halab' } }])).toBe('“Aleppo” = Halab');
    expect(inWords({ span: { start: 3, end: 8 }, resolved: null })).toBe('characters 3–8');
    expect(inWords([])).toBe('nothing');
    expect(inWords({ plover: 'ASSAULT', mode: null })).toBe('ASSAULT');
    expect(inWords({ span, what: 'killed', low: 3, high: null })).toBe(
      '“Aleppo”: at least 3 killed',
    );
    expect(inWords({ span, earliest: '2024-01-02', latest: '2024-01-02' })).toContain('2024-01-02');
    expect(inWords({ speaker: null, cue: span, stance: 'denies' })).toBe(
      'somebody unnamed (denies)',
    );
  });

  it('get the words of their offsets', () => {
    const sent = [{ span: { start: 3, end: 8 }, resolved: null }];
    const slice = (start: number, end: number): string => `${start}-${end}`;
    expect(inWords(withWords(sent, slice))).toBe('“3-8”');
  });

  it('stand before and after', () => {
    expect(changesIn({ status: 'occurred' }, { status: 'denied' })).toEqual([
      { field: 'Status', before: 'occurred', after: 'denied' },
    ]);
    expect(changesIn(null, null)).toEqual([]);
  });
});
