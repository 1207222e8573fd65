import type { Resampling } from './method.ts';
import { comparePaired, type PairedComparison } from './paired.ts';

/** One side of a comparison: its id and its values, aligned with the other's. */
export type ComparedSide = { id: string; values: ArrayLike<number> };

/**
 * Compares a with b under a seed made of both ids, so that the same two sides get the same figures wherever they are
 * compared, and in whichever direction: always worked out in the order of the ids, and turned where that was not asked.
 */
export function compareSides(
  a: ComparedSide,
  b: ComparedSide,
  options: Omit<Resampling, 'seed'> & { clusters?: readonly string[] } = {},
): PairedComparison {
  if (a.id > b.id) return turned(compareSides(b, a, options));
  return comparePaired(a.values, b.values, { ...options, seed: `${a.id}~${b.id}` });
}

const minus = (value: number | null): number | null => (value === null ? null : 0 - value);

/** The comparison of b with a, from that of a with b. */
function turned({ mean, low, high, clusterLow, clusterHigh, dz, wins, losses, ...same }: PairedComparison): PairedComparison {
  return {
    ...same,
    mean: 0 - mean,
    low: minus(high),
    high: minus(low),
    clusterLow: minus(clusterHigh),
    clusterHigh: minus(clusterLow),
    dz: minus(dz),
    wins: losses,
    losses: wins,
  };
}
