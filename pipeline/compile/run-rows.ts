import type { RunFile } from '../run-file.ts';
import { SCORER } from '../scorer/index.ts';
import type { Row } from './database.ts';
import type { RunFacts } from './families.ts';
import type { Published } from './published.ts';
import type { FoundRun, RunRead } from './runs.ts';
import type { RunScores } from './scores.ts';

// Rows of the tables that say what a run is and what its conditions were.

/** A run as the rest of the compile needs it. */
export interface KnownRun extends RunFacts {
  asked: string[];
  scores: RunScores;
}

/** Which scorer the scores of a run were checked with. */
export const scorerFacts = (): Row => ({ scorer_version: SCORER.version, scorer_sha256: SCORER.sha256 });

/** A run by its manifest; how long it took by the summary of its file. */
export function runRow({ manifest, manifestText }: FoundRun, read: ReadonlyMap<string, RunRead>): Row {
  const { run_id, model, source, probe_set, probes, settings, engine, reproducibility, started, jsonl, notes } = manifest;
  const { max_tokens, temperature, top_p, seed, samples } = settings;
  const facts = read.get(run_id);
  const duration = facts?.summary ? Number.parseInt(facts.summary.duration, 10) : undefined;
  return {
    run_id,
    model_id: model.model_id,
    source,
    probe_set: probe_set.toUpperCase(),
    edition: probes.edition,
    probes: facts?.probes.length ?? 0,
    max_tokens,
    temperature,
    top_p,
    seed,
    samples,
    engine: engine.name,
    engine_version: engine.version,
    reproducibility,
    ...scorerFacts(),
    started: started ?? null,
    minutes: duration === undefined ? null : duration / 60,
    jsonl_sha256: jsonl.sha256,
    note: notes?.join(' ') ?? null,
    manifest: manifestText,
  };
}

/** The conditions of a run, in its order; what nobody recorded is null. */
export function conditionRows(
  { run_id, source, asked, scores, conditions }: KnownRun,
  files: readonly RunFile[],
  published: Published,
): Row[] {
  const publishedKernel = (condition: string) => published.kernels.find(({ value }) => value.condition === condition)?.value.kernel_id;
  const manifest = files.find((file) => file.manifest.run_id === run_id)?.manifest;
  const samples = manifest?.settings.samples ?? 1;
  return conditions.map((condition, position) => {
    const said = manifest?.conditions.find(({ name }) => name === condition);
    return {
      run_id,
      condition,
      position: position + 1,
      kernel_id: (source === 'published' ? publishedKernel(condition) : said?.kernel?.kernel_id) ?? null,
      placement: said?.placement ?? null,
      rendered_prompt: said?.rendered_prompt ?? null,
      rendered_prompt_sha256: said?.rendered_prompt_sha256 ?? null,
      expected: asked.length * samples,
      rows: [...(scores.get(condition)?.values() ?? [])].reduce((sum, each) => sum + each.length, 0),
      failed: said?.counts?.failed ?? null,
      cut: said?.counts?.cut ?? null,
      run_on: said?.counts?.run_on ?? null,
    };
  });
}
