import { count } from '../format.ts';
import { plural } from './english.ts';

// What the pane of an answer says in words.

const rowsOf = (rows: number): string => `${count(rows)} ${plural(rows, 'row')}`;

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
