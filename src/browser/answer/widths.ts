import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import type { ShownColumn } from '../../notebook/table.ts';
import { lineOf } from './cells.ts';

/** px of a character at 15 px, of one of a head at 13 px, and of what stands around both. */
const [CELL, HEAD, AROUND] = [7.8, 7, 30];
const [LEAST, MOST] = [88, 360];
const SAMPLE = 300;

/**
 * Widths of the columns of a table in px, by their heads and a sample of their cells: all rows are never laid out together, so the
 * browser cannot find them.
 */
export function columnWidths({ rows }: Pick<Answer, 'rows'>, columns: readonly ShownColumn[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  const sample = rows.filter((_, index) => index % step === 0 || index < SAMPLE);
  return columns.map((column, index) => {
    const longest = sample.reduce((most, row) => Math.max(most, lineOf(row[index] ?? null, column.decimals).length), 0);
    const wide = Math.max(longest * CELL, column.name.length * HEAD + 14, column.type.length * HEAD) + AROUND;
    return Math.round(Math.min(MOST, Math.max(LEAST, wide)));
  });
}
