import { expect, test } from 'vitest';
import { fileGroup, type Scope, scopesHeadline, textsSentence } from '../../src/words/data.ts';

const scope = (source: string, runs: number): Scope => ({ source, runs, models: runs, answers: runs, texts: 0, declared: 0 });

test('the heading names the sources that are there and those that are not', () => {
  expect(scopesHeadline([scope('published', 12), scope('imported', 0), scope('local', 0)])).toBe(
    'Twelve runs published, none imported or made here',
  );
  expect(scopesHeadline([scope('published', 12), scope('imported', 0), scope('local', 1)])).toBe(
    'Twelve runs published and one run made here, none imported',
  );
  expect(scopesHeadline([scope('published', 12), scope('imported', 2), scope('local', 1)])).toBe(
    'Twelve runs published, two runs imported and one run made here',
  );
});

test('texts are told, or why there are none', () => {
  expect(textsSentence(0, 0)).toContain('No file holds texts');
  expect(textsSentence(2, 1)).toContain('one run has them');
  expect(textsSentence(4, 2)).toContain('two runs have them');
});

test('a file belongs to the database, the tables or the texts', () => {
  expect(['lem.duckdb', 'runs.parquet', 'responses-a.p20.local.parquet', 'responses-a.p20.local.duckdb'].map(fileGroup)).toEqual([
    'database',
    'tables',
    'texts',
    'texts',
  ]);
});
