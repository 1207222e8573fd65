import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import type { ShownColumn } from '../../notebook/table.ts';
import { lineOf } from './cells.ts';

/** px of a small letter, of a wide one and of any other character at 15 px, the share of them at 13 px, and what stands around a cell. */
const [LETTER, WIDE, OTHER, HEAD, AROUND] = [7.9, 13.4, 9.4, 0.87, 20];
const [LEAST, MOST] = [88, 360];
const SAMPLE = 300;

function lengthOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += /[mwMW@%]/.test(character) ? WIDE : /[a-z.,:;' ()-]/.test(character) ? LETTER : OTHER;
  return sum;
}

/** Length of the lowest and the highest number of a column with a word between, as the summary has them. */
function rangeLength(rows: Answer['rows'], index: number, decimals: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const value = row[index];
    if (typeof value !== 'number') continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? 0 : lengthOf(`${lineOf(low, decimals)} to ${lineOf(high, decimals)}`);
}

/**
 * Widths of the columns of a table in px, by their heads and a sample of their cells: all rows are never laid out together, so the
 * browser cannot find them. `first` is the most that the first column may take, which stays in view.
 */
export function columnWidths({ rows }: Pick<Answer, 'rows'>, columns: readonly ShownColumn[], first = MOST): number[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  const sample = rows.filter((_, index) => index % step === 0 || index < SAMPLE);
  return columns.map((column, index) => {
    // Beyond so many characters a cell is cut anyway.
    const cells = sample.map((row) => lengthOf(lineOf(row[index] ?? null, column.decimals).slice(0, 50)));
    const longest = cells.reduce((most, length) => Math.max(most, length), 0);
    const range = column.figures ? rangeLength(rows, index, column.decimals) * HEAD : 0;
    // A head has an arrow beside its name once it sorts.
    const wide =
      Math.max(longest, range, lengthOf(column.name.slice(0, 50)) * HEAD + 16, lengthOf(column.type.slice(0, 30)) * 0.78) + AROUND;
    return Math.round(Math.min(index === 0 ? first : MOST, Math.max(LEAST, wide)));
  });
}
