import { InputError } from '../error.ts';
import { attempt, type JsonlOptions, type JsonObject } from '../jsonl.ts';
import { type FoundResponse, idText, type Plain, plain, type Taken } from './found.ts';

/**
 * A log of Inspect as JSON (`inspect log convert LOG --to json`): `eval` says what was run, `samples` holds an entry a sample and
 * epoch, each with `id`, `epoch` (from 1) and the model's `output`.
 */
export const isInspect = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.eval) && (value.samples === undefined || value.samples === null || Array.isArray(value.samples));

/** What Inspect's log says of the run as a whole. */
export type InspectLog = { taken: Taken; model: string | undefined; responses: FoundResponse[] };

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The responses of a log. A sample that failed has none and is a fault.
 *
 * @param lineOf line of the file on which the sample of an index begins
 * @throws InputError where the log holds no samples, and for a sample without id or output
 */
export function inspectResponses(
  log: JsonObject,
  file: string,
  lineOf: (index: number) => number,
  options: Pick<JsonlOptions, 'onFault'> = {},
): InspectLog {
  const samples = log.samples;
  if (!Array.isArray(samples) || samples.length === 0)
    throw new InputError({
      file,
      what: 'the log holds no samples',
      todo: 'Convert the whole log, not its header, and run with samples logged (--log-samples).',
    });
  const model = isObject(log.eval) && typeof log.eval.model === 'string' ? log.eval.model : undefined;
  const responses = samples.flatMap((sample: unknown, index) => {
    const found = attempt(() => responseOf(sample, file, index, lineOf), options);
    return found ? [found] : [];
  });
  return {
    taken: { kind: 'inspect', fields: { response: 'samples[].output', id: 'samples[].id', sample: 'epoch', prompt: 'samples[].input' } },
    model,
    responses,
  };
}

function responseOf(sample: unknown, file: string, index: number, lineOf: (index: number) => number): FoundResponse {
  const line = lineOf(index);
  const fault = (what: string, todo: string) => new InputError({ file, line, what: `sample ${index + 1}: ${what}`, todo });
  if (!isObject(sample)) throw fault('it is no object', 'Convert the log again.');
  const id = idText(sample.id);
  if (id === undefined) throw fault('it has no id', 'Convert the log again.');
  const output = isObject(sample.output) ? sample.output : {};
  const response = textOf(output, isObject(sample.attachments) ? sample.attachments : {});
  if (response === undefined) {
    const failed = isObject(sample.error) || typeof output.error === 'string';
    throw fault(
      failed ? 'it failed and has no response' : 'no text in its output',
      'It is passed over: a missing response is not an empty one.',
    );
  }
  const choice = firstChoice(output);
  const { epoch } = sample;
  return {
    line,
    id,
    sample: Number.isSafeInteger(epoch) && (epoch as number) > 0 ? (epoch as number) - 1 : 0,
    response,
    prompt: promptOf(sample.input),
    domain: isObject(sample.metadata)
      ? [sample.metadata.domain, sample.metadata.category].find((each) => typeof each === 'string')
      : undefined,
    time_s: typeof output.time === 'number' ? output.time : undefined,
    finish_reason: typeof choice?.stop_reason === 'string' ? choice.stop_reason : undefined,
    rest: restOf(sample),
  };
}

const firstChoice = ({ choices }: JsonObject): JsonObject | undefined =>
  Array.isArray(choices) && isObject(choices[0]) ? choices[0] : undefined;

/** The text of an output: its completion, else the text of its first choice. A long text may stand among the attachments. */
function textOf(output: JsonObject, attachments: JsonObject): string | undefined {
  const message = firstChoice(output)?.message;
  const content = isObject(message) ? contentText(message.content) : undefined;
  const text = typeof output.completion === 'string' && output.completion !== '' ? output.completion : content;
  const attached = text?.startsWith('attachment://') ? attachments[text.slice('attachment://'.length)] : undefined;
  return typeof attached === 'string' ? attached : text;
}

/** The text of a message: a text, or the texts among its parts; reasoning is none of the response. */
function contentText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  return content.flatMap((part) => (isObject(part) && part.type === 'text' && typeof part.text === 'string' ? [part.text] : [])).join('');
}

/** What was asked: the input where it is a text, else its last user message. */
function promptOf(input: unknown): string | undefined {
  if (typeof input === 'string') return input;
  if (!Array.isArray(input)) return undefined;
  const user = input.findLast((message) => isObject(message) && message.role === 'user') as JsonObject | undefined;
  return user && contentText(user.content);
}

/** The target and the values of the sample's own scores. */
function restOf({ target, scores }: JsonObject): Record<string, Plain> {
  const own = isObject(scores) ? Object.entries(scores) : [];
  return {
    ...(target === undefined ? {} : { target: plain(target) }),
    ...Object.fromEntries(own.map(([name, score]) => [`score_${name}`, plain(isObject(score) ? score.value : score)])),
  };
}
