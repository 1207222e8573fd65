import type { Value } from '../../../pipeline/notebooks/answer.ts';
import {
  type FoundResponse,
  InputError,
  isRunLine,
  judge,
  meanHundredths,
  type ProbeLine,
  type Proof,
  plain,
  proofOf,
  type RowReader,
  readCsvTable,
  readerOf,
  readJsonDocument,
  readJsonLines,
  readRun,
  type Taken,
  textOf,
} from '../../../pipeline/records/index.ts';
import { SIGNALS } from '../../../pipeline/scorer/index.ts';
import { fitted, SCORED, typeOf } from './columns.ts';
import { readInspectLog } from './inspect-log.ts';
import { columnNames } from './names.ts';
import { readParquet } from './parquet.ts';
import { shapeOf } from './sniff.ts';
import type { FaultSaid, Found, Kind, ReadFile, Source } from './types.ts';

/** Condition of a response whose file does not say in which it was given. */
export const UNSTATED = 'unstated';

/** Faults that are said one by one. */
const SAID = 100;
const CHUNK = 1 << 20;
/** Documents that are read whole: a longer text is more than one string of a browser. */
const WHOLE = 400_000_000;

export interface ReadOptions {
  /** Name of the run in the rows. */
  run_id: string;
  /** Told as reading goes on; bytes are those read so far. */
  onProgress?: (progress: { bytes: number; of: number; rows: number }) => void;
}

type Extra = Readonly<Record<string, Value>>;
type Gathered = ReturnType<typeof gather>;

/**
 * Reads a file and scores every response in it by the project's scorer. Lines that cannot be read are told among the faults, and the rest is
 * read on, as far as its format allows.
 *
 * @throws InputError where the file as a whole cannot be read, or not one row of it
 */
export async function readOwn(source: Source, { run_id, onProgress }: ReadOptions): Promise<ReadFile> {
  const shape = await shapeOf(source);
  const found = gather(source, run_id, onProgress);
  if (shape === 'jsonl') await fromJsonl(source, found);
  else if (shape === 'json') fromJson(await wholeText(source), source, found);
  else if (shape === 'csv') fromCsv(await wholeText(source), source, found);
  else if (shape === 'eval') await fromEval(source, found);
  else await fromParquet(source, found);
  return found.done();
}

/** What is found as a file is read: scored responses, or rows as they stand. */
function gather({ name: file, size }: Source, run_id: string, onProgress: ReadOptions['onProgress']) {
  const faults: FaultSaid[] = [];
  let firstFault: InputError | undefined;
  let faultCount = 0;
  let kind: Kind = 'table';
  let fields: Taken['fields'] = {};
  let model: string | null = null;
  let failed = 0;
  let told = 0;
  const stated = { older: 0, wrong: 0 };
  const scored: { row: Value[]; rest: Extra }[] = [];
  const plainRows: Extra[] = [];
  const prompts = new Map<string, string>();
  const tallies = new Map<string, { tenths: number; n: number }>();
  const ids = new Set<string>();

  const progress = (bytes: number) => {
    if (bytes - told < size / 100 && bytes < size) return;
    told = bytes;
    onProgress?.({ bytes, of: size, rows: scored.length + plainRows.length });
  };
  const onFault = (fault: InputError) => {
    faultCount++;
    firstFault ??= fault;
    if (faults.length < SAID) faults.push({ line: fault.line ?? null, what: fault.what, todo: fault.todo });
  };
  const response = (found: FoundResponse, proof: Proof = proofOf(found.response)) => {
    const { id, sample, prompt } = found;
    const condition = found.condition ?? UNSTATED;
    const counts = SIGNALS.map(({ name }) => proof.counts[name]);
    const { time_s = null, finish_reason = null, domain = null } = found;
    scored.push({
      row: [
        run_id,
        id,
        condition,
        sample,
        ...counts,
        proof.tenths / 10,
        proof.chars,
        time_s,
        finish_reason,
        found.response,
        'own',
        domain,
        prompt ?? null,
        found.line,
      ],
      rest: found.rest,
    });
    ids.add(id);
    if (prompt !== undefined && !prompts.has(id)) prompts.set(id, prompt);
    const tally = tallies.get(condition) ?? { tenths: 0, n: 0 };
    tallies.set(condition, { tenths: tally.tenths + proof.tenths, n: tally.n + 1 });
  };

  return {
    progress,
    onFault,
    response,
    is: (of: Kind, taken: Taken['fields'] = {}) => {
      kind = of;
      fields = taken;
    },
    says: (name: string) => {
      model = name;
    },
    row: (row: Extra) => plainRows.push(row),
    /** A line of an A/B run: what is stored is held against its text. */
    probe: (line: number, value: ProbeLine) => {
      for (const [condition, result] of Object.entries(value.conditions)) {
        const { proof, stored: by, wrong } = judge(result);
        if (by === 'v1') stated.older++;
        else if (wrong.length > 0) stated.wrong++;
        const { response: text, time_s } = result;
        const { id, category: domain, prompt, sample = 0 } = value;
        const finish_reason = result.finish_reason ?? undefined;
        response({ line, id, condition, sample, response: text, prompt, domain, time_s, finish_reason, rest: {} }, proof);
      }
      failed += Object.keys(value.failed ?? {}).length;
    },
    async done(): Promise<ReadFile> {
      const rows = scored.length > 0 ? scoredTable(scored) : plainTable(plainRows);
      if (rows.rows.length === 0)
        throw firstFault ?? new InputError({ file, what: 'no row in it', todo: 'Choose a file with at least one row.' });
      const found: Found = {
        file,
        bytes: size,
        kind,
        fields,
        model,
        columns: rows.columns,
        rows: rows.rows.length,
        ids: ids.size,
        conditions: [...tallies].map(([condition, { tenths, n }]) => ({ condition, n, mean: meanHundredths(tenths, n) / 100 })),
        stated,
        failed,
        prompts: await hashed(prompts),
        faults,
        faultCount,
      };
      return { found, rows: rows.rows };
    },
  };
}

