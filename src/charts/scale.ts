/** A stretch of values that a plot cell shows, from its left to its right edge. */
export interface Scale {
  low: number;
  high: number;
  /** Values with a grid line and a label. */
  ticks: readonly number[];
}

const STEPS = [1, 2, 5];

/** The smallest step of 1, 2 or 5 times a power of ten that gives at most `most` ticks over a span. */
export function tickStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [...STEPS.map((each) => each * power), 10 * power].find((each) => span / each <= most);
  return step ?? 10 * power;
}

/** The multiples of `step` within a stretch. */
export function ticksWithin(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)) + 0);
}

/**
 * A scale over all values given, a little wider, with at most `most` ticks. `margin` is the share of the span left free at each end,
 * so that a mark on the edge is drawn whole. Values that are not there are passed over; without any the scale is 0 to 1.
 */
export function scaleOver(values: readonly (number | null | undefined)[], { most = 7, margin = 0.03 } = {}): Scale {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (known.length === 0) return { low: 0, high: 1, ticks: [0, 1] };
  const [least, greatest] = [Math.min(...known), Math.max(...known)];
  const pad = (greatest - least || 1) * margin;
  const [low, high] = [least - pad, greatest + pad];
  return { low, high, ticks: ticksWithin(low, high, tickStep(high - low, most)) };
}

/** Where a value stands, in percent of the cell's width, to a hundredth. */
export const at = ({ low, high }: Scale, value: number): number => Number((((value - low) / (high - low)) * 100).toFixed(2));

/** The same as an SVG length. */
export const x = (scale: Scale, value: number): string => `${at(scale, value)}%`;

/** Whether a value can be drawn on the scale. */
export const holds = ({ low, high }: Scale, value: number): boolean => value >= low && value <= high;

/** The one axis for scores of single probes, so that runs and models can be laid side by side; what leaves it is marked by an arrow. */
export const SCORE_SCALE: Scale = scaleOver([-25, 40], { most: 4, margin: 0 });
