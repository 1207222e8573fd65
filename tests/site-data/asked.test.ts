import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { nativeAnswer } from '../../pipeline/notebooks/native.ts';
import { asked, readAsked } from '../../src/data/asked.ts';

const database = 'data/build/lem.duckdb';

describe('worked questions', () => {
  test('there is a dozen, each a question of its own', () => {
    expect(asked).toHaveLength(12);
    expect(new Set(asked.map(({ question }) => question)).size).toBe(12);
  });

  test('a file that no reader could run, or that asks nothing, is an error with its name', () => {
    const rest = 'SELECT 1 AS a\nORDER BY a';
    expect(readAsked('x', `-- Which?\n-- All\n-- of them.\n${rest}\n`)).toEqual({
      id: 'x',
      question: 'Which?',
      note: 'All of them.',
      sql: `-- Which?\n-- All\n-- of them.\n${rest}`,
    });
    expect(() => readAsked('x', rest)).toThrow('src/queries/asked/x.sql has to begin with a comment that asks a question');
    expect(() => readAsked('x', `-- Which.\n-- All.\n${rest}`)).toThrow(/asks a question/);
    expect(() => readAsked('x', `-- Which?\n${rest}`)).toThrow(/say below its question/);
    expect(() => readAsked('x', '-- Which?\n-- In ORDER BY.\nSELECT 1')).toThrow(/no ORDER BY/);
    expect(() => readAsked('x', '-- Which?\n-- All.\nSELECT $model ORDER BY 1')).toThrow(/has a parameter/);
  });

  // The order has to be total: threads that finish in another order must not show.
  test.skipIf(!existsSync(database))('each has the same rows with one thread and with many', async () => {
    const rows = async (threads: string, keep: string) => {
      const settings = { access_mode: 'READ_ONLY', threads, preserve_insertion_order: keep };
      const connection = await (await DuckDBInstance.create(database, settings)).connect();
      const all = [];
      for (const { sql } of asked) all.push((await nativeAnswer(connection, sql)).rows);
      connection.closeSync();
      return all;
    };
    const one = await rows('1', 'true');
    expect(one.map((answer) => answer.length).filter((length) => length === 0)).toEqual([]);
    expect(await rows('4', 'false')).toEqual(one);
  });
});
