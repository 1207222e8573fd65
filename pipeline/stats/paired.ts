import { clusteredMeanInterval, meanInterval } from './bootstrap.ts';
import { describe } from './describe.ts';
import { pairedDifferences } from './grid.ts';
import { METHOD, type Resampling } from './method.ts';
import { minimumDetectable } from './power.ts';
import { signFlipP } from './signflip.ts';

/** A paired comparison of a with b. Differences are a - b, in the unit of the values. */
export type PairedComparison = {
  /** Pairs. */
  n: number;
  /** Mean difference. */
  mean: number;
  /** Standard deviation of the differences, with n - 1. null where n is 1. */
  sd: number | null;
  /** 95 % bootstrap interval of the mean difference, pairs resampled. null below five pairs. */
  low: number | null;
  high: number | null;
  /** The same with clusters resampled. null below five clusters, or where no clusters were given. */
  clusterLow: number | null;
  clusterHigh: number | null;
  /** Two-sided sign-flip p, before any adjustment. null below five pairs. */
  p: number | null;
  /** Cohen's d_z: mean / sd of the differences (Cohen 1988). null where there is no spread. */
  dz: number | null;
  /** Pairs with a > b, a = b, a < b, strictly. */
  wins: number;
  ties: number;
  losses: number;
  /** Minimum detectable difference at 80 % power, two-sided 5 %. null below five pairs or where there is no spread. */
  mde: number | null;
};

/**
 * Compares two aligned lists, pair by pair: `a[i]` and `b[i]` belong to the same probe, and `clusters[i]` names its domain.
 * Differences of tenths are taken exactly, so equal scores tie and a mean of zero is zero. The order of the pairs does not matter.
 * Swapping a and b turns every figure round exactly but for the ends of the intervals, which turn to within the resampling
 * error; `compareSides` turns those exactly too.
 *
 * RangeError for empty lists, lists of different length, NaN or Infinity, an empty seed, resamples below 1.
 */
export function comparePaired(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { clusters, ...resampling }: Resampling & { clusters?: readonly string[] },
): PairedComparison {
  const differences = pairedDifferences(a, b);
  const { n, mean, sd } = describe(differences);
  const interval = meanInterval(differences, resampling);
  const clustered = clusters === undefined ? null : clusteredMeanInterval(differences, clusters, resampling);
  return {
    n,
    mean,
    sd,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    clusterLow: clustered?.low ?? null,
    clusterHigh: clustered?.high ?? null,
    p: signFlipP(differences, resampling),
    dz: sd ? mean / sd : null,
    wins: differences.filter((difference) => difference > 0).length,
    ties: differences.filter((difference) => difference === 0).length,
    losses: differences.filter((difference) => difference < 0).length,
    mde: sd && n >= METHOD.fewest ? minimumDetectable(sd, n) : null,
  };
}
