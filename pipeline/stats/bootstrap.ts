import { requireAligned, requireFinite } from './check.ts';
import { drawBelow, streamOf } from './generator.ts';
import { onGrid } from './grid.ts';
import { type Interval, METHOD, type Resampling, requireResampling } from './method.ts';
import { quantileOfSorted } from './quantile.ts';

/**
 * 95 % percentile bootstrap interval of the mean: n of the n values are drawn with replacement, 100,000 times, and the
 * interval ends at the 2.5 % and 97.5 % quantiles (type 7) of their means (Efron and Tibshirani 1993, "An Introduction to
 * the Bootstrap", chapter 13). For a paired difference, the values are the differences of the pairs.
 *
 * In the unit of the values; null where there are fewer than five. The same values and seed give the same interval on any
 * machine, in whatever order the values come. RangeError for no values, NaN or Infinity, an empty seed, resamples below 1.
 */
export function meanInterval(values: ArrayLike<number>, resampling: Resampling): Interval | null {
  requireFinite(values, 'values');
  const { seed, resamples } = requireResampling(resampling);
  const n = values.length;
  if (n < METHOD.fewest) return null;
  const { units, per } = onGrid(values);
  units.sort();
  const means = new Float64Array(resamples);
  const picks = new Uint32Array(n);
  const stream = streamOf(`mean ${seed}`);
  for (let r = 0; r < means.length; r++) {
    drawBelow(stream, n, picks);
    means[r] = sumOf(units, picks);
  }
  return percentiles(means, n * per);
}

/**
 * The same with whole clusters drawn: k of the k clusters with replacement, the statistic being the sum of the values drawn
 * divided by their number (Davison and Hinkley 1997, "Bootstrap Methods and their Application", section 3.8). It is wider
 * than `meanInterval` where values of a cluster resemble each other. `clusters` names the cluster of each value.
 *
 * null below five clusters, since what is resampled is then too few to have an interval (and so below five values). Names
 * and order do not matter. RangeError as for `meanInterval`, and where the two lists differ in length.
 */
export function clusteredMeanInterval(values: ArrayLike<number>, clusters: readonly string[], resampling: Resampling): Interval | null {
  requireFinite(values, 'values');
  requireAligned(values, 'values', clusters, 'clusters');
  const { seed, resamples } = requireResampling(resampling);
  const { units, per } = onGrid(values);
  const { sums, counts } = clusterTotals(units, clusters);
  const k = sums.length;
  if (k < METHOD.fewest) return null;
  const means = new Float64Array(resamples);
  const picks = new Uint32Array(k);
  const stream = streamOf(`clusters ${seed}`);
  for (let r = 0; r < means.length; r++) {
    drawBelow(stream, k, picks);
    means[r] = sumOf(sums, picks) / sumOf(counts, picks);
  }
  return percentiles(means, per);
}

function clusterTotals(units: Float64Array, clusters: readonly string[]): { sums: Float64Array; counts: Float64Array } {
  const members = Map.groupBy(units.keys(), (i) => clusters[i] as string);
  const totals = [...members.values()]
    .map((places) => Float64Array.from(places, (i) => units[i] as number).sort())
    .map((sorted) => ({ sum: sorted.reduce((total, unit) => total + unit, 0), count: sorted.length }))
    .sort((one, other) => one.sum / one.count - other.sum / other.count || one.count - other.count);
  return { sums: Float64Array.from(totals, (total) => total.sum), counts: Float64Array.from(totals, (total) => total.count) };
}

// Two running sums: one would wait for each addition to end before the next. A quarter of the time of a bootstrap.
function sumOf(values: Float64Array, picks: Uint32Array): number {
  let even = 0;
  let odd = 0;
  let i = picks.length & 1;
  if (i === 1) even = values[picks[0] as number] as number;
  for (; i < picks.length; i += 2) {
    even += values[picks[i] as number] as number;
    odd += values[picks[i + 1] as number] as number;
  }
  return even + odd;
}

function percentiles(statistics: Float64Array, divisor: number): Interval {
  statistics.sort();
  const [low, high] = METHOD.tails;
  return { low: quantileOfSorted(statistics, low) / divisor, high: quantileOfSorted(statistics, high) / divisor };
}
