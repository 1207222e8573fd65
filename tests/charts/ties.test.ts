import { expect, test } from 'vitest';
import { tieLines } from '../../src/charts/ties.ts';

test('tie lines span their members in the order shown, and groups of one draw nothing', () => {
  const groups = [
    { tie_group: 2, run_id: 'c' },
    { tie_group: 2, run_id: 'b' },
    { tie_group: 1, run_id: 'a' },
    { tie_group: 1, run_id: 'c' },
    { tie_group: 3, run_id: 'd' },
    { tie_group: 4, run_id: 'a' },
    { tie_group: 4, run_id: 'not shown' },
  ];
  expect(tieLines(['a', 'b', 'c', 'd'], groups)).toEqual([
    { first: 0, last: 2, members: new Set([0, 2]) },
    { first: 1, last: 2, members: new Set([1, 2]) },
  ]);
});
