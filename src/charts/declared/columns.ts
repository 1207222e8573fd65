import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { shownName } from '../../words/names.ts';
import { type ColumnKind, columnKind } from '../kinds.ts';

/** Why a chart cannot be drawn from this answer, in words for a reader. */
export class ChartError extends Error {
  /** The key of the chart that is at fault. */
  key: string;

  constructor(key: string, what: string) {
    super(`${key}: ${what}`);
    this.name = 'ChartError';
    this.key = key;
  }
}

/** Columns of an answer as a chart reads them. `key` is the chart's key that names the column. */
export interface Columns {
  kind(name: string, key: string): ColumnKind;
  /** Numbers, null where there is none; NaN and the infinities cannot be drawn and count as none. */
  numbers(name: string, key: string): (number | null)[];
  /** Days and times as milliseconds since 1970. */
  times(name: string, key: string): (number | null)[];
  /** Texts as a chart shows them: untrusted, so cut and without turns of direction. */
  texts(name: string, key: string): string[];
  values(name: string, key: string): Value[];
  count: number;
}

const asText = (value: Value): string => shownName(value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

export function columnsOf({ columns, rows }: Answer): Columns {
  const find = (name: string, key: string): number => {
    const index = columns.findIndex((each) => each.name === name);
    if (index < 0) {
      const there = columns.map((each) => shownName(each.name)).join(', ');
      throw new ChartError(key, `there is no column "${shownName(name)}" in this answer. Its columns are ${there || 'none'}.`);
    }
    return index;
  };
  const kind = (name: string, key: string) => columnKind(columns[find(name, key)]?.type ?? '');
  const values = (name: string, key: string) => {
    const index = find(name, key);
    return rows.map((row) => row[index] ?? null);
  };
  return {
    count: rows.length,
    kind,
    values,
    numbers(name, key) {
      if (kind(name, key) !== 'number') {
        const type = columns[find(name, key)]?.type;
        throw new ChartError(key, `column "${shownName(name)}" holds ${type}, not numbers. Name a column of numbers here.`);
      }
      return values(name, key).map((value) => {
        const number = value === null ? Number.NaN : Number(value);
        return Number.isFinite(number) ? number : null;
      });
    },
    times: (name, key) =>
      values(name, key).map((value) => {
        const time = Date.parse(timed(String(value)));
        return Number.isFinite(time) ? time : null;
      }),
    texts: (name, key) => values(name, key).map(asText),
  };
}

/** A time without a zone is taken as UTC, so that a chart is the same everywhere. */
function timed(text: string): string {
  const iso = text.replace(' ', 'T');
  return /T/.test(iso) && !/(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(iso) ? `${iso}Z` : iso;
}
