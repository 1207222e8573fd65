import { compareOnShared } from './compile/comparisons.ts';
import { meanInterval, type PairedComparison } from './stats/index.ts';

/** What the statistics say of a condition of a run, in points. */
export interface ConditionStatistics {
  /** Ends of the 95 % interval of the mean over probes; null below five. */
  low: number | null;
  high: number | null;
  /** Against the baseline, paired by probe; undefined on the baseline itself, without one, and where no probe is shared. */
  paired: PairedComparison | undefined;
}

/**
 * The statistics of every condition of a run, by the method of every interval of this project and under the seeds that the database
 * uses, so that a run shows the same figures while it is made, summed up and on the site.
 *
 * @param run_id seeds the resampling; for a file without a manifest, whatever names it
 * @param points scores by condition, then probe, as `inPoints` gives them
 */
export function conditionStatistics(
  run_id: string,
  points: ReadonlyMap<string, ReadonlyMap<string, number>>,
  domainOf: (probe_id: string) => string,
): Map<string, ConditionStatistics> {
  const side = (condition: string, of: ReadonlyMap<string, number>) => ({ id: `${run_id}/${condition}`, points: of });
  const baseline = points.get('baseline');
  return new Map(
    [...points].map(([condition, own]) => {
      const values = [...own.values()];
      const interval = values.length > 0 ? meanInterval(values, { seed: `${run_id}/${condition}/all` }) : null;
      const paired =
        baseline && condition !== 'baseline' ? compareOnShared(side(condition, own), side('baseline', baseline), domainOf) : undefined;
      return [condition, { low: interval?.low ?? null, high: interval?.high ?? null, paired }];
    }),
  );
}
