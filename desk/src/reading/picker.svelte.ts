/** Picking words in a text by keyboard or mouse. All offsets are UTF-16 units of the text. */

import type { Block } from './blocks';
import { blockAt } from './blocks';
import { sentenceAt, wholeWords, wordsOf, type Stretch } from './wording';

/** A word: the block it stands in and its place there. */
interface Spot {
  readonly block: number;
  readonly word: number;
}

export class Picker {
  /** What is picked now; null while nothing is asked for. */
  range = $state.raw<Stretch | null>(null);
  /** Are words being picked? */
  active = $state(false);
  readonly #text: string;
  readonly #blocks: readonly Block[];
  readonly #words = new Map<number, Stretch[]>();
  #anchor: Spot = { block: 0, word: 0 };
  #head: Spot = { block: 0, word: 0 };

  constructor(text: string, blocks: readonly Block[]) {
    this.#text = text;
    this.#blocks = blocks;
  }

  /** Begin at the words of a stretch. */
  start(at: Stretch): void {
    this.active = true;
    this.set(at);
  }

  stop(): void {
    this.active = false;
    this.range = null;
  }

  /** Pick a stretch: whole words, or exactly these characters. */
  set(stretch: Stretch, exact = false): void {
    const around = [
      ...this.#wordsIn(blockAt(this.#blocks, stretch.start)),
      ...this.#wordsIn(blockAt(this.#blocks, Math.max(stretch.start, stretch.end - 1))),
    ];
    this.range = exact ? stretch : wholeWords(around, stretch);
    this.#anchor = this.#spotAt(this.range.start);
    this.#head = this.#spotAt(Math.max(this.range.start, this.range.end - 1));
  }

  /** Go to the next (1) or previous (-1) word; with `extend` the picked words grow or shrink. */
  move(by: 1 | -1, extend: boolean): void {
    let from = this.#head;
    if (!extend && this.#anchor !== this.#head) {
      from = this.#ordered()[by === 1 ? 1 : 0];
    }
    const next = this.#beside(from, by);
    if (!next) return;
    this.#head = next;
    if (!extend) this.#anchor = next;
    this.#show();
  }

  /** Go to the word at a unit, or extend to it. */
  moveTo(unit: number, extend: boolean): void {
    const spot = this.#spotAt(unit);
    this.#head = spot;
    if (!extend) this.#anchor = spot;
    this.#show();
  }

  /** Take the whole sentence. */
  sentence(): void {
    if (!this.range) return;
    this.set(this.sentenceOf(this.range.start), true);
  }

  sentenceOf(unit: number): Stretch {
    const block = this.#blocks[blockAt(this.#blocks, unit)];
    if (!block) return { start: unit, end: unit };
    return sentenceAt(this.#text, block.start, block.end, unit);
  }

  /** The direction of the paragraph in which the moving end stands. */
  get direction(): 'ltr' | 'rtl' {
    return this.#blocks[this.#head.block]?.direction ?? 'ltr';
  }

  /** The stretch of the word at the moving end. */
  get head(): Stretch | null {
    return this.#wordsIn(this.#head.block)[this.#head.word] ?? null;
  }

  #show(): void {
    const [first, last] = this.#ordered();
    const start = this.#wordsIn(first.block)[first.word]?.start;
    const end = this.#wordsIn(last.block)[last.word]?.end;
    if (start !== undefined && end !== undefined) this.range = { start, end };
  }

  #ordered(): [Spot, Spot] {
    const [one, other] = [this.#anchor, this.#head];
    const before = one.block < other.block || (one.block === other.block && one.word <= other.word);
    return before ? [one, other] : [other, one];
  }

  #wordsIn(block: number): Stretch[] {
    let list = this.#words.get(block);
    if (!list) {
      const one = this.#blocks[block];
      list = one ? wordsOf(this.#text, one.start, one.end) : [];
      this.#words.set(block, list);
    }
    return list;
  }

  #spotAt(unit: number): Spot {
    const block = blockAt(this.#blocks, unit);
    const list = this.#wordsIn(block);
    let word = list.findIndex((one) => unit < one.end);
    if (word < 0) word = Math.max(0, list.length - 1);
    return { block, word };
  }

  #beside(spot: Spot, by: 1 | -1): Spot | null {
    const word = spot.word + by;
    if (word >= 0 && word < this.#wordsIn(spot.block).length) return { block: spot.block, word };
    for (let block = spot.block + by; block >= 0 && block < this.#blocks.length; block += by) {
      const count = this.#wordsIn(block).length;
      if (count > 0) return { block, word: by === 1 ? 0 : count - 1 };
    }
    return null;
  }
}
