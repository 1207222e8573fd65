import type { Place } from '../check.ts';
import { InputError, shown } from '../error.ts';
import { type FoundResponse, idText, type Part, type Plain, plain, sampleCounter, type Taken } from './found.ts';

/**
 * Names that a field of each part goes by in the files of other tools, the likeliest first; case does not matter. `answer` is not
 * among those of a response: in data sets it is the right answer, not the model's.
 */
const NAMES: Readonly<Record<Part, readonly string[]>> = {
  response: [
    'response',
    'completion',
    'output',
    'generation',
    'generated_text',
    'model_output',
    'model_response',
    'model_answer',
    'prediction',
    'text',
  ],
  id: ['probe_id', 'id', 'sample_id', 'question_id', 'prompt_id', 'task_id', 'custom_id', 'doc_id', 'key', 'uuid', 'index'],
  condition: ['condition', 'variant', 'arm'],
  sample: ['sample', 'sample_idx', 'sample_index', 'epoch'],
  prompt: ['prompt', 'question', 'input', 'instruction'],
  domain: ['domain', 'category'],
  time_s: ['time_s', 'elapsed_seconds', 'seconds'],
  finish_reason: ['finish_reason', 'stop_reason'],
};

/** Which of a row's fields is what; undefined where none can be a response, which is a text. */
export function fieldsOf(row: Readonly<Record<string, unknown>>): Partial<Record<Part, string>> | undefined {
  const byName = new Map(Object.keys(row).map((name) => [name.toLowerCase(), name]));
  const fits = (part: Part, name: string) => {
    const field = byName.get(name);
    return field !== undefined && (part !== 'response' || typeof row[field] === 'string');
  };
  const fields: Partial<Record<Part, string>> = {};
  for (const [part, known] of Object.entries(NAMES) as [Part, readonly string[]][]) {
    const found = known.find((name) => fits(part, name));
    if (found !== undefined) fields[part] = byName.get(found) as string;
  }
  return fields.response === undefined ? undefined : fields;
}

/** Reads rows of one file, an object each. @throws InputError where a row has no id, or its response is no text */
export type RowReader = { taken: Taken; read(row: Readonly<Record<string, unknown>>, place: Place & { line: number }): FoundResponse[] };

/**
 * A reader for rows with such fields. Without a field for ids, rows are numbered from 1. A row's `sample` counts as it stands where it is a
 * whole number; where there is no such field, the responses to one id are numbered as they come.
 */
export function rowReader(fields: Partial<Record<Part, string>>): RowReader {
  const next = sampleCounter();
  const taken = new Set(Object.values(fields));
  let rows = 0;
  return {
    taken: { kind: 'rows', fields },
    read(row, { file, line }) {
      rows++;
      const of = (part: Part): unknown => (fields[part] === undefined ? undefined : row[fields[part]]);
      const fault = (what: string, todo: string) => new InputError({ file, line, what, todo });
      const response = of('response');
      if (typeof response !== 'string')
        throw fault(
          response === undefined
            ? `no ${JSON.stringify(fields.response)} in the row; found ${Object.keys(row).slice(0, 12).join(', ') || 'no field'}`
            : `${JSON.stringify(fields.response)} must be a text; found ${shown(response)}`,
          'Give every row a response, or take the row out.',
        );
      const id = fields.id === undefined ? String(rows) : idText(of('id'));
      if (id === undefined)
        throw fault(
          `${JSON.stringify(fields.id)} must be a text or a number; found ${shown(of('id'))}`,
          'Give every row an id: rows are paired by it.',
        );
      const condition = textOr(of('condition'));
      const sample = of('sample');
      const time = of('time_s');
      const rest: Record<string, Plain> = {};
      for (const [name, value] of Object.entries(row)) if (!taken.has(name)) rest[name] = plain(value);
      return [
        {
          line,
          id,
          condition,
          sample: Number.isSafeInteger(sample) && (sample as number) >= 0 ? (sample as number) : next(id, condition),
          response,
          prompt: textOr(of('prompt')),
          domain: textOr(of('domain')),
          time_s: typeof time === 'number' ? time : undefined,
          finish_reason: textOr(of('finish_reason')),
          rest,
        },
      ];
    },
  };
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
