import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import { ChartError, type Columns } from './columns.ts';

/** Reference values where a chart has no rows of names: lines alone. @throws ChartError for a column */
export function linesOf({ reference = [] }: Pick<ChartSpec, 'reference'>): References['lines'] {
  return reference.map((each) => {
    if (typeof each === 'number') return { value: each };
    if (typeof each === 'object') return { value: each.value, label: shownName(each.label) };
    throw new ChartError('reference', `a column of references, "${shownName(each)}", needs rows of names. Give a number here.`);
  });
}

/** Reference values of a chart: lines over all of it, and ticks that each row has of its own. */
export interface References {
  lines: { value: number; label?: string }[];
  ticks: (number | null)[][];
}

export function referencesOf({ reference = [] }: Pick<ChartSpec, 'reference'>, columns: Columns): References {
  return {
    lines: linesOf({ reference: reference.filter((each) => typeof each !== 'string') }),
    ticks: reference.flatMap((each) => (typeof each === 'string' ? [columns.numbers(each, 'reference')] : [])),
  };
}
