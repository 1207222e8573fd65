import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanHundredths, tenths } from '../../pipeline/records/index.ts';

test('half up, towards plus infinity', () => {
  // 10.105, -1.725: the two cases that the published averages decide.
  expect(meanHundredths(2021, 20)).toBe(1011);
  expect(meanHundredths(-345, 20)).toBe(-172);
  expect(meanHundredths(-1, 20)).toBe(0);
  expect(Object.is(meanHundredths(-1, 20), 0)).toBe(true);
  expect(meanHundredths(1, 20)).toBe(1);
  expect(meanHundredths(0, 3)).toBe(0);
  expect(meanHundredths(20, 3)).toBe(67);
});

test('the same as exact rational arithmetic', () => {
  const floorDiv = (a: bigint, b: bigint) => (a >= 0n ? a / b : -((-a + b - 1n) / b));
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.integer({ min: 1, max: 1_000_000 }), (sum, n) => {
      const exact = floorDiv(20n * BigInt(sum) + BigInt(n), 2n * BigInt(n));
      expect(BigInt(meanHundredths(sum, n))).toBe(exact);
    }),
  );
});

test('what cannot be exact is refused', () => {
  for (const [sum, n] of [
    [1, 0],
    [1.5, 2],
    [1, 1.5],
    [Number.NaN, 1],
    [2 ** 52, 1],
  ] as const)
    expect(() => meanHundredths(sum, n)).toThrow(RangeError);
});

test('tenths of a score', () => {
  expect([18.6, 0.1, -156, 37.5, 8.0, -0].map(tenths)).toEqual([186, 1, -1560, 375, 80, 0]);
  expect([15.25, 0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, 1e300].map(tenths)).toEqual(Array(5).fill(undefined));
  for (let whole = -3000; whole <= 3000; whole++) expect(tenths(whole / 10)).toBe(whole);
});
