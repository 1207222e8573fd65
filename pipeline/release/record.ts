import type { BuildManifest } from '../compile/manifest.ts';
import type { ReleasedComparison, ReleasedMean, ReleaseRecord } from '../records/index.ts';

/** Asks the compiled database; numbers come as numbers. */
export type Ask = <Row>(sql: string) => Promise<Row[]>;

const MEANS = `SELECT run_id, condition, n, mean, low, high
FROM summaries
WHERE domain = 'all'
ORDER BY run_id, condition`;

const COMPARISONS = `SELECT comparison_id, n, mean_difference, low, high, p_holm
FROM comparisons
WHERE scope = 'published'
ORDER BY comparison_id`;

/**
 * What a compiled folder would be as a release: its manifest's hashes, every mean over all probes of a run, and every comparison of
 * published runs. The figures are the database's own, to the last digit.
 */
export async function recordOf(
  manifest: BuildManifest,
  ask: Ask,
  { version, date }: Pick<ReleaseRecord, 'version' | 'date'>,
): Promise<ReleaseRecord> {
  return {
    format: 1,
    version,
    date,
    scorer: manifest.scorer,
    data_sha256: manifest.data_sha256,
    tables: manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
    means: await ask<ReleasedMean>(MEANS),
    comparisons: await ask<ReleasedComparison>(COMPARISONS),
  };
}
