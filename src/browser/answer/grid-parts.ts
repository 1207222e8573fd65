import type { Value } from '../../../pipeline/notebooks/answer.ts';
import type { ShownColumn } from '../../notebook/table.ts';
import { element } from '../nodes.ts';
import { isLongText, lineOf } from './cells.ts';

/** What a cell shows: NULL and empty text are told apart from any text, for eyes and for ears. */
function shown(value: Value, { decimals }: ShownColumn, to: string | undefined): string | Node {
  if (value === null)
    return element(
      'span',
      { class: 'none' },
      element('span', { 'aria-hidden': 'true' }, 'null'),
      element('span', { class: 'unseen' }, 'no value'),
    );
  if (value === '') return element('span', { class: 'unseen' }, 'empty text');
  const text = lineOf(value, decimals);
  if (to) return element('a', { href: to, tabindex: '-1' }, element('bdi', {}, text));
  return typeof value === 'number' ? text : element('bdi', {}, text);
}

/** A cell of a row; `to` is the page that it names. A number that is shown rounded has its exact value as title. */
export function cellOf(
  row: readonly Value[],
  index: number,
  { column, id, to }: { column: ShownColumn; id: string; to: string | undefined },
): HTMLElement {
  const value = row[index] ?? null;
  const classes = [column.figures && 'n', isLongText(value) && 'long', typeof value === 'object' && value !== null && 'nested'].filter(
    Boolean,
  );
  const exact = typeof value === 'number' && String(value) !== lineOf(value, column.decimals) ? String(value) : undefined;
  const attributes = { id, class: classes.join(' ') || undefined, title: exact };
  const content = shown(value, column, value === null ? undefined : to);
  return index === 0 ? element('th', { scope: 'row', ...attributes }, content) : element('td', attributes, content);
}

/** A row of empty space of any height, in place of rows that are not laid out. */
export function spacer(columns: number): { row: HTMLElement; set(height: number): void } {
  const cell = element('td', { colspan: String(Math.max(1, columns)) });
  const row = element('tr', { class: 'space', 'aria-hidden': 'true' }, cell);
  return {
    row,
    set(height) {
      row.hidden = height === 0;
      cell.style.height = `${height}px`;
    },
  };
}
