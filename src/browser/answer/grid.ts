import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { type ShownColumn, shownColumns } from '../../notebook/table.ts';
import { shownName } from '../../words/names.ts';
import { element } from '../nodes.ts';
import { cellOf, spacer } from './grid-parts.ts';
import type { LinkOf } from './links.ts';
import type { Direction, Sorting } from './sort.ts';
import { columnWidths } from './widths.ts';
import { topOf, windowAt } from './window.ts';

/** Rows of the head: names, and summaries. Rows of the body are counted after them. */
const HEAD = 2;

export interface GridOptions {
  label: string;
  /** Before every id that the table gives. */
  prefix: string;
  /** Width of its place in px, where it is known. */
  width: number;
  onSort: (column: number) => void;
  /** A reader wants to read a whole value. */
  onOpen: (value: Value, column: string) => void;
}

export interface Grid {
  element: HTMLElement;
  /** Puts the rows in another order and says so in the heads. */
  order(order: Uint32Array, sorting: Sorting): void;
  /** Makes cells that name a page into links. */
  link(linkOf: LinkOf): void;
  /** The cell of a column in the row of summaries. */
  summary(column: number): HTMLElement;
  focus(): void;
  destroy(): void;
}

const ARROWS: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * A table of any number of rows, of which only those in view are laid out: a grid for screen readers, with one active cell that the
 * arrow keys move. Enter on a head sorts, on a link follows it, on any other cell opens its whole value.
 */
