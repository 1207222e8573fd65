import { bytes, count, NBSP } from '../format.ts';
import { plural } from './english.ts';

const rowsOf = (rows: number) => `${count(rows)} ${plural(rows, 'row')}`;

/** What can be asked here, for the first screen. */
export const askedOf = (answers: number, comparisons: number): string =>
  `The ${count(answers)} scores, their averages, intervals and ${count(comparisons)} comparisons, in SQL. It runs in this browser: no server answers, and nothing that you write leaves it.`;

/** A query whose answer is in the page already. */
export const builtSentence = (rows: number): string =>
  rows === 0 ? 'Answered when this site was built: no rows.' : `Answered when this site was built: ${rowsOf(rows)}.`;

/** How much of a worked answer the page shows; nothing where it is all of it. */
export const shownSentence = (shown: number, rows: number): string =>
  shown < rows ? `The first ${count(shown)} of ${rowsOf(rows)}; run it for all.` : '';

/** What the session is doing before it is ready, or before texts are attached (`what`). */
export function progressSentence(
  { step, bytes: got, of }: { step: 'fetch' | 'start' | 'open'; bytes: number; of: number | null },
  what = 'DuckDB and the data, once',
): string {
  if (step === 'start') return 'Starting DuckDB…';
  if (step === 'open') return 'Opening the data…';
  return `Loading ${what}: ${bytes(got)}${of === null ? '' : ` of ${bytes(of)}`}`;
}

/** 340 ms · 1.2 s: as long as a query took. */
export const duration = (milliseconds: number): string =>
  milliseconds < 999.5 ? `${Math.round(milliseconds)}${NBSP}ms` : `${(milliseconds / 1000).toFixed(1)}${NBSP}s`;

/** What came of a run. */
export function answeredSentence(rows: number, more: boolean, milliseconds: number, size: number): string {
  const took = `in ${duration(milliseconds)}, ${bytes(size)}`;
  if (rows === 0) return `No rows, ${took}.`;
  return more ? `The first ${rowsOf(rows)} ${took}; there are more.` : `${rowsOf(rows)} ${took}.`;
}

/** After a run: the answer below says what came of it. */
export const addressSentence = 'The address of this page now holds the query.';

/** A query that the reader stopped. */
export const stoppedSentence = (milliseconds: number): string => `Stopped after ${duration(milliseconds)}. Nothing else has changed.`;

/** Where a fault lies and what it is. `place` is counted from one. */
export const faultSentence = (message: string, place?: { line: number; column: number }): string =>
  place ? `Line ${count(place.line)}, column ${count(place.column)}: ${message}` : message;

/** A query that came by a link. It is never run by itself. */
export const linkedSentence = (longer: boolean): string =>
  `This query came with the link and has not been run: ${longer ? 'read it to its end' : 'read it'}, then press Run.`;

/** Why there is no session, and what still stands. */
export const noSessionSentence = (message: string): string => `${message} What stands in this page stays as it is.`;

/** Texts that are a table now. */
export const attachedSentence = (run: string, table: string): string => `The texts of ${run} are the table ${table}.`;

/** Loading that a reader stopped waiting for. */
export const stoppedWaiting = 'Not run. DuckDB goes on loading for the next query.';

/** One query of the history: what came of it. */
export const outcomeOf = ({ rows, more, error }: { rows?: number; more?: boolean; error?: string }): string =>
  error !== undefined ? 'no answer' : rows === undefined ? '' : `${rowsOf(rows)}${more ? ' and more' : ''}`;

/** A query in one line: what its first comment says, else the query itself. */
export function headOf(sql: string): string {
  const comment = /^\s*--[ \t]*(\S.*)/.exec(sql)?.[1];
  return comment ?? sql.replace(/\s+/g, ' ').trim();
}

/** Texts of a run that can be made readable as a table. */
export const textsSentence = (runs: number): string =>
  runs === 0 ? 'No run has its response texts here.' : 'Response texts lie apart, a file a run; attached, they are a table.';
