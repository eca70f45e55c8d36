/** Where words and sentences begin and end, for picking them in a text. All in UTF-16 units. */

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

let words: Intl.Segmenter | undefined;
let sentences: Intl.Segmenter | undefined;

/** The words of text[start, end), marks and spaces left out. */
export function wordsOf(text: string, start: number, end: number): Stretch[] {
  words ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const found: Stretch[] = [];
  for (const { segment, index, isWordLike } of words.segment(text.slice(start, end))) {
    if (isWordLike || /[█%$€£#]/u.test(segment)) {
      found.push({ start: start + index, end: start + index + segment.length });
    }
  }
  return found;
}

/** The sentence of text[from, to) that holds a unit, without the space at its ends. */
export function sentenceAt(text: string, from: number, to: number, unit: number): Stretch {
  sentences ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const body = text.slice(from, to);
  for (const { segment, index } of sentences.segment(body)) {
    const start = from + index;
    if (unit < start + segment.length) return trimmed(text, start, start + segment.length);
  }
  return trimmed(text, from, to);
}

/** The stretch without white space at its ends. */
export function trimmed(text: string, start: number, end: number): Stretch {
  while (start < end && /\s/u.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/u.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

/** The stretch widened to whole words; `list` are the words around it. */
export function wholeWords(list: readonly Stretch[], stretch: Stretch): Stretch {
  let { start, end } = stretch;
  for (const word of list) {
    if (word.start < start && start < word.end) start = word.start;
    if (word.start < end && end < word.end) end = word.end;
  }
  return { start, end };
}
