import { requireFinite } from './check.ts';
import { onGrid } from './grid.ts';
import { quantileOfSorted } from './quantile.ts';

/** Summary of one list of numbers, in their unit. */
export type Description = {
  n: number;
  mean: number;
  median: number;
  /** Sample standard deviation, with n - 1. null where n is 1. */
  sd: number | null;
  min: number;
  max: number;
};

/**
 * n, mean, median, sd, min and max. The order of the values does not matter, down to the last digit. Means of tenths are
 * exact sums divided once. Throws RangeError for no values, NaN or Infinity.
 */
export function describe(values: ArrayLike<number>): Description {
  requireFinite(values, 'values');
  const { units, per } = onGrid(values);
  units.sort();
  const n = units.length;
  const min = units[0] as number;
  const max = units[n - 1] as number;
  const sum = units.reduce((total, unit) => total + unit, 0);
  // n times each deviation, which is whole for whole units. Equal values have no spread, whatever their sum was rounded to.
  const squares = min === max ? 0 : units.reduce((total, unit) => total + (n * unit - sum) ** 2, 0);
  return {
    n,
    mean: sum / (n * per),
    median: quantileOfSorted(units, 0.5) / per,
    sd: n === 1 ? null : Math.sqrt(squares / (n - 1)) / (n * per),
    min: min / per,
    max: max / per,
  };
}
