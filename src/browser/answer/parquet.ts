import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { textOf } from './cells.ts';
import { uniqueNames } from './written.ts';

// An answer as a Parquet file with the types that DuckDB gave. Fetched only when a reader asks for one.

/** How a column is stored: Parquet's own element, and its value from an answer's. */
interface Stored {
  element: Omit<SchemaElement, 'name' | 'repetition_type'>;
  value(value: Exclude<Value, null>): unknown;
}

const TEXT: Stored = { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }, value: textOf };
const small = (converted_type: SchemaElement['converted_type']): Stored => ({
  element: { type: 'INT32', ...(converted_type && { converted_type }) },
  value: Number,
});
const DAY = 86_400_000;

/** Microseconds since 1970 of an ISO time without a zone, or with one. */
export function microseconds(text: string): bigint | null {
  const iso = text.trim().replace(' ', 'T');
  const [, head = iso, fraction = '', zone = ''] =
    /^(.*?)(?:\.(\d+))?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(/T/.test(iso) ? iso : `${iso}T00:00:00`) ?? [];
  const full = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone;
  const whole = Date.parse(`${head}${full || 'Z'}`);
  return Number.isFinite(whole) ? BigInt(whole) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6)) : null;
}

const timestamp = (isAdjustedToUTC: boolean): Stored => ({
  element: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' } },
  value: (value) => microseconds(String(value)),
});

const STORED: Record<string, Stored> = {
  BOOLEAN: { element: { type: 'BOOLEAN' }, value: (value) => value },
  TINYINT: small('INT_8'),
  SMALLINT: small('INT_16'),
  INTEGER: small(undefined),
  UTINYINT: small('UINT_8'),
  USMALLINT: small('UINT_16'),
  UINTEGER: small('UINT_32'),
  BIGINT: { element: { type: 'INT64' }, value: (value) => BigInt(value as number | string) },
  UBIGINT: { element: { type: 'INT64', converted_type: 'UINT_64' }, value: (value) => BigInt(value as number | string) },
  FLOAT: { element: { type: 'FLOAT' }, value: Number },
  DOUBLE: { element: { type: 'DOUBLE' }, value: Number },
  DATE: {
    element: { type: 'INT32', converted_type: 'DATE' },
    value: (value) => {
      const day = Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`) / DAY;
      return Number.isInteger(day) ? day : null;
    },
  },
  TIMESTAMP: timestamp(false),
  TIMESTAMP_NS: timestamp(false),
  TIMESTAMP_MS: timestamp(false),
  TIMESTAMP_S: timestamp(false),
  'TIMESTAMP WITH TIME ZONE': timestamp(true),
};

/** Where a type is stored as itself; what Parquet or a double cannot hold is stored as text, exact. */
function storedAs(type: string): Stored {
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  // A double holds 15 decimal digits exactly.
  if (precision !== undefined && Number(precision) <= 15)
    return {
      element: { type: 'INT64', converted_type: 'DECIMAL', precision: Number(precision), scale: Number(scale) },
      value: (value) => BigInt(Math.round(Number(value) * 10 ** Number(scale))),
    };
  return STORED[type] ?? TEXT;
}

/** The bytes of a Parquet file of an answer. */
export function asParquet({ columns, rows }: Answer): ArrayBuffer {
  const names = uniqueNames(columns);
  const stored = columns.map(({ type }) => storedAs(type));
  return parquetWriteBuffer({
    columnData: names.map((name, index) => {
      const { value: write } = stored[index] as Stored;
      return { name, data: rows.map((row) => (row[index] === null || row[index] === undefined ? null : write(row[index]))) };
    }),
    schema: [
      { name: 'root', num_children: names.length },
      ...names.map((name, index): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...(stored[index] as Stored).element })),
    ],
    createdBy: 'LEM',
  });
}
