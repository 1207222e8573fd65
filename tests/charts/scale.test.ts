import { describe, expect, test } from 'vitest';
import { at, holds, scaleOver, tickStep, ticksWithin, x } from '../../src/charts/scale.ts';

describe('scales of plot cells', () => {
  test('place a value in percent of the width', () => {
    const scale = { low: -2, high: 6, ticks: [] };
    expect([-2, 0, 6].map((value) => at(scale, value))).toEqual([0, 25, 100]);
    expect(x(scale, 1 / 3)).toBe('29.17%');
  });

  test('choose steps of 1, 2 or 5 and never too many', () => {
    expect([10.4, 7, 0.9, 36, 140].map((span) => tickStep(span, 7))).toEqual([2, 1, 0.2, 10, 20]);
    for (const span of [0.013, 1, 9.99, 77, 1e5]) expect(span / tickStep(span, 5)).toBeLessThanOrEqual(5);
  });

  test('ticks are exact multiples within the ends', () => {
    expect(ticksWithin(-0.31, 0.3, 0.1)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticksWithin(0.4, 0.6, 1)).toEqual([]);
  });

  test('cover every value and pass over what is not there', () => {
    const scale = scaleOver([null, -5.48, 4.45, undefined, Number.NaN, 0]);
    expect(holds(scale, -5.48) && holds(scale, 4.45)).toBe(true);
    expect(scale.ticks).toEqual([-4, -2, 0, 2, 4]);
    expect(scaleOver([]).ticks).toEqual([0, 1]);
    expect(holds(scaleOver([3, 3]), 3)).toBe(true);
  });
});
