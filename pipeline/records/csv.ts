// The build for browsers: it brings its own Buffer, so this one file serves Node and pages alike.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { faultOf } from './check.ts';
import { InputError } from './error.ts';
import { lineAt } from './json-scan.ts';
import type * as z from './zod.ts';

/** A row and the line of the file on which it begins. */
export type CsvRow<T> = { line: number; value: T };

type Schema = z.ZodObject<Record<string, z.ZodType<unknown, string>>>;
/** A record as texts, and the line on which it begins. */
export type CsvRecord = { line: number; cells: string[] };

const TODO = 'Correct the cell, or restore the file from its source.';

/**
 * Read a CSV text (RFC 4180; line feeds with or without carriage returns) whose first record names exactly the columns
 * of a schema, in any order.
 *
 * @throws InputError naming the line where a record begins: broken quotes, a record that is too short or too long, a
 *   blank line, a missing, unknown or doubled column, a cell that does not fit
 */
export function parseCsv<S extends Schema>(text: string, schema: S, file: string): CsvRow<z.output<S>>[] {
  const [head, ...records] = csvRecords(text, file);
  const columns = Object.keys(schema.shape);
  const names = head?.cells ?? [];
  checkHead(names, columns, file);
  return records.map(({ line, cells }) => {
    if (cells.length !== names.length) {
      const what =
        cells.length === 1 && cells[0] === '' ? 'blank line' : `the record has ${cells.length} cells; the header has ${names.length}`;
      throw new InputError({ file, line, what, todo: 'Give it a cell for each column, or take it out.' });
    }
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i] as string]));
    const parsed = schema.safeParse(row);
    if (!parsed.success) throw faultOf(parsed.error.issues, row, { file, line, todo: TODO });
    return { line, value: parsed.data as z.output<S> };
  });
}

/**
 * Write rows as CSV (RFC 4180, but a line feed alone at each line's end, as in our files): the columns of a schema in
 * its order, each cell as its kind writes it.
 *
 * @throws InputError where a value does not fit its column
 */
export function toCsv<S extends Schema>(rows: Iterable<z.output<S>>, schema: S, file = 'output'): string {
  const columns = Object.keys(schema.shape);
  const lines = [columns];
  for (const row of rows) {
    const encoded = schema.safeEncode(row as never);
    if (!encoded.success)
      throw faultOf(encoded.error.issues, row, {
        file,
        line: lines.length + 1,
        todo: 'Nothing was written; find where the value comes from.',
      });
    const cells = encoded.data as Record<string, string>;
    lines.push(columns.map((name) => quoted(cells[name] as string)));
  }
  return `${lines.map((cells) => cells.join(',')).join('\n')}\n`;
}

function checkHead(names: string[], columns: string[], file: string): void {
  const fail = (what: string, todo: string): never => {
    throw new InputError({ file, line: 1, what, todo });
  };
  const quote = (list: string[]) => list.map((name) => JSON.stringify(name)).join(', ');
  const missing = columns.filter((name) => !names.includes(name));
  const doubled = names.filter((name, i) => names.indexOf(name) !== i);
  const unknown = names.filter((name) => !columns.includes(name));
  if (doubled.length > 0) fail(`column ${quote(doubled)} is doubled`, 'Keep one of each name.');
  if (missing.length > 0)
    fail(
      `column ${quote(missing)} is missing${unknown.length > 0 ? `; found ${quote(unknown)}` : ''}`,
      'Add it, or restore the file from its source.',
    );
  if (unknown.length > 0) fail(`column ${quote(unknown)} is unknown`, `Take it out; the columns are ${columns.join(', ')}.`);
}

/**
 * All records of a CSV text as texts, the header among them, each with the line on which it begins.
 * @throws InputError naming that line where quotes are broken
 */
export function csvRecords(text: string, file: string, delimiter = ','): CsvRecord[] {
  if (!text.isWellFormed()) {
    const line = lineAt(text, text.search(/\p{Surrogate}/u));
    throw new InputError({ file, line, what: 'half a character (a lone surrogate)', todo: 'Restore the file from its source.' });
  }
  const bytes = new TextEncoder().encode(text);
  const records: CsvRecord[] = [];
  // The parser's own count of lines is off where a quoted cell holds CRLF; its count of bytes is not.
  let [at, line] = [0, 1];
  const advance = (end: number) => {
    for (; at < end; at++) if (bytes[at] === 0x0a) line++;
  };
  try {
    parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      on_record: (cells: string[], info: { bytes: number }) => {
        records.push({ line, cells });
        advance(info.bytes);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const what = QUOTES[error.code] ?? `not CSV: ${error.message}`;
    throw new InputError({
      file,
      line,
      what,
      todo: 'Quote the whole cell and double each quote inside it, or restore the file from its source.',
    });
  }
  return records;
}

const QUOTES: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell of this record does not end',
  INVALID_OPENING_QUOTE: 'a quote stands inside an unquoted cell of this record',
  CSV_INVALID_CLOSING_QUOTE: 'something follows the closing quote of a cell of this record',
};

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
