import type { DuckDBConnection } from '@duckdb/node-api';
import { openDatabase } from '../compile/open.ts';
import { InputError } from '../records/index.ts';
import type { Answer } from './answer.ts';
import { nativeValue } from './native-value.ts';
import type { Notebook } from './notebook.ts';
import { viewSql } from './sql.ts';

/** Runs one statement. @throws what DuckDB says */
export async function nativeAnswer(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const reader = await connection.runAndReadAll(sql);
  const types = reader.columnTypes();
  const columns = reader.columnNames().map((name, index) => ({ name, type: String(types[index]) }));
  const rows = reader.getRows().map((row) => row.map(nativeValue));
  return { columns, rows };
}

/** Line of an SQL text that a message of DuckDB points to, from 1. */
const lineIn = (message: string): number => Number(/^LINE (\d+):/m.exec(message)?.[1] ?? 1);

/**
 * Runs the cells of a notebook in order, each over those before it, and puts their answers down by id.
 * @throws InputError naming the notebook, the line and the cell where DuckDB refuses one, or a cell has the name of a table
 */
export async function runNotebook(
  connection: DuckDBConnection,
  { file, cells }: Pick<Notebook, 'file' | 'cells'>,
): Promise<Map<string, Answer>> {
  const fault = (line: number, what: string, todo: string) => new InputError({ file, line, what, todo });
  const taken = new Set(
    (await connection.runAndReadAll("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"))
      .getRowsJS()
      .map(([name]) => String(name)),
  );
  const answers = new Map<string, Answer>();
  for (const { id, sql, line } of cells) {
    if (taken.has(id)) throw fault(line - 1, `the cell ${id} has the name of a table or view`, 'Give it another id.');
    try {
      answers.set(id, await nativeAnswer(connection, sql));
      await connection.run(viewSql(id, sql));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const [what = ''] = message.split(/\n\s*\n|\nLINE /);
      throw fault(line + lineIn(message) - 1, `cell ${id}: ${what.replaceAll('\n', ' ').replace(/\.$/, '')}`, 'Correct the query.');
    }
  }
  return answers;
}

/** Opens a database, runs a notebook over it, and closes it. @throws as `openDatabase` and `runNotebook` */
export async function runOver(database: string, notebook: Pick<Notebook, 'file' | 'cells'>): Promise<Map<string, Answer>> {
  const connection = await openDatabase(database);
  try {
    return await runNotebook(connection, notebook);
  } finally {
    connection.closeSync();
  }
}
