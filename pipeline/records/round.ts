/**
 * Scores are whole numbers of tenths, so averages are worked out in integers: no sum depends on the order of its
 * terms, and a tie is a tie.
 */

/** A score in whole tenths, or undefined where it is not one (15.25, NaN). 10.1 gives 101. */
export function tenths(score: number): number | undefined {
  const whole = Math.round(score * 10);
  return whole / 10 === score && Number.isSafeInteger(whole) ? whole + 0 : undefined;
}

/**
 * Mean of n scores as a whole number of hundredths, rounded half up (towards plus infinity) as the published averages
 * are: 10.105 gives 1011, -1.725 gives -172.
 *
 * @param sumTenths sum of the scores in tenths
 * @param n how many scores, at least 1
 * @throws RangeError for n < 1, for what is not an integer, and for sums too large to be exact
 */
export function meanHundredths(sumTenths: number, n: number): number {
  // floor(10 * sum / n + 1/2) = floor((20 * sum + n) / (2 * n))
  const numerator = 20 * sumTenths + n;
  const denominator = 2 * n;
  if (!Number.isSafeInteger(sumTenths) || !Number.isSafeInteger(denominator) || n < 1 || !Number.isSafeInteger(numerator)) {
    throw new RangeError(`no exact mean of ${n} scores that sum to ${sumTenths} tenths`);
  }
  const remainder = ((numerator % denominator) + denominator) % denominator;
  return (numerator - remainder) / denominator;
}
