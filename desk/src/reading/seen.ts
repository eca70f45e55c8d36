/** Tells elements when they come near the window, so that long lists are drawn piece by piece. */

import type { Attachment } from 'svelte/attachments';

const waiting = new WeakMap<Element, () => void>();
/** `scrollMargin` does for a pane that scrolls what `rootMargin` does for the window. */
const MARGINS: IntersectionObserverInit & { scrollMargin: string } = {
  rootMargin: '1200px 0px',
  scrollMargin: '1200px 0px',
};
let observer: IntersectionObserver | undefined;

function shared(): IntersectionObserver {
  observer ??= new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer?.unobserve(entry.target);
      waiting.get(entry.target)?.();
    }
  }, MARGINS);
  return observer;
}

/** Call `near` once, when the element is about to be seen. */
export function whenNear(near: () => void): Attachment {
  return (element) => {
    waiting.set(element, near);
    shared().observe(element);
    return () => shared().unobserve(element);
  };
}
