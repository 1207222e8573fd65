import type { Scale } from './scale.ts';

/**
 * A strip of sorted values, a dot each, from the lowest at the left to the highest at the right. All dots are one path of lines
 * without length, which round caps make into dots; the box is stretched over its place, and lines keep their width.
 */
export interface Strip {
  /** The values in the order drawn. */
  sorted: readonly number[];
  viewBox: string;
  path: string;
}

const rounded = (value = 0) => Math.round(value * 100) / 100;
const short = (value: number) => String(rounded(value) + 0).replace(/^(-?)0\./, '$1.');

/** Draws values on a scale that holds them all; higher values stand higher. */
export function strip(values: readonly number[], { low, high }: Scale): Strip {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    sorted,
    viewBox: `0 ${short(-high)} ${Math.max(1, sorted.length - 1)} ${short(high - low)}`,
    // Each dot a step from the one before: the steps are shorter to write than the places.
    path: sorted
      .map((value, index) => (index === 0 ? `M0 ${short(-value)}h0` : `m1 ${short(rounded(sorted[index - 1]) - rounded(value))}h0`))
      .join(''),
  };
}

/** Where one of the values stands, as SVG lengths: the first of several equal ones. */
export function placeOf(value: number, { sorted }: Strip, { low, high }: Scale): { x: number; y: number } {
  const index = Math.max(0, sorted.indexOf(value));
  return {
    x: Number(((index / Math.max(1, sorted.length - 1)) * 100).toFixed(2)),
    y: Number((((high - value) / (high - low)) * 100).toFixed(2)),
  };
}
