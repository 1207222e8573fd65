import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { type ColumnKind, columnKind } from '../../charts/kinds.ts';
import { textOf } from './cells.ts';

/** A column in short: over the rows that are here. */
export interface Summary {
  kind: ColumnKind;
  nulls: number;
  /** Values that differ, NULL left out. */
  distinct: number;
  /** Lowest and highest value of numbers and times. */
  range?: { low: Value; high: Value };
  /** How many rows lie in each of equal stretches of the range, or have each of a few values, the most frequent first. */
  bins: readonly { label: string; count: number }[];
}

const BINS = 16;
/** A column of more values than these is no list of categories. */
const FEW = 12;

/** What a number or a time is on a line; NaN where it has no place there. */
const place = (value: Value, kind: ColumnKind): number => (kind === 'time' ? Date.parse(String(value).replace(' ', 'T')) : Number(value));

function spread(values: readonly { value: Value; at: number }[]): Pick<Summary, 'range' | 'bins'> {
  if (values.length === 0) return { bins: [] };
  let [low, high] = [values[0] as { value: Value; at: number }, values[0] as { value: Value; at: number }];
  for (const each of values) {
    if (each.at < low.at) low = each;
    if (each.at > high.at) high = each;
  }
  const range = { low: low.value, high: high.value };
  const span = high.at - low.at;
  if (span === 0) return { range, bins: [{ label: textOf(low.value), count: values.length }] };
  const counts = new Array<number>(BINS).fill(0);
  for (const { at } of values) {
    const bin = Math.min(BINS - 1, Math.floor(((at - low.at) / span) * BINS));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const edge = (bin: number) => Number((low.at + (span * bin) / BINS).toPrecision(4));
  return { range, bins: counts.map((count, bin) => ({ label: `${edge(bin)} to ${edge(bin + 1)}`, count })) };
}

/** The summary of one column. */
export function summaryOf({ columns, rows }: Answer, column: number): Summary {
  const kind = columnKind(columns[column]?.type ?? '');
  const values = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
  const nulls = rows.length - values.length;
  if (kind === 'number' || kind === 'time') {
    const placed = values.map((value) => ({ value, at: place(value, kind) })).filter(({ at }) => Number.isFinite(at));
    return { kind, nulls, distinct: new Set(values).size, ...spread(placed) };
  }
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = textOf(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const few = counts.size <= FEW ? [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)) : [];
  return { kind, nulls, distinct: counts.size, bins: few.map(([label, count]) => ({ label, count })) };
}
