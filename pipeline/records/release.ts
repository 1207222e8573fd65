import { conditionName, count, id, sha256, unique } from './names.ts';
import * as z from './zod.ts';

const figure = z.number().nullable();

/** A version as `package.json` has it: three numbers, and perhaps a tag after a hyphen. */
export const version = z
  .string()
  .regex(/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?$/, 'must be a version: three numbers, such as 0.1.0');

/** A day: `2026-11-24`. */
export const day = z.iso.date({ error: 'must be a day, such as 2026-11-24' });

/** One mean of a release: a condition of a run over all its probes, as in the table `summaries`. */
export const releasedMean = z.looseObject({
  run_id: id,
  condition: conditionName,
  n: count,
  mean: z.number(),
  low: figure,
  high: figure,
});

/** One paired comparison of a release, as in the table `comparisons`. */
export const releasedComparison = z.looseObject({
  comparison_id: z.string().min(1),
  n: count,
  mean_difference: z.number(),
  low: figure,
  high: figure,
  p_holm: figure,
});

/** What a release was: its data by their hashes, and its key figures. One file a release, `data/releases/<version>.json`. */
export const releaseRecord = z
  .looseObject({
    format: z.literal(1),
    version,
    date: day,
    scorer: z.looseObject({ version: z.string().min(1), sha256 }),
    /** Logical hash of all tables: what "the same data" means. */
    data_sha256: sha256,
    tables: z.array(z.looseObject({ name: z.string().min(1), rows: count, sha256 })),
    means: z.array(releasedMean),
    comparisons: z.array(releasedComparison),
  })
  .superRefine(({ tables, means, comparisons }, ctx) => {
    unique(
      tables,
      ({ name }) => name,
      (i) => ['tables', i],
      ctx,
    );
    unique(
      means,
      ({ run_id, condition }) => `${run_id} ${condition}`,
      (i) => ['means', i],
      ctx,
    );
    unique(
      comparisons,
      ({ comparison_id }) => comparison_id,
      (i) => ['comparisons', i],
      ctx,
    );
  });

export type ReleaseRecord = z.output<typeof releaseRecord>;
export type ReleasedMean = z.output<typeof releasedMean>;
export type ReleasedComparison = z.output<typeof releasedComparison>;
