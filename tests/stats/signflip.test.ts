import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairedDifferences, signFlipP } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };
import { roomForShare } from './montecarlo.ts';

const RESAMPLES = 100_000;

/** Share of all sign patterns at least as far out, the long way. */
function byHand(tenths: number[]): number {
  const sum = (mask: number) => tenths.reduce((total, tenth, i) => total + (mask & (1 << i) ? -tenth : tenth), 0);
  const masks = Array.from({ length: 2 ** tenths.length }, (_, mask) => mask);
  return masks.filter((mask) => Math.abs(sum(mask)) >= Math.abs(sum(0))).length / masks.length;
}

describe('sign-flip p', () => {
  test.each(figures.sign_flips)('of few pairs is scipy.stats.permutation_test to the last digit: $differences', ({ differences, p }) => {
    expect(signFlipP(differences, { seed: 'few' })).toBe(p);
  });

  test.each(figures.real)('of many pairs lies where the exact count and SciPy do: $name', ({ name, a, b, p_exact, p_scipy }) => {
    const p = signFlipP(pairedDifferences(a, b), { seed: name }) as number;
    expect(Math.abs(p - p_exact)).toBeLessThanOrEqual(roomForShare(p_exact, RESAMPLES));
    expect(Math.abs(p - p_scipy)).toBeLessThanOrEqual(roomForShare(p_scipy, RESAMPLES) + roomForShare(p_scipy, figures.resamples));
  });

  test('up to 16 pairs every sign pattern is counted, beyond them patterns are drawn', () => {
    const tenths = (n: number) => Array.from({ length: n }, (_, i) => ((i * 37) % 23) - 7);
    for (const n of [5, 8, 9, 15, 16])
      expect(
        signFlipP(
          tenths(n).map((tenth) => tenth / 10),
          { seed: 'all', resamples: 1 },
        ),
      ).toBe(byHand(tenths(n)));
    const drawn = signFlipP(tenths(17), { seed: 'drawn' }) as number;
    expect((drawn * 100_001) % 1).toBeCloseTo(0, 6);
    expect(Math.abs(drawn - byHand(tenths(17)))).toBeLessThanOrEqual(roomForShare(drawn, RESAMPLES));
  });

  test('no pattern of many strong differences gets there, and p is still above zero', () => {
    expect(signFlipP(Array(101).fill(5), { seed: 'strong' })).toBe(1 / 100_001);
  });

  test('order, sign as a whole and unit do not change it, and a seed repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 5, maxLength: 40 }), (tenths) => {
        const p = signFlipP(tenths, { seed: 'same', resamples: 300 });
        const ask = (values: number[]) => signFlipP(values, { seed: 'same', resamples: 300 });
        expect(ask(tenths)).toBe(p);
        expect(ask(tenths.toReversed())).toBe(p);
        expect(ask(tenths.map((tenth) => -tenth))).toBe(p);
        expect(ask(tenths.map((tenth) => tenth / 10))).toBe(p);
        expect(ask(tenths.map((tenth) => tenth * Math.PI))).toBe(p);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('p is 1 where the mean is zero', () => {
    expect(signFlipP(Array(40).fill(0), { seed: 'zero' })).toBe(1);
    expect(signFlipP([0.1, 0.2, -0.3, 1.7, -1.7], { seed: 'zero' })).toBe(1);
    expect(signFlipP([...Array(20).fill(2.5), ...Array(20).fill(-2.5)], { seed: 'zero' })).toBe(1);
  });

  test('there is none below five pairs, and bad input is refused', () => {
    expect(signFlipP([1, 2, 3, 4], { seed: 'few' })).toBeNull();
    expect(() => signFlipP([], { seed: 'x' })).toThrow(new RangeError('differences is empty: at least one value is needed'));
    expect(() => signFlipP([Number.NEGATIVE_INFINITY], { seed: 'x' })).toThrow(RangeError);
    expect(() => signFlipP([1], { seed: '' })).toThrow(RangeError);
    expect(() => signFlipP([1], { seed: 'x', resamples: Number.NaN })).toThrow(RangeError);
  });
});
