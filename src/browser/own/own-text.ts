import { element } from '../nodes.ts';
import { anyKept } from './flag.ts';

/**
 * `<lem-own-text data-run data-probe>` on the page of a score whose text is not in this build: takes the run's own file from the reader and
 * shows the texts that are those of the row. What reads and shows comes when it is asked for.
 */
class LemOwnText extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button') as HTMLButtonElement;
    const input = element('input', { type: 'file', accept: '.jsonl', hidden: '' });
    this.append(input);
    button.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      input.value = '';
      if (file) void import('./own-text-show.ts').then(({ showFile }) => showFile(this, file));
    });
    if (anyKept()) void import('./own-text-show.ts').then(({ showKept }) => showKept(this));
  }
}

customElements.define('lem-own-text', LemOwnText);
