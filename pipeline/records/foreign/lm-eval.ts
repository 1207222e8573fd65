import type { Place } from '../check.ts';
import { InputError, shown } from '../error.ts';
import type { JsonObject } from '../jsonl.ts';
import { type FoundResponse, idText, type Plain } from './found.ts';
import type { RowReader } from './rows.ts';

/**
 * The samples that lm-evaluation-harness logs (`samples_<task>_<date>.jsonl`, with `--log_samples`), as version 0.4 writes them: one
 * line a document and filter, with `doc_id`, the data set's row as `doc`, `target`, the request as `arguments`, and `resps`, a list of
 * requests with the model's texts each. Several filters repeat a document with the same `resps`.
 */
export const isLmEval = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(value, 'doc_id') && Object.hasOwn(value, 'resps') && Array.isArray(value.resps);

const ID_FIELDS = ['doc.probe_id', 'doc.id', 'doc_id'] as const;
type IdField = (typeof ID_FIELDS)[number];

const docOf = (value: JsonObject): JsonObject =>
  typeof value.doc === 'object' && value.doc !== null && !Array.isArray(value.doc) ? (value.doc as JsonObject) : {};

const idOf = (value: JsonObject, field: IdField): string | undefined =>
  idText(field === 'doc_id' ? value.doc_id : docOf(value)[field.slice('doc.'.length)]);

/** What else a line says in a cell each: its target and metrics, not its document and requests. */
const LEFT_OUT = new Set(['doc_id', 'doc', 'resps', 'filtered_resps', 'arguments', 'doc_hash', 'prompt_hash', 'target_hash', 'metrics']);

/** A reader for such lines. The id is the document's own where its first line has one, else its number. */
export function lmEvalReader(first: JsonObject): RowReader {
  const idField = ID_FIELDS.find((field) => idOf(first, field) !== undefined) ?? 'doc_id';
  const seen = new Map<string, string>();
  return {
    taken: {
      kind: 'lm-eval',
      fields: { response: 'resps', id: idField, ...(promptOf(first) === undefined ? {} : { prompt: 'arguments' }) },
    },
    read(value, { file, line }) {
      const fault = (what: string, todo: string) => new InputError({ file, line, what, todo });
      if (!isLmEval(value)) throw fault('no "doc_id" or no list "resps" in the line', 'Every line of a file of samples has both.');
      const id = idOf(value, idField);
      if (id === undefined) throw fault(`no ${idField} in the line`, 'Every line of a file of samples has an id.');
      const texts = textsOf(value, { file, line });
      const said = JSON.stringify(texts);
      const before = seen.get(id);
      // The same document through another filter.
      if (before === said) return [];
      if (before !== undefined) throw fault(`the document ${shown(id)} is doubled with other texts`, 'Keep one of the two.');
      seen.set(id, said);
      const doc = docOf(value);
      const domain = [doc.domain, doc.category].find((each) => typeof each === 'string' && each !== '') as string | undefined;
      const rest = restOf(value);
      return texts.map((response, sample): FoundResponse => ({ line, id, sample, response, prompt: promptOf(value), domain, rest }));
    },
  };
}

/** The texts of a line's one request, a text a repeat. @throws InputError where they are no texts */
function textsOf(value: JsonObject, { file, line }: Place): string[] {
  const requests = value.resps as unknown[];
  const texts = requests[0];
  if (requests.length === 1 && Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts;
  const likelihoods = requests.length > 1 || (Array.isArray(texts) && Array.isArray(texts[0]));
  throw new InputError({
    file,
    line,
    what: likelihoods ? '"resps" holds log-likelihoods, not texts' : `"resps" holds no text; found ${shown(requests)}`,
    todo: 'Only tasks that generate (output_type generate_until) have responses to score.',
  });
}

/** The prompt that was sent: the first argument of the first request. */
function promptOf({ arguments: sent }: JsonObject): string | undefined {
  const request = Array.isArray(sent) ? sent[0] : (sent as { gen_args_0?: unknown } | null | undefined)?.gen_args_0;
  const first = Array.isArray(request) ? request[0] : (request as { arg_0?: unknown } | null | undefined)?.arg_0;
  return typeof first === 'string' ? first : undefined;
}

function restOf(value: JsonObject): Record<string, Plain> {
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, Plain] => !LEFT_OUT.has(entry[0]) && (entry[1] === null || typeof entry[1] !== 'object'),
    ),
  );
}
