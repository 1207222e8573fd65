import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { saveAs } from '../save-as.ts';
import type { FileKind } from './frame.ts';
import { asCsv, asJson } from './written.ts';

const TYPES: Record<FileKind, string> = {
  csv: 'text/csv',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
};

/** An answer as a file that the browser saves. What writes Parquet is fetched with the first such file. */
export async function save(answer: Answer, kind: FileKind, name: string): Promise<void> {
  const content = kind === 'csv' ? asCsv(answer) : kind === 'json' ? asJson(answer) : (await import('./parquet.ts')).asParquet(answer);
  saveAs(name, content, TYPES[kind]);
}
