import type { Published } from '../compile/published.ts';
import type { Manifest, ModelRow } from '../records/index.ts';
import { SCORER } from '../scorer/index.ts';
import type { PlannedRun } from './plan.ts';
import type { RunFound } from './report.ts';

/** What a manifest says of an imported run beyond what its lines say. */
export interface ManifestFacts {
  model: ModelRow;
  kernels: Published['kernels'];
  /** SHA-256 of data/published/probes.csv, which the prompts were held against. */
  probes_sha256: string;
  jsonl: Manifest['jsonl'];
}

/** The token limit of the published runner, for a run that ended before it said its own. */
const PUBLISHED_LIMIT = 1024;

/**
 * The manifest of an imported run: what its file records, and null for what nobody recorded (why responses ended, where the kernel went, how the
 * engine was run). No clock: the same checkout gives the same manifest.
 */
export function manifestOf({ run, run_id, model_id, probe_set }: PlannedRun, found: RunFound, facts: ManifestFacts): Manifest {
  const { name, family, version, params_b, kind, base_model_id, hf_id } = facts.model;
  return {
    format: 1,
    run_id,
    source: 'imported',
    model: { model_id, name, family, version, params_b, kind, base_model_id, hf_id },
    probe_set: probe_set.toLowerCase(),
    probes: { edition: found.edition, file: 'data/published/probes.csv', sha256: facts.probes_sha256 },
    settings: {
      max_tokens: run.summary?.max_tokens ?? PUBLISHED_LIMIT,
      temperature: 0,
      top_p: null,
      seed: null,
      samples: 1 + Math.max(...run.results.map(({ sample }) => sample)),
      concurrency: 1,
    },
    engine: { name: 'mlx_lm (Python)', version: null },
    conditions: run.conditions.map((condition) => ({
      name: condition,
      ...(condition === 'baseline'
        ? { kernel: null, placement: 'none' as const }
        : { kernel: kernelOf(condition, facts.kernels), placement: null }),
      counts: countsOf(run.results, run.failed, condition),
    })),
    scorer: { ...SCORER },
    reproducibility: null,
    jsonl: facts.jsonl,
    ...(run.summary ? { ended: run.summary.ts } : {}),
    ...(run.failed.length > 0 ? { failures: run.failed } : {}),
    notes: notesOf(found),
    imported: { file: found.file, sha256: found.sha256 },
  };
}

/** The published kernel that was injected in a condition of this name; null where none is known. */
function kernelOf(condition: string, kernels: Published['kernels']): Manifest['conditions'][number]['kernel'] {
  const row = kernels.find(({ value }) => value.condition === condition)?.value;
  return row && row.chars !== null ? { kernel_id: row.kernel_id, sha256: row.sha256, chars: row.chars, edition: 'original' } : null;
}

function countsOf(results: PlannedRun['run']['results'], failed: PlannedRun['run']['failed'], name: string) {
  const own = results.filter(({ condition }) => condition === name);
  const told = own.filter(({ cut }) => cut !== null);
  return {
    done: own.length,
    failed: failed.filter(({ condition }) => condition === name).length,
    cut: told.length > 0 ? told.filter(({ cut }) => cut).length : null,
    run_on: own.filter(({ end }) => end !== 'none').length,
  };
}

/** What a reader of the run should know, a sentence each. */
function notesOf(found: RunFound): string[] {
  const { responses, scores, run_on, cut, open_ended, faults, unknown_probes, other_wording, state } = found;
  const lines = faults.flatMap(({ line }) => (line === null ? [] : [line]));
  return [
    `Imported from ${found.file} of a checkout of the published repository.`,
    ...(state === 'interrupted' ? ['The file ends without a summary: the run was interrupted, and its token limit is not recorded.'] : []),
    ...(scores.v1 > 0
      ? [`${scores.v1} of ${responses} scores in the file are of an older scorer; every score here is v2's, of the same text.`]
      : []),
    ...(scores.wrong > 0
      ? [`${scores.wrong} of ${responses} figures in the file are not what the text gives; they are kept beside those that are.`]
      : []),
    ...(run_on.hold > 0
      ? [`${run_on.hold} of ${responses} responses hold a literal end-of-turn token, ${run_on.go_on} of them go on behind it.`]
      : []),
    ...(cut === null ? [`The file does not record why responses ended; ${open_ended} of ${responses} break off as a cut text does.`] : []),
    ...(other_wording.length > 0 ? [`${other_wording.length} probes were asked in other than the published words.`] : []),
    ...(faults.length > 0
      ? [
          `${faults.length} line${faults.length === 1 ? '' : 's'} of the file could not be read${lines.length > 0 && lines.length <= 20 ? ` (${lines.join(', ')})` : ''}.`,
        ]
      : []),
    ...(unknown_probes.length > 0 ? [`${unknown_probes.length} lines ask probes that are in no table, and were left out.`] : []),
  ];
}
