import { bytes, count } from '../format.ts';
import { plural } from '../words/english.ts';
import { shownName, shownNote } from '../words/names.ts';
import { element } from './nodes.ts';
import type { SchemaTable, Session } from './session/types.ts';

const GROUPS: readonly { kind: SchemaTable['kind']; title: string }[] = [
  { kind: 'own', title: 'Yours' },
  { kind: 'texts', title: 'Response texts, attached' },
  { kind: 'view', title: 'Views' },
  { kind: 'table', title: 'Tables' },
];

const text = (within: Element, selector: string): string => within.querySelector(selector)?.textContent?.trim() ?? '';

/** The tables that stand in the page's markup from the build. */
export function readSchema(place: Element): SchemaTable[] {
  return [...place.querySelectorAll<HTMLElement>('details[data-table]')].map((table) => ({
    name: table.dataset.table ?? '',
    kind: (table.closest<HTMLElement>('[data-kind]')?.dataset.kind ?? 'table') as SchemaTable['kind'],
    comment: text(table, ':scope > p'),
    rows: table.dataset.rows === undefined ? null : Number(table.dataset.rows),
    columns: [...table.querySelectorAll('li')].map((column) => ({
      name: text(column, 'code'),
      type: text(column, 'small'),
      comment: text(column, 'p'),
    })),
  }));
}

function nameButton(name: string, onName: (name: string) => void): HTMLElement {
  const button = element('button', { type: 'button', title: 'Put it into the query' }, element('code', {}, shownName(name)));
  button.addEventListener('click', () => onName(name));
  return button;
}

function relation(table: SchemaTable, open: boolean, onName: (name: string) => void): HTMLElement {
  const rows = table.rows === null ? '' : `${count(table.rows)} ${plural(table.rows, 'row')}`;
  return element(
    'details',
    { class: 'relation', 'data-table': table.name, open: open ? '' : undefined },
    element('summary', {}, element('code', {}, shownName(table.name)), element('small', {}, rows)),
    element('p', {}, nameButton(table.name, onName), table.comment && ` ${shownNote(table.comment)}`),
    element(
      'ul',
      {},
      ...table.columns.map((column) =>
        element(
          'li',
          {},
          nameButton(column.name, onName),
          ' ',
          element('small', {}, column.type),
          column.comment !== '' && element('p', {}, shownNote(column.comment)),
        ),
      ),
    ),
  );
}

/** Draws tables in the markup's own shape, each name a button that hands itself over. What was open stays open. */
export function drawSchema(place: Element, tables: readonly SchemaTable[], onName: (name: string) => void): void {
  const open = new Set([...place.querySelectorAll<HTMLElement>('details[open]')].map(({ dataset }) => dataset.table));
  const groups = GROUPS.map(({ kind, title }) => ({ kind, title, tables: tables.filter((table) => table.kind === kind) }));
  place.replaceChildren(
    ...groups
      .filter((group) => group.tables.length > 0)
      .map(({ kind, title, tables: shown }) =>
        element(
          'div',
          { class: 'kind', 'data-kind': kind },
          element('h3', {}, title),
          ...shown.map((table) => relation(table, open.has(table.name), onName)),
        ),
      ),
  );
}

/** Tables as the session has them, with what only the build knows: how many rows a view has. */
export const withBuiltRows = (tables: readonly SchemaTable[], built: readonly SchemaTable[]): SchemaTable[] =>
  tables.map((table) => ({
    ...table,
    rows: table.rows ?? built.find(({ name, kind }) => name === table.name && kind === table.kind)?.rows ?? null,
  }));

/** The runs whose texts can be attached, as the page's markup lists them from the build. */
export const readTexts = (place: Element): ReturnType<Session['texts']> =>
  [...place.querySelectorAll<HTMLElement>('li[data-run]')].map(({ dataset }) => ({
    run_id: dataset.run ?? '',
    bytes: Number(dataset.bytes),
    attached: false,
  }));

/** Draws the runs whose texts can be attached, each with its size and a button. */
export function drawTexts(place: Element, texts: ReturnType<Session['texts']>, onAttach: (run_id: string) => void): void {
  const waiting = texts.filter(({ attached }) => !attached);
  place.replaceChildren(
    ...waiting.map(({ run_id, bytes: size }) => {
      const button = element('button', { type: 'button', class: 'plain' }, `Attach ${shownName(run_id)}`);
      button.addEventListener('click', () => onAttach(run_id));
      return element('li', {}, button, ' ', element('small', {}, bytes(size)));
    }),
  );
}
