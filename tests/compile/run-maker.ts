import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, runId, summarise, toLine } from '../../pipeline/records/index.ts';
import { SCORER, score } from '../../pipeline/scorer/index.ts';

export interface MadeRun {
  /** Id of the model; it is declared in the manifest. */
  model_id: string;
  probes: readonly { id: string; domain: string }[];
  conditions: readonly string[];
  /** The response of a probe in a condition. */
  text(probe_id: string, condition: string): string;
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const TIME = '2026-11-24T12:00:00+00:00';

/** Writes a run in the published format with its manifest, scored by the project's scorer; returns the path of the run file. */
export function makeRun(folder: string, { model_id, probes, conditions, text }: MadeRun): string {
  const lines = probes.map(({ id, domain }) => ({
    type: 'probe',
    id,
    category: domain.toLowerCase(),
    prompt: `Prompt of ${id}.`,
    conditions: Object.fromEntries(
      conditions.map((condition) => {
        const response = text(id, condition);
        const { counts, lek_score } = score(response);
        return [
          condition,
          { response, lek_score, heuristic: { ...counts, lek_score }, chars: [...response].length, time_s: 1.5, finish_reason: 'stop' },
        ];
      }),
    ),
    ts: TIME,
  }));
  const summary = summarise(lines, { model: model_id, seconds: 90, max_tokens: 1024, ts: TIME, conditions });
  const content = [...lines, summary].map((line) => toLine(line)).join('');
  const name = `${model_id}.p100`;
  writeFileSync(join(folder, `${name}.jsonl`), content);
  writeFileSync(
    join(folder, `${name}.manifest.json`),
    `${JSON.stringify(manifestOf(model_id, conditions, `${name}.jsonl`, content), null, 2)}\n`,
  );
  return join(folder, `${name}.jsonl`);
}

function manifestOf(model_id: string, conditions: readonly string[], file: string, content: string): Manifest {
  return {
    format: 1,
    run_id: runId(model_id, 'p100', 'local'),
    source: 'local',
    model: { model_id, name: model_id, family: 'Made', version: '1', params_b: 0.1, kind: 'base', base_model_id: null, hf_id: null },
    probe_set: 'p100',
    probes: { edition: 'restated', file: 'seeds/P01-P100.json', sha256: sha256('probes') },
    settings: { max_tokens: 1024, temperature: 0, top_p: null, seed: null, samples: 1, concurrency: 1 },
    engine: { name: 'made by a test', version: null },
    conditions: conditions.map((name) =>
      name === 'baseline'
        ? { name, kernel: null, placement: 'none' }
        : { name, kernel: { kernel_id: `${name}.made`, sha256: sha256(name), chars: name.length, edition: 'local' }, placement: 'system' },
    ),
    scorer: SCORER,
    reproducibility: 'exact',
    jsonl: { file, bytes: Buffer.byteLength(content), sha256: sha256(content) },
  };
}
