import { describe, expect, test } from 'vitest';
import { minimumDetectable } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };

describe('minimum detectable difference', () => {
  test.each(figures.mde)('agrees with the noncentral t of SciPy: n $n, alpha $alpha, power $power', ({ n, alpha, power, dz }) => {
    expect(minimumDetectable(1, n, { alpha, power }) / dz).toBeCloseTo(1, 8);
  });

  test('grows with the spread, shrinks with n, and nears the normal formula from above', () => {
    expect(minimumDetectable(6, 101)).toBeCloseTo(6 * minimumDetectable(1, 101), 12);
    const normal = (n: number) => 2.801585218112969 / Math.sqrt(n);
    for (const [fewer, more] of [
      [5, 6],
      [6, 21],
      [21, 101],
      [101, 30_000],
    ] as const) {
      expect(minimumDetectable(1, more)).toBeLessThan(minimumDetectable(1, fewer));
      expect(minimumDetectable(1, more) / normal(more)).toBeLessThan(minimumDetectable(1, fewer) / normal(fewer));
      expect(minimumDetectable(1, more)).toBeGreaterThan(normal(more));
    }
    expect(minimumDetectable(1, 30_000) / normal(30_000)).toBeCloseTo(1, 4);
    expect(minimumDetectable(0, 5)).toBe(0);
  });

  test('bad input is refused', () => {
    for (const n of [0, 1, 2.5, Number.NaN]) expect(() => minimumDetectable(1, n)).toThrow(RangeError);
    for (const sd of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => minimumDetectable(sd, 9)).toThrow(RangeError);
    for (const bad of [{ alpha: 0 }, { power: 1 }, { power: 0.05 }, { alpha: Number.NaN }])
      expect(() => minimumDetectable(1, 9, bad)).toThrow(RangeError);
  });
});
