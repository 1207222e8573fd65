import { InputError, type InspectLog, inspectResponses, parseJsonFile, textOf } from '../../../pipeline/records/index.ts';
import type { Source } from './types.ts';
import { entriesOf } from './unzip.ts';

/** Of a sample, what is read of it: its events may be many times as large. */
const READ = ['id', 'epoch', 'input', 'target', 'output', 'attachments', 'error', 'scores', 'metadata'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a log of Inspect in its packed form (`.eval`): a ZIP archive with a JSON file for each sample, and a head that says what was run.
 * A response's line is the place of its sample in the archive.
 *
 * @throws InputError as `entriesOf` and `inspectResponses`
 */
export async function readInspectLog(
  source: Source,
  { onFault, onProgress }: { onFault: (fault: InputError) => void; onProgress: (share: number) => void },
): Promise<InspectLog> {
  const entries = await entriesOf(source);
  const json = async (entry: (typeof entries)[number] | undefined): Promise<unknown> => {
    if (!entry) return undefined;
    const file = `${source.name}/${entry.name}`;
    return parseJsonFile(textOf(await entry.read(), file), file);
  };
  const head = await json(
    entries.find(({ name }) => name === 'header.json') ?? entries.find(({ name }) => /^(?:_journal\/)?start\.json$/.test(name)),
  );
  const named = entries.filter(({ name }) => /^samples\/[^/]+\.json$/.test(name));
  const samples: unknown[] = [];
  let first: InputError | undefined;
  for (const [index, entry] of named.entries()) {
    try {
      const sample = await json(entry);
      samples.push(isObject(sample) ? Object.fromEntries(READ.flatMap((key) => (key in sample ? [[key, sample[key]]] : []))) : sample);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      first ??= error;
      onFault(error);
    }
    onProgress((index + 1) / named.length);
  }
  const log = { eval: isObject(head) && isObject(head.eval) ? head.eval : {}, samples };
  // Where no sample could be read, it has been said why.
  if (samples.length === 0 && first) throw first;
  return inspectResponses(log, source.name, (index) => index + 1, { onFault });
}
