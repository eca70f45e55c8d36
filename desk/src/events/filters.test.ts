import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYS, boxOf, boxText, chips, read, sameness, without } from './filters';

const country = (code: string): string => ({ UKR: 'Ukraine' })[code] ?? code;
const labels = (query: string): string[] =>
  chips(read(new URLSearchParams(query)), country).map((chip) => chip.label);

describe('filters in the address', () => {
  it('leave out what the server would refuse, and what they do not know', () => {
    const found = read(
      new URLSearchParams('since=yesterday&country=Ukraine&box=1,2&at_least=-3&contested=1&x=1'),
    );
    expect(found).toEqual({});
  });

  it('never fail, whatever the link', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = read(new URLSearchParams(text));
        expect(Object.keys(found).every((key) => (KEYS as readonly string[]).includes(key))).toBe(
          true,
        );
      }),
    );
  });

  it('are the same for the same meaning', () => {
    const a = read(new URLSearchParams('words=shelling&country=UKR'));
    const b = read(new URLSearchParams('country=UKR&words= shelling &sort=place'));
    expect(sameness(a)).toBe(sameness(b));
    expect(sameness(without(a, 'words'))).not.toBe(sameness(a));
  });
});

describe('a box', () => {
  it('survives the address', () => {
    expect(boxOf(boxText([22.1234567, -1, 40, 52]))).toEqual([22.1235, -1, 40, 52]);
    expect(boxOf('1,2,3,NaN')).toBeNull();
    expect(boxOf('1,9,3,2')).toBeNull();
    expect(boxOf(undefined)).toBeNull();
  });
});

describe('chips', () => {
  it('say each filter in words', () => {
    expect(labels('since=2024-03-01&until=2024-03-31&country=UKR&category=ASSAULT')).toEqual([
      '1 Mar 2024 – 31 Mar 2024',
      'ASSAULT',
      'Ukraine',
    ]);
    expect(labels('since=2024-03-01')).toEqual(['1 Mar 2024 or later']);
    expect(labels('counted=killed&at_least=5')).toEqual(['at least 5 killed']);
    expect(labels('counted=killed')).toEqual(['number told killed']);
    expect(labels('words=mine')).toEqual([]);
  });
});
