import type { Answer, AnswerColumn, Value } from '../../pipeline/notebooks/answer.ts';
import { fixed } from '../format.ts';
import { shownNote } from '../words/names.ts';

// How the rows of a cell are shown, by the build and in the browser alike.

/** Rows of a long table that are shown before a reader asks for all. A table of a few more is shown whole. */
export const FIRST = 12;
const SPARED = 3;

/** Whether a table is long enough to be folded. */
export const isLong = ({ rows }: Pick<Answer, 'rows'>): boolean => rows.length > FIRST + SPARED;

export interface ShownColumn extends AnswerColumn {
  /** True for numbers, which stand on their right edge. */
  figures: boolean;
  decimals: number;
}

/** Decimals that show a column: as many as its values need, at most two where they reach 1, at most four below. */
function decimalsOf(values: readonly number[]): number {
  const most = values.some((value) => Math.abs(value) >= 1) ? 2 : 4;
  for (let decimals = 0; decimals < most; decimals += 1) {
    const scale = 10 ** decimals;
    if (values.every((value) => Math.abs(value * scale - Math.round(value * scale)) < 1e-6)) return decimals;
  }
  return most;
}

/** The columns of an answer as a table shows them. */
export function shownColumns({ columns, rows }: Answer): ShownColumn[] {
  return columns.map((column, index) => {
    const values = rows.map((row) => row[index]).filter((value) => typeof value === 'number');
    const figures = values.length > 0 && rows.every((row) => row[index] === null || typeof row[index] === 'number');
    return { ...column, figures, decimals: figures ? decimalsOf(values) : 0 };
  });
}

/** A value as a table shows it; nothing for NULL. */
export function shownValue(value: Value | undefined, { decimals }: Pick<ShownColumn, 'decimals'>): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    // What would be rounded away keeps its first digit.
    const lost = value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals;
    return lost ? value.toPrecision(1).replace('-', '−') : fixed(value, decimals);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return shownNote(typeof value === 'string' ? value : JSON.stringify(value));
}

/** From so many characters on a text of a table wraps. */
export const PROSE = 60;

/** Columns from which on a table is set closer. */
export const DENSE = 9;

/** Columns that name a page of this site, and which kind. */
const LINKED: Record<string, 'models' | 'runs' | 'probes'> = {
  model_id: 'models',
  base_model_id: 'models',
  against_id: 'models',
  run_id: 'runs',
  a_run_id: 'runs',
  b_run_id: 'runs',
  probe_id: 'probes',
};

/** The kind of page that the values of a column name, if any. */
export const linkedKind = (column: string): 'models' | 'runs' | 'probes' | undefined => LINKED[column];
