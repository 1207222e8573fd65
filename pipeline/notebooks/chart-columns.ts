import { InputError } from '../records/error.ts';
import type { Answer } from './answer.ts';
import type { ChartSpec } from './chart.ts';
import type { ChartBlock } from './notebook.ts';

const named = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null && 'column' in value ? [String(value.column)] : [];

/** Every column that a chart names. */
export function chartColumns(spec: ChartSpec): string[] {
  const { mark, id, caption, format, difference, sort, ...rest } = spec as ChartSpec & { sort?: readonly string[] };
  const sorted = (sort ?? []).map((column) => column.replace(/^-/, ''));
  return [...new Set([...Object.values(rest).flat().flatMap(named), ...sorted])];
}

/** @throws InputError with the place of a chart that names a column which its cell has not */
export function checkCharts({ file, charts }: { file: string; charts: readonly ChartBlock[] }, answers: ReadonlyMap<string, Answer>): void {
  for (const { from, spec, line } of charts) {
    const columns = answers.get(from)?.columns.map(({ name }) => name) ?? [];
    const missing = chartColumns(spec).find((column) => !columns.includes(column));
    if (missing)
      throw new InputError({
        file,
        line,
        what: `the chart names a column ${missing}, which the cell ${from} has not`,
        todo: `It has ${columns.join(', ')}.`,
      });
  }
}
