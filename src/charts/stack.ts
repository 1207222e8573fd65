import { at, holds, type Scale } from './scale.ts';

/** A dot of a dot plot: where it stands across, in percent of the cell, and how many dots lie under it. */
export interface Stacked {
  x: number;
  level: number;
}

/**
 * Values as dots stacked in steps of `step`, each dot at the middle of its step (Wilkinson's dot plot). A value on the border of two
 * steps belongs to the upper one. Values beyond the scale are left out.
 */
export function stacked(values: readonly number[], scale: Scale, step: number): Stacked[] {
  const heights = new Map<number, number>();
  return values
    .filter((value) => holds(scale, value))
    .sort((a, b) => a - b)
    .map((value) => {
      // Scores are tenths that a double holds a hair off.
      const bin = Math.floor(value / step + 1e-9);
      const level = heights.get(bin) ?? 0;
      heights.set(bin, level + 1);
      return { x: at(scale, (bin + 0.5) * step), level };
    });
}
