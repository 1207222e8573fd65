import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawBelow, drawWords, fnv1a64, streamOf } from '../../pipeline/stats/generator.ts';
import figures from './figures.json' with { type: 'json' };

/** First outputs of the authors' C code for the state 1, 2, 3, 4, as its ports publish them. */
const REFERENCE = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];

const drawn = (stream: Uint32Array<ArrayBuffer>, count: number) => {
  const words = new Uint32Array(count);
  drawWords(stream, words);
  return [...words];
};

describe('generator', () => {
  test('xoshiro128** gives the reference outputs', () => {
    expect(drawn(Uint32Array.of(1, 2, 3, 4), 10)).toEqual(REFERENCE);
    expect(drawn(Uint32Array.of(1, 2, 3, 4), 12)).toEqual(figures.generator.words_of_1_2_3_4);
  });

  test.each(figures.generator.streams)(
    'the stream of "$seed" is the one that whole numbers in Python give',
    ({ seed, fnv1a64: hash, state, words }) => {
      expect(fnv1a64(new TextEncoder().encode(seed)).toString(16).padStart(16, '0')).toBe(hash);
      const stream = streamOf(seed);
      expect([...stream]).toEqual(state);
      expect(drawn(stream, words.length)).toEqual(words);
    },
  );

  test('drawing in pieces is drawing at once', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(20), fc.nat(20), (seed, first, second) => {
        const stream = streamOf(seed);
        expect([...drawn(stream, first), ...drawn(stream, second)]).toEqual(drawn(streamOf(seed), first + second));
      }),
    );
  });

  test('seeds one letter apart give streams that share no word', () => {
    const one = new Set(drawn(streamOf('a~b'), 1000));
    expect(drawn(streamOf('a~c'), 1000).filter((word) => one.has(word))).toHaveLength(0);
  });

  test('numbers below a bound are as frequent as each other', () => {
    // The chi-squared of the counts, 4.5 of its standard deviations above its mean.
    for (const bound of [1, 2, 3, 7, 101, 256]) {
      const counts = new Float64Array(bound);
      const picks = new Uint32Array(200_000);
      drawBelow(streamOf(`below ${bound}`), bound, picks);
      for (const pick of picks) counts[pick] = (counts[pick] as number) + 1;
      const expected = picks.length / bound;
      const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chiSquared).toBeLessThanOrEqual(bound - 1 + 4.5 * Math.sqrt(2 * (bound - 1)));
    }
  });

  test('a word that would favour a number is drawn again', () => {
    // 2^32 mod 3 is 1: of all words only 0 falls on the uneven part. A state whose second word is 0 gives 0 as its first word.
    const states = Array.from({ length: 50 }, (_, i) => Uint32Array.of(7, 0, Math.imul(i, 0x9e3779b9), 9));
    const seen = states.map((state) => {
      const [zero, next] = drawn(state.slice(), 2) as [number, number];
      expect(zero).toBe(0);
      const picks = new Uint32Array(1);
      drawBelow(state, 3, picks);
      expect(picks[0]).toBe(Math.floor((next * 3) / 2 ** 32));
      return picks[0];
    });
    expect(new Set(seen)).toEqual(new Set([0, 1, 2]));
  });

  test('bad input is refused', () => {
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 21 + 1])
      expect(() => drawBelow(streamOf('x'), bound, new Uint32Array(1))).toThrow(RangeError);
  });
});
