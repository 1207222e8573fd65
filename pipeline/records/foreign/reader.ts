import type { JsonObject } from '../jsonl.ts';
import { isLmEval, lmEvalReader } from './lm-eval.ts';
import { fieldsOf, type RowReader, rowReader } from './rows.ts';

/** A reader for rows such as the first of a file; undefined where nothing in it can be a response. */
export function readerOf(first: Readonly<Record<string, unknown>>): RowReader | undefined {
  if (isLmEval(first)) return lmEvalReader(first as JsonObject);
  const fields = fieldsOf(first);
  return fields && rowReader(fields);
}
