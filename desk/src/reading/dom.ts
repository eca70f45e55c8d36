/** From offsets in the text to places in the page, and back. */

import type { Stretch } from './wording';

/** The element of a block carries the unit at which its text begins. */
export function blockStart(element: HTMLElement): number {
  return Number(element.dataset['start'] ?? 0);
}

/** The range in the page of a stretch that begins in a block. */
export function rangeIn(element: HTMLElement, stretch: Stretch): Range | null {
  const from = point(element, stretch.start - blockStart(element));
  const to = point(element, stretch.end - blockStart(element));
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** The place `units` into an element's text; its end where the text is shorter. */
function point(element: HTMLElement, units: number): [Node, number] | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = Math.max(0, units);
  let last: Text | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    last = node as Text;
    if (left <= last.length) return [last, left];
    left -= last.length;
  }
  return last && [last, last.length];
}

/** The unit of the text at a place in the page, null where it is not in a block. */
export function unitAt(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>('[data-start]');
  if (!block) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return blockStart(block) + range.toString().length;
}

/** The stretch that the person selected with the mouse, null where it is empty or elsewhere. */
export function selectedStretch(within: HTMLElement): Stretch | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return null;
  const start = unitAt(range.startContainer, range.startOffset);
  const end = unitAt(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  return { start, end };
}

/** The unit of the text nearest to a point of the window. */
export function unitAtPoint(x: number, y: number): number | null {
  if ('caretPositionFromPoint' in document) {
    const at = document.caretPositionFromPoint(x, y);
    return at && unitAt(at.offsetNode, at.offset);
  }
  const range = (document as Document).caretRangeFromPoint?.(x, y);
  return range ? unitAt(range.startContainer, range.startOffset) : null;
}

/** Colour stretches of the page without touching its elements (CSS Custom Highlights). */
export function paint(name: string, ranges: readonly Range[]): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
