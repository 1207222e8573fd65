import { progressSentence } from '../words/query.ts';
import type { LemEditor } from './editor/index.ts';
import { element } from './nodes.ts';
import type { Progress } from './session/types.ts';

// What the page says under its editor: what runs, what came of it, what is wrong with a query.

/** The element of the page that bears a name in `data-part`. */
export type Part = (name: string) => HTMLElement;

/** Says a sentence, aloud too. After a fault it is said as well that the answer below is of the query before. */
export function say(part: Part, sentence: string, fault = false): void {
  const status = part('status');
  status.textContent = sentence;
  status.classList.toggle('fault', fault);
  part('suggestions').hidden = true;
  part('stale').hidden = !fault || part('answer').childElementCount === 0;
}

/** Offers to go to a fault that is marked in the editor, and names that may have been meant. */
export function suggest(part: Part, editor: LemEditor, offset: number, candidates: readonly string[]): void {
  const button = (label: string, work: () => void) => {
    const made = element('button', { type: 'button' }, label);
    made.addEventListener('click', work);
    return made;
  };
  part('suggestions').replaceChildren(
    button('Go to it', () => editor.select(offset)),
    ...candidates.map((name) => button(`Use ${name}`, () => editor.mend(name))),
  );
  part('suggestions').hidden = false;
}

/** Shows that something runs, and a button to stop it; or that nothing does. */
export function showBusy(part: Part, busy: boolean): void {
  // A button that goes takes the focus with it.
  if (!busy && document.activeElement === part('stop')) part('run').focus();
  part('stop').hidden = !busy;
  part('keys').hidden = busy;
  part('answer').setAttribute('aria-busy', String(busy));
  if (busy) return;
  part('progress').hidden = true;
  part('bytes').textContent = '';
}

/** Shows how far loading is; `what` is loaded. */
export function showProgress(part: Part, progress: Progress, what?: string): void {
  const bar = part('progress') as HTMLProgressElement;
  bar.hidden = false;
  if (progress.step === 'fetch' && progress.of !== null) {
    bar.max = progress.of;
    bar.value = progress.bytes;
  } else bar.removeAttribute('value');
  part('bytes').textContent = progressSentence(progress, what);
}
