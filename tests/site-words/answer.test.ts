import { expect, test } from 'vitest';
import { cappedSentence, copiedSentence, cutSentence, orderSentence, restSentence, savedSentence } from '../../src/words/answer.ts';

test('copies, files, orders and cuts', () => {
  expect(copiedSentence(1, 'Markdown', false)).toBe('Copied 1 row as Markdown.');
  expect(copiedSentence(10_000, 'TSV', true)).toBe('Copied 10,000 rows as TSV, those that are here.');
  expect(savedSentence(12, 'answer.csv', false)).toBe('Made answer.csv of 12 rows.');
  expect(orderSentence('mean', 'descending')).toBe('Sorted by mean, highest first.');
  expect(orderSentence(undefined, undefined)).toBe('In the order of the answer.');
  expect(cappedSentence(200, 5000)).toBe('Drawn: the first 200 of 5,000 rows, in the order of the table.');
  expect(cappedSentence(12, 12)).toBe('');
  expect(cutSentence(20_000, 1_000_000)).toBe('The first 20,000 of 1,000,000 characters.');
  expect(cutSentence(5, 5)).toBe('5 characters.');
});

test('the rest of an answer that did not come', () => {
  expect(restSentence(undefined)).toBe('Stopped. The first rows stay; run the query again for all.');
  expect(restSentence('out of memory.')).toBe(
    'The other rows did not come: out of memory. The first rows stay; run the query again for all.',
  );
});
