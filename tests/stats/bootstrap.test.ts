import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawWords, streamOf } from '../../pipeline/stats/generator.ts';
import { clusteredMeanInterval, type Interval, meanInterval, pairedDifferences } from '../../pipeline/stats/index.ts';
import figures from './figures.json' with { type: 'json' };
import { roomForEnd } from './montecarlo.ts';

const RESAMPLES = 100_000;
const ends = (interval: Interval | null) => [interval?.low, interval?.high] as [number, number];
const scores = fc.array(
  fc.integer({ min: -1560, max: 375 }).map((tenth) => tenth / 10),
  { minLength: 5, maxLength: 40 },
);

function expectNear(seen: number[], expected: number[], room: number) {
  for (const [i, end] of seen.entries())
    expect(Math.abs(end - (expected[i] as number)), `${seen} against ${expected}`).toBeLessThanOrEqual(room);
}

describe('bootstrap interval of the mean', () => {
  test.each(figures.real)('agrees with scipy.stats.bootstrap: $name', ({ name, a, b, interval }) => {
    const seen = meanInterval(pairedDifferences(a, b), { seed: name });
    expectNear(ends(seen), interval, roomForEnd(interval, RESAMPLES, figures.resamples));
  });

  test.each(figures.real)('with domains resampled agrees too: $name', ({ name, a, b, clusters, cluster_interval }) => {
    const seen = clusteredMeanInterval(pairedDifferences(a, b), clusters, { seed: name });
    // Few clusters of unequal size make the density at an end less than the normal one by up to a half.
    expectNear(ends(seen), cluster_interval, 2 * roomForEnd(cluster_interval, RESAMPLES, figures.resamples));
  });

  test('a seed gives the same interval again, whatever the order of the values and whatever was asked before', () => {
    fc.assert(
      fc.property(scores, fc.string({ minLength: 1 }), (values, seed) => {
        const clusters = values.map((value) => `domain ${Math.abs(value * 10) % 7}`);
        const options = { seed, resamples: 200 };
        const both = [meanInterval(values, options), clusteredMeanInterval(values, clusters, options)];
        meanInterval([1, 2, 3, 4, 5], { seed: 'another', resamples: 10 });
        expect(clusteredMeanInterval(values.toReversed(), clusters.toReversed(), options)).toEqual(both[1]);
        expect(meanInterval(values.toReversed(), options)).toEqual(both[0]);
        expect(
          clusteredMeanInterval(
            values,
            clusters.map((name) => `renamed ${name}`),
            options,
          ),
        ).toEqual(both[1]);
      }),
    );
  });

  test('clusters of one mean but unequal size come in any order too', () => {
    const sizes = [1, 4, 2, 9, 3, 6];
    const values = sizes.flatMap((size, i) => Array<number>(size).fill(i < 4 ? 2.5 : i));
    const clusters = sizes.flatMap((size, i) => Array<string>(size).fill(`domain ${i}`));
    const options = { seed: 'sizes', resamples: 500 };
    const turned = clusteredMeanInterval(values.toReversed(), clusters.toReversed(), options);
    expect(turned).toEqual(clusteredMeanInterval(values, clusters, options));
  });

  test('another seed gives another interval', () => {
    const values = figures.real[0]?.a as number[];
    expect(meanInterval(values, { seed: 'one' })).not.toEqual(meanInterval(values, { seed: 'two' }));
  });

  test('shifted values shift the interval, stretched ones stretch it', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 9 }), (values, shift, stretch) => {
        const clusters = values.map((_, i) => `domain ${i % 6}`);
        const moved = values.map((value) => (Math.round(value * 10) * stretch + shift) / 10);
        const options = { seed: 'moved', resamples: 200 };
        const move = (end: number) => end * stretch + shift / 10;
        expectNear(ends(meanInterval(moved, options)), ends(meanInterval(values, options)).map(move), 1e-9);
        expectNear(
          ends(clusteredMeanInterval(moved, clusters, options)),
          ends(clusteredMeanInterval(values, clusters, options)).map(move),
          1e-9,
        );
      }),
    );
  });

  test('turned values turn the interval, to within the resampling error', () => {
    for (const { name, a, b, interval } of figures.real) {
      const forth = ends(meanInterval(pairedDifferences(a, b), { seed: name }));
      const back = ends(meanInterval(pairedDifferences(b, a), { seed: name }));
      expectNear([-back[1], -back[0]], forth, roomForEnd(interval, RESAMPLES, RESAMPLES));
    }
  });

  test('the interval stays within the values, low end first', () => {
    fc.assert(
      fc.property(scores, (values) => {
        const [low, high] = ends(meanInterval(values, { seed: 'within', resamples: 100 }));
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  test('holds the true mean of normal values about 95 times in 100', () => {
    const simulations = 400;
    const uniform = (word: number) => (word + 0.5) / 2 ** 32;
    let held = 0;
    for (let s = 0; s < simulations; s++) {
      const words = new Uint32Array(80);
      drawWords(streamOf(`normal values ${s}`), words);
      const values = Array.from({ length: 40 }, (_, i) => {
        const [one, two] = [uniform(words[2 * i] as number), uniform(words[2 * i + 1] as number)];
        return 3 + 2 * Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * two);
      });
      const [low, high] = ends(meanInterval(values, { seed: `coverage ${s}`, resamples: 2000 }));
      if (low <= 3 && 3 <= high) held++;
    }
    expect(held / simulations).toBeGreaterThan(0.9);
    expect(held / simulations).toBeLessThan(0.985);
  });

  test('clusters of one value each give the plain interval to within the resampling error', () => {
    const { a, b, interval } = figures.real[1] as (typeof figures.real)[number];
    const differences = pairedDifferences(a, b);
    const single = clusteredMeanInterval(
      differences,
      a.map((_, i) => `${i}`),
      { seed: 'single' },
    );
    expectNear(ends(single), interval, roomForEnd(interval, RESAMPLES, figures.resamples));
  });

  test('values alike within their clusters widen the clustered interval', () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.floor(i / 10) + (i % 2) / 10);
    const clusters = values.map((_, i) => `${Math.floor(i / 10)}`);
    const [low, high] = ends(meanInterval(values, { seed: 'alike' }));
    const [clusterLow, clusterHigh] = ends(clusteredMeanInterval(values, clusters, { seed: 'alike' }));
    expect(clusterHigh - clusterLow).toBeGreaterThan(2 * (high - low));
  });

  test('there is none below five values or five clusters', () => {
    expect(meanInterval([1, 2, 3, 4], { seed: 'few' })).toBeNull();
    expect(meanInterval([1, 2, 3, 4, 5], { seed: 'few' })).not.toBeNull();
    const clusters = (k: number) => Array.from({ length: 20 }, (_, i) => `${i % k}`);
    const values = Array.from({ length: 20 }, (_, i) => i / 10);
    expect(clusteredMeanInterval(values, clusters(4), { seed: 'few' })).toBeNull();
    expect(clusteredMeanInterval(values, clusters(5), { seed: 'few' })).not.toBeNull();
  });

  test('values all alike have an interval of no width', () => {
    expect(meanInterval(Array(9).fill(0), { seed: 'zero' })).toEqual({ low: 0, high: 0 });
    expect(meanInterval(Array(9).fill(0.3), { seed: 'same' })).toEqual({ low: 0.3, high: 0.3 });
    const clusters = Array.from({ length: 9 }, (_, i) => `${i % 6}`);
    expect(clusteredMeanInterval(Array(9).fill(0.3), clusters, { seed: 'same' })).toEqual({ low: 0.3, high: 0.3 });
  });

  test('bad input is refused with a plain message, small lists included', () => {
    expect(() => meanInterval([], { seed: 'x' })).toThrow(new RangeError('values is empty: at least one value is needed'));
    expect(() => meanInterval([1, Number.NaN], { seed: 'x' })).toThrow(
      new RangeError('values[1] is NaN: every value must be a finite number'),
    );
    expect(() => meanInterval([1], { seed: '' })).toThrow(new RangeError('seed is empty: give the id of what is resampled'));
    expect(() => meanInterval([1], { seed: 'x', resamples: 0 })).toThrow(
      new RangeError('resamples is 0: it must be a whole number, at least 1'),
    );
    expect(() => meanInterval([1], { seed: 'x', resamples: 1.5 })).toThrow(RangeError);
    expect(() => clusteredMeanInterval([1, 2], ['a'], { seed: 'x' })).toThrow(
      new RangeError('values has 2 entries and clusters has 1: they must be aligned, one for one'),
    );
  });
});
