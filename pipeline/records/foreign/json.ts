import { InputError, shown } from '../error.ts';
import { parseJsonFile } from '../json.ts';
import { linesOfEntries } from '../json-scan.ts';
import { attempt, type JsonlOptions, type JsonObject } from '../jsonl.ts';
import type { FoundResponse, Taken } from './found.ts';
import { inspectResponses, isInspect } from './inspect.ts';
import { readerOf } from './reader.ts';

/** What a JSON document holds: responses, or rows without any. */
export type JsonDocument =
  | { kind: 'responses'; taken: Taken; model: string | undefined; responses: FoundResponse[] }
  | { kind: 'rows'; rows: JsonObject[] };

/**
 * Reads a JSON document: a log of Inspect, or a list of objects with a response each. A list of objects without responses is given back
 * as it is.
 *
 * @throws InputError naming the line: not JSON, neither of the two, an entry that does not fit (or `onFault` is told)
 */
export function readJsonDocument(text: string, file: string, options: Pick<JsonlOptions, 'onFault'> = {}): JsonDocument {
  const value = parseJsonFile(text, file);
  if (isInspect(value)) {
    const lines = lazy(() => linesOfEntries(text, ['samples']));
    return { kind: 'responses', ...inspectResponses(value, file, (index) => lines()[index] ?? 1, options) };
  }
  if (!Array.isArray(value)) throw notRows(value, file);
  const lines = lazy(() => linesOfEntries(text, []));
  const rows = value.flatMap((entry: unknown, index): [row: JsonObject, line: number][] => {
    const line = lines()[index] ?? 1;
    const row = attempt(() => objectOf(entry, file, line), options);
    return row ? [[row, line]] : [];
  });
  const reader = rows[0] && readerOf(rows[0][0]);
  if (!reader) {
    if (rows.length === 0) throw new InputError({ file, what: 'the list holds no object', todo: 'Give it an object for each response.' });
    return { kind: 'rows', rows: rows.map(([row]) => row) };
  }
  const responses = rows.flatMap(([row, line]) => attempt(() => reader.read(row, { file, line }), options) ?? []);
  return { kind: 'responses', taken: reader.taken, model: undefined, responses };
}

function objectOf(entry: unknown, file: string, line: number): JsonObject {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry as JsonObject;
  throw new InputError({
    file,
    line,
    what: `an entry must be an object; found ${shown(entry)}`,
    todo: 'Give the list an object for each response.',
  });
}

function notRows(value: unknown, file: string): InputError {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const aggregated = keys.includes('results') && keys.includes('configs');
  return new InputError({
    file,
    line: 1,
    what: aggregated
      ? 'these are the averages of lm-evaluation-harness, without a response'
      : `neither a list of objects nor a log of Inspect; found ${keys.length > 0 ? `an object with ${keys.slice(0, 8).join(', ')}` : shown(value)}`,
    todo: aggregated
      ? 'Run it with --log_samples and take the samples_*.jsonl beside it.'
      : 'Give a list with an object for each response, or one object a line (JSONL).',
  });
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
