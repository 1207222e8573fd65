import { requireAligned, requireFinite } from './check.ts';

/** Values as `units[i] / per`. */
export type Gridded = { units: Float64Array<ArrayBuffer>; per: number };

const LARGEST_UNIT = 2 ** 31;

/**
 * Values as whole numbers of tenths, hundredths or thousandths (of ones, where they are whole already), by the coarsest
 * such step that all of them lie on. Sums of whole numbers are exact in any order, so a mean of scores does not depend
 * on how it was added up, and 20.3 - 18.1 is 2.2. Values on no such grid, or beyond 2^31 steps, stay as they are, `per` 1:
 * correct, but with the rounding of ordinary sums. Expects finite values; never changes its argument.
 */
export function onGrid(values: ArrayLike<number>): Gridded {
  for (const per of [1, 10, 100, 1000]) {
    const units = Float64Array.from(values, (value) => Math.round(value * per) + 0);
    if (units.every((unit, i) => unit / per === values[i] && Math.abs(unit) <= LARGEST_UNIT)) return { units, per };
  }
  return { units: Float64Array.from(values), per: 1 };
}

/**
 * a[i] - b[i], in the unit of the values. On a common grid the differences are taken in whole numbers, so that 20.3 - 18.1 is 2.2
 * to the last digit. RangeError for empty lists, lists of different length, NaN or Infinity.
 */
export function pairedDifferences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array<ArrayBuffer> {
  requireFinite(a, 'a');
  requireFinite(b, 'b');
  requireAligned(a, 'a', b, 'b');
  const n = a.length;
  const { units, per } = onGrid(Float64Array.from({ length: 2 * n }, (_, i) => (i < n ? a[i] : b[i - n]) as number));
  return Float64Array.from({ length: n }, (_, i) => ((units[i] as number) - (units[n + i] as number)) / per);
}
