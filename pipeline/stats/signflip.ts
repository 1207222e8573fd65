import { requireFinite } from './check.ts';
import { drawWords, streamOf } from './generator.ts';
import { onGrid } from './grid.ts';
import { METHOD, type Resampling, requireResampling } from './method.ts';

/** Room for the rounding of sums that are not exact, as a share of the sum of all magnitudes. Sums of tenths need none. */
const TOLERANCE = 1e-12;

/**
 * Two-sided p of a paired sign-flip test of the mean (Fisher 1935, "The Design of Experiments", chapter 3): were there no
 * difference, each paired difference would have either sign equally often; p is how often a mean with signs drawn so lies
 * at least as far from zero as the mean that was seen.
 *
 * Up to 16 pairs all 2^n ways to give signs are counted, k of them as far out, and p = k / 2^n: the signs that were seen
 * are one of them. Beyond that N = 100,000 ways are drawn and p = (k + 1) / (N + 1), which counts the signs that were seen once
 * (Phipson and Smyth 2010, "Permutation p-values should never be zero", SAGMB 9(1)). p is 1 where every difference is 0.
 *
 * null below five pairs. The order of the differences and their sign as a whole do not change p. RangeError for no
 * differences, NaN or Infinity, an empty seed, resamples below 1.
 */
export function signFlipP(differences: ArrayLike<number>, resampling: Resampling): number | null {
  requireFinite(differences, 'differences');
  const { seed, resamples } = requireResampling(resampling);
  const n = differences.length;
  if (n < METHOD.fewest) return null;
  const { units } = onGrid(differences);
  // Drawing signs for magnitudes is the same as flipping the signs seen, and makes p blind to which of a pair came first.
  const magnitudes = units.map(Math.abs).sort();
  const total = magnitudes.reduce((sum, magnitude) => sum + magnitude, 0);
  const seen = Math.abs(units.sort().reduce((sum, unit) => sum + unit, 0)) - TOLERANCE * total;
  const negatives = subsetSums(magnitudes);
  const words = new Uint32Array(Math.ceil(n / 32));
  const stream = streamOf(`signs ${seed}`);

  const exact = n <= METHOD.exactUpTo;
  const ways = exact ? 2 ** n : resamples;
  let k = 0;
  for (let way = 0; way < ways; way++) {
    if (exact) words[0] = way;
    else drawWords(stream, words);
    if (Math.abs(total - 2 * sumOfSubset(negatives, words)) >= seen) k++;
  }
  return exact ? k / ways : (k + 1) / (ways + 1);
}

/**
 * For each run of eight magnitudes the sums of its 256 subsets, so that eight signs cost one addition. Bit j of a table's index
 * stands for the run's value j; values missing from the last run count 0.
 */
function subsetSums(magnitudes: Float64Array): Float64Array {
  const sums = new Float64Array(Math.ceil(magnitudes.length / 8) * 256);
  for (let at = 0; at < sums.length; at++) {
    const subset = at & 255;
    if (subset === 0) continue;
    const highest = 31 - Math.clz32(subset);
    sums[at] = (sums[at - (1 << highest)] as number) + (magnitudes[(at >>> 8) * 8 + highest] ?? 0);
  }
  return sums;
}

function sumOfSubset(sums: Float64Array, words: Uint32Array): number {
  let sum = 0;
  for (let at = 0, byte = 0; at < sums.length; at += 256, byte++) {
    sum += sums[at + (((words[byte >>> 2] as number) >>> ((byte & 3) * 8)) & 255)] as number;
  }
  return sum;
}
