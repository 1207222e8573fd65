import { describe, expect, test } from 'vitest';
import { bytes, day, fixed, moment, NBSP, percent, pValue, signed, size } from '../../src/format.ts';

describe('numbers as readers see them', () => {
  test('are rounded half up towards plus infinity, as the published averages are', () => {
    expect([10.105, -1.725, 0.615, -0.275, 21.735].map((value) => fixed(value))).toEqual(['10.11', '−1.72', '0.62', '−0.27', '21.74']);
    // 4.35 * 100 is 434.99999999999994 in a double
    expect(fixed(4.35, 1)).toBe('4.4');
    expect(fixed(2.675)).toBe('2.68');
  });

  test('have a true minus, grouped thousands, and no negative zero', () => {
    expect([1985, -156, 1_234_567.5, -0.004, 0, -0].map((value) => fixed(value, 1))).toEqual([
      '1,985.0',
      '−156.0',
      '1,234,567.5',
      '0.0',
      '0.0',
      '0.0',
    ]);
    expect(fixed(1985, 0)).toBe('1,985');
  });

  test('carry their sign where they are differences', () => {
    expect([1.264, -0.27, 0.004, -0.004, null].map((value) => signed(value))).toEqual(['+1.26', '−0.27', '0.00', '0.00', '–']);
  });

  test('say that they are not there', () => {
    expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map((value) => fixed(value))).toEqual(['–', '–', '–', '–']);
  });

  test('p has no leading zero', () => {
    expect([0.0194, 0.0009, 0.00001, 0.5, 1, 0.9996, null].map(pValue)).toEqual([
      '.019',
      `<${NBSP}.001`,
      `<${NBSP}.001`,
      '.500',
      '1',
      `>${NBSP}.999`,
      '–',
    ]);
  });

  test('shares, sizes and bytes', () => {
    expect(percent(0.985)).toBe('98.5');
    expect([0.135, 1, 27].map(size)).toEqual(['0.135B', '1B', '27B']);
    expect([999, 1000, 40_123, 999_499, 999_500, 34_000_000].map(bytes)).toEqual(
      ['999 bytes', '1.0 KB', '40 KB', '999 KB', '1.0 MB', '34 MB'].map((text) => text.replace(' ', NBSP)),
    );
  });
});

test('days as prose has them', () => {
  expect(['2026-11-24', '2027-01-02', '2026-13-01', 'today', ''].map(day)).toEqual([
    '24 November 2026',
    '2 January 2027',
    '2026-13-01',
    'today',
    '',
  ]);
});

test('moments as prose has them, in UTC', () => {
  expect(['2026-11-24T14:22:25.499+00:00', '2026-11-24T00:10:00+02:00', 'yesterday'].map(moment)).toEqual([
    `24 November 2026, 14:22${NBSP}UTC`,
    `23 November 2026, 22:10${NBSP}UTC`,
    'yesterday',
  ]);
});
