import { describe, expect, test } from 'vitest';
import { bestPart, scoresFirst, stretches } from '../../src/browser/pagefind.ts';
import { foundSentence } from '../../src/words/search.ts';

describe('what a search gave', () => {
  test('counts scores and pages, and leaves out what there is none of', () => {
    expect(foundSentence('lek', 1985, 1)).toBe('1,985 scores and 1 page.');
    expect(foundSentence('lek', 1, 0)).toBe('1 score.');
    expect(foundSentence('lek', 0, 12)).toBe('12 pages.');
    expect(foundSentence('<b>x</b>', 0, 0)).toBe('Nothing was found for “<b>x</b>”.');
  });

  test('scores stand first where few match', () => {
    expect(scoresFirst(1, 3)).toBe(true);
    expect(scoresFirst(6, 3)).toBe(true);
    expect(scoresFirst(7, 3)).toBe(false);
    expect(scoresFirst(300, 0)).toBe(true);
    expect(scoresFirst(0, 3)).toBe(false);
  });
});

describe('an excerpt', () => {
  test('is cut into plain text and hits', () => {
    expect(stretches('the <mark>kernel</mark> and <mark>a</mark>')).toEqual([
      { text: 'the ', hit: false },
      { text: 'kernel', hit: true },
      { text: ' and ', hit: false },
      { text: 'a', hit: true },
    ]);
    expect(stretches('')).toEqual([]);
  });

  test('keeps tags of the text as text', () => {
    expect(stretches('a &lt;script&gt; <mark>&lt;b&gt;</mark>')).toEqual([
      { text: 'a <script> ', hit: false },
      { text: '<b>', hit: true },
    ]);
  });

  test('comes from the part where most of the words stand; the page itself where parts are level', () => {
    const part = (title: string, ...scores: number[]) => ({
      title,
      url: `/${title}`,
      excerpt: '',
      weighted_locations: scores.map((balanced_score) => ({ balanced_score })),
    });
    expect(bestPart([part('page', 2), part('section', 1, 1, 1)])?.title).toBe('section');
    expect(bestPart([part('page', 2), part('section', 1, 1)])?.title).toBe('page');
    expect(bestPart([])).toBeUndefined();
  });
});
