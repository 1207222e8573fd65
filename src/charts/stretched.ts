import type { Scale } from './scale.ts';

/**
 * A waterfall is drawn in a box whose x is points and whose y runs from 0 to 2 over a row, stretched over the plot cell; lines keep
 * their width (`vector-effect` in marks.css). So a cell is a few short numbers, and a page of a whole score stays light.
 */

/** A signal's part of a score: the sum before it and behind it. */
export interface Step {
  from: number;
  to: number;
}

const tenths = (points: number) => Math.round(points * 10);
/** Two decimals, none that say nothing. */
const short = (value: number) => String(Number(value.toFixed(2)) + 0);

/** The sums before and behind each of the points given, from zero on; points are whole tenths. */
export function running(points: readonly number[]): Step[] {
  let sum = 0;
  return points.map((each) => {
    const from = sum / 10;
    sum += tenths(each);
    return { from, to: sum / 10 };
  });
}

/** The `viewBox` of a cell. */
export const box = ({ low, high }: Scale): string => `${short(low)} 0 ${short(high - low)} 2`;

/** Lines over the whole height of a cell, one a value. */
export const uprights = (values: readonly number[]): string => values.map((value) => `M${short(value)} 0V2`).join('');

/** The line that carries the sum through a row: it changes its place at the middle. */
export const through = ({ from, to }: Step): string => (from === to ? uprights([from]) : `M${short(from)} 0V1M${short(to)} 1V2`);

/** What a row adds, as a line to be drawn thick, or takes away, as an outline; nothing where it does neither. */
export function bar({ from, to }: Step, y = 1, half = 0.32): { adds: boolean; path: string } | undefined {
  if (from === to) return undefined;
  if (to > from) return { adds: true, path: `M${short(from)} ${short(y)}H${short(to)}` };
  return { adds: false, path: `M${short(from)} ${short(y - half)}H${short(to)}V${short(y + half)}H${short(from)}Z` };
}
