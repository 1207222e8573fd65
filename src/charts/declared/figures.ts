import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import type { Columns } from './columns.ts';
import { lengthOf } from './sheet.ts';
import { formatOf, spelledBy } from './spelled.ts';

/** Distance between a column of figures and what stands at its left, in px. */
export const GAP = 16;
/** A column of texts is cut at this width in px. */
const MOST = 160;

/** A column of figures at the right of rows: its head, a text a row, and where it ends. */
export interface FigureColumn {
  head: string;
  texts: readonly string[];
  /** Its right edge in px. */
  end: number;
}

function written({ column, label, format }: { column: string; label?: string; format?: string }, key: string, data: Columns) {
  const head = shownName(label ?? column);
  if (data.kind(column, key) !== 'number') return { head, texts: data.texts(column, key), most: MOST };
  const values = data.numbers(column, key);
  return { head, texts: values.map(spelledBy(format ?? formatOf(column, values))), most: Number.POSITIVE_INFINITY };
}

/** The columns of figures of a chart in their order, and the px that they take at its right. */
export function figureColumns(
  { columns = [] }: Pick<Extract<ChartSpec, { mark: 'dot' }>, 'columns'>,
  data: Columns,
  width: number,
): { figures: FigureColumn[]; taken: number } {
  const all = columns.map((column, place) => written(column, `columns[${place + 1}]`, data));
  const widths = all.map(({ head, texts, most }) =>
    Math.min(
      most,
      texts.reduce((longest, text) => Math.max(longest, lengthOf(text)), lengthOf(head)),
    ),
  );
  const rightOf = (place: number) => widths.slice(place + 1).reduce((sum, wide) => sum + wide + GAP, 0);
  return {
    figures: all.map(({ head, texts }, place) => ({ head, texts, end: width - rightOf(place) })),
    taken: widths.reduce((sum, wide) => sum + wide + GAP, 0),
  };
}
