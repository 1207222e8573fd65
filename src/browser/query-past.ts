import { headOf, outcomeOf } from '../words/query.ts';
import { element } from './nodes.ts';
import type { Asked } from './query-history.ts';

const when = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Draws the queries asked before, the last one first; a press on one hands it over. */
export function drawPast(place: Element, list: readonly Asked[], onAsked: (asked: Asked) => void): void {
  place.replaceChildren(
    ...list.map((asked) => {
      const what = [when.format(asked.at), outcomeOf(asked)].filter((each) => each !== '').join(' · ');
      const button = element(
        'button',
        { type: 'button', title: asked.error },
        element('span', { class: 'head' }, headOf(asked.sql).slice(0, 200)),
        element('small', {}, what),
      );
      button.addEventListener('click', () => onAsked(asked));
      return element('li', {}, button);
    }),
  );
}
