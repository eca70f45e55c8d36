/** A text as the paragraphs in which it is shown. */

/** A paragraph: [start, end) in UTF-16 units, without the line ends between paragraphs. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly direction: 'ltr' | 'rtl';
  /** It stands apart from the paragraph before it. */
  readonly gap: boolean;
}

/** Lines up to here are taken for lines that were wrapped by hand. */
const WRAPPED = 110;
/** A paragraph longer than this is shown in pieces, so that each stays quick to draw. */
const LONGEST = 12_000;

/**
 * Paragraphs are parted by empty lines; where lines are longer than a hand-wrapped line is, or
 * no line is empty, each line is a paragraph.
 */
export function blocksOf(text: string): Block[] {
  const parter = wrapped(text) ? /\n[^\S\n]*\n\s*/g : /\n\s*/g;
  const found: Block[] = [];
  let start = 0;
  for (const match of text.matchAll(parter)) {
    add(found, text, start, match.index, match[0]);
    start = match.index + match[0].length;
  }
  add(found, text, start, text.length, '\n\n');
  return found;
}

function wrapped(text: string): boolean {
  if (!/\n[^\S\n]*\n/.test(text)) return false;
  let long = 0;
  let lines = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    lines += 1;
    if (line.length > WRAPPED) long += 1;
  }
  return long * 4 < lines;
}

function add(found: Block[], text: string, start: number, end: number, before: string): void {
  if (text.slice(start, end).trim() === '') return;
  let from = start;
  while (end - from > LONGEST) {
    const space = text.lastIndexOf(' ', from + LONGEST);
    const to = space > from ? space + 1 : from + LONGEST;
    found.push(blockOf(text, from, to, found.length > 0 && from === start));
    from = to;
  }
  found.push(blockOf(text, from, end, found.length > 0 && from === start && before !== ''));
}

function blockOf(text: string, start: number, end: number, gap: boolean): Block {
  return { start, end, gap, direction: directionOf(text.slice(start, Math.min(end, start + 400))) };
}

const STRONG = /\p{L}/u;
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The direction of the first letter that has one (the first-strong rule of Unicode's UAX 9). */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = STRONG.exec(text);
  return letter && RTL.test(letter[0]) ? 'rtl' : 'ltr';
}

/** The index of the block that holds a unit, or of the nearest one before it. */
export function blockAt(blocks: readonly Block[], unit: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= unit) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
