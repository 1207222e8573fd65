import { messageOf } from '../message.ts';
import { shownName, shownNote } from '../words/names.ts';
import { type Answer, answer, type Cell, type Parameters, query } from './database.ts';

/** A figure of the site: the query that makes it. Its id is the name of its file in src/queries. */
export interface Figure {
  id: string;
  /** What the query answers: its first line, a comment. */
  title: string;
  sql: string;
  /** Names of its `$parameters`; a figure without any has a page and a CSV file of its own. */
  parameters: string[];
}

const files = import.meta.glob<string>('../queries/*.sql', { query: '?raw', import: 'default', eager: true });

function read(path: string, sql: string): Figure {
  const id = path.replace(/^.*\/|\.sql$/g, '');
  const title = /^-- (.+)/.exec(sql)?.[1];
  if (!title) throw new Error(`src/queries/${id}.sql has to begin with a comment that says what it answers: \`-- …\`.`);
  const code = sql.replace(/--.*$/gm, '');
  if (!/ORDER BY/i.test(code)) throw new Error(`src/queries/${id}.sql has no ORDER BY: every figure has one total order.`);
  const parameters = [...new Set([...code.matchAll(/\$(\w+)/g)].map(([, name]) => name as string))];
  return { id, title, sql: sql.trim(), parameters };
}

/** Every figure, in the order of their ids. */
export const figures: readonly Figure[] = Object.entries(files)
  .map(([path, sql]) => read(path, sql))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** A figure by its id; an unknown id is an error. */
export function figure(id: string): Figure {
  const found = figures.find((each) => each.id === id);
  if (!found) throw new Error(`There is no figure "${id}": write its query to src/queries/${id}.sql.`);
  return found;
}

async function named<T>(id: string, work: (sql: string) => Promise<T>): Promise<T> {
  try {
    return await work(figure(id).sql);
  } catch (error) {
    throw new Error(`src/queries/${id}.sql: ${messageOf(error)}`, { cause: error });
  }
}

/** Columns that hold names which a run made elsewhere may choose freely. Queries that select such a name call it one of these. */
const NAMES = ['name', 'base_name', 'against', 'higher', 'lower', 'family', 'version', 'engine', 'engine_version'];

/** Columns that hold a sentence of a run's author. */
const NOTES = ['note', 'disagreement'];

const shownIn = (row: Record<string, Cell>, columns: readonly string[], show: (text: string) => string) => {
  for (const column of columns) if (typeof row[column] === 'string') row[column] = show(row[column]);
};

/** The rows of a figure as objects, its names and notes as a page may show them; `Row` is what its query selects. */
export async function rowsOf<Row>(id: string, parameters?: Parameters): Promise<Row[]> {
  const rows = await named(id, (sql) => query(sql, parameters));
  for (const row of rows) {
    shownIn(row, NAMES, shownName);
    shownIn(row, NOTES, shownNote);
  }
  return rows as Row[];
}

/** The rows of a figure with its columns in order. */
export const answerOf = (id: string, parameters?: Parameters): Promise<Answer> => named(id, (sql) => answer(sql, parameters));

/** The only row of a figure that has one by its nature; any other number of rows is an error. */
export async function rowOf<Row>(id: string, parameters?: Parameters): Promise<Row> {
  const rows = await rowsOf<Row>(id, parameters);
  const [row] = rows;
  if (rows.length !== 1 || row === undefined) throw new Error(`Figure "${id}" has ${rows.length} rows where one is needed.`);
  return row;
}
