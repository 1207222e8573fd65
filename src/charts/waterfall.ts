import { at, type Scale } from './scale.ts';

/** Where a running sum stands, in percent of the cell; what leaves the scale stands at its edge. */
export const place = (scale: Scale, tenths: number): number => Math.min(100, Math.max(0, at(scale, tenths / 10)));

/** The bar of one step from a sum to the next, in percent of the cell. A step down is hollow. */
export function bar(scale: Scale, from: number, to: number): { x: string; width: string; down: boolean } {
  const [a, b] = [place(scale, from), place(scale, to)];
  return { x: `${Math.min(a, b)}%`, width: `${Number(Math.abs(b - a).toFixed(2))}%`, down: to < from };
}
