import type { Value } from '../../../pipeline/notebooks/answer.ts';
import { cutSentence } from '../../words/answer.ts';
import { shownName } from '../../words/names.ts';
import { element } from '../nodes.ts';
import { textOf, wholeOf } from './cells.ts';

/** A place below the table where a whole value can be read. */
export interface Whole {
  element: HTMLElement;
  open(value: Value, column: string): void;
  close(): void;
}

/** `onClose` is told when the reader closes it, `onCopy` takes the whole text. */
export function createWhole({ onClose, onCopy }: { onClose: () => void; onCopy: (text: string) => void }): Whole {
  const [name, about] = [element('b'), element('span', { class: 'muted' })];
  const text = element('pre', { tabindex: '0', role: 'region', 'aria-label': 'Whole value' });
  const copy = element('button', { type: 'button' }, 'Copy');
  const close = element('button', { type: 'button' }, 'Close');
  const place = element(
    'div',
    { class: 'answer-whole', hidden: '' },
    element('p', {}, name, ' ', about, element('span', { class: 'answer-tools' }, copy, close)),
    text,
  );
  let whole: Value = null;
  const shut = () => {
    place.hidden = true;
    text.textContent = '';
    onClose();
  };
  copy.addEventListener('click', () => onCopy(textOf(whole)));
  close.addEventListener('click', shut);
  place.addEventListener('keydown', ({ key }) => key === 'Escape' && shut());
  return {
    element: place,
    open(value, column) {
      whole = value;
      const { text: shown, shown: cut, length } = wholeOf(value);
      name.textContent = shownName(column);
      about.textContent = value === null ? 'null' : cutSentence(cut, length);
      text.textContent = shown;
      text.hidden = shown === '';
      place.hidden = false;
      place.scrollIntoView({ block: 'nearest' });
      (shown === '' ? close : text).focus({ preventScroll: true });
    },
    close() {
      place.hidden = true;
      text.textContent = '';
    },
  };
}
