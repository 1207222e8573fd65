import { countsOf, fromCounts } from './counts.ts';
import { scan } from './scan.ts';
import type { Counts } from './table.ts';

/** Counts and score of a text. */
export interface Score {
  readonly counts: Counts;
  /** The score in tenths of a point: a whole number, exact. */
  readonly tenths: number;
  /** The score in points. */
  readonly lek_score: number;
}

/**
 * Scores one model response: the 14 counts and what they come to. Any string will do, the empty one and one with lone
 * surrogates too; takes time in proportion to its length.
 */
export function score(text: string): Score {
  const counts = countsOf(scan(text));
  const { tenths, lek_score } = fromCounts(counts);
  return { counts, tenths, lek_score };
}
