import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusteredMeanInterval, comparePaired, meanInterval, pairedDifferences, signFlipP } from '../../pipeline/stats/index.ts';
import { shared } from '../shared.ts';
import figures from './figures.json' with { type: 'json' };

describe('paired comparison', () => {
  test.each(figures.real)('gives the figures of NumPy and SciPy: $name', (real) => {
    const { name, a, b, clusters, mean, sd, dz, wins, ties, losses, mde } = real;
    const differences = pairedDifferences(a, b);
    const seen = comparePaired(a, b, { seed: name, clusters });
    expect(seen).toMatchObject({ n: a.length, mean, wins, ties, losses });
    expect(seen.sd).toBeCloseTo(sd, 12);
    expect(seen.dz).toBeCloseTo(dz, 12);
    expect(seen.mde).toBeCloseTo(mde, 7);
    expect({ low: seen.low, high: seen.high }).toEqual(meanInterval(differences, { seed: name }));
    expect({ low: seen.clusterLow, high: seen.clusterHigh }).toEqual(clusteredMeanInterval(differences, clusters, { seed: name }));
    expect(seen.p).toBe(signFlipP(differences, { seed: name }));
  });

  for (const file of ['p100-results.csv', 'p20-results.csv']) {
    const path = existsSync(`data/published/${file}`) ? `data/published/${file}` : shared(`published/${file}`);
    test.skipIf(path === undefined)(`the figures were made from the rows of ${file} (skipped where that file is absent)`, () => {
      const [head, ...lines] = readFileSync(path as string, 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      const at = (column: string) => (head as string[]).indexOf(column);
      const scores = new Map(
        lines.map((line) => [['model_id', 'condition', 'probe_id'].map((name) => line[at(name)]).join(), Number(line[at('lek_score')])]),
      );
      for (const real of figures.real.filter((one) => one.file === file)) {
        for (const [i, probe] of real.probes.entries()) {
          expect(real.a[i]).toBe(scores.get([...real.a_of, probe].join()));
          expect(real.b[i]).toBe(scores.get([...real.b_of, probe].join()));
        }
      }
    });
  }

  test('swapping the lists turns every figure but the resampled ends exactly', () => {
    const tenth = fc.integer({ min: -1560, max: 375 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(tenth, tenth), { minLength: 5, maxLength: 30 }), (pairs) => {
        const [a, b] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
        const forth = comparePaired(a, b, { seed: 'swap', resamples: 100 });
        const back = comparePaired(b, a, { seed: 'swap', resamples: 100 });
        expect(back.mean).toBe(0 - forth.mean);
        expect(back.dz).toBe(forth.dz === null ? null : 0 - forth.dz);
        expect([back.wins, back.ties, back.losses]).toEqual([forth.losses, forth.ties, forth.wins]);
        expect([back.n, back.sd, back.p, back.mde]).toEqual([forth.n, forth.sd, forth.p, forth.mde]);
        expect(forth.wins + forth.ties + forth.losses).toBe(forth.n);
      }),
    );
  });

  test('equal tenths tie, however they were come by', () => {
    expect(comparePaired([0.3, 20.3, 1.1, 2, 3], [0.3, 18.1, 1.1, 2.2, 3], { seed: 'tie' })).toMatchObject({
      wins: 1,
      ties: 3,
      losses: 1,
      mean: 0.4,
    });
  });

  test('no difference at all: interval of zero, p of 1, no effect size', () => {
    const scores = [1.1, 2.2, 3.3, 4.4, 5.5, 6.6];
    const clusters = ['a', 'b', 'c', 'd', 'e', 'f'];
    const none = {
      n: 6,
      mean: 0,
      sd: 0,
      low: 0,
      high: 0,
      clusterLow: 0,
      clusterHigh: 0,
      p: 1,
      dz: null,
      wins: 0,
      ties: 6,
      losses: 0,
      mde: null,
    };
    expect(comparePaired(scores, scores, { seed: 'none', clusters })).toEqual(none);
  });

  test('below five pairs the mean stands alone, with its n', () => {
    const alone = {
      n: 4,
      mean: 0.5,
      low: null,
      high: null,
      clusterLow: null,
      clusterHigh: null,
      p: null,
      mde: null,
      wins: 3,
      ties: 0,
      losses: 1,
    };
    expect(comparePaired([1, 2, 3, 4], [0, 1, 2, 5], { seed: 'few', clusters: ['a', 'b', 'c', 'd'] })).toMatchObject(alone);
    expect(comparePaired([1], [0], { seed: 'one' })).toMatchObject({ n: 1, mean: 1, sd: null, dz: null });
  });

  test('without clusters there is no clustered interval', () => {
    expect(comparePaired([1, 2, 3, 4, 6], [0, 0, 0, 0, 0], { seed: 'plain' })).toMatchObject({ clusterLow: null, clusterHigh: null });
  });

  test('bad input is refused with a plain message', () => {
    expect(() => comparePaired([], [], { seed: 'x' })).toThrow(new RangeError('a is empty: at least one value is needed'));
    expect(() => comparePaired([1], [1, 2], { seed: 'x' })).toThrow(
      new RangeError('a has 1 entries and b has 2: they must be aligned, one for one'),
    );
    expect(() => comparePaired([1], [Number.NaN], { seed: 'x' })).toThrow(
      new RangeError('b[0] is NaN: every value must be a finite number'),
    );
    expect(() => comparePaired([1], [1], { seed: 'x', clusters: [] })).toThrow(RangeError);
  });
});
