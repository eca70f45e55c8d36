/** Light or dark: as the system wishes, or as the switch says. */

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'reportedly.theme';

class ThemeStore {
  choice = $state<Theme>('system');
  #dark = $state(false);

  constructor() {
    if (typeof window === 'undefined') return;
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    this.#dark = query.matches;
    query.addEventListener('change', (event) => {
      this.#dark = event.matches;
      this.#apply();
    });
    const kept = window.localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') this.choice = kept;
    this.#apply();
  }

  get shown(): 'light' | 'dark' {
    if (this.choice !== 'system') return this.choice;
    return this.#dark ? 'dark' : 'light';
  }

  set(choice: Theme): void {
    this.choice = choice;
    if (choice === 'system') window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, choice);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.shown;
  }
}

export const theme = new ThemeStore();
