import { InputError, shown } from './error.ts';
import { type RowReader, readerOf } from './foreign/index.ts';
import { attempt, type Chunks, type JsonLine, type JsonlOptions, readJsonLines } from './jsonl.ts';
import { checkRunLine } from './run-lines.ts';

/** A text to be scored, and where it was read. */
export type ScorableText = {
  /** Line of the file, from 1; a run's line holds several texts. */
  line: number;
  /** The line's `id`, where it has one. */
  id?: string | undefined;
  /** The condition of a run's result. */
  condition?: string | undefined;
  text: string;
};

/**
 * Read the texts of a JSONL file: of each line its `text` or its `response`; of a run's line the response of each
 * condition; of a line of another tool what `readerOf` finds in it. A run's summary is passed over.
 *
 * @throws InputError as `readJsonLines`, and for a line that holds no text, or both `text` and `response`
 */
export async function* readTexts(chunks: Chunks, file: string, options: JsonlOptions = {}): AsyncGenerator<ScorableText> {
  // The fields of the first line that is of another tool hold for all that follow.
  let foreign: RowReader | undefined;
  const foreignOf = (value: JsonLine['value']) => {
    foreign ??= readerOf(value);
    return foreign;
  };
  for await (const read of readJsonLines(chunks, file, options)) {
    yield* attempt(() => textsOf(read, file, foreignOf), options) ?? [];
  }
}

function textsOf({ line, value }: JsonLine, file: string, foreignOf: (value: JsonLine['value']) => RowReader | undefined): ScorableText[] {
  if (isRunLine(value)) {
    const record = checkRunLine(value, { file, line });
    if (record.type === 'summary') return [];
    const { id, conditions } = record;
    return Object.entries(conditions).map(([condition, { response }]) => ({ line, id, condition, text: response }));
  }
  const fields = ['text', 'response'].filter((name) => Object.hasOwn(value, name));
  const [field] = fields;
  const text = field && value[field];
  if (fields.length === 1 && typeof text === 'string') return [{ line, id: idOf(value), text }];
  const foreign = fields.length === 0 ? foreignOf(value) : undefined;
  if (foreign) return foreign.read(value, { file, line }).map(({ id, condition, response }) => ({ line, id, condition, text: response }));
  const what =
    fields.length === 2
      ? 'the line has both "text" and "response"'
      : field
        ? `"${field}" must be a string; found ${shown(text)}`
        : `no "text" or "response" in the line; found ${Object.keys(value).slice(0, 12).join(', ') || 'no field'}`;
  throw new InputError({ file, line, what, todo: 'Give each line one of "text" or "response", a string, or pass a run file.' });
}

/** Whether a line is of an A/B run, by its first look. */
export function isRunLine(value: Record<string, unknown>): boolean {
  return (value.type === 'probe' && 'conditions' in value) || (value.type === 'summary' && 'total_probes' in value);
}

function idOf({ id }: Record<string, unknown>): string | undefined {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
