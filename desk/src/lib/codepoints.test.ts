import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodePoints } from './codepoints';

const pieces = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '😀',
  '👩‍👩‍👧',
  'é',
  'e\u0301',
  'غارة',
  'חיפה',
  '\u202b',
  '\ud83d',
  '\ude00x',
  '𐤀',
  '█',
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

describe('CodePoints', () => {
  it('counts as Python does', () => {
    const text = 'a😀b';
    const points = new CodePoints(text);
    expect(points.length).toBe(3);
    expect([0, 1, 2, 3].map((p) => points.toUnits(p))).toEqual([0, 1, 3, 4]);
    expect([0, 1, 2, 3, 4].map((u) => points.toPoints(u))).toEqual([0, 1, 1, 2, 3]);
    expect(points.slice(1, 2)).toBe('😀');
  });

  it('takes a lone surrogate for one character', () => {
    const points = new CodePoints('\ud83dx\ude00');
    expect(points.length).toBe(3);
    expect(points.slice(2, 3)).toBe('\ude00');
  });

  it('goes there and back for every offset of any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const points = new CodePoints(text);
        const characters = Array.from(text);
        expect(points.length).toBe(characters.length);
        let unit = 0;
        for (const [point, character] of characters.entries()) {
          expect(points.toUnits(point)).toBe(unit);
          expect(points.toPoints(unit)).toBe(point);
          unit += character.length;
        }
        expect(points.toUnits(points.length)).toBe(text.length);
        expect(points.toPoints(text.length)).toBe(points.length);
      }),
    );
  });

  it('slices as an array of characters does', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), fc.nat(60), (text, one, other) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        const expected = Array.from(text).slice(start, end).join('');
        expect(new CodePoints(text).slice(start, end)).toBe(expected);
      }),
    );
  });

  it('holds any offset to the text', () => {
    fc.assert(
      fc.property(texts, fc.integer(), (text, offset) => {
        const points = new CodePoints(text);
        expect(points.toUnits(offset)).toBeGreaterThanOrEqual(0);
        expect(points.toUnits(offset)).toBeLessThanOrEqual(text.length);
        expect(points.toPoints(offset)).toBeLessThanOrEqual(points.length);
      }),
    );
  });
});
