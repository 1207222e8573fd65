import { widthAt } from './classes.ts';
import { countsOf, fromCounts, type SignalPoints } from './counts.ts';
import { scan } from './scan.ts';
import type { Score } from './score.ts';

/** A place in the text that counts. */
export interface Hit {
  /** First UTF-16 unit, and the one behind the last, as `text.slice` takes them. */
  readonly start: number;
  readonly end: number;
  /** The same in code points. */
  readonly startPoint: number;
  readonly endPoint: number;
  /** The entry of the lexicon, or the name of the form, as the table has it. */
  readonly entry: string;
}

/** Points of a signal and where they come from. */
export interface ExplainedSignal extends SignalPoints {
  /** In the order of their starts. Signals that measure the whole text (`degeneration`, `empty_broken`) have none. */
  readonly hits: readonly Hit[];
}

/** A score with all its evidence. */
export interface Explanation extends Score {
  /** In the order of the table. */
  readonly signals: readonly ExplainedSignal[];
  /** What `degeneration` and `empty_broken` go by. */
  readonly measured: {
    /** Words between whitespace. */
    readonly words: number;
    /** How many of them are distinct, case kept. */
    readonly distinct: number;
    /** Distinct words over all; null where there are none. */
    readonly ratio: number | null;
    /** Code points without the whitespace at both ends. */
    readonly strippedPoints: number;
  };
}

/**
 * Scores one model response as `score` does, by the same reading of it, and keeps every hit. `engagement_depth` is one more
 * than its hits. Memory grows with the number of hits.
 */
export function explain(text: string): Explanation {
  const pointAt = codePoints(text);
  const hits: Hit[][] = [];
  const read = scan(text, (signal, start, end, entry) => {
    hits[signal] ??= [];
    hits[signal].push({ start, end, startPoint: pointAt(start), endPoint: pointAt(end), entry });
  });
  const counts = countsOf(read);
  const { tenths, lek_score, signals } = fromCounts(counts);
  const { words, distinct, stripped } = read;
  return {
    counts,
    tenths,
    lek_score,
    signals: signals.map((points, at) => ({ ...points, hits: hits[at] ?? [] })),
    measured: { words, distinct, ratio: words === 0 ? null : distinct / words, strippedPoints: stripped },
  };
}

/** From places in UTF-16 units to places in code points, where a code point begins or the text ends. */
function codePoints(text: string): (unit: number) => number {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (unit) => unit;
  const points = new Uint32Array(text.length + 1);
  for (let at = 0, point = 0; at <= text.length; at += widthAt(text, at)) points[at] = point++;
  return (unit) => points[unit] as number;
}
