/** The one method behind every interval and every p of this project. Pages that describe it read it from here. */
export const METHOD = {
  /** Share of resampled means that a percentile interval holds. */
  level: 0.95,
  /** Quantiles of the resampled means at which that interval ends. */
  tails: [0.025, 0.975],
  /** Resamples of a bootstrap, and sign flips where not all of them are counted. */
  resamples: 100_000,
  /** Fewest values, or clusters, that get an interval or a p. Below it the mean stands alone, with its n. */
  fewest: 5,
  /** Most pairs for which all 2^n sign flips are counted. */
  exactUpTo: 16,
  /** Chance of calling a difference real where there is none: the bar for a p after Holm. */
  alpha: 0.05,
  /** Chance of finding a difference as large as the minimum detectable one. */
  power: 0.8,
} as const;

/** What a function that resamples has to be told. */
export type Resampling = {
  /** Id of the comparison or summary, not empty. It alone decides the random numbers. */
  seed: string;
  /** Number of resamples, `METHOD.resamples` by default. Fewer is for simulations: the site's figures use the default. */
  resamples?: number;
};

/** Ends of an interval, in the unit of the values. */
export type Interval = { low: number; high: number };

/** What was asked, with the default filled in. RangeError for an empty seed or resamples that are not a whole number from 1 up. */
export function requireResampling({ seed, resamples = METHOD.resamples }: Resampling): Required<Resampling> {
  if (seed === '') throw new RangeError('seed is empty: give the id of what is resampled');
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new RangeError(`resamples is ${resamples}: it must be a whole number, at least 1`);
  return { seed, resamples };
}
