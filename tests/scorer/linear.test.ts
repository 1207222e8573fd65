import { describe, expect, test } from 'vitest';
import { collidingWords, elsewhere, english, generator, hashOf, WORST } from '../../bench/texts.ts';
import { score } from '../../pipeline/scorer/index.ts';

/**
 * How many UTF-16 units the scorer reads of a text, all looking ahead and back included. The scorer learns of a text by
 * `charCodeAt` and `slice` alone, so that a stand-in which counts sees all of its work on the text.
 */
function reads(text: string): number {
  let count = 0;
  const counting = {
    length: text.length,
    charCodeAt(at: number) {
      count++;
      return text.charCodeAt(at);
    },
    slice(start: number, end: number) {
      count += end - start;
      return text.slice(start, end);
    },
  };
  score(counting as unknown as string);
  return count;
}

const texts = Object.entries({
  ...WORST,
  prose: (length: number) => english(length, generator(5)),
  'other scripts': (length: number) => elsewhere(length, generator(5)),
});

describe('the scorer reads a text in proportion to its length', () => {
  test.each(texts)('%s: twice the text, twice the reading', (_, make) => {
    const [once, twice] = [reads(make(20_000)), reads(make(40_000))];
    expect(twice / once).toBeLessThan(2.2);
  });

  test.each(texts)('%s: never more than 150 reads a unit', (_, make) => {
    expect(reads(make(20_000)) / 20_000).toBeLessThan(150);
  });

  test('the stand-in sees the reading: English takes more than one read a unit and fewer than ten', () => {
    const perUnit = reads(english(20_000, generator(5))) / 20_000;
    expect(perUnit).toBeGreaterThan(1);
    expect(perUnit).toBeLessThan(10);
  });

  test('words made to have one hash are counted right, and do have it', () => {
    const words = collidingWords(100_000);
    expect(words.length).toBeGreaterThan(3000);
    expect(new Set(words).size).toBe(words.length);
    expect(new Set(words.map((word) => hashOf(word))).size).toBe(1);
    expect(score(`${words.join(' ')} `.repeat(2)).counts.degeneration).toBe(0);
    expect(score(`${words.join(' ')} `.repeat(3)).counts.degeneration).toBe(0.5);
  });
});
