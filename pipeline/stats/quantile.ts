import { requireFinite } from './check.ts';

/**
 * Quantile of type 7 in the numbering of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American
 * Statistician 50(4): linear between the two order statistics around (n - 1) * share. The default of R and NumPy.
 * `sorted` is in ascending order, not empty and without NaN, which is not checked: bootstraps come here with 100,000 numbers.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share is ${share}: a quantile needs a number from 0 to 1`);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

/** The same of values in any order, in their unit. RangeError for no values, NaN or Infinity, or a share outside 0 to 1. */
export function quantile(values: ArrayLike<number>, share: number): number {
  requireFinite(values, 'values');
  return quantileOfSorted(Float64Array.from(values).sort(), share);
}
