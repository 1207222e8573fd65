import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tieGroups } from '../../pipeline/stats/index.ts';

/** A relation from the pairs that are apart. */
const apartIn = (pairs: readonly (readonly [number, number])[]) => {
  const keys = new Set(pairs.flatMap(([i, j]) => [`${i} ${j}`, `${j} ${i}`]));
  return (i: number, j: number) => keys.has(`${i} ${j}`);
};

const graph = fc.integer({ min: 0, max: 9 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    apart: fc
      .array(fc.tuple(fc.nat(Math.max(0, count - 1)), fc.nat(Math.max(0, count - 1))))
      .map((pairs) => apartIn(pairs.filter(([i, j]) => i !== j))),
  }),
);

/** Every maximal clique of two or more, by trying all subsets. */
function byHand(count: number, apart: (i: number, j: number) => boolean): number[][] {
  const subsets = Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => mask & (1 << i)),
  );
  const tied = (group: number[], item: number) => group.every((member) => member === item || !apart(member, item));
  return subsets.filter((group) => {
    const clique = group.every((item) => tied(group, item));
    const grows = Array.from({ length: count }, (_, i) => i).some((item) => !group.includes(item) && tied(group, item));
    return group.length > 1 && clique && !grows;
  });
}

describe('tie groups', () => {
  test('a chain of neighbours that do not differ gives overlapping groups', () => {
    expect(tieGroups(4, (i, j) => Math.abs(i - j) > 1)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  test('a group may skip an item between its members', () => {
    expect(
      tieGroups(
        3,
        apartIn([
          [0, 1],
          [1, 2],
        ]),
      ),
    ).toEqual([[0, 2]]);
  });

  test('an item apart from all others is in no group', () => {
    expect(
      tieGroups(
        4,
        apartIn([
          [0, 1],
          [0, 2],
          [0, 3],
        ]),
      ),
    ).toEqual([[1, 2, 3]]);
    expect(tieGroups(3, () => true)).toEqual([]);
    expect(tieGroups(1, () => false)).toEqual([]);
    expect(tieGroups(0, () => false)).toEqual([]);
  });

  test('all alike are one group', () => {
    expect(tieGroups(5, () => false)).toEqual([[0, 1, 2, 3, 4]]);
  });

  test('groups are the maximal cliques, each once, in order, and hold every pair that is not apart', () => {
    fc.assert(
      fc.property(graph, ({ count, apart }) => {
        const groups = tieGroups(count, apart);
        const key = (group: number[]) => group.join();
        expect(groups.map(key).toSorted()).toEqual(byHand(count, apart).map(key).toSorted());
        expect(groups).toEqual(
          groups.toSorted((one, other) => one.map((item, i) => item - (other[i] ?? -1)).find((gap) => gap !== 0) ?? -1),
        );
        for (let j = 0; j < count; j++) {
          for (let i = 0; i < j; i++) expect(groups.some((group) => group.includes(i) && group.includes(j))).toBe(!apart(i, j));
        }
      }),
    );
  });

  test('27 items in threes of which no two tie make 3^9 groups, the most there can be', () => {
    const apart = (i: number, j: number) => Math.floor(i / 3) === Math.floor(j / 3);
    expect(tieGroups(27, apart)).toHaveLength(3 ** 9);
  });

  test('bad input is refused', () => {
    for (const count of [-1, 1.5, Number.NaN]) expect(() => tieGroups(count, () => false)).toThrow(RangeError);
  });
});
