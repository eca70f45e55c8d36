/** Tells elements when they come near the window, so that long lists are drawn piece by piece. */

import type { Attachment } from 'svelte/attachments';

const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

function shared(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer?.unobserve(entry.target);
        waiting.get(entry.target)?.();
      }
    },
    { rootMargin: '1200px 0px' },
  );
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
