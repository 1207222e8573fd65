import { describe, expect, test } from 'vitest';
import { followers, names, viewSql } from '../../pipeline/notebooks/index.ts';
import { bare, hasSeveral, isOrdered, sources } from '../../pipeline/notebooks/sql.ts';

describe('the names that SQL speaks of', () => {
  test('are those outside of strings and comments, quoted or not, in small letters', () => {
    const sql = `SELECT Means.x, 'first' -- second
      /* third */ FROM "Fourth one" JOIN $$ fifth $$ WHERE a = 'it''s sixth'`;
    const found = names(sql);
    for (const name of ['means', 'x', 'fourth one', 'a']) expect(found).toContain(name);
    for (const name of ['first', 'second', 'third', 'fifth', 'sixth']) expect(found).not.toContain(name);
  });

  test('say which cells follow a changed one, through others', () => {
    const cells = [
      { id: 'a', sql: 'SELECT 1' },
      { id: 'b', sql: 'SELECT * FROM a' },
      { id: 'c', sql: "SELECT 'a' -- b" },
      { id: 'd', sql: 'SELECT * FROM "B"' },
    ];
    expect(followers(cells, 'a')).toEqual(['b', 'd']);
    expect(followers(cells, 'b')).toEqual(['d']);
    expect(followers(cells, 'd')).toEqual([]);
    expect(sources(cells, 'd').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(sources(cells, 'c')).toEqual([]);
  });
});

test('a statement is one, and ordered, only by what stands outside of strings, comments and parentheses', () => {
  expect(hasSeveral("SELECT ';' -- ;\n;")).toBe(false);
  expect(hasSeveral('SELECT 1; SELECT 2')).toBe(true);
  expect(isOrdered('SELECT 1 order  by 1')).toBe(true);
  expect(isOrdered('SELECT row_number() OVER (ORDER BY x)')).toBe(false);
  expect(isOrdered('SELECT 1 -- ORDER BY 1')).toBe(false);
  expect(isOrdered('SELECT "ORDER BY" FROM x')).toBe(false);
});

test('a view holds a cell that ends in a comment', () => {
  expect(bare('\n SELECT 1 ; \n;')).toBe('SELECT 1');
  expect(viewSql('a', 'SELECT 1 -- end')).toBe('CREATE OR REPLACE TEMP VIEW "a" AS\nSELECT 1 -- end\n');
});
