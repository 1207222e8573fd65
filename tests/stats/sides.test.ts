import { describe, expect, test } from 'vitest';
import { comparePaired, compareSides } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };

describe('two named sides', () => {
  const { a, b, clusters } = figures.real[1] as (typeof figures.real)[number];
  const one = { id: 'lek-gemma-3-1b.p100/baseline', values: a };
  const other = { id: 'gemma-3-12b.p100/baseline', values: b };

  test('are compared in the order of their ids, under a seed made of both', () => {
    expect(compareSides(other, one, { clusters })).toEqual(comparePaired(b, a, { clusters, seed: `${other.id}~${one.id}` }));
  });

  test('asked the other way round, every figure turns exactly', () => {
    const back = compareSides(other, one, { clusters });
    const forth = compareSides(one, other, { clusters });
    const turned = (value: number | null) => 0 - (value as number);
    expect(forth).toEqual({
      ...back,
      mean: turned(back.mean),
      low: turned(back.high),
      high: turned(back.low),
      clusterLow: turned(back.clusterHigh),
      clusterHigh: turned(back.clusterLow),
      dz: turned(back.dz),
      wins: back.losses,
      losses: back.wins,
    });
    expect(forth.mean).toBe(figures.real[1]?.mean);
  });

  test('what is missing stays missing when turned', () => {
    expect(compareSides({ id: 'b', values: [1] }, { id: 'a', values: [3] })).toMatchObject({
      n: 1,
      mean: -2,
      low: null,
      high: null,
      p: null,
      dz: null,
    });
  });
});
