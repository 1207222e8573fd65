import type { Answer, Value } from './answer.ts';

/** Significant digits that results are held to: sums of doubles may differ in the last ones between machines. */
export const DIGITS = 12;

/** Whether two values are the same, numbers to 12 significant digits. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= Math.max(10 ** (1 - DIGITS) * Math.max(Math.abs(a), Math.abs(b)), 10 ** -DIGITS);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => sameValue(each, b[index]));
  if (isStruct(a) && isStruct(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameValue(a[key], b[key]));
  }
  return a === b;
}

const isStruct = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How an answer differs from what was locked, at the first place where it does. */
export type Difference =
  | { cell: string; what: 'not locked' | 'no such cell' }
  | { cell: string; what: 'columns' | 'rows'; before: string; now: string }
  /** `row` is counted from 1 and named by its first column; `others` values differ beside this one. */
  | { cell: string; what: 'value'; row: number; key: string; column: string; before: Value; now: Value; others: number };

// DuckDB's library for Node quotes the names of fields in a type, DuckDB itself only where it has to.
const named = ({ columns }: Answer): string => columns.map(({ name, type }) => `${name} ${type.replaceAll('"', '')}`).join(', ');

/** The first difference of an answer from another, or nothing where they are the same. */
export function differenceOf(cell: string, then: Answer, now: Answer): Difference | undefined {
  if (named(then) !== named(now)) return { cell, what: 'columns', before: named(then), now: named(now) };
  const places = now.rows.flatMap((row, index) =>
    row.flatMap((value, column) => (index < then.rows.length && !sameValue(then.rows[index]?.[column], value) ? [{ index, column }] : [])),
  );
  const [first] = places;
  if (then.rows.length !== now.rows.length) return { cell, what: 'rows', before: String(then.rows.length), now: String(now.rows.length) };
  if (!first) return undefined;
  const { index, column } = first;
  return {
    cell,
    what: 'value',
    row: index + 1,
    key: String(now.rows[index]?.[0] ?? 'NULL'),
    column: now.columns[column]?.name ?? '',
    before: then.rows[index]?.[column] ?? null,
    now: now.rows[index]?.[column] ?? null,
    others: places.length - 1,
  };
}

/** A difference in words: `cell means, row 2 (gemma-3-1b), column mean: then 1.5, now 1.6`. */
export function differenceText(of: Difference): string {
  switch (of.what) {
    case 'not locked':
      return `cell ${of.cell}: it is not in the lock`;
    case 'no such cell':
      return `cell ${of.cell}: it is in the lock alone`;
    case 'columns':
    case 'rows':
      return `cell ${of.cell}, its ${of.what}: then ${of.before}, now ${of.now}`;
    case 'value':
      return `cell ${of.cell}, row ${of.row} (${of.key}), column ${of.column}: then ${JSON.stringify(of.before)}, now ${JSON.stringify(of.now)}${
        of.others > 0 ? `; ${of.others} more values of the cell differ` : ''
      }`;
  }
}
