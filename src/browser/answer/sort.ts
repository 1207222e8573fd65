import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { columnKind } from '../../charts/kinds.ts';
import { textOf } from './cells.ts';

export type Direction = 'ascending' | 'descending';

/** The column by which rows are sorted, or the order of the answer. */
export type Sorting = { column: number; direction: Direction } | undefined;

/** What a further click on a column's head asks for: numbers fall first, names rise; then the other way; then the answer's own order. */
export function nextSorting(now: Sorting, column: number, numbers: boolean): Sorting {
  const first: Direction = numbers ? 'descending' : 'ascending';
  if (now?.column !== column) return { column, direction: first };
  return now.direction === first ? { column, direction: first === 'ascending' ? 'descending' : 'ascending' } : undefined;
}

/** Numbers as DuckDB orders them: NaN above everything. Integers beyond a double come as text. */
const numeric = (value: Value): number => (value === 'NaN' ? Number.NaN : Number(value));

function byNumber(a: Value, b: Value): number {
  const [one, other] = [numeric(a), numeric(b)];
  if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  if (one !== other) return one < other ? -1 : 1;
  // Two great integers may be the same double.
  if (typeof a === 'string' && typeof b === 'string' && /^-?\d+$/.test(a) && /^-?\d+$/.test(b)) {
    const [exact, exactOther] = [BigInt(a), BigInt(b)];
    return exact < exactOther ? -1 : exact > exactOther ? 1 : 0;
  }
  return 0;
}

/** The first three UTF-16 units of a text as one number: most texts are told apart by it, and numbers are compared many times faster. */
const front = (text: string): number =>
  ((text.charCodeAt(0) || 0) * 65_536 + (text.charCodeAt(1) || 0)) * 65_536 + (text.charCodeAt(2) || 0);

/**
 * Numbers of the rows in a sorted order: stable, NULL last in both directions, numbers by their value, all else by its text as
 * UTF-16 has it.
 */
export function sortedOrder({ columns, rows }: Answer, sorting: Sorting): Uint32Array {
  const order = Uint32Array.from(rows, (_, index) => index);
  if (!sorting) return order;
  const { column, direction } = sorting;
  const values = rows.map((row) => row[column] ?? null);
  const numbers = columnKind(columns[column]?.type ?? '') === 'number';
  const texts = numbers ? [] : values.map(textOf);
  const fronts = Float64Array.from(texts, front);
  const byText = (a: number, b: number): number => {
    const apart = (fronts[a] as number) - (fronts[b] as number);
    if (apart !== 0) return apart;
    const [one, other] = [texts[a] as string, texts[b] as string];
    return one < other ? -1 : one > other ? 1 : 0;
  };
  const turn = direction === 'ascending' ? 1 : -1;
  return order.sort((a, b) => {
    const [one, other] = [values[a] ?? null, values[b] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || a - b;
    const by = numbers ? byNumber(one, other) : byText(a, b);
    return by * turn || a - b;
  });
}
