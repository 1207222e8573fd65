import { describe, expect, test } from 'vitest';
import { supported } from '../../pipeline/stats/index.ts';

describe('supported at 95 %', () => {
  test('asks both of the interval and of p', () => {
    expect(supported({ low: 0.1, high: 2 }, 0.049)).toBe(true);
    expect(supported({ low: -2, high: -0.1 }, 0.001)).toBe(true);
    expect(supported({ low: 0.1, high: 2 }, 0.05)).toBe(false);
    expect(supported({ low: -0.1, high: 2 }, 0.001)).toBe(false);
  });

  test('an interval that ends at zero does not leave it out', () => {
    expect(supported({ low: 0, high: 2 }, 0.001)).toBe(false);
    expect(supported({ low: -2, high: 0 }, 0.001)).toBe(false);
    expect(supported({ low: 0, high: 0 }, 1)).toBe(false);
  });

  test('what could not be tested is neither supported nor not', () => {
    expect(supported(null, null)).toBeNull();
    expect(supported(null, 0.01)).toBeNull();
    expect(supported({ low: 1, high: 2 }, null)).toBeNull();
  });

  test('bad input is refused', () => {
    expect(() => supported({ low: 2, high: 1 }, 0.01)).toThrow(new RangeError('the interval is 2 to 1: low must not be above high'));
    expect(() => supported({ low: Number.NaN, high: 1 }, 0.01)).toThrow(RangeError);
    expect(() => supported({ low: 1, high: 2 }, 1.2)).toThrow(new RangeError('p is 1.2: a p lies between 0 and 1'));
  });
});
