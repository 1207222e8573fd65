import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

describe('Holm', () => {
  test.each(figures.holm)('agrees with statsmodels for $p', ({ p, adjusted }) => {
    const seen = holm(p) as number[];
    for (const [i, value] of seen.entries()) expect(value).toBeCloseTo(adjusted[i] as number, 14);
  });

  test('never lowers a p, keeps their order, stays at or below 1 and does not depend on the order of the tests', () => {
    fc.assert(
      fc.property(family, (ps) => {
        const adjusted = holm(ps) as number[];
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of ps.entries()) if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
        }
        expect(holm(ps.toReversed())).toEqual(adjusted.toReversed());
      }),
    );
  });

  test('a test that could not be made does not count', () => {
    expect(holm([null, 0.02, null, 0.03])).toEqual([null, 0.04, null, 0.04]);
    expect(holm([null])).toEqual([null]);
  });

  test('bad input is refused with a plain message', () => {
    expect(() => holm([])).toThrow(new RangeError('the family is empty: at least one test is needed'));
    for (const p of [-0.01, 1.01, Number.NaN])
      expect(() => holm([0.5, p])).toThrow(new RangeError(`p[1] is ${p}: a p lies between 0 and 1`));
  });
});
