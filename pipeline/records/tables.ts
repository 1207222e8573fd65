import { SIGNALS, type Signal } from '../scorer/index.ts';
import * as cell from './cells.ts';
import { conditionName, id, probeId, sha256 } from './names.ts';
import * as z from './zod.ts';

/** The rows of the published CSV tables: one schema a table, its columns in the order of the file. */

/** Where the text says which probes it speaks of: in one word here. */
const probeSetName = z.string().regex(/^P\d+$/, 'must be a probe set such as P20 or P100');

/** An average as it was stated: two decimals. */
const average = cell.decimals(2);

type CountCell = ReturnType<typeof cell.count>;

const signalCells = Object.fromEntries(
  SIGNALS.map(({ name, values }) => [name, values ? cell.oneOfNumbers(values)() : cell.count()]),
) as Record<Signal, CountCell>;

/** `models.csv`: a model, with the report's averages on the P20 probes. */
export const modelRow = z
  .object({
    model_id: cell.matching(id)(),
    name: cell.text(),
    family: cell.text(),
    version: cell.text(),
    /** Billions of parameters. */
    params_b: cell.amount(),
    kind: cell.matching(z.enum(['base', 'lek']))(),
    base_model_id: cell.matching(id).orEmpty(),
    hf_id: cell.text.orEmpty(),
    p20_baseline: average.orEmpty(),
    p20_json: average.orEmpty(),
    p20_txt: average.orEmpty(),
  })
  .refine((row) => row.kind === 'lek' || row.base_model_id === null, {
    path: ['base_model_id'],
    error: 'must be empty on a model of kind base',
  });

/** `probes.csv`: a probe; hash and length are of the published wording. */
export const probeRow = z.object({
  probe_id: cell.matching(probeId)(),
  domain: cell.text(),
  /** Whether it is of the P20 set. */
  p20: cell.flag(),
  prompt_sha256: cell.matching(sha256)(),
  /** Code points. */
  prompt_chars: cell.count(),
});

/** `claims.csv`: a claim that figures can decide. */
export const claimRow = z.object({
  claim_id: cell.matching(id)(),
  claim: cell.text(),
  where: cell.text(),
  /** In words. */
  probe_set: cell.text.orEmpty(),
  /** The numbers it states, in words. */
  figures: cell.text.orEmpty(),
  checkable_from: cell.text(),
});

/** `p100-results.csv`, `p20-results.csv`: one response's signals and score. */
export const resultRow = z.object({
  model_id: cell.matching(id)(),
  probe_id: cell.matching(probeId)(),
  condition: cell.matching(conditionName)(),
  ...signalCells,
  /** Points, in whole tenths. */
  lek_score: cell.decimals(1)(),
  /** Code points of the response. */
  chars: cell.count(),
  /** Seconds. */
  time_s: cell.decimals(1, 'zero')(),
});

/** `p100-summary.csv`: a run of all probes, with its stated averages. */
export const p100SummaryRow = z.object({
  model_id: cell.matching(id)(),
  probes: cell.count(),
  baseline: average(),
  json: average.orEmpty(),
  txt: average.orEmpty(),
  minutes: cell.count(),
  max_tokens: cell.count(),
});

/** An average that was stated, as a row of its own. */
export const averageRow = z.object({
  model_id: cell.matching(id)(),
  probe_set: cell.matching(probeSetName)(),
  condition: cell.matching(conditionName)(),
  mean: average(),
});

export type ModelRow = z.output<typeof modelRow>;
export type ProbeRow = z.output<typeof probeRow>;
export type ClaimRow = z.output<typeof claimRow>;
export type ResultRow = z.output<typeof resultRow>;
export type P100SummaryRow = z.output<typeof p100SummaryRow>;
export type AverageRow = z.output<typeof averageRow>;

/** The P20 averages that stand as columns of a model's row, a row each; a condition not stated has none. */
export function p20Averages(model: Pick<ModelRow, 'model_id' | 'p20_baseline' | 'p20_json' | 'p20_txt'>): AverageRow[] {
  return averages(model.model_id, 'P20', { baseline: model.p20_baseline, json: model.p20_json, txt: model.p20_txt });
}

/** The averages of a row of `p100-summary.csv`, a row each; a condition not run has none. */
export function p100Averages(run: P100SummaryRow): AverageRow[] {
  return averages(run.model_id, 'P100', { baseline: run.baseline, json: run.json, txt: run.txt });
}

function averages(model_id: string, probe_set: string, means: Record<string, number | null>): AverageRow[] {
  return Object.entries(means).flatMap(([condition, mean]) => (mean === null ? [] : [{ model_id, probe_set, condition, mean }]));
}
