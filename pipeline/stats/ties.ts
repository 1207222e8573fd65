/**
 * Tie groups of `count` items numbered in order of their means: every largest set of two or more items of which no two are apart.
 * These are the maximal cliques of the graph that joins items not apart, found by the method of Bron and Kerbosch (1973), "Finding
 * all cliques of an undirected graph", Communications of the ACM 16(9), with a pivot.
 *
 * A pair that is not apart is in some group together, a pair that is apart in none. "Not apart" does not carry over (the
 * first may differ from the third and the second from neither), so an item may be in several groups, and a group may skip items that
 * lie between its members. An item that is apart from all others is in no group: it is tied with nobody and needs no line.
 *
 * Each group ascends; groups come in the order of their first members, then of the next ones. `apart(i, j)` is asked once for each
 * i < j, being symmetric. RangeError where count is not a whole number, or negative.
 */
export function tieGroups(count: number, apart: (i: number, j: number) => boolean): number[][] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count is ${count}: it must be a whole number, not negative`);
  const tied = Array.from({ length: count }, () => new Set<number>());
  for (let j = 1; j < count; j++) {
    for (let i = 0; i < j; i++) {
      if (apart(i, j)) continue;
      tied[i]?.add(j);
      tied[j]?.add(i);
    }
  }
  const all = new Set(tied.keys());
  return [...extensions([], all, new Set(), tied)]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((i, j) => i - j))
    .sort(byMembers);
}

/** Every maximal clique that holds `clique`, may grow by `open` and must not be one that `closed` could still grow. */
function* extensions(clique: number[], open: Set<number>, closed: Set<number>, tied: Set<number>[]): Generator<number[]> {
  const pivot = [...open, ...closed].reduce<Set<number>>((best, item) => {
    const ties = tied[item] as Set<number>;
    return ties.intersection(open).size > best.intersection(open).size ? ties : best;
  }, new Set());
  if (open.size === 0 && closed.size === 0) yield clique;
  for (const item of open.difference(pivot)) {
    const ties = tied[item] as Set<number>;
    yield* extensions([...clique, item], open.intersection(ties), closed.intersection(ties), tied);
    open.delete(item);
    closed.add(item);
  }
}

// No maximal clique begins with another, so two groups always part somewhere.
function byMembers(one: number[], other: number[]): number {
  const at = one.findIndex((item, i) => item !== other[i]);
  return (one[at] as number) - (other[at] as number);
}
