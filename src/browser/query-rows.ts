import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { shownColumns, shownValue } from '../notebook/table.ts';
import { shownNote } from '../words/names.ts';
import { element } from './nodes.ts';

/** The first rows of an answer as a plain table. */
export function drawRows(answer: Answer, most = 200): HTMLElement {
  const columns = shownColumns(answer);
  const head = columns.map(({ name, figures }) => element('th', { scope: 'col', class: figures ? 'n' : undefined }, shownNote(name)));
  const rows = answer.rows
    .slice(0, most)
    .map((row) =>
      element(
        'tr',
        {},
        ...columns.map((column, index) =>
          element(
            'td',
            { class: column.figures ? 'n' : undefined },
            row[index] === null ? element('span', { class: 'none' }, 'NULL') : shownValue(row[index], column),
          ),
        ),
      ),
    );
  return element(
    'div',
    { class: 'scroll answer', tabindex: '0', role: 'group', 'aria-label': 'Rows of the answer' },
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
  );
}
