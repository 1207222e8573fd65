import { bytes, count, NBSP } from '../format.ts';
import { plural } from './english.ts';

// What the pane of an answer says in words.

const rowsOf = (rows: number): string => `${count(rows)} ${plural(rows, 'row')}`;

/** 42 ms · 1.3 s · 2 min 5 s */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `<${NBSP}1${NBSP}ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)}${NBSP}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}${NBSP}s`;
  return `${Math.floor(seconds / 60)}${NBSP}min ${Math.round(seconds % 60)}${NBSP}s`;
}

/** What came: `1,985 rows, 12 columns · 42 ms · 56 KB`, and whether there is more. */
export function outcomeSentence(of: { rows: number; columns: number; milliseconds: number; bytes: number; more: boolean }): string {
  const rows = of.more ? `the first ${rowsOf(of.rows)} of more` : of.rows === 0 ? 'no rows' : rowsOf(of.rows);
  const said = `${rows}, ${count(of.columns)} ${plural(of.columns, 'column')} · ${duration(of.milliseconds)} · ${bytes(of.bytes)}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** After a copy; `more` where rows are still to be fetched. */
export const copiedSentence = (rows: number, format: string, more: boolean): string =>
  `Copied ${rowsOf(rows)} as ${format}${more ? ', those that are here' : ''}.`;

/** After a file was made. */
export const savedSentence = (rows: number, name: string, more: boolean): string =>
  `Made ${name} of ${rowsOf(rows)}${more ? ', those that are here' : ''}.`;

/** The order of the rows, for the status line. */
export const orderSentence = (column: string | undefined, direction: 'ascending' | 'descending' | undefined): string =>
  column === undefined || direction === undefined
    ? 'In the order of the answer.'
    : `Sorted by ${column}, ${direction === 'ascending' ? 'lowest' : 'highest'} first.`;

/** Rows that a chart leaves out, since there is no room for their marks. */
export const cappedSentence = (drawn: number, rows: number): string =>
  drawn < rows ? `Drawn: the first ${count(drawn)} of ${rowsOf(rows)}, in the order of the table.` : '';

/** A text that is longer than what is shown of it. */
export const cutSentence = (shown: number, length: number): string =>
  shown < length ? `The first ${count(shown)} of ${count(length)} characters.` : `${count(length)} ${plural(length, 'character')}.`;

/** Where the rest of an answer did not come: for the reason given, or since the reader stopped it. */
export const restSentence = (reason: string | undefined): string =>
  `${reason === undefined ? 'Stopped.' : `The other rows did not come: ${reason.replace(/[.\s]*$/, '')}.`} The first rows stay; run the query again for all.`;