/** Rows of scored responses; what else their file says follows in columns of its own. */
function scoredTable(scored: readonly { row: Value[]; rest: Extra }[]) {
  const names = [...new Set(scored.flatMap(({ rest }) => Object.keys(rest)))];
  const taken = SCORED.map(({ name }) => name);
  const shown = columnNames(names, taken);
  const types = names.map((name) => typeOf(scored.map(({ rest }) => rest[name] ?? null)));
  return {
    columns: [...SCORED, ...shown.map((name, index) => ({ name, type: types[index] as string }))],
    rows: scored.map(({ row, rest }) => [...row, ...names.map((name, index) => fitted(rest[name] ?? null, types[index] as string))]),
  };
}

function plainTable(rows: readonly Extra[]) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = columnNames(names);
  const types = names.map((name) => typeOf(rows.map((row) => row[name] ?? null)));
  return {
    columns: shown.map((name, index) => ({ name, type: types[index] as string })),
    rows: rows.map((row) => names.map((name, index) => fitted(row[name] ?? null, types[index] as string))),
  };
}

async function* chunksOf(source: Source, progress: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < source.size; from += CHUNK) {
    yield await source.slice(from, Math.min(source.size, from + CHUNK));
    progress(Math.min(source.size, from + CHUNK));
  }
}

async function wholeText(source: Source): Promise<string> {
  if (source.size > WHOLE)
    throw new InputError({
      file: source.name,
      what: 'the file is too large to be read at once',
      todo: 'Write it as JSON Lines, which is read line by line.',
    });
  return textOf(await source.slice(0, source.size), source.name);
}

async function fromJsonl(source: Source, found: Gathered): Promise<void> {
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

function fromJson(text: string, { name: file, size }: Source, found: Gathered): void {
  const document = readJsonDocument(text, file, { onFault: found.onFault });
  if (document.kind === 'rows') for (const row of document.rows) found.row(plainRow(row));
  else {
    found.is(document.taken.kind, document.taken.fields);
    if (document.model !== undefined) found.says(document.model);
    for (const response of document.responses) found.response(response);
  }
  found.progress(size);
}

function fromCsv(text: string, { name: file, size }: Source, found: Gathered): void {
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

async function fromEval(source: Source, found: Gathered): Promise<void> {
  const onProgress = (share: number) => found.progress(Math.floor(source.size * share));
  const { taken, model, responses } = await readInspectLog(source, { onFault: found.onFault, onProgress });
  found.is(taken.kind, taken.fields);
  if (model !== undefined) found.says(model);
  for (const response of responses) found.response(response);
}

async function fromParquet(source: Source, found: Gathered): Promise<void> {
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

/** SHA-256 of each prompt, where the page is one that may hash. */
async function hashed(prompts: ReadonlyMap<string, string>): Promise<Found['prompts']> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle || prompts.size > 5000) return [];
  return Promise.all(
    [...prompts].map(async ([id, prompt]) => {
      const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(prompt)));
      return [id, [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')] as const;
    }),
  );
}
