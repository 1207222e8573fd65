/**
 * p adjusted within a family of tests by Holm's step-down method (Holm 1979, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6(2)): the i-th smallest of m is multiplied by m - i + 1, raised to the one
 * before it where it would fall below, and capped at 1. In the order given.
 *
 * null is a test that could not be made (too few pairs): it stays null and does not count in m. RangeError for an empty
 * family or a p outside 0 to 1.
 */
export function holm(family: readonly (number | null)[]): (number | null)[] {
  if (family.length === 0) throw new RangeError('the family is empty: at least one test is needed');
  family.forEach((p, i) => {
    if (p !== null && !(p >= 0 && p <= 1)) throw new RangeError(`p[${i}] is ${p}: a p lies between 0 and 1`);
  });
  const made = [...family.entries()].filter((test): test is [number, number] => test[1] !== null).sort((one, other) => one[1] - other[1]);
  const adjusted: (number | null)[] = family.map(() => null);
  let least = 0;
  made.forEach(([at, p], rank) => {
    least = Math.max(least, Math.min(1, p * (made.length - rank)));
    adjusted[at] = least;
  });
  return adjusted;
}
