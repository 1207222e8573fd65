import fc from 'fast-check';
import { expect, describe as suite, test } from 'vitest';
import { describe, pairedDifferences, quantile } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };

suite('describe and quantile', () => {
  test.each(figures.describe)('agree with NumPy for a list of $values.length', ({ values, mean, median, sd, min, max, quantiles }) => {
    const seen = describe(values);
    expect(seen).toMatchObject({ n: values.length, min, max });
    expect(seen.mean).toBeCloseTo(mean, 12);
    expect(seen.median).toBeCloseTo(median, 12);
    if (sd === null) expect(seen.sd).toBeNull();
    else expect(seen.sd).toBeCloseTo(sd, 12);
    for (const [share, value] of quantiles) expect(quantile(values, share as number)).toBeCloseTo(value as number, 12);
  });

  test('tenths are summed exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1560, max: 375 }), { minLength: 1, maxLength: 300 }), (tenths) => {
        const scores = tenths.map((tenth) => tenth / 10);
        const sum = tenths.reduce((total, tenth) => total + tenth, 0);
        expect(describe(scores).mean).toBe(sum / (10 * tenths.length) + 0);
        expect(describe(scores.toReversed())).toEqual(describe(scores));
      }),
    );
    expect(describe([0.1, 0.2, 0.3]).mean).toBe(0.2);
  });

  test('order does not matter off the grid either', () => {
    const finite = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (values) => {
        expect(describe(values.toReversed())).toEqual(describe(values));
      }),
    );
  });

  test('equal values have no spread, and their mean is the value', () => {
    expect(describe(Array(7).fill(0.1))).toEqual({ n: 7, mean: 0.1, median: 0.1, sd: 0, min: 0.1, max: 0.1 });
    expect(describe(Array(6).fill(1 / 3)).sd).toBe(0);
  });

  test('differences of tenths, hundredths and thousandths are exact', () => {
    expect([...pairedDifferences([20.3, 0.3, -1.725], [18.1, 0.1, 10.105])]).toEqual([2.2, 0.2, -11.83]);
    expect([...pairedDifferences([1 / 3], [0.25])]).toEqual([1 / 3 - 0.25]);
  });

  test('arguments stay as they were', () => {
    const values = [3, 1, 2];
    describe(values);
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test('bad input is refused with a plain message', () => {
    expect(() => describe([])).toThrow(new RangeError('values is empty: at least one value is needed'));
    expect(() => describe([1, Number.NaN])).toThrow(new RangeError('values[1] is NaN: every value must be a finite number'));
    expect(() => quantile([1, Number.POSITIVE_INFINITY], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.01)).toThrow(new RangeError('share is 1.01: a quantile needs a number from 0 to 1'));
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
    expect(() => pairedDifferences([1, 2], [1])).toThrow(new RangeError('a has 2 entries and b has 1: they must be aligned, one for one'));
  });
});
