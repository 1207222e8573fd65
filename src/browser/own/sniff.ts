import { InputError, textOf } from '../../../pipeline/records/index.ts';
import type { Source } from './types.ts';

/** How a file is to be read. */
export type Shape = 'jsonl' | 'json' | 'csv' | 'parquet' | 'eval';

const HEAD = 64 * 1024;

/**
 * How a file is to be read, by its first bytes, and by its name where these leave it open.
 * @throws InputError for an empty file, for archives, and for what is none of the known shapes
 */
export async function shapeOf(source: Source): Promise<Shape> {
  const fail = (what: string, todo: string): never => {
    throw new InputError({ file: source.name, what, todo });
  };
  if (source.size === 0) fail('the file is empty', 'Choose a file with at least one row.');
  const head = await source.slice(0, Math.min(source.size, HEAD));
  const begins = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (begins(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (begins(0x50, 0x4b, 0x03, 0x04))
    return /\.eval$/i.test(source.name) ? 'eval' : fail('a zip archive', 'Unpack it and choose the file inside.');
  if (begins(0x1f, 0x8b)) fail('a gzip archive', 'Unpack it first (gunzip) and choose the file inside.');
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) fail('a zstd archive', 'Unpack it first (zstd -d) and choose the file inside.');
  // The last bytes of the stretch may be the beginning of a character.
  const text = head.length < source.size ? new TextDecoder().decode(head) : textOf(head, source.name);
  if (text.trim() === '') fail('nothing but white space in it', 'Choose a file with at least one row.');
  if (/\.(?:csv|tsv)$/i.test(source.name)) return 'csv';
  const first = text.replace(/^\ufeff/, '').trimStart();
  if (first.startsWith('[')) return 'json';
  if (first.startsWith('{')) return isJsonl(source.name, first) ? 'jsonl' : 'json';
  if (/\.(?:jsonl|ndjson)$/i.test(source.name)) return 'jsonl';
  if (/\.json$/i.test(source.name)) return 'json';
  const line = first.slice(0, first.search(/\r?\n|$/));
  if (!first.includes('\0') && /[,;\t]/.test(line) && first.includes('\n')) return 'csv';
  return fail('neither JSON Lines, JSON, CSV nor Parquet', 'A single text is scored on the scorer’s page, or by: lem score FILE');
}

/** Whether a text that begins with an object has an object a line: by its name, or because its first line is a whole one. */
function isJsonl(name: string, text: string): boolean {
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return true;
  const end = text.indexOf('\n');
  if (end === -1) return !/\.json$/i.test(name);
  try {
    JSON.parse(text.slice(0, end));
    const rest = text.slice(end).trimStart();
    return rest === '' ? !/\.json$/i.test(name) : rest.startsWith('{');
  } catch {
    return false;
  }
}
