import { describe, expect, test } from 'vitest';
import type { Difference } from '../../pipeline/notebooks/compare.ts';
import { changedSentence, comparedSentence, everySentence, findingsSentence, scopeSentence } from '../../src/words/notebook.ts';

const lock = { data_sha256: 'ab12'.repeat(16) };
const value: Difference = { cell: 'a', what: 'value', row: 2, key: 'gemma-3-1b', column: 'mean', before: 1.5, now: null, others: 1 };

test('what a notebook is bound to, and whether its rows are the locked ones', () => {
  expect(scopeSentence('published', 1, 0)).toMatch(/^One query over the published figures\. .*a build in which one differs fails\.$/);
  expect(scopeSentence('all', 3, 0)).toMatch(/^Three queries over all data.*are those that were locked/);
  expect(scopeSentence('all', 3, 1)).toMatch(/One of them gives other rows than were locked with the text\.$/);
  expect(scopeSentence('all', 3, 2)).toMatch(/Two of them give other rows/);
  expect(scopeSentence('all', 3, undefined)).toMatch(/No rows were locked with the text\.$/);
});

describe('a cell that is not as it was locked', () => {
  test('says since which data, and where', () => {
    expect(changedSentence(value, lock)).toBe(
      'Changed since data ab12ab12ab12: mean of gemma-3-1b is NULL, then 1.5. One more value differs.',
    );
    expect(changedSentence({ ...value, others: 0 }, lock)).toMatch(/then 1\.5\.$/);
    expect(changedSentence({ cell: 'a', what: 'rows', before: '3', now: '4' }, lock)).toBe(
      'Changed since data ab12ab12ab12: 4 rows, then 3.',
    );
    expect(changedSentence({ cell: 'a', what: 'not locked' }, undefined)).toBe('Never locked: the query is new.');
  });
});

describe('a cell that was run in the page', () => {
  test('is the same, or changed in a place', () => {
    expect(comparedSentence(undefined, 'published', 12)).toBe('Same as published, 12\u00a0ms.');
    expect(comparedSentence(undefined, 'all', 1234)).toBe('Same as built, 1.2\u00a0s.');
    expect(comparedSentence(value, 'published', 12)).toBe('Changed, 12\u00a0ms: 2 values are not as published, the first in row 2, mean.');
    expect(comparedSentence({ cell: 'a', what: 'rows', before: '3', now: '2' }, 'published', 12)).toBe(
      'Changed, 12\u00a0ms: 2 rows, published 3.',
    );
    expect(comparedSentence({ cell: 'a', what: 'columns', before: 'x', now: 'y' }, 'all', 12)).toBe(
      'Changed, 12\u00a0ms: other columns than built.',
    );
  });

  test('is one of all', () => {
    expect(everySentence(4, 4, 4, 'published')).toBe('All four give the rows that were published.');
    expect(everySentence(1, 1, 1, 'all')).toBe('The query gives the rows that were built.');
    expect(everySentence(3, 4, 4, 'published')).toBe('One of four gives other rows than were published.');
    expect(everySentence(0, 2, 4, 'published')).toBe('Two of four could not be run.');
  });
});

test('how many findings there are', () => {
  expect(findingsSentence(12, 88)).toMatch(/^Twelve questions, each with its answer.*88 queries in all/);
  expect(findingsSentence(1, 1)).toMatch(/^One question, each.*1 query in all/);
});
