import { beforeReady } from '../query-session.ts';
import { anyKept } from './flag.ts';
import type { OwnShelf } from './shelf.ts';

/**
 * `<lem-own-files>`: takes files dropped anywhere on the page or chosen by a button. What reads and shows them is fetched with the first
 * file, or where this browser keeps some. Nothing is sent anywhere.
 */
class LemOwnFiles extends HTMLElement {
  #shelf: Promise<OwnShelf> | undefined;

  connectedCallback(): void {
    const input = this.#part('input') as HTMLInputElement;
    this.#part('choose').addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      this.#take([...(input.files ?? [])]);
      input.value = '';
    });
    this.#takeDrops();
    if (!anyKept()) return;
    const shown = this.#opened().then(async (shelf) => {
      await shelf.showKept();
      return shelf;
    });
    beforeReady((open) =>
      shown.then(
        (shelf) => shelf.addKept(open),
        () => {},
      ),
    );
    shown.catch((error) => this.#complain(error));
  }

  #part = (name: string): HTMLElement => this.querySelector(`[data-own="${name}"]`) as HTMLElement;

  #opened(): Promise<OwnShelf> {
    this.#shelf ??= import('./shelf.ts').then(({ OwnShelf }) => new OwnShelf(this));
    this.#shelf.catch(() => {
      this.#shelf = undefined;
    });
    return this.#shelf;
  }

  #complain(error: unknown): void {
    console.error(error);
    this.#part('status').textContent = 'What reads files could not be fetched. Check the connection, then choose the file again.';
  }

  #take(files: readonly File[]): void {
    this.#opened().then(
      (shelf) => shelf.take(files),
      (error) => this.#complain(error),
    );
  }

  /** Files may be let go anywhere on the page; the editor must not take them for text. */
  #takeDrops(): void {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const dropping = this.#part('dropping');
    let over = 0;
    const on = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', work: (event: DragEvent) => void) =>
      document.addEventListener(
        name,
        (event) => {
          if (!holdsFiles(event)) return;
          event.preventDefault();
          event.stopPropagation();
          work(event);
          dropping.hidden = over <= 0;
        },
        { capture: true },
      );
    on('dragenter', () => {
      over += 1;
    });
    on('dragleave', () => {
      over -= 1;
    });
    on('dragover', (event) => {
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      over = Math.max(over, 1);
    });
    on('drop', (event) => {
      over = 0;
      this.#take([...(event.dataTransfer?.files ?? [])]);
      this.#part('title').scrollIntoView({ block: 'nearest' });
    });
  }
}

customElements.define('lem-own-files', LemOwnFiles);
