/**
 * The border between code points, in which the desk counts, and UTF-16, in which the browser does.
 *
 * A character outside the basic plane (most emoji) is one code point and two UTF-16 units; a lone
 * surrogate is one of each. Combining marks and Arabic letters are code points like any other.
 */
export class CodePoints {
  readonly text: string;
  /** Code points in the text. */
  readonly length: number;
  /** The code-point index of every character that takes two units, ascending. */
  readonly #wide: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.#wide = wideOf(text);
    this.length = text.length - this.#wide.length;
  }

  /** Code-point offset to UTF-16 offset; outside the text it is held to its ends. */
  toUnits(point: number): number {
    const held = Math.min(Math.max(point, 0), this.length);
    return held + below(this.#wide, held);
  }

  /** UTF-16 offset to code-point offset. Within a pair of surrogates: the pair's start. */
  toPoints(unit: number): number {
    const held = Math.min(Math.max(unit, 0), this.text.length);
    // The wide character of index i starts at unit wide[i] + i and ends two units later.
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) + middle + 1 < held) low = middle + 1;
      else high = middle;
    }
    const inside = low < this.#wide.length && (this.#wide[low] ?? 0) + low + 1 === held;
    return held - low - (inside ? 1 : 0);
  }

  /** The text of a half-open interval of code points, to the end of the text by default. */
  slice(start: number, end = this.length): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

function wideOf(text: string): Uint32Array {
  const found: number[] = [];
  for (let unit = 0; unit < text.length - 1; unit += 1) {
    const code = text.charCodeAt(unit);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(unit + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    found.push(unit - found.length);
    unit += 1;
  }
  return Uint32Array.from(found);
}

/** How many of the ascending numbers are smaller than `value`. */
function below(numbers: Uint32Array, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
