import { existsSync } from 'node:fs';
import { openDatabase } from '../../pipeline/compile/open.ts';
import { buildFile } from './database.ts';

/** The text of one answer. Written by a model, or by whoever made the file: it is shown as text, never as markup. */
export interface AnswerText {
  probe_id: string;
  condition: string;
  sample: number;
  response: string;
  text_sha256: string;
}

/** Name of the file that holds a run's texts; it is there for runs made or imported here. */
export const textsFile = (run_id: string, format: 'duckdb' | 'parquet'): string => buildFile(`responses-${run_id}.${format}`);

/** The texts of a run, in the order of the run's key; none where this build has none of it. */
export async function textsOf(run_id: string): Promise<AnswerText[]> {
  const file = textsFile(run_id, 'duckdb');
  if (!existsSync(file)) return [];
  const connection = await openDatabase(file);
  const reader = await connection.runAndReadAll(
    'SELECT probe_id, condition, sample, response, text_sha256 FROM responses WHERE run_id = $run_id ORDER BY probe_id, condition, sample',
    { run_id },
  );
  const rows = reader.getRowObjectsJS() as unknown as AnswerText[];
  connection.closeSync();
  return rows;
}

/** Names one answer of a run. */
export const answerKey = ({ probe_id, condition, sample }: { probe_id: string; condition: string; sample: number }): string =>
  `${probe_id} ${condition} ${sample}`;

/**
 * The texts of answers by `answerKey`. Each stands in the file of the run that its row names in `text_run_id`: the run itself, or for
 * a published row an imported run.
 */
export async function textsBehind(
  answers: readonly { probe_id: string; condition: string; sample: number; text_run_id: string | null }[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [run_id, each] of Map.groupBy(answers, ({ text_run_id }) => text_run_id)) {
    if (run_id === null) continue;
    const texts = new Map((await textsOf(run_id)).map((text) => [answerKey(text), text.response]));
    for (const answer of each) {
      const text = texts.get(answerKey(answer));
      if (text !== undefined) found.set(answerKey(answer), text);
    }
  }
  return found;
}
