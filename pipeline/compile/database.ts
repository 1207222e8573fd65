import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Column, SqlType, Table } from './schema.ts';
import type { View } from './views.ts';

/** A value that a cell of this project's tables may hold. */
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** SQL literal of a string. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * An in-memory DuckDB to work in. One thread, so that what it writes does not depend on who was faster; no extension is
 * ever fetched, since nothing may come from another host.
 */
export async function openWork(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '256MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return instance.connect();
}

const columnSql = ({ name, type, nullable }: Column): string => `${quoted(name)} ${type}${nullable ? '' : ' NOT NULL'}`;

/** `CREATE TABLE` of a table, in the catalog given. */
export const createTable = (table: Table, catalog: string): string =>
  `CREATE TABLE ${catalog}.${quoted(table.name)} (${table.columns.map(columnSql).join(', ')})`;

/** `COMMENT ON` for a table and every column. */
export const comments = (table: Table, catalog: string): string[] => [
  `COMMENT ON TABLE ${catalog}.${quoted(table.name)} IS ${literal(table.comment)}`,
  ...table.columns.map(
    (column) => `COMMENT ON COLUMN ${catalog}.${quoted(table.name)}.${quoted(column.name)} IS ${literal(column.comment)}`,
  ),
];

export const createView = (view: View, catalog: string): string[] => [
  `CREATE VIEW ${catalog}.${quoted(view.name)} AS ${view.sql}`,
  `COMMENT ON VIEW ${catalog}.${quoted(view.name)} IS ${literal(view.comment)}`,
];

/** Notes of a view's columns: its own, or those of the tables that it reads. @throws Error where a column has none */
async function viewNotes(connection: DuckDBConnection, view: View, tables: readonly Table[], catalog: string): Promise<string[]> {
  const target = `${catalog}.${quoted(view.name)}`;
  const read = view.of.flatMap((name) => tables.filter((table) => table.name === name));
  const columns = (await connection.runAndReadAll(`DESCRIBE ${target}`)).getColumnsObjectJS().column_name as string[];
  return columns.map((column) => {
    const note = view.notes?.[column] ?? read.flatMap((table) => table.columns).find(({ name }) => name === column)?.comment;
    if (note === undefined)
      throw new Error(`The view ${view.name} has no note of its column ${column}: write one in pipeline/compile/views.ts.`);
    return `COMMENT ON COLUMN ${target}.${quoted(column)} IS ${literal(note)}`;
  });
}

export const orderedRows = (table: Table, from = quoted(table.name)): string =>
  `SELECT * FROM ${from} ORDER BY ${table.key.map(quoted).join(', ')}`;

type Appender = Awaited<ReturnType<DuckDBConnection['createAppender']>>;

const append: Record<SqlType, (appender: Appender, value: Cell) => void> = {
  VARCHAR: (appender, value) => appender.appendVarchar(value as string),
  INTEGER: (appender, value) => appender.appendInteger(value as number),
  DOUBLE: (appender, value) => appender.appendDouble(value as number),
  BOOLEAN: (appender, value) => appender.appendBoolean(value as boolean),
};

/** Takes rows one by one, so that a run of any length passes through without being held. */
export interface Sink {
  add(row: Row): void;
  close(): void;
  rows: number;
}

// Enough rows to be quick, few enough that their texts fit in memory.
const FLUSH_EVERY = 2048;

/** Opens a table of the work database for rows. A cell that is missing where the table asks for one is an error of ours. */
export async function sink(connection: DuckDBConnection, table: Table): Promise<Sink> {
  const appender = await connection.createAppender(table.name);
  const opened: Sink = {
    rows: 0,
    add(row) {
      for (const column of table.columns) {
        const value = row[column.name];
        if (value === null || value === undefined) {
          if (!column.nullable) throw new TypeError(`${table.name}.${column.name} has no value in ${JSON.stringify(row).slice(0, 200)}`);
          appender.appendNull();
        } else append[column.type](appender, value);
      }
      appender.endRow();
      opened.rows += 1;
      if (opened.rows % FLUSH_EVERY === 0) appender.flushSync();
    },
    close() {
      appender.closeSync();
    },
  };
  return opened;
}

/** Writes a table of the work database as Parquet (zstd), in key order: same rows, same bytes. */
export async function writeParquet(connection: DuckDBConnection, table: Table, file: string): Promise<void> {
  await connection.run(`COPY (${orderedRows(table)}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
}

/**
 * Writes tables of the work database, with views and comments, as one DuckDB file that a browser can open.
 * Storage format v1.0.0 so that DuckDB 1.0 and newer read it. One transaction, and without the compressions whose choice
 * depends on sampling: at this project's size the same rows then give the same bytes. That is a convenience, not a promise:
 * the promise is the hash of the rows.
 */
export async function writeDatabase(
  connection: DuckDBConnection,
  tables: readonly Table[],
  views: readonly View[],
  file: string,
): Promise<void> {
  await connection.run("SET disabled_compression_methods='fsst,dict_fsst,dictionary,alp,alprd'");
  await connection.run(`ATTACH ${literal(file)} AS written (STORAGE_VERSION 'v1.0.0')`);
  await connection.run('BEGIN');
  for (const table of tables) {
    await connection.run(createTable(table, 'written'));
    await connection.run(`INSERT INTO written.${quoted(table.name)} ${orderedRows(table)}`);
    for (const comment of comments(table, 'written')) await connection.run(comment);
  }
  await connection.run('COMMIT');
  if (views.length > 0) {
    await connection.run('USE written');
    for (const view of views) {
      for (const statement of createView(view, 'written')) await connection.run(statement);
      for (const statement of await viewNotes(connection, view, tables, 'written')) await connection.run(statement);
    }
    await connection.run('USE memory');
  }
  await connection.run('CHECKPOINT written');
  await connection.run('DETACH written');
}
