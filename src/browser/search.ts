import { openSearch } from './search-dialog.ts';

/**
 * The button in the header that opens the search, by a click or a `/`. The dialog is made, and Pagefind and its index are loaded, when
 * they are first asked for; the code of the dialog is here from the start, so that what is typed right after the slash is not lost.
 */
class SiteSearch extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => this.open());
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || writes(event.target)) return;
      event.preventDefault();
      this.open();
    });
  }

  private open(): void {
    openSearch(this.dataset.index ?? '/pagefind/');
  }
}

/** Whether a key pressed here writes something, so that a slash is a slash. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

customElements.define('site-search', SiteSearch);
