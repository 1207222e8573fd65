import { expect, test } from 'vitest';
import { stacked } from '../../src/charts/stack.ts';

const scale = { low: 0, high: 10, ticks: [] };

test('values of one step stand on each other, in the middle of the step', () => {
  expect(stacked([4.9, 4.1, 5], scale, 1)).toEqual([
    { x: 45, level: 0 },
    { x: 45, level: 1 },
    { x: 55, level: 0 },
  ]);
});

test('a value a hair below a border belongs where its tenth does', () => {
  expect(stacked([0.1 + 0.2 - 0.3 + 5 - 1e-12], scale, 1)).toEqual([{ x: 55, level: 0 }]);
});

test('values beyond the scale are left out', () => {
  expect(stacked([-1, 11, 3], scale, 1)).toHaveLength(1);
});
