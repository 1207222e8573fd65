import { describe, expect, test } from 'vitest';
import {
  type Answer,
  differences,
  differenceText,
  type Lock,
  lockOf,
  lockText,
  parseLock,
  sameValue,
} from '../../pipeline/notebooks/index.ts';

const about: Omit<Lock, 'format' | 'cells'> = {
  notebook: 'made',
  scope: 'published',
  data_sha256: 'ab'.repeat(32),
  scorer: { version: '2.0.0', sha256: 'cd'.repeat(32) },
  duckdb: 'v1.4.4',
};
const answer = (...rows: Answer['rows'][number][]): Answer => ({
  columns: [
    { name: 'model_id', type: 'VARCHAR' },
    { name: 'mean', type: 'DOUBLE' },
  ],
  rows,
});
const texts = (locked: Answer, now: Answer) =>
  differences(lockOf(about, new Map([['means', locked]])), new Map([['means', now]])).map(differenceText);

describe('a lock', () => {
  test('is read back as it was written, a row a line, floats to 12 digits', () => {
    const lock = lockOf(about, new Map([['means', answer(['a', 1 / 3], ['b', null], ['c', 123456789])]]));
    const text = lockText(lock);
    expect(parseLock(text, 'made.lock.json')).toEqual(lock);
    expect(text).toContain('        ["a",0.333333333333],\n        ["b",null],\n');
    expect(lockText(parseLock(text, 'made.lock.json'))).toBe(text);
  });

  test('that is damaged is named', () => {
    expect(() => parseLock('{"format": 1}', 'made.lock.json')).toThrow(/^made\.lock\.json: notebook is missing/);
  });

  test('says nothing of what is the same to 12 digits', () => {
    expect(texts(answer(['a', 0.1 + 0.2]), answer(['a', 0.3]))).toEqual([]);
  });

  test('names cell, row, column, then and now', () => {
    expect(texts(answer(['a', 1.5], ['b', 2]), answer(['a', 1.5], ['b', 2.1]))).toEqual([
      'cell means, row 2 (b), column mean: then 2, now 2.1',
    ]);
    expect(texts(answer(['a', 1.5], ['b', 2]), answer(['b', 1], ['b', null]))).toEqual([
      'cell means, row 1 (b), column model_id: then "a", now "b"; 2 more values of the cell differ',
    ]);
    expect(texts(answer(['a', 1]), answer())).toEqual(['cell means, its rows: then 1, now 0']);
    expect(texts(answer(), { ...answer(), columns: [{ name: 'model_id', type: 'INTEGER' }] })).toEqual([
      'cell means, its columns: then model_id VARCHAR, mean DOUBLE, now model_id INTEGER',
    ]);
  });

  test('says which cells it lacks, and which it has alone', () => {
    const lock = lockOf(about, new Map([['old', answer()]]));
    expect(differences(lock, new Map([['new', answer()]])).map(differenceText)).toEqual([
      'cell new: it is not in the lock',
      'cell old: it is in the lock alone',
    ]);
  });
});

test('values are the same by what they hold', () => {
  expect(sameValue([1, { a: 'x' }], [1 + 1e-14, { a: 'x' }])).toBe(true);
  expect(sameValue({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameValue(1, '1')).toBe(false);
  expect(sameValue(1.00000000001, 1.00000000005)).toBe(false);
});
