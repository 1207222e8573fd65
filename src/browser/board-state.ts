/** What a reader asked of the leaderboard: filters over all its tables, and an order for each. An empty text asks for nothing. */
export interface BoardState {
  condition: string;
  family: string;
  size: string;
  kind: string;
  /** By the name of the table. */
  orders: ReadonlyMap<string, Order>;
}

/** An order of rows: by one of their values, upwards or downwards. */
export interface Order {
  key: string;
  direction: 'ascending' | 'descending';
}

/** What the filters look at in a row. */
export interface BoardRow {
  condition?: string;
  family: string;
  /** Billions of parameters. */
  params_b: number;
  kind: string;
}

export const FILTERS = ['condition', 'family', 'size', 'kind'] as const;

/** Sizes a reader can ask for, in billions of parameters, from the lower bound up to below the upper one. */
export const SIZES = [
  { value: 'under-5', label: 'under 5B', from: 0, to: 5 },
  { value: '5-to-10', label: '5B to 10B', from: 5, to: 10 },
  { value: 'over-10', label: '10B and more', from: 10, to: Number.POSITIVE_INFINITY },
] as const;

/** The state that an address holds. Orders are written `p100=median` (downwards) or `p100=-median`; `tables` are the names known. */
export function stateOf(search: string, tables: readonly string[]): BoardState {
  const asked = new URLSearchParams(search);
  const orders = new Map<string, Order>();
  for (const table of tables) {
    const [, minus, key] = /^(-?)([\w-]+)$/.exec(asked.get(table) ?? '') ?? [];
    if (key) orders.set(table, { key, direction: minus ? 'ascending' : 'descending' });
  }
  const [condition = '', family = '', size = '', kind = ''] = FILTERS.map((name) => asked.get(name) ?? '');
  return { condition, family, size, kind, orders };
}

/** The query of an address that holds the state: nothing where nothing is asked, else beginning with `?`. */
export function searchOf(state: BoardState): string {
  const asked = new URLSearchParams();
  for (const name of FILTERS) if (state[name]) asked.set(name, state[name]);
  for (const [table, { key, direction }] of state.orders) asked.set(table, direction === 'ascending' ? `-${key}` : key);
  const query = asked.toString();
  return query ? `?${query}` : '';
}

/** Whether a row is to be shown. A row without a condition of its own holds all of them. */
export function shows(state: BoardState, row: BoardRow): boolean {
  const size = SIZES.find(({ value }) => value === state.size);
  return (
    (!state.condition || row.condition === undefined || row.condition === state.condition) &&
    (!state.family || row.family === state.family) &&
    (!state.kind || row.kind === state.kind) &&
    (!size || (row.params_b >= size.from && row.params_b < size.to))
  );
}

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Compares two values of a column for an order: numbers as numbers, the rest as names (`4B` before `12B`). Rows without a value stand
 * last in either direction.
 */
export function compareValues(a: string | undefined, b: string | undefined, direction: Order['direction']): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const [first, second] = [Number(a), Number(b)];
  const upwards = Number.isNaN(first) || Number.isNaN(second) ? byName.compare(a, b) : first - second;
  return direction === 'ascending' ? upwards : 0 - upwards;
}

/** The order after a press on a column's head: first the column's own direction, then the other, then the order of the page. */
export function nextOrder(order: Order | undefined, key: string, first: Order['direction']): Order | undefined {
  if (order?.key !== key) return { key, direction: first };
  return order.direction === first ? { key, direction: first === 'ascending' ? 'descending' : 'ascending' } : undefined;
}
