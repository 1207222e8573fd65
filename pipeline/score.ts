import { readChunks } from './records/files.ts';
import { InputError, readCsvTable, readerOf, readJsonDocument, readTexts, type ScorableText, textOf } from './records/index.ts';
import { type Explanation, explain, fromCounts, SCORER, SIGNALS, score } from './scorer/index.ts';

/** What is scored: one text, or the texts of a file that holds several. */
export const FORMATS = ['text', 'jsonl', 'json', 'csv'] as const;
export type TextFormat = (typeof FORMATS)[number];

/** A scored text as it is written out: the fourteen signals by name, then the score. */
export type ScoredText = { line?: number; id?: string; condition?: string } & Record<string, unknown>;

/** Standard input is named so in commands and errors. */
export const STDIN = '-';

const chunksOf = (file: string): AsyncIterable<Uint8Array> => (file === STDIN ? process.stdin : readChunks(file));

/** The format that a file's name tells. */
export const formatOf = (file: string): TextFormat =>
  /\.(?:jsonl|ndjson)$/i.test(file) ? 'jsonl' : /\.json$/i.test(file) ? 'json' : /\.(?:csv|tsv)$/i.test(file) ? 'csv' : 'text';

const nameOf = (file: string): string => (file === STDIN ? 'standard input' : file);

/** A file, or standard input, as one text. @throws InputError where it cannot be read or is not UTF-8 */
export async function readWhole(file: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(file)) chunks.push(chunk);
  if (/\.eval$/i.test(file))
    throw new InputError({
      file,
      what: 'a log of Inspect in its packed form',
      todo: `Convert it first: inspect log convert ${file} --to json --output-dir json-logs`,
    });
  return textOf(Buffer.concat(chunks), nameOf(file));
}

/** The texts of a JSON document or a CSV file. @throws InputError naming the line, and where nothing in it is a response */
async function textsOfDocument(file: string, format: 'json' | 'csv'): Promise<ScorableText[]> {
  const [text, name] = [await readWhole(file), nameOf(file)];
  const responses = format === 'json' ? jsonResponses(text, name) : csvResponses(text, name);
  if (responses === undefined)
    throw new InputError({
      file: name,
      what: 'no field of it can be a response',
      todo: 'Name one "response", or score the file as a single text: --format text.',
    });
  return responses.map(({ line, id, condition, response }) => ({ line, id, condition, text: response }));
}

function jsonResponses(text: string, name: string) {
  const document = readJsonDocument(text, name);
  return document.kind === 'responses' ? document.responses : undefined;
}

function csvResponses(text: string, name: string) {
  const { columns, rows } = readCsvTable(text, name);
  const named = rows.map(({ line, cells }) => ({ line, row: Object.fromEntries(columns.map((column, at) => [column.name, cells[at]])) }));
  const reader = readerOf(named[0]?.row ?? {});
  return reader && named.flatMap(({ line, row }) => reader.read(row, { file: name, line }));
}

/** Scores every text of a file that holds several, one at a time. @throws InputError naming the line */
export async function* scoreLines(
  file: string,
  withHits: boolean,
  format: Exclude<TextFormat, 'text'> = 'jsonl',
): AsyncGenerator<ScoredText> {
  const texts = format === 'jsonl' ? readTexts(chunksOf(file), nameOf(file)) : await textsOfDocument(file, format);
  for await (const { line, id, condition, text } of texts) {
    const place = { line, ...(id === undefined ? {} : { id }), ...(condition === undefined ? {} : { condition }) };
    yield { ...place, ...(withHits ? explainedJson(text) : scoreJson(text)) };
  }
}

/** Counts by name, the score, and which scorer gave it. */
export function scoreJson(text: string): Record<string, unknown> {
  const { counts, lek_score } = score(text);
  return { ...counts, lek_score, scorer: SCORER };
}

/** The same, and under `signals` the points of each signal with its hits. */
export function explainedJson(text: string): Record<string, unknown> {
  const { counts, lek_score, signals, measured } = explain(text);
  const points = signals.map(({ rawTenths, tenths, ...signal }) => ({ ...signal, points: tenths / 10, uncapped: rawTenths / 10 }));
  return { ...counts, lek_score, scorer: SCORER, measured, signals: points };
}

/** Rows of the arithmetic of a score: signal, count, weight, points, and what the cap took. */
export function arithmetic(explanation: Pick<Explanation, 'counts'>): string[][] {
  const { signals } = fromCounts(explanation.counts);
  return signals.map(({ signal, count, rawTenths, tenths, capped }, index) => {
    const each = (SIGNALS[index] as (typeof SIGNALS)[number]).tenthsEach;
    return [
      signal,
      String(count),
      (each / 10).toFixed(1),
      (tenths / 10).toFixed(1),
      capped ? `capped, ${(rawTenths / 10).toFixed(1)} before` : '',
    ];
  });
}
