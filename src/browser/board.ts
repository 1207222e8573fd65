import { tieLines, tieMarks } from '../charts/ties.ts';
import { shownSentence } from '../words/board.ts';
import { type BoardState, compareValues, FILTERS, nextOrder, type Order, searchOf, shows, stateOf } from './board-state.ts';
import { element, svg } from './nodes.ts';

/**
 * Makes the tables of the leaderboard sortable and filters them. The tables stand in the page as they are; what they are to be sorted
 * and filtered by is in their `data-` attributes. The address holds the state.
 */
class LeaderboardControls extends HTMLElement {
  connectedCallback(): void {
    const fields = this.querySelector('fieldset');
    const status = this.querySelector('[role="status"]');
    const clear = this.querySelector('button');
    if (!fields || !status || !clear) return;
    const boards = [...document.querySelectorAll<HTMLTableElement>('table[data-board]')].map(readBoard);
    const names = [...new Set(boards.map(({ name }) => name))];
    const selects = FILTERS.map((name) => fields.elements.namedItem(name)).filter((each) => each instanceof HTMLSelectElement);

    const show = (state: BoardState) => {
      for (const select of selects) {
        select.value = state[select.name as (typeof FILTERS)[number]];
        // What the address asks for may not be on offer.
        if (select.selectedIndex < 0) select.value = '';
      }
      const shown = boards.map((board) => ({ title: board.title, ...apply(board, state) }));
      status.textContent = shownSentence(shown);
      clear.disabled = searchOf(state) === '';
    };
    const now = () => stateOf(location.search, names);
    const go = (state: BoardState) => {
      history.pushState(null, '', `${location.pathname}${searchOf(state)}${location.hash}`);
      show(state);
    };

    for (const board of boards)
      for (const { head, key, first } of board.columns) {
        const button = element('button', { type: 'button' }, ...head.childNodes);
        head.append(button);
        button.addEventListener('click', () => {
          const state = now();
          const orders = new Map(state.orders);
          const next = nextOrder(orders.get(board.name), key, first);
          if (next) orders.set(board.name, next);
          else orders.delete(board.name);
          go({ ...state, orders });
        });
      }
    fields.addEventListener('change', () => {
      const asked = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
      go({ ...now(), ...asked });
    });
    clear.addEventListener('click', () => go({ ...stateOf('', names), orders: new Map() }));
    addEventListener('popstate', () => show(now()));
    show(now());
  }
}

interface Board {
  name: string;
  title: string;
  table: HTMLTableElement;
  columns: { head: HTMLTableCellElement; key: string; first: Order['direction'] }[];
  sections: { body: HTMLTableSectionElement; condition: string | undefined; rows: HTMLTableRowElement[] }[];
  /** The order of the page itself. */
  order: string;
  /** Stands in for the table where no row fits. */
  none: HTMLElement;
  /** Says how tie lines are to be read once rows are moved or hidden. */
  note: Element | null;
}

function readBoard(table: HTMLTableElement): Board {
  const { board: name = '', title = '', order = '' } = table.dataset;
  const none = element('p', { class: 'none-fit' }, `No row of ${title} fits the filter.`);
  none.hidden = true;
  table.after(none);
  return {
    name,
    title,
    order,
    table,
    none,
    note: table.closest('figure')?.parentElement?.querySelector('[data-ties-note]') ?? null,
    columns: [...table.querySelectorAll<HTMLTableCellElement>('th[data-key]')].map((head) => ({
      head,
      key: head.dataset.key ?? '',
      first: head.dataset.key === 'name' ? 'ascending' : 'descending',
    })),
    sections: [...table.tBodies].map((body) => ({
      body,
      condition: body.dataset.condition,
      rows: [...body.rows].filter((row) => row.dataset.family !== undefined),
    })),
  };
}

const inRow = (row: HTMLElement, key: string): string | undefined => row.getAttribute(`data-${key}`) ?? undefined;

function apply(board: Board, state: BoardState): { shown: number; all: number } {
  const order = state.orders.get(board.name);
  const counts = board.sections.map(({ body, condition, rows }) => {
    const sorted = order ? rows.toSorted((a, b) => compareValues(inRow(a, order.key), inRow(b, order.key), order.direction)) : rows;
    for (const row of sorted) {
      const { family = '', kind = '', size } = row.dataset;
      row.hidden = !shows(state, { family, kind, params_b: Number(size), ...(condition === undefined ? {} : { condition }) });
      body.append(row);
    }
    const shown = sorted.filter((row) => !row.hidden);
    body.hidden = shown.length === 0;
    drawTies(shown);
    return { shown: shown.length, all: rows.length };
  });
  for (const { head, key } of board.columns) {
    const direction = order ? (order.key === key ? order.direction : undefined) : key === board.order ? 'descending' : undefined;
    if (direction) head.setAttribute('aria-sort', direction);
    else head.removeAttribute('aria-sort');
  }
  showCondition(board.table, state.condition);
  const shown = counts.reduce((sum, each) => sum + each.shown, 0);
  const all = counts.reduce((sum, each) => sum + each.all, 0);
  board.table.hidden = shown === 0;
  board.none.hidden = shown > 0;
  if (board.note instanceof HTMLElement) board.note.hidden = shown === all && !order;
  return { shown, all };
}

/** Draws the tie lines of a section again, for the rows that are shown and in their order. */
function drawTies(rows: readonly HTMLTableRowElement[]): void {
  const groups = rows.flatMap((row, index) =>
    (row.dataset.ties ?? '')
      .split(' ')
      .filter(Boolean)
      .map((group) => ({ tie_group: Number(group), run_id: String(index) })),
  );
  const lines = tieLines(
    rows.map((_, index) => String(index)),
    groups,
  );
  rows.forEach((row, index) => {
    const drawing = row.querySelector('.ties > svg');
    drawing?.replaceChildren(
      ...tieMarks(lines, index).flatMap(({ x, from, to, member }) => [
        svg('line', { class: 'tie-line', x1: x, x2: x, y1: from, y2: to }),
        ...(member ? [svg('circle', { class: 'dot', cx: x, cy: '50%', r: 2.5 })] : []),
      ]),
    );
  });
}

/** In a table with a column and a lane a condition, the others are left out. */
function showCondition(table: HTMLTableElement, condition: string): void {
  const known = table.querySelector(`col[data-condition="${CSS.escape(condition)}"]`) !== null;
  for (const each of table.querySelectorAll<HTMLElement | SVGElement>('[data-condition]:not(tbody)')) {
    const out = known && each.dataset.condition !== condition;
    if (each instanceof SVGElement) {
      if (out) each.setAttribute('display', 'none');
      else each.removeAttribute('display');
    } else each.hidden = out;
  }
}

customElements.define('leaderboard-controls', LeaderboardControls);
