import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockAt, blocksOf, directionOf } from './blocks';
import { treeOf, type Mark, type Segment } from './marks';
import { sentenceAt, wholeWords, wordsOf } from './wording';

const roles = ['evidence', 'trigger', 'actor', 'place', 'time', 'cue'] as const;

function flat(tree: readonly Segment[], over: readonly Mark[] = []): [string, Mark[]][] {
  return tree.flatMap((one): [string, Mark[]][] =>
    one.kind === 'text' ? [[one.text, [...over]]] : flat(one.children, [...over, one.mark]),
  );
}

const mark = (start: number, end: number, role: Mark['role'] = 'actor', claim = 0): Mark => ({
  start,
  end,
  role,
  claims: [claim],
});

const marks = fc.array(
  fc
    .record({
      start: fc.nat(30),
      length: fc.integer({ min: 1, max: 12 }),
      role: fc.constantFrom(...roles),
      claim: fc.nat(4),
    })
    .map((one) => mark(one.start, one.start + one.length, one.role, one.claim)),
  { maxLength: 10 },
);

describe('treeOf', () => {
  it('nests', () => {
    const tree = treeOf('abcdef', 0, 6, [mark(0, 6, 'evidence'), mark(2, 4)]);
    expect(flat(tree).map(([text, over]) => [text, over.length])).toEqual([
      ['ab', 1],
      ['cd', 2],
      ['ef', 1],
    ]);
  });

  it('cuts the later of two crossing marks', () => {
    const tree = treeOf('abcdef', 0, 6, [mark(0, 4), mark(2, 6, 'place')]);
    expect(flat(tree).map(([text, over]) => [text, over.map((m) => m.role)])).toEqual([
      ['ab', ['actor']],
      ['cd', ['actor', 'place']],
      ['ef', ['place']],
    ]);
  });

  it('keeps every character once, under exactly its marks', () => {
    fc.assert(
      fc.property(marks, fc.nat(20), fc.nat(20), (all, from, more) => {
        const text = Array.from({ length: 45 }, (_, i) => String.fromCharCode(0x100 + i)).join('');
        const to = Math.min(text.length, from + more);
        let at = from;
        for (const [piece, over] of flat(treeOf(text, from, to, all))) {
          expect(piece).toBe(text.slice(at, at + piece.length));
          for (let unit = at; unit < at + piece.length; unit += 1) {
            const wanted = all.filter((m) => m.start <= unit && unit < m.end);
            expect(new Set(over)).toEqual(new Set(wanted));
          }
          at += piece.length;
        }
        expect(at).toBe(Math.max(from, to));
      }),
    );
  });
});

describe('blocksOf', () => {
  it('parts lines, or wrapped paragraphs at empty lines', () => {
    expect(blocksOf('One.\nTwo.').length).toBe(2);
    const text = 'A line that was\nwrapped by hand.\n\nThe next one.\n';
    expect(blocksOf(text).map((b) => text.slice(b.start, b.end).trim())).toEqual([
      'A line that was\nwrapped by hand.',
      'The next one.',
    ]);
  });

  it('keeps every letter in one block', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ab', ' ', '\n', '\n\n', 'غ', 'x. ')), (parts) => {
        const text = parts.join('');
        const blocks = blocksOf(text);
        const joined = blocks.map((b) => text.slice(b.start, b.end)).join('');
        expect(joined.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const [index, block] of blocks.entries()) {
          expect(blockAt(blocks, block.start)).toBe(index);
          expect(blockAt(blocks, block.end - 1)).toBe(index);
        }
      }),
    );
  });

  it('cuts a paragraph without end', () => {
    const text = 'word '.repeat(10_000).trim();
    const blocks = blocksOf(text);
    expect(blocks.length).toBeGreaterThan(3);
    expect(blocks.map((b) => text.slice(b.start, b.end)).join('')).toBe(text);
  });

  it('knows the direction by the first letter', () => {
    expect(directionOf('«12 قتيلا» said')).toBe('rtl');
    expect(directionOf('“Twelve” قتيلا')).toBe('ltr');
    expect(directionOf('12 – 14')).toBe('ltr');
  });
});

describe('words', () => {
  const text = 'Troops shelled al-Qasr. Three died, he said.';
  it('are found and widened', () => {
    const list = wordsOf(text, 0, text.length);
    expect(list[0]).toEqual({ start: 0, end: 6 });
    expect(wholeWords(list, { start: 2, end: 9 })).toEqual({ start: 0, end: 14 });
  });
  it('stand in a sentence', () => {
    const { start, end } = sentenceAt(text, 0, text.length, 26);
    expect(text.slice(start, end)).toBe('Three died, he said.');
  });
});
