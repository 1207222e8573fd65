import { type Interval, METHOD } from './method.ts';

/**
 * "Supported at 95 %": the interval of the difference leaves out zero, and p after Holm in its own family is below 0.05.
 * An interval that ends at zero does not leave it out. null where there is no interval or no p: that could not be tested, which is
 * neither yes nor no. RangeError for NaN, for low above high, or for a p outside 0 to 1.
 */
export function supported(interval: Interval | null, holmP: number | null): boolean | null {
  if (interval !== null && !(interval.low <= interval.high)) {
    throw new RangeError(`the interval is ${interval.low} to ${interval.high}: low must not be above high`);
  }
  if (holmP !== null && !(holmP >= 0 && holmP <= 1)) throw new RangeError(`p is ${holmP}: a p lies between 0 and 1`);
  if (interval === null || holmP === null) return null;
  return (interval.low > 0 || interval.high < 0) && holmP < METHOD.alpha;
}
