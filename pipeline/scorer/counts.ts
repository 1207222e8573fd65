import type { Scan } from './scan.ts';
import { type Counts, SIGNALS, type Signal, type SignalDefinition } from './table.ts';

/** What one signal adds to a score. */
export interface SignalPoints {
  readonly signal: Signal;
  readonly count: number;
  /** Count times weight, in tenths of a point. */
  readonly rawTenths: number;
  /** The same after the cap. */
  readonly tenths: number;
  /** Whether the cap took something away. */
  readonly capped: boolean;
}

/** A score and what it is made of. */
export interface CountsScore {
  /** The score in tenths of a point: a whole number, exact. */
  readonly tenths: number;
  /** The score in points. */
  readonly lek_score: number;
  /** In the order of the table. */
  readonly signals: readonly SignalPoints[];
}

/** The 14 counts of a text that was read. */
export function countsOf({ hits, words, distinct, stripped }: Scan): Counts {
  const counts: Partial<Counts> = {};
  SIGNALS.forEach((signal, at) => {
    if (signal.repetition) counts[signal.name] = repetition(signal.repetition, words, distinct);
    else if (signal.fewerThan !== undefined) counts[signal.name] = stripped < signal.fewerThan ? 1 : 0;
    else counts[signal.name] = (hits[at] as number) + (signal.plus ?? 0);
  });
  return counts as Counts;
}

function repetition(rule: NonNullable<SignalDefinition['repetition']>, words: number, distinct: number): number {
  if (words <= rule.moreThanWords) return 0;
  return rule.steps.find((step) => 10 * distinct < step.belowTenths * words)?.value ?? 0;
}

/** Points of one count. */
function pointsOf(signal: (typeof SIGNALS)[number], count: number): SignalPoints {
  const rawTenths = count === 0 ? 0 : count * signal.tenthsEach;
  const capped = signal.capTenths !== null && rawTenths > signal.capTenths;
  return { signal: signal.name, count, rawTenths, tenths: capped ? (signal.capTenths as number) : rawTenths, capped };
}

/**
 * The score that follows from counts alone, signal by signal. Members that are not signals are passed over, so that the
 * counts of a published result can be given as they stand.
 *
 * @throws RangeError naming the signal, where a count is missing, negative, not finite or not whole, or where a signal
 *   that takes set values (degeneration: 0, 0.5, 1) has another.
 */
export function fromCounts(counts: Readonly<Counts>): CountsScore {
  const signals = SIGNALS.map((signal) => pointsOf(signal, checked(signal, counts[signal.name])));
  const tenths = signals.reduce((sum, points) => sum + points.tenths, 0);
  return { tenths, lek_score: tenths / 10, signals };
}

function checked({ name, values }: SignalDefinition, count: number | undefined): number {
  const allowed = values ? values.includes(count as number) : Number.isSafeInteger(count) && (count as number) >= 0;
  if (!allowed) throw new RangeError(`${name} is ${count}; it has to be ${values ? values.join(' or ') : 'a whole number, 0 or more'}`);
  return count as number;
}
