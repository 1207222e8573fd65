import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Value } from '../../../pipeline/notebooks/answer.ts';
import { InputError } from '../../../pipeline/records/index.ts';
import { messageOf } from '../../message.ts';
import type { Source } from './types.ts';

/** Rows read at a time. */
const STRETCH = 20_000;

/**
 * Reads a Parquet file, stretch by stretch.
 * @throws InputError where it is damaged, or of a kind that cannot be read
 */
export async function* readParquet(source: Source): AsyncGenerator<{ names: string[]; rows: Record<string, Value>[]; of: number }> {
  const file = {
    byteLength: source.size,
    slice: async (from: number, to = source.size) => {
      const bytes = await source.slice(from < 0 ? source.size + from : from, to);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(file);
  } catch (error) {
    throw damaged(source, error);
  }
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const of = Number(metadata.num_rows);
  for (let from = 0; from < of || from === 0; from += STRETCH) {
    let rows: Record<string, unknown>[];
    try {
      rows =
        of === 0 ? [] : await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: Math.min(of, from + STRETCH) });
    } catch (error) {
      throw damaged(source, error);
    }
    yield { names, of, rows: rows.map((row) => Object.fromEntries(names.map((name) => [name, answerValue(row[name])]))) };
  }
}

function damaged({ name }: Source, error: unknown): InputError {
  const why = messageOf(error);
  return new InputError(
    { file: name, what: `the Parquet file cannot be read: ${why}`, todo: 'Write it again, or convert it to CSV.' },
    { cause: error },
  );
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A value as an answer holds it; lists and objects as JSON. */
function answerValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return plainInteger(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return hex(value);
  return JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? plainInteger(each) : each instanceof Uint8Array ? hex(each) : each,
  );
}

const plainInteger = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};
