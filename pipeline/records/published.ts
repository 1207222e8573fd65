import * as cell from './cells.ts';
import { conditionName, id, sha256 } from './names.ts';
import * as z from './zod.ts';

/** The tables that say what stands behind the published figures: kernels, runs, and where report and files disagree. */

const set = z.string().regex(/^P\d+$/, 'must be a probe set such as P20 or P100');
const average = cell.decimals(2);

/** `kernels.csv`: a published kernel text, as its hash. */
export const kernelRow = z.object({
  kernel_id: cell.matching(id)(),
  name: cell.text(),
  format: cell.matching(z.enum(['json', 'txt']))(),
  /** The condition it was injected in, if any. */
  condition: cell.matching(conditionName).orEmpty(),
  /** Code points. */
  chars: cell.count.orEmpty(),
  bytes: cell.count.orEmpty(),
  sha256: cell.matching(sha256)(),
});

/** `runs.csv`: a published run whose rows are here. */
export const runRow = z.object({
  run_id: cell.matching(id)(),
  model_id: cell.matching(id)(),
  probe_set: cell.matching(set)(),
  probes: cell.count(),
  max_tokens: cell.count(),
  /** What a reader must know about it. */
  note: cell.text.orEmpty(),
});

/** `disagreements.csv`: an average that was stated otherwise than its rows give it. */
export const disagreementRow = z.object({
  model_id: cell.matching(id)(),
  probe_set: cell.matching(set)(),
  condition: cell.matching(conditionName)(),
  stated: average(),
  measured: average(),
  reason: cell.text(),
});

/**
 * `aliases.csv`: a name that stands for a model in the published run files: in their `model` field (the last part of a path
 * or of a hub's id), or as the file's own name without `.jsonl`.
 */
export const aliasRow = z.object({
  /** In lower case. */
  alias: cell.text(),
  kind: cell.matching(z.enum(['model', 'file']))(),
  model_id: cell.matching(id)(),
});

export type AliasRow = z.output<typeof aliasRow>;
export type KernelRow = z.output<typeof kernelRow>;
export type PublishedRunRow = z.output<typeof runRow>;
export type DisagreementRow = z.output<typeof disagreementRow>;
