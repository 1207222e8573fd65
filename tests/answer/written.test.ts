import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { asCsv, asJson, asMarkdown, asTsv, ordered, uniqueNames } from '../../src/browser/answer/written.ts';

const table = (columns: Record<string, string>, ...rows: Value[][]): Answer => ({
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});
const strange = table(
  { 'a,"b"': 'VARCHAR', n: 'DOUBLE', l: 'INTEGER[]' },
  ['x,"y"\r\nz', 1.5, [1, 2]],
  ['', null, null],
  [null, -0.1, []],
  ['a\tb|c*d_e_ <i>&amp;\\', 1e21, [3]],
);

describe('an answer as CSV', () => {
  test('quotes what RFC 4180 wants quoted, and tells NULL from empty text', () => {
    expect(asCsv(strange)).toBe('"a,""b""",n,l\r\n"x,""y""\r\nz",1.5,"[1,2]"\r\n"",,\r\n,-0.1,[]\r\na\tb|c*d_e_ <i>&amp;\\,1e+21,[3]\r\n');
  });

  test('any text comes back from a reader of CSV', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const read = parse(asCsv(table({ a: 'VARCHAR', b: 'VARCHAR' }, ...rows)), { record_delimiter: '\r\n' }) as string[][];
        expect(read.slice(1)).toEqual(rows);
      }),
    );
  });

  test('DuckDB reads it back with NULL and empty text apart', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const { mkdtempSync, writeFileSync } = await import('node:fs');
    const file = `${mkdtempSync('/tmp/lem-answer-')}/a.csv`;
    writeFileSync(file, asCsv(table({ a: 'VARCHAR', b: 'INTEGER' }, ['', 1], [null, 2], ['null', 3], ['x\ny', 4])));
    const reader = await connection.runAndReadAll(`SELECT a FROM read_csv('${file}', allow_quoted_nulls = false) ORDER BY b`);
    expect(reader.getRows()).toEqual([[''], [null], ['null'], ['x\ny']]);
  });
});

test('an answer between tabs keeps a cell a cell', () => {
  expect(asTsv(strange)).toBe('"a,""b"""\tn\tl\n"x,""y""\r\nz"\t1.5\t[1,2]\n\t\t\n\t-0.1\t[]\n"a\tb|c*d_e_ <i>&amp;\\"\t1e+21\t[3]\n');
});

test('an answer as Markdown shows text as it is, numbers at the right', () => {
  expect(asMarkdown(strange).split('\n')).toEqual([
    '| a,"b" | n | l |',
    '| --- | ---: | --- |',
    '| x,"y"<br>z | 1.5 | \\[1,2\\] |',
    '|  |  |  |',
    '|  | -0.1 | \\[\\] |',
    '| a\tb\\|c\\*d_e\\_ \\<i\\>&amp;amp;\\\\ | 1e+21 | \\[3\\] |',
    '',
  ]);
});

test('an answer as JSON is a list of rows, and reads back', () => {
  expect(JSON.parse(asJson(strange))).toEqual([
    { 'a,"b"': 'x,"y"\r\nz', n: 1.5, l: [1, 2] },
    { 'a,"b"': '', n: null, l: null },
    { 'a,"b"': null, n: -0.1, l: [] },
    { 'a,"b"': 'a\tb|c*d_e_ <i>&amp;\\', n: 1e21, l: [3] },
  ]);
  expect(JSON.parse(asJson(table({ a: 'INTEGER' })))).toEqual([]);
});

test('columns of one name are told apart, as DuckDB does', () => {
  const names = (...all: string[]) => uniqueNames(all.map((name) => ({ name, type: 'INTEGER' })));
  expect(names('a', 'a', 'b', 'a')).toEqual(['a', 'a_1', 'b', 'a_2']);
  expect(names('a', 'a_1', 'a')).toEqual(['a', 'a_1', 'a_2']);
});

test('the order of the rows is the one that is shown', () => {
  expect(ordered(table({ a: 'INTEGER' }, [1], [2], [3]), [2, 0, 1]).rows).toEqual([[3], [1], [2]]);
});
