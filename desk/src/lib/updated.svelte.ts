/** The desk's files were made anew while this page was open: what it has yet to load is gone. */

class Updated {
  found = $state(false);

  /** Vite tells of every part of the desk that did not come. */
  watch(): void {
    window.addEventListener('vite:preloadError', () => (this.found = true));
  }
}

export const updated = new Updated();
