import { InputError } from '../records/index.ts';

/** Where a run comes from. The three never stand in one table without saying so. */
export type Source = 'published' | 'imported' | 'local';

/** A row with the place it was read from, so that a later check can name it. */
export interface Placed<T> {
  file: string;
  line: number;
  value: T;
}

/** The error of a row. */
export function fault({ file, line }: { file: string; line?: number | undefined }, what: string, todo: string): InputError {
  return new InputError({ file, line, what, todo });
}

/**
 * Index of rows by an id.
 * @throws InputError where an id stands twice, naming both places
 */
export function byId<T>(rows: readonly Placed<T>[], id: (value: T) => string): Map<string, Placed<T>> {
  const index = new Map<string, Placed<T>>();
  for (const row of rows) {
    const key = id(row.value);
    const first = index.get(key);
    if (first) throw fault(row, `${key} stands here a second time; the first is in ${first.file}:${first.line}`, 'Remove one of the two.');
    index.set(key, row);
  }
  return index;
}

/** @throws InputError where a row names something that is in no table. */
export function mustKnow(row: Placed<unknown>, what: string, id: string, known: { has(id: string): boolean }, where: string): void {
  if (!known.has(id)) throw fault(row, `${what} ${JSON.stringify(id)} is in no table`, `Correct the id, or add it to ${where}.`);
}
