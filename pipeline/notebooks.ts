import { existsSync } from 'node:fs';
import { type DuckDBConnection, version as duckdbVersion } from '@duckdb/node-api';
import { openDatabase } from './compile/open.ts';
import { scopeHash } from './compile/scope.ts';
import { Failure } from './failure.ts';
import { checkCharts } from './notebooks/chart-columns.ts';
import { type Difference, differenceText } from './notebooks/compare.ts';
import { lockFile, NAME, notebookFile, notebookNames, readLock, readNotebook, writeLock, writeNotebook } from './notebooks/files.ts';
import { differences, type Lock, lockOf, lockText } from './notebooks/lock.ts';
import { runNotebook } from './notebooks/native.ts';
import type { Notebook } from './notebooks/notebook.ts';
import { answerSentence, textOfQuote } from './notebooks/quote.ts';
import { skeleton } from './notebooks/skeleton.ts';
import { InputError } from './records/index.ts';
import { SCORER } from './scorer/index.ts';

/** What came of a notebook that was run. */
export interface NotebookReport {
  name: string;
  file: string;
  title: string;
  scope: Notebook['scope'];
  /** The first sentence of its answer, its values filled in. */
  answer: string;
  cells: { id: string; line: number; rows: number; columns: string[] }[];
  /** `same`: its rows are the locked ones; `none`: nothing was locked. */
  lock: 'same' | 'changed' | 'none' | 'written';
  differences: Difference[];
  /** True where the data of its scope are not those that were locked, whether or not its rows changed. */
  other_data: boolean;
}

export interface RunOptions {
  /** Folder of the notebooks. */
  folder: string;
  /** The database they read. */
  database: string;
  /** Lock what they answer. */
  update?: boolean;
}

/** Whether a notebook breaks the build: one of published figures whose rows are not those of its lock. */
export const breaks = ({ scope, lock }: Pick<NotebookReport, 'scope' | 'lock'>): boolean =>
  scope === 'published' && (lock === 'changed' || lock === 'none');

const about = async (connection: DuckDBConnection, { name, scope }: Notebook): Promise<Omit<Lock, 'format' | 'cells'>> => ({
  notebook: name,
  scope,
  data_sha256: await scopeHash(connection, scope),
  scorer: SCORER,
  duckdb: duckdbVersion(),
});

/**
 * Runs a notebook over the database and holds it against its lock, or locks it anew.
 * @throws InputError naming file and line where it cannot be read, a cell fails, a quote is not one value, or a chart names a column that is not there
 */
export async function checkNotebook(name: string, { folder, database, update = false }: RunOptions): Promise<NotebookReport> {
  const notebook = await readNotebook(folder, name);
  const connection = await openDatabase(database);
  try {
    const answers = await runNotebook(connection, notebook);
    for (const quote of notebook.quotes) textOfQuote(quote, answers, notebook);
    checkCharts(notebook, answers);
    const facts = await about(connection, notebook);
    const locked = update ? undefined : await readLock(folder, name);
    const found = locked ? differences(locked, answers) : [];
    if (update) await writeIfOther(folder, lockOf(facts, answers));
    return {
      name,
      file: notebook.file,
      title: notebook.title,
      scope: notebook.scope,
      answer: answerSentence(notebook, answers),
      cells: notebook.cells.map(({ id, line }) => {
        const { rows = [], columns = [] } = answers.get(id) ?? {};
        return { id, line, rows: rows.length, columns: columns.map((column) => column.name) };
      }),
      lock: update ? 'written' : !locked ? 'none' : found.length > 0 ? 'changed' : 'same',
      differences: found,
      other_data: locked !== undefined && locked.data_sha256 !== facts.data_sha256,
    };
  } finally {
    connection.closeSync();
  }
}

/** Writes a lock unless it is there to the letter, so that its time does not change for nothing. */
async function writeIfOther(folder: string, lock: Lock): Promise<void> {
  const before = await readLock(folder, lock.notebook).catch(() => undefined);
  if (before === undefined || lockText(before) !== lockText(lock)) await writeLock(folder, lock);
}

/** Names that a command already has. */
const TAKEN = ['new'];

/**
 * Writes a notebook to begin with, which passes as it stands, and its lock.
 * @returns the report of it, and the files that were written
 * @throws InputError where the name cannot be one, or is there already; nothing is written then
 */
export async function newNotebook(name: string, options: Omit<RunOptions, 'update'>): Promise<{ report: NotebookReport; files: string[] }> {
  const { folder } = options;
  const files = [notebookFile(folder, name), lockFile(folder, name)];
  const fault = (what: string, todo: string) => new InputError({ file: files[0] as string, what, todo });
  if (!NAME.test(name) || TAKEN.includes(name))
    throw fault(`"${name}" cannot be the name of a notebook`, 'Use small letters, digits and single hyphens.');
  if (files.some((file) => existsSync(file))) throw fault('it is there already', 'Take another name.');
  const others = await Promise.all(notebookNames(folder).map((other) => readNotebook(folder, other).catch(() => undefined)));
  const last = Math.max(0, ...others.map((other) => other?.position ?? 0));
  await writeNotebook(folder, name, skeleton(10 * Math.floor(last / 10) + 10));
  return { report: await checkNotebook(name, { ...options, update: true }), files };
}

/**
 * Holds every notebook against its lock, as a build of the site does, which stops at the first that breaks.
 * @throws InputError as `checkNotebook`; Failure naming file, line, cell, row, column, then and now of every difference
 */
export async function requireLocked(options: Omit<RunOptions, 'update'>): Promise<void> {
  for (const name of notebookNames(options.folder)) {
    const report = await checkNotebook(name, options);
    if (!breaks(report)) continue;
    const what =
      report.lock === 'none'
        ? `${report.file}: it has no lock`
        : `The results of a notebook are not those of its lock\n${differenceLines(report)
            .map((line) => `  ${line}`)
            .join('\n')}\n`;
    throw new Failure(what.trimEnd(), `If they are right, run \`lem notebooks ${name} --update\`.`);
  }
}

/** The differences of a notebook from its lock, each with a place that editors open; what is in the lock alone has none. */
export function differenceLines({ file, cells, differences }: NotebookReport): string[] {
  return differences.map((difference) => {
    const line = cells.find(({ id }) => id === difference.cell)?.line;
    return `${file}${line ? `:${line}` : ''}: ${differenceText(difference)}`;
  });
}
