import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit } from '../routes';
import { parse, to } from './router.svelte';

describe('links', () => {
  it('go there and back', () => {
    const parts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, fc.string({ minLength: 1 }), (path, words) => {
        const place = parse(to(path, { words, none: null }));
        expect(place.parts).toEqual(path);
        expect([...place.query]).toEqual([['words', words]]);
      }),
    );
  });

  it('survive being cut short', () => {
    expect(parse('#/documents/%E0%A4').parts).toEqual(['documents', '%E0%A4']);
    expect(parse('').parts).toEqual([]);
  });

  it('fit a view or none', () => {
    expect(fit('documents/:id', ['documents', 'ab'])).toEqual({ id: 'ab' });
    expect(fit('documents', ['documents', 'ab'])).toBeNull();
    expect(fit('events/:id', ['documents', 'ab'])).toBeNull();
  });
});
