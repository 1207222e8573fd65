import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { rows } from './rows.ts';

/** The stored rows of a figure as an answer, with the types that DuckDB would give. */
export function answerOf(figure: string): Answer {
  const all = rows<Record<string, Value>>(figure);
  const names = Object.keys(all[0] ?? {});
  const typeOf = (name: string) => {
    const values = all.map((row) => row[name]).filter((value) => value !== null);
    if (values.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
    if (values.every((value) => typeof value === 'number')) return values.every(Number.isInteger) ? 'INTEGER' : 'DOUBLE';
    return 'VARCHAR';
  };
  return { columns: names.map((name) => ({ name, type: typeOf(name) })), rows: all.map((row) => names.map((name) => row[name] ?? null)) };
}
