import { fromCsv, fromEval, fromJson, fromJsonl, fromParquet, wholeText } from './formats.ts';
import { gather, type ReadOptions } from './gather.ts';
import { shapeOf } from './sniff.ts';
import type { ReadFile, Source } from './types.ts';

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