export function createGrid(answer: Answer, { label, prefix, width, onSort, onOpen }: GridOptions): Grid {
  const columns = shownColumns(answer);
  const { rows } = answer;
  let order: Uint32Array = Uint32Array.from(rows, (_, index) => index);
  let linkOf: LinkOf = () => undefined;
  let height = 32;
  const active = { row: HEAD, column: 0 };

  // The first column stays in view, and leaves room for the others.
  const widths = columnWidths(answer, columns, columns.length > 1 && width > 0 ? Math.max(120, width * 0.45) : undefined);
  const heads = columns.map((column, index) => head(column, index, () => onSort(index)));
  const summaries = columns.map(({ figures }, index) => element('td', { class: figures ? 'summary n' : 'summary', id: cellId(1, index) }));
  const [above, below] = [spacer(columns.length), spacer(columns.length)];
  const body = element('tbody', {}, above.row, below.row);
  const cols = columns.map((_, index) => {
    const col = element('col');
    col.style.width = `${widths[index]}px`;
    return col;
  });
  const table = element(
    'table',
    {
      role: 'grid',
      tabindex: '0',
      'aria-label': label,
      'aria-rowcount': String(rows.length + HEAD),
      'aria-colcount': String(columns.length),
    },
    element('colgroup', {}, ...cols),
    element(
      'thead',
      {},
      element('tr', { 'aria-rowindex': '1' }, ...heads),
      element('tr', { class: 'summaries', 'aria-rowindex': '2' }, ...summaries),
    ),
    body,
  );
  table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
  const scroller = element('div', { class: 'answer-scroll' }, table);

  function cellId(row: number, column: number): string {
    return `${prefix}-${row}-${column}`;
  }

  function head({ name, type, figures }: ShownColumn, column: number, sort: () => void): HTMLElement {
    const button = element('button', { type: 'button', title: `${shownName(name)}, ${type}` }, element('bdi', {}, shownName(name)));
    button.addEventListener('click', sort);
    return element('th', { scope: 'col', class: figures ? 'n' : undefined, id: cellId(0, column) }, button);
  }

  const laid = new Map<number, HTMLElement>();

  function line(position: number): HTMLElement {
    const row = rows[order[position] as number] as readonly Value[];
    return element(
      'tr',
      { 'aria-rowindex': String(position + HEAD + 1) },
      ...columns.map((column, index) => cellOf(row, index, { column, id: cellId(position + HEAD, index), to: linkOf(row, index) })),
    );
  }

  const headHeight = () => (table.tHead?.offsetHeight ?? 0) as number;
  const visible = () => Math.max(height, scroller.clientHeight);

  function lay(): void {
    const at = windowAt({ rows: rows.length, height, top: scroller.scrollTop - headHeight(), visible: visible() });
    for (const [position, row] of laid)
      if (position < at.first || position >= at.last) {
        row.remove();
        laid.delete(position);
      }
    let after: Element = above.row;
    for (let position = at.first; position < at.last; position += 1) {
      let row = laid.get(position);
      if (!row) {
        row = line(position);
        laid.set(position, row);
      }
      if (after.nextElementSibling !== row) after.after(row);
      after = row;
    }
    above.set(at.above);
    below.set(at.below);
    mark();
  }

  /** Shows which cell is active, where it is laid out. */
  function mark(): void {
    const id = cellId(active.row, active.column);
    for (const marked of table.querySelectorAll('.active')) if (marked.id !== id) marked.classList.remove('active');
    const now = table.querySelector(`#${CSS.escape(id)}`);
    now?.classList.add('active');
    if (now) table.setAttribute('aria-activedescendant', id);
    else table.removeAttribute('aria-activedescendant');
  }

  function measure(): void {
    const row = laid.values().next().value;
    const tall = row?.getBoundingClientRect().height;
    if (tall && Math.abs(tall - height) > 0.1) {
      height = tall;
      lay();
    }
  }

  let asked = 0;
  const onScroll = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(lay);
  };

  /** Scrolls as little as shows the active cell whole, beside the head and the first column, which stay. */
  function reveal(): void {
    const position = active.row - HEAD;
    if (position < 0) scroller.scrollTop = 0;
    else {
      const top = headHeight() + topOf(position, { rows: rows.length, height, visible: visible() });
      const sticky = heads[0]?.offsetHeight ?? 0;
      if (top < scroller.scrollTop + sticky) scroller.scrollTop = top - sticky;
      else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
    }
    if (active.column > 0) {
      const left = widths.slice(0, active.column).reduce((sum, width) => sum + width, 0);
      const first = widths[0] ?? 0;
      const wide = widths[active.column] ?? 0;
      if (left < scroller.scrollLeft + first) scroller.scrollLeft = left - first;
      else if (left + wide > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + wide - scroller.clientWidth;
    } else scroller.scrollLeft = 0;
    lay();
  }

  function move(row: number, column: number): void {
    active.row = Math.min(rows.length + HEAD - 1, Math.max(0, row));
    active.column = Math.min(columns.length - 1, Math.max(0, column));
    reveal();
  }

  function enter(): void {
    const link = table.querySelector<HTMLAnchorElement>(`#${CSS.escape(cellId(active.row, active.column))} a`);
    if (active.row === 0) onSort(active.column);
    else if (link) link.click();
    else if (active.row >= HEAD) open(active.row - HEAD, active.column);
  }

  const open = (position: number, column: number) => onOpen(rows[order[position] as number]?.[column] ?? null, columns[column]?.name ?? '');

  table.addEventListener('keydown', (event) => {
    if (event.target !== table || event.altKey) return;
    const page = Math.max(1, Math.floor((visible() - headHeight()) / height) - 1);
    const far = event.ctrlKey || event.metaKey;
    const by = ARROWS[event.key];
    if (by && far) return;
    if (by) move(active.row + by[0], active.column + by[1]);
    else if (event.key === 'PageDown') move(active.row + page, active.column);
    else if (event.key === 'PageUp') move(active.row - page, active.column);
    else if (event.key === 'Home') move(far ? HEAD : active.row, 0);
    else if (event.key === 'End') move(far ? rows.length + HEAD - 1 : active.row, columns.length - 1);
    else if (event.key === 'Enter') enter();
    else return;
    event.preventDefault();
  });

  body.addEventListener('click', (event) => {
    const target = event.target as Element;
    const clicked = target.closest<HTMLElement>('th, td');
    const row = clicked?.closest('tr')?.getAttribute('aria-rowindex');
    if (!clicked || !row || target.closest('a')) return;
    [active.row, active.column] = [Number(row) - 1, (clicked as HTMLTableCellElement).cellIndex];
    mark();
    table.focus({ preventScroll: true });
    if (getSelection()?.isCollapsed !== false && (clicked.classList.contains('long') || clicked.scrollWidth > clicked.clientWidth))
      open(active.row - HEAD, active.column);
  });
  scroller.addEventListener('scroll', onScroll, { passive: true });
  // A pane that was hidden, or a narrow screen with its taller rows, lays out other rows.
  const watch = new ResizeObserver(() => {
    lay();
    measure();
  });
  watch.observe(scroller);
  const narrow = matchMedia('(width <= 720px)');
  const relaid = () => requestAnimationFrame(measure);
  narrow.addEventListener('change', relaid);

  return {
    element: scroller,
    order(next, sorting) {
      order = next;
      for (const [index, each] of heads.entries()) {
        const direction: Direction | undefined = sorting?.column === index ? sorting.direction : undefined;
        if (direction) each.setAttribute('aria-sort', direction);
        else each.removeAttribute('aria-sort');
      }
      for (const row of laid.values()) row.remove();
      laid.clear();
      lay();
    },
    link(next) {
      linkOf = next;
      for (const row of laid.values()) row.remove();
      laid.clear();
      lay();
    },
    summary: (column) => summaries[column] as HTMLElement,
    focus: () => table.focus(),
    destroy() {
      cancelAnimationFrame(asked);
      watch.disconnect();
      narrow.removeEventListener('change', relaid);
    },
  };
}
