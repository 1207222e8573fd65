import { METHOD } from './method.ts';

/**
 * Smallest true mean difference that a two-sided paired t test at 5 % finds with 80 % probability, in the unit of `sd`, the
 * standard deviation of the n differences. Solved exactly for the noncentral t with n - 1 degrees of freedom (Cohen 1988, "Statistical
 * Power Analysis for the Behavioral Sciences", chapter 2), not by the normal shortcut 2.80 sd / sqrt(n), which is 1 %
 * too small at n = 101 and 25 % at n = 5. It answers "how large would a difference have to be to show here", and says
 * nothing about the difference that was seen. The project's own test is of sign flips, whose power is close to that of t.
 *
 * RangeError for n below 2 or not whole, a negative or infinite sd, alpha or power outside 0 to 1, power not above alpha.
 */
export function minimumDetectable(
  sd: number,
  n: number,
  { alpha = METHOD.alpha, power = METHOD.power }: { alpha?: number; power?: number } = {},
): number {
  if (!Number.isInteger(n) || n < 2) throw new RangeError(`n is ${n}: power needs a whole number of pairs, at least 2`);
  if (!(sd >= 0 && Number.isFinite(sd))) throw new RangeError(`sd is ${sd}: it must be a finite number, not negative`);
  if (!(alpha > 0 && power < 1 && power > alpha)) throw new RangeError(`alpha ${alpha}, power ${power}: 0 < alpha < power < 1 is needed`);
  const outside = rejection(n - 1);
  const critical = rising((t) => -outside(t, 0), -alpha);
  const shift = rising((delta) => outside(critical, delta), power);
  // Nine digits, so that the exponential function of another engine, a last digit off, gives the same figure.
  return Number((shift / Math.sqrt(n)).toPrecision(9)) * sd;
}

/**
 * Probability that |T| > t for T noncentral t with the given degrees of freedom and noncentrality: a shifted standard normal over
 * W = sqrt(chi-squared / df), averaged over W. The sum runs in steps of u = log W, where the density falls off on both sides so
 * fast that equal steps are exact to about 1e-13.
 */
function rejection(df: number): (t: number, shift: number) => number {
  const step = 0.05 / Math.sqrt(df);
  const density = (u: number) => Math.exp(df * (u - Math.expm1(2 * u) / 2));
  const nodes: { w: number; weight: number }[] = [];
  for (let u = 0; density(u) > 1e-17; u += step) nodes.push({ w: Math.exp(u), weight: density(u) });
  for (let u = -step; density(u) > 1e-17; u -= step) nodes.push({ w: Math.exp(u), weight: density(u) });
  const whole = nodes.reduce((sum, { weight }) => sum + weight, 0);
  return (t, shift) => nodes.reduce((sum, { w, weight }) => sum + weight * (normal(shift - t * w) + normal(-shift - t * w)), 0) / whole;
}

/** Standard normal distribution function, by the series of Marsaglia (2004), "Evaluating the normal distribution", JSS 11(4). */
function normal(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let sum = x;
  for (let term = x, odd = 3, before = 0; sum !== before; odd += 2) {
    before = sum;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Where a rising function of a positive number reaches `target`, by bisection. */
function rising(f: (x: number) => number, target: number): number {
  let high = 1;
  while (f(high) < target) high *= 2;
  let low = 0;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (f(middle) < target) low = middle;
    else high = middle;
  }
  return high;
}
