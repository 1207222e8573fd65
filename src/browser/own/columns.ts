import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { SIGNALS } from '../../../pipeline/scorer/index.ts';

/** Columns of a table of scored responses: those of `results`, then the text, where it comes from, and what was asked. */
export const SCORED: readonly AnswerColumn[] = [
  { name: 'run_id', type: 'VARCHAR' },
  { name: 'probe_id', type: 'VARCHAR' },
  { name: 'condition', type: 'VARCHAR' },
  { name: 'sample', type: 'INTEGER' },
  ...SIGNALS.map(({ name }) => ({ name, type: name === 'degeneration' ? 'DOUBLE' : 'INTEGER' })),
  { name: 'lek_score', type: 'DOUBLE' },
  { name: 'chars', type: 'INTEGER' },
  { name: 'time_s', type: 'DOUBLE' },
  { name: 'finish_reason', type: 'VARCHAR' },
  { name: 'response', type: 'VARCHAR' },
  { name: 'source', type: 'VARCHAR' },
  { name: 'domain', type: 'VARCHAR' },
  { name: 'prompt', type: 'VARCHAR' },
  { name: 'line', type: 'INTEGER' },
];

/** Place of a column of SCORED in a row. */
export const at = (name: string): number => SCORED.findIndex((column) => column.name === name);

/** DuckDB's type of a column by its values: whole numbers, numbers, true or false, else text. */
export function typeOf(values: Iterable<Value>): string {
  let [whole, number, flag, some] = [true, true, true, false];
  for (const value of values) {
    if (value === null) continue;
    some = true;
    whole &&= Number.isSafeInteger(value);
    number &&= typeof value === 'number';
    flag &&= typeof value === 'boolean';
    if (!number && !flag) return 'VARCHAR';
  }
  if (!some) return 'VARCHAR';
  return flag ? 'BOOLEAN' : whole ? 'BIGINT' : 'DOUBLE';
}

/** A value as a column of a type holds it. */
export const fitted = (value: Value, type: string): Value =>
  value === null || type !== 'VARCHAR' || typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
