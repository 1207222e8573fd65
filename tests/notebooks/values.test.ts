import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blob, date, decimal, double, integer, interval, map, struct, time, timestamp, timeTz } from '../../pipeline/notebooks/values.ts';

test('an integer is a number where JavaScript tells it from its neighbours', () => {
  expect(integer(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
  expect(integer(9_007_199_254_740_992n)).toBe('9007199254740992');
  expect(integer(-(2n ** 127n))).toBe('-170141183460469231731687303715884105728');
  expect(integer(7)).toBe(7);
});

test('a double is a number, or the name of what JSON cannot hold', () => {
  expect([Number.NaN, Infinity, -Infinity].map(double)).toEqual(['NaN', 'Infinity', '-Infinity']);
  expect(Object.is(double(-0), 0)).toBe(true);
});

test('a decimal is the double nearest to it, and an integer where it has no fraction', () => {
  expect(decimal(2n ** 60n, 0)).toBe('1152921504606846976');
  expect(decimal(152n, 1)).toBe(15.2);
  expect(decimal(-5n, 3)).toBe(-0.005);
  expect(decimal(12345678901234567890123456789012345678n, 10)).toBe(Number('1234567890123456789012345678.9012345678'));
});

test('dates are those of JavaScript wherever it has them, and go on beyond', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
      expect(date(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, -'T00:00:00.000Z'.length));
    }),
  );
  expect(date(2_147_483_646)).toBe('+5881580-07-10');
  expect([2_147_483_647, -2_147_483_647].map(date)).toEqual(['Infinity', '-Infinity']);
});

test('moments keep the precision that they have', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8_000_000_000_000, max: 8_000_000_000_000 }), (milliseconds) => {
      const whole = new Date(milliseconds).toISOString().replace(/\.?0*Z$/, 'Z');
      expect(timestamp(BigInt(milliseconds), 1_000n, true)).toBe(whole);
      expect(timestamp(BigInt(milliseconds) * 1_000_000n, 1_000_000_000n, true)).toBe(whole);
    }),
  );
  expect(timestamp(-1n, 1_000_000_000n)).toBe('1969-12-31T23:59:59.999999999');
  expect(timestamp(2n ** 63n - 1n, 1_000_000n)).toBe('Infinity');
  expect(time(86_399_500_000n, 1_000_000n)).toBe('23:59:59.5');
  expect(time(86_400_000_000n, 1_000_000n)).toBe('24:00:00');
  expect(timeTz(0n, -19_800)).toBe('00:00:00-05:30');
  expect(timeTz(0n, 7_200)).toBe('00:00:00+02');
  expect(timeTz(3_600_000_000n, 15)).toBe('01:00:00+00:00:15');
});

test('an interval is a duration whose parts keep their signs', () => {
  expect(interval(14, 3, 3_723_500_000n)).toBe('P1Y2M3DT1H2M3.5S');
  expect(interval(-14, 0, -1n)).toBe('P-1Y-2MT-0.000001S');
  expect(interval(0, 0, 0n)).toBe('PT0S');
  expect(interval(0, 0, 360_000_000_000n)).toBe('PT100H');
});

test('bytes, maps and structs', () => {
  expect(blob(new Uint8Array([0, 171, 255]))).toBe('00abff');
  expect(
    map([
      [1, 'a'],
      ['b', null],
      [[1, 2], true],
    ]),
  ).toEqual({ '1': 'a', b: null, '[1,2]': true });
  expect(JSON.stringify(struct([['__proto__', 1]]))).toBe('{"__proto__":1}');
});
