/**
 * Keys and what they do. Each view registers its own; `?` shows those that hold now.
 *
 * A chord is written as `j`, `?`, `Enter`, `Ctrl+Z`, `Shift+ArrowRight`. Ctrl stands for Command
 * as well. Letters act only while nothing is being typed, and a switch turns all single letters
 * off (WCAG 2.1.4).
 */

import { untrack } from 'svelte';

export interface Key {
  readonly chord: string;
  readonly label: string;
  readonly group: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Holds also while the person types in a field. */
  readonly whileTyping?: boolean;
  /** Works, but is not shown in the help (a second chord for the same thing). */
  readonly silent?: boolean;
}

interface Scope {
  readonly keys: () => readonly Key[];
  readonly modal: boolean;
}

const KEY = 'reportedly.keys';

/** The chord of an event in the spelling above. */
export function chordOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const letter = event.key.length === 1;
  // With a printed character Shift is in the character itself: `?`, not Shift+?.
  if (event.shiftKey && (!letter || parts.length > 0)) parts.push('Shift');
  parts.push(letter && parts.length > 0 ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  if (target.getAttribute('role') === 'combobox') return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  );
}

class Keys {
  scopes = $state.raw<readonly Scope[]>([]);
  single = $state(true);

  constructor() {
    if (typeof window === 'undefined') return;
    this.single = window.localStorage.getItem(KEY) !== 'off';
    window.addEventListener('keydown', (event) => this.#handle(event));
  }

  setSingle(on: boolean): void {
    this.single = on;
    if (on) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, 'off');
  }

  /** All keys that hold now, the innermost scope first. */
  get active(): readonly Key[] {
    const found: Key[] = [];
    for (const scope of [...this.scopes].reverse()) {
      found.push(...scope.keys());
      if (scope.modal) break;
    }
    return found;
  }

  push(keys: () => readonly Key[], modal: boolean): () => void {
    const scope: Scope = { keys, modal };
    this.scopes = [...this.scopes, scope];
    return () => {
      this.scopes = this.scopes.filter((one) => one !== scope);
    };
  }

  #handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event);
    const inField = typing(event.target);
    const key = this.active.find((one) => one.chord === chord && (!inField || one.whileTyping));
    if (!key) return;
    if (!this.single && chord.length === 1 && chord !== '?') return;
    // Enter and Space on a focused button or link press that button.
    const onControl =
      event.target instanceof HTMLElement && event.target.closest('button, a, summary');
    if (onControl && (chord === 'Enter' || chord === ' ')) return;
    event.preventDefault();
    key.run(event);
  }
}

export const keys = new Keys();

/** Register keys for as long as the component lives: call while it is set up. */
export function useKeys(list: () => readonly Key[], modal = false): void {
  // Not read here: a scope that comes must not set up the others anew.
  $effect(() => untrack(() => keys.push(list, modal)));
}
