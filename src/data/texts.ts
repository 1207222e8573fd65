import { existsSync } from 'node:fs';
import { buildFile, openFile } from './database.ts';
import { rowsOf } from './figures.ts';

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
  const connection = await openFile(file);
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

/** Texts by `answerKey`: a run's own, and for a published run those of imported answers that have its very counts. */
export async function knownTexts(run_id: string): Promise<Map<string, string>> {
  const texts = new Map((await textsOf(run_id)).map((each) => [answerKey(each), each.response]));
  const twins = await rowsOf<Twin>('run-twins', { run_id });
  for (const [imported, each] of Map.groupBy(twins, ({ text_run_id }) => text_run_id)) {
    const from = new Map((await textsOf(imported)).map((text) => [answerKey(text), text.response]));
    for (const twin of each) {
      const text = from.get(answerKey({ probe_id: twin.text_probe_id, condition: twin.text_condition, sample: twin.text_sample }));
      if (text !== undefined && !texts.has(answerKey(twin))) texts.set(answerKey(twin), text);
    }
  }
  return texts;
}

interface Twin {
  probe_id: string;
  condition: string;
  sample: number;
  text_run_id: string;
  text_probe_id: string;
  text_condition: string;
  text_sample: number;
}
