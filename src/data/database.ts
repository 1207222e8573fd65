import { resolve } from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { openDatabase } from '../../pipeline/compile/open.ts';

/** A cell as pages see it: counts and scores are numbers, whatever integer type the query gave them. */
export type Cell = string | number | boolean | null;

/** Values for the named parameters of a query: `$model_id` takes `{ model_id: … }`. */
export type Parameters = Record<string, string | number | boolean | null>;

/** A query's answer with its columns in order, for tables and CSV. */
export interface Answer {
  columns: string[];
  rows: Cell[][];
}

/** A file of this build: in data/build, or in the folder that LEM_BUILD names. */
export const buildFile = (name: string): string => resolve(process.env.LEM_BUILD ?? 'data/build', name);

/** The file that every page reads. */
export const databaseFile = buildFile('lem.duckdb');

let connection: Promise<DuckDBConnection> | undefined;
// A connection answers one query at a time; pages ask for several at once.
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work, work);
  last = result;
  return result;
}

function cell(value: unknown, column: string): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
  }
  throw new Error(`Column ${column} holds a ${typeof value} that no page can show (${String(value)}): cast it in the query.`);
}

/** Runs a query on the database of this build. Fails where the file is missing, the SQL is wrong or a cell is neither text, number nor truth. */
export async function answer(sql: string, parameters: Parameters = {}): Promise<Answer> {
  connection ??= openDatabase(databaseFile);
  const opened = await connection;
  const reader = await inTurn(() => opened.runAndReadAll(sql, parameters as Record<string, DuckDBValue>));
  const columns = reader.columnNames();
  return { columns, rows: reader.getRowsJS().map((row) => row.map((value, index) => cell(value, columns[index] ?? ''))) };
}

/** The same as objects; `Row` is what the caller's query selects. */
export async function query<Row = Record<string, Cell>>(sql: string, parameters: Parameters = {}): Promise<Row[]> {
  const { columns, rows } = await answer(sql, parameters);
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Row);
}
