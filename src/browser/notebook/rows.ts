import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { DENSE, FIRST, isLong, PROSE, shownColumns, shownValue } from '../../notebook/table.ts';
import { allRowsLabel, cutSentence } from '../../words/notebook.ts';
import { element } from '../nodes.ts';

/** Rows that the page draws at most; beyond them a reader takes the query to /query, whose table is made for it. */
const MOST = 500;

/** Rows as a table, as src/components/notebook/Rows.astro draws them, without links. */
function table(answer: Answer, label: string, first = Math.min(MOST, answer.rows.length)): HTMLElement {
  const columns = shownColumns(answer);
  const className = (index: number, text: string) => {
    const classes = [columns[index]?.figures && 'n', text.length > PROSE && 'prose'].filter(Boolean);
    return classes.length > 0 ? classes.join(' ') : undefined;
  };
  const heads = columns.map(({ name, figures }) => element('th', { scope: 'col', class: figures ? 'n' : undefined }, name));
  const rows = answer.rows.slice(0, first).map((row) =>
    element(
      'tr',
      {},
      ...columns.map((column, index) => {
        const value = row[index];
        const text = shownValue(value, column);
        const shown = value === null ? element('span', { class: 'none' }, 'NULL') : text;
        return index === 0
          ? element('th', { scope: 'row', class: column.figures ? 'n' : undefined }, shown)
          : element('td', { class: className(index, text) }, shown);
      }),
    ),
  );
  return element(
    'div',
    { class: `scroll sticky answer${columns.length >= DENSE ? ' dense' : ''}`, tabindex: '0', role: 'group', 'aria-label': label },
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
  );
}

/** The rows of a run as the page shows a cell's: a long table folded to its first rows. */
export function rowsOf(answer: Answer, id: string): Node[] {
  const label = `Rows of ${id}`;
  const cut = answer.rows.length > MOST ? [element('p', { class: 'state' }, cutSentence(MOST, answer.rows.length))] : [];
  if (!isLong(answer)) return [table(answer, label), ...cut];
  return [
    element('div', { class: 'first' }, table(answer, label, FIRST)),
    element(
      'details',
      { class: 'all' },
      element('summary', {}, allRowsLabel(answer.rows.length)),
      table(answer, `All ${label.toLowerCase()}`),
      ...cut,
    ),
  ];
}
