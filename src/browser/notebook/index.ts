import type { Live } from './live.ts';

/**
 * `<lem-notebook data-session data-cells data-scope>`: a notebook whose cells a reader may edit and run. Everything in its markup can
 * be read without it; what it needs is fetched when a reader first presses one of its buttons (`data-act`).
 */
class LemNotebook extends HTMLElement {
  #live: Promise<Live> | undefined;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[data-act]');
      if (button) void this.#act(button);
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) void this.#live?.then((live) => live.stop());
    });
  }

  #open(): Promise<Live> {
    const { session = '', cells = '', scope } = this.dataset;
    this.#live ??= import('./live.ts')
      .then(({ openNotebook }) => openNotebook(this, { session, cells, scope: scope === 'all' ? 'all' : 'published' }))
      .catch((error) => {
        this.#live = undefined;
        throw error;
      });
    return this.#live;
  }

  async #act(button: HTMLButtonElement): Promise<void> {
    const place = button.closest<HTMLElement>('[data-cell], [data-chart]');
    const state = (place ?? this).querySelector(place ? ':scope > .state' : '[data-part="all"]');
    try {
      const live = await this.#open();
      const { cell, chart } = place?.dataset ?? {};
      await live.act(button.dataset.act ?? '', cell ?? chart);
    } catch (error) {
      if (state) state.textContent = `${error instanceof Error ? error.message : error} What stands in this page stays as it is.`;
    }
  }
}

customElements.define('lem-notebook', LemNotebook);
