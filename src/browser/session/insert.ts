import {
  Bool,
  type DataType,
  Field,
  Float64,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Answer, AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { quoted } from './lockdown.ts';

// Rows go in as Arrow: numbers and truth values as they are, everything else as text that DuckDB casts to the type asked for. The library's
// own builders take a value at a time, which is slow at 100,000 rows; the buffers are filled here.

const NUMBERS = /^(U?(TINY|SMALL|BIG)?INT|U?INTEGER|FLOAT|DOUBLE)$/;

/** Which rows have a value, a bit each. */
function validity(values: readonly Value[]): { nullCount: number; nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  values.forEach((value, index) => {
    if (value === null) nullCount += 1;
    else nullBitmap[index >> 3] = (nullBitmap[index >> 3] as number) | (1 << (index & 7));
  });
  return { nullCount, nullBitmap };
}

const textOf = (value: Value): string => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));

function texts(values: readonly Value[]): Vector<Utf8> {
  const written = values.map(textOf);
  // No character of UTF-16 takes more than three bytes in UTF-8.
  const data = new Uint8Array(written.reduce((sum, text) => sum + text.length * 3, 0));
  const valueOffsets = new Int32Array(values.length + 1);
  const encoder = new TextEncoder();
  let end = 0;
  written.forEach((text, index) => {
    end += encoder.encodeInto(text, data.subarray(end)).written;
    valueOffsets[index + 1] = end;
  });
  return makeVector(makeData({ type: new Utf8(), length: values.length, ...validity(values), valueOffsets, data: data.slice(0, end) }));
}

function numbers(values: readonly Value[]): Vector<Float64> {
  const data = Float64Array.from(values, Number);
  return makeVector(makeData({ type: new Float64(), length: values.length, ...validity(values), data }));
}

function truths(values: readonly Value[]): Vector<Bool> {
  const data = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, index) => {
    if (value === true) data[index >> 3] = (data[index >> 3] as number) | (1 << (index & 7));
  });
  return makeVector(makeData({ type: new Bool(), length: values.length, ...validity(values), data }));
}

/** NaN and the infinities come as text; an integer that a double does not hold does too, and stays text. */
const isNumeric = (value: Value): boolean =>
  value === null || typeof value === 'number' || value === 'NaN' || /^-?Infinity$/.test(String(value));

function columnVector(type: string, values: readonly Value[]): Vector<DataType> {
  if (type === 'BOOLEAN' && values.every((value) => value === null || typeof value === 'boolean')) return truths(values);
  if (NUMBERS.test(type) && values.every(isNumeric)) return numbers(values);
  return texts(values);
}

const cast = (name: string, type: string): string => {
  if (type === 'VARCHAR') return quoted(name);
  // Intervals are told in ISO 8601, which DuckDB does not read, and are rare in what a reader brings: they stay text.
  if (type === 'INTERVAL') return quoted(name);
  return type === 'BLOB' ? `unhex(${quoted(name)})` : `CAST(${quoted(name)} AS ${type})`;
};

/** Rows as Arrow's IPC stream, its columns named by their places. Takes a second for 50 MB of text: a worker can do it beside the page. */
export function toIpc({ columns, rows }: Answer): Uint8Array {
  const vectors = columns.map(({ type }, at) =>
    columnVector(
      type,
      rows.map((row) => row[at] ?? null),
    ),
  );
  const schema = new Schema(vectors.map((vector, at) => new Field(`c${at}`, vector.type, true)));
  const children = vectors.map((vector) => vector.data[0] as NonNullable<(typeof vector.data)[0]>);
  const batch = new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }));
  return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
}

/** The SELECT that makes of such rows, in a table, the types and names that they are to have. */
export const selectOf = (columns: readonly AnswerColumn[], table: string): string =>
  `SELECT ${columns.map(({ name, type }, at) => `${cast(`c${at}`, type)} AS ${quoted(name)}`).join(', ')} FROM ${table}`;
