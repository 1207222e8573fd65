import { expect, test } from 'vitest';
import { tieLines, tieMarks } from '../../src/charts/ties.ts';

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

test('a group whose shown members all stand in another draws nothing; of two equal ones the first is drawn', () => {
  const groups = [
    { tie_group: 1, run_id: 'a' },
    { tie_group: 1, run_id: 'b' },
    { tie_group: 2, run_id: 'a' },
    { tie_group: 2, run_id: 'b' },
    { tie_group: 2, run_id: 'c' },
    { tie_group: 3, run_id: 'b' },
    { tie_group: 3, run_id: 'c' },
    { tie_group: 3, run_id: 'd' },
  ];
  expect(tieLines(['b', 'a', 'c'], groups)).toEqual([{ first: 0, last: 2, members: new Set([0, 1, 2]) }]);
  expect(tieLines(['a', 'b'], groups)).toEqual([{ first: 0, last: 1, members: new Set([0, 1]) }]);
});

test('a line runs from the middle of its first row to the middle of its last, with a dot on members alone', () => {
  const lines = [
    { first: 0, last: 2, members: new Set([0, 2]) },
    { first: 1, last: 2, members: new Set([1, 2]) },
  ];
  expect(tieMarks(lines, 0)).toEqual([{ x: 22, from: '50%', to: '100%', member: true }]);
  expect(tieMarks(lines, 1)).toEqual([
    { x: 22, from: '0%', to: '100%', member: false },
    { x: 33, from: '50%', to: '100%', member: true },
  ]);
  expect(tieMarks(lines, 3)).toEqual([]);
});
