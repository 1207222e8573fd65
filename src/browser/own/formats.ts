import type { Value } from '../../../pipeline/notebooks/answer.ts';
import {
  InputError,
  isRunLine,
  plain,
  type RowReader,
  readCsvTable,
  readerOf,
  readJsonDocument,
  readJsonLines,
  readRun,
  textOf,
} from '../../../pipeline/records/index.ts';
import type { Extra, Gathered } from './gather.ts';
import { readInspectLog } from './inspect-log.ts';
import { readParquet } from './parquet.ts';
import type { Source } from './types.ts';

// How each format of file is read: rows and responses are handed to what gathers them.

const CHUNK = 1 << 20;
/** Documents that are read whole: a longer text is more than one string of a browser. */
const WHOLE = 400_000_000;

async function* chunksOf(source: Source, progress: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < source.size; from += CHUNK) {
    yield await source.slice(from, Math.min(source.size, from + CHUNK));
    progress(Math.min(source.size, from + CHUNK));
  }
}

export async function wholeText(source: Source): Promise<string> {
  if (source.size > WHOLE)
    throw new InputError({
      file: source.name,
      what: 'the file is too large to be read at once',
      todo: 'Write it as JSON Lines, which is read line by line.',
    });
  return textOf(await source.slice(0, source.size), source.name);
}

export async function fromJsonl(source: Source, found: Gathered): Promise<void> {
  const { name: file } = source;
  const silent = { onFault: () => {}, trailingBlank: true };
  let first: Record<string, unknown> | undefined;
  for await (const { value } of readJsonLines(
    chunksOf(source, () => {}),
    file,
    silent,
  )) {
    first = value;
    break;
  }
  const options = { onFault: found.onFault, trailingBlank: true };
  const chunks = chunksOf(source, found.progress);
  if (first && isRunLine(first)) {
    found.is('run');
    for await (const { line, value } of readRun(chunks, file, { ...options, noBaseline: true, staleSummary: true }))
      if (value.type === 'summary') found.says(value.model);
      else found.probe(line, value);
    return;
  }
  const reader = first && readerOf(first);
  if (reader) found.is(reader.taken.kind, reader.taken.fields);
  for await (const { line, value } of readJsonLines(chunks, file, options)) {
    if (reader) take(reader, value, file, line, found);
    else found.row(plainRow(value));
  }
}

const plainRow = (value: Record<string, unknown>): Extra =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));

function take(reader: RowReader, row: Record<string, unknown>, file: string, line: number, found: Gathered): void {
  try {
    for (const response of reader.read(row, { file, line })) found.response(response);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    found.onFault(error);
  }
}

export function fromJson(text: string, { name: file, size }: Source, found: Gathered): void {
  const document = readJsonDocument(text, file, { onFault: found.onFault });
  if (document.kind === 'rows') for (const row of document.rows) found.row(plainRow(row));
  else {
    found.is(document.taken.kind, document.taken.fields);
    if (document.model !== undefined) found.says(document.model);
    for (const response of document.responses) found.response(response);
  }
  found.progress(size);
}

export function fromCsv(text: string, { name: file, size }: Source, found: Gathered): void {
  const { columns, rows } = readCsvTable(text, file, { onFault: found.onFault });
  const named = (cells: readonly Value[]) => Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null]));
  const reader = rowsReader(named(rows[0]?.cells ?? []));
  if (reader) found.is(reader.taken.kind, reader.taken.fields);
  rows.forEach(({ line, cells }, index) => {
    if (reader) take(reader, named(cells), file, line, found);
    else found.row(named(cells));
    if (index % 1000 === 0) found.progress(Math.floor((size * index) / rows.length));
  });
  found.progress(size);
}

export async function fromEval(source: Source, found: Gathered): Promise<void> {
  const onProgress = (share: number) => found.progress(Math.floor(source.size * share));
  const { taken, model, responses } = await readInspectLog(source, { onFault: found.onFault, onProgress });
  found.is(taken.kind, taken.fields);
  if (model !== undefined) found.says(model);
  for (const response of responses) found.response(response);
}

export async function fromParquet(source: Source, found: Gathered): Promise<void> {
  let reader: RowReader | undefined;
  let line = 0;
  for await (const { rows, of } of readParquet(source)) {
    if (line === 0) {
      reader = rowsReader(rows[0] ?? {});
      if (reader) found.is(reader.taken.kind, reader.taken.fields);
    }
    for (const row of rows) {
      line++;
      if (reader) take(reader, row, source.name, line, found);
      else found.row(row);
    }
    found.progress(Math.floor((source.size * line) / Math.max(of, 1)));
  }
}

/** A reader for rows of a table: scored where it has both an id and a response. */
function rowsReader(first: Record<string, unknown>): RowReader | undefined {
  const reader = readerOf(first);
  return reader?.taken.fields.id === undefined ? undefined : reader;
}
