import { tenths } from '../records/index.ts';
import { SIGNALS } from '../scorer/index.ts';
import { publishedRunId } from './check-published.ts';
import type { Row } from './database.ts';
import type { Published } from './published.ts';
import type { TextFound } from './published-texts.ts';
import { type KnownRun, scorerFacts } from './run-rows.ts';
import { addScore, type RunScores } from './scores.ts';
import type { Source } from './sources.ts';

// Rows of the tables that do not hang on runs made or imported here: the scorer's signals, and the published figures.

/** The signals of the scorer, in its order. */
export const signalRows = (): Row[] =>
  SIGNALS.map(({ name, group, tenthsEach, capTenths, measures }, index) => ({
    position: index + 1,
    signal: name,
    signal_group: group,
    points_each: tenthsEach / 10,
    cap: capTenths === null ? null : capTenths / 10,
    measures,
  }));

/** The claims of the report, in its order. */
export const claimRows = ({ claims }: Published): Row[] =>
  claims.map(({ value: { where, figures, ...claim } }, index) => ({
    ...claim,
    stated_in: where,
    figures: figures ?? '',
    position: index + 1,
  }));

/** Averages as stated, each with why it differs from its rows where that is known. */
export function averageRows({ averages, disagreements }: Published): Row[] {
  const reason = new Map(disagreements.map(({ value }) => [`${value.model_id} ${value.probe_set} ${value.condition}`, value.reason]));
  return averages.map(({ value }) => ({
    ...value,
    disagreement: reason.get(`${value.model_id} ${value.probe_set} ${value.condition}`) ?? null,
  }));
}

/** A published score, with the hash of its text where one was imported. */
export function publishedResult(value: Published['results'][number]['value'], text: TextFound | undefined): Row {
  const { model_id: _, probe_set: __, ...result } = value;
  const found = { text_sha256: text?.text_sha256 ?? null, text_run_id: text?.run_id ?? null };
  return { ...result, run_id: publishedRunId(value), sample: 0, finish_reason: null, ...found };
}

/** Published runs by their scores. */
export function publishedRuns({ runs, models, results, probes }: Published): KnownRun[] {
  const kinds = new Map(models.map(({ value }) => [value.model_id, value.kind]));
  return runs.map(({ value: { run_id, model_id, probe_set } }) => {
    const scores: RunScores = new Map();
    const own = results.filter((row) => publishedRunId(row.value) === run_id);
    for (const { value } of own) addScore(scores, value.condition, value.probe_id, tenths(value.lek_score) as number);
    const asked = new Set(own.map(({ value }) => value.probe_id));
    return {
      run_id,
      model_id,
      probe_set,
      kind: kinds.get(model_id) as 'base' | 'lek',
      source: 'published' as Source,
      conditions: [...scores.keys()],
      asked: probes.map(({ value }) => value.probe_id).filter((id) => asked.has(id)),
      scores,
    };
  });
}

/** What is known of how a published run was made. */
export function publishedRunRow(
  { run_id, model_id, probe_set, probes, max_tokens, note }: Published['runs'][number]['value'],
  { p100 }: Published,
): Row {
  const minutes = probe_set === 'P100' ? (p100.find(({ value }) => value.model_id === model_id)?.value.minutes ?? null) : null;
  return {
    run_id,
    model_id,
    source: 'published',
    probe_set,
    edition: 'original',
    probes,
    max_tokens,
    temperature: 0,
    top_p: null,
    seed: null,
    samples: 1,
    engine: 'mlx_lm (Python)',
    engine_version: null,
    reproducibility: null,
    ...scorerFacts(),
    started: null,
    minutes,
    jsonl_sha256: null,
    note,
    manifest: null,
  };
}
