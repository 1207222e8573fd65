import type { Manifest, ProbeLine } from '../../pipeline/records/index.ts';
import { fromCounts, SIGNALS, type Signal } from '../../pipeline/scorer/index.ts';

/** Small valid records of each format, made anew at each call so that a test may damage them. */

export const SHA = 'ab'.repeat(32);
export const TS = '2026-03-01T10:00:00.123456+00:00';

/** A v2 result: the score is the one the counts give. */
export function result(counts: Partial<Record<Signal, number>> = {}, response = 'A reply long enough to count as one.') {
  const all = { ...(Object.fromEntries(SIGNALS.map(({ name }) => [name, 0])) as Record<Signal, number>), engagement_depth: 1, ...counts };
  const lek_score = fromCounts(all).lek_score;
  return { response, lek_score, heuristic: { ...all, lek_score }, chars: [...response].length, time_s: 1.5 };
}

export function probeLine(id = 'P01_ONE', category = 'identity') {
  const conditions = { baseline: result(), json: result({ nuance: 1 }), txt: result({ questioning: 1 }) };
  return { type: 'probe' as const, id, category, prompt: 'What is owed?', conditions, ts: TS } satisfies ProbeLine;
}

export function summary(total_probes = 1) {
  const counts = { improved: 0, regressed: 0, unchanged: 0 };
  return {
    type: 'summary' as const,
    model: 'someone/a-model',
    total_probes,
    conditions: [
      { name: 'baseline', avg_lek: 1, ...counts },
      { name: 'json', avg_lek: 2.5, ...counts, improved: 1, delta_vs_baseline: 1.5 },
      { name: 'txt', avg_lek: 1.5, ...counts, unchanged: 1, delta_vs_baseline: 0.5 },
    ],
    categories: { identity: { baseline: 1, json: 2.5, txt: 1.5 } },
    duration: '12s',
    max_tokens: 1024,
    ts: TS,
  };
}

export function manifestExample(): Manifest {
  const kernel = { kernel_id: 'axioms.restated', sha256: SHA, chars: 2200, edition: 'restated' as const };
  return {
    format: 1,
    run_id: 'smollm2-135m.p100.local',
    source: 'local',
    model: {
      model_id: 'smollm2-135m',
      name: 'SmolLM2 135M Instruct',
      family: 'SmolLM2',
      version: '2',
      params_b: 0.135,
      kind: 'base',
      base_model_id: null,
      hf_id: null,
      weights_sha256: SHA,
    },
    probe_set: 'p100',
    probes: { edition: 'restated', file: 'seeds/P01-P100.json', sha256: SHA },
    settings: { max_tokens: 1024, temperature: 0, top_p: null, seed: null, samples: 1, concurrency: 1 },
    engine: { name: 'mlx_lm.server', version: '0.32.2' },
    conditions: [
      { name: 'baseline', kernel: null, placement: 'none', counts: { done: 101, failed: 0, cut: 3, run_on: 0 } },
      {
        name: 'json',
        kernel,
        placement: 'system',
        rendered_prompt: '<s>...',
        rendered_prompt_sha256: SHA,
        template: 'system message accepted',
      },
    ],
    scorer: { version: 'lek-v2', sha256: SHA },
    reproducibility: 'exact',
    jsonl: { file: 'smollm2-135m.p100.local.jsonl', bytes: 1, sha256: SHA },
    started: TS,
    ended: TS,
    interruptions: [{ stopped: null, resumed: TS }],
    failures: [{ probe_id: 'P04_NETWORK', condition: 'json', sample: 0, why: 'the server refused it: 400' }],
    machine: { os: 'linux', cores: 2 },
    notes: ['A short run.'],
  };
}

/** Everything a generator yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Objects as JSONL. */
export function jsonl(...values: object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
