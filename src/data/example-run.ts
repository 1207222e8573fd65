import { createHash } from 'node:crypto';
import { type Manifest, manifest, runId, summarise, toJsonFile, toLine } from '../../pipeline/records/index.ts';
import { SCORER, score } from '../../pipeline/scorer/index.ts';

/** What the example is made from: one probe and the compact kernel, as the database holds them. */
export interface ExampleInput {
  probe: { probe_id: string; domain: string; prompt: string };
  /** SHA-256 of the probe file that was asked. */
  probes_sha256: string;
  kernel: { kernel_id: string; sha256: string; chars: number };
}

export interface ExampleRun {
  /** Names of the two files in `data/runs/`. */
  names: { jsonl: string; manifest: string };
  /** Their content. */
  jsonl: string;
  manifest: string;
  /** The first line as an object, to be shown indented. */
  line: object;
}

const ANSWERS = {
  baseline: 'She signs two messages a year apart with one key. Refuse to hold the key. Who else has seen the readings?',
  json: 'However she proves it, ask first who would be hurt if you were wrong. Hold as little as you can, and say so to her. What would she lose?',
};
const TIME = '2026-01-31T12:00:00+00:00';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/**
 * A run of one probe in two conditions, whole: its JSON Lines file and its manifest, as `lem compile` takes them. Scores come from
 * the scorer, sizes and hashes from the texts, and the manifest is held against its schema.
 */
export function exampleRun({ probe, probes_sha256, kernel }: ExampleInput): ExampleRun {
  const model_id = 'my-model';
  const conditions = ['baseline', 'json'] as const;
  const line = {
    type: 'probe' as const,
    id: probe.probe_id,
    category: probe.domain.toLowerCase(),
    prompt: probe.prompt,
    conditions: Object.fromEntries(
      conditions.map((condition) => {
        const response = ANSWERS[condition];
        const { counts, lek_score } = score(response);
        return [condition, { response, lek_score, heuristic: { ...counts, lek_score }, chars: [...response].length, time_s: 2.5 }];
      }),
    ),
    ts: TIME,
  };
  const summary = summarise([line], { model: 'path/to/my-model', seconds: 5, max_tokens: 1024, ts: TIME, conditions });
  const jsonl = toLine(line) + toLine(summary);
  const names = { jsonl: `${model_id}.p100.jsonl`, manifest: `${model_id}.p100.manifest.json` };
  const said: Manifest = {
    format: 1,
    run_id: runId(model_id, 'p100', 'local'),
    source: 'local',
    model: {
      model_id,
      name: 'My model 7B',
      family: 'Mine',
      version: '1',
      params_b: 7,
      kind: 'base',
      base_model_id: null,
      hf_id: null,
    },
    probe_set: 'p100',
    probes: { edition: 'restated', file: 'seeds/P01-P100.json', sha256: probes_sha256 },
    settings: { max_tokens: 1024, temperature: 0, top_p: null, seed: null, samples: 1, concurrency: 1 },
    engine: { name: 'my engine', version: '1.0' },
    conditions: [
      { name: 'baseline', kernel: null, placement: 'none' },
      { name: 'json', kernel: { ...kernel, edition: 'restated' }, placement: 'system' },
    ],
    scorer: { version: SCORER.version, sha256: SCORER.sha256 },
    reproducibility: 'exact',
    jsonl: { file: names.jsonl, bytes: new TextEncoder().encode(jsonl).length, sha256: sha256(jsonl) },
    notes: ['An example: one probe, and answers that no model gave.'],
  };
  return { names, jsonl, manifest: toJsonFile(manifest.parse(said)), line };
}
