import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { bareOptions, namespaceOf, tablesIn, wantsTable } from '../../src/browser/editor/complete.ts';
import { KEYWORDS } from '../../src/browser/editor/dialect.ts';
import { faultRange, lineAndColumn, quoted } from '../../src/browser/editor/place.ts';

const column = (name: string, type = 'DOUBLE', comment = '') => ({ name, type, comment });
const table = (name: string, ...columns: ReturnType<typeof column>[]) => ({ name, comment: `All of ${name}.`, rows: 1985, columns });
const results = table('results', column('run_id', 'VARCHAR', 'The run.'), column('lek_score', 'DOUBLE', 'The score.'));
const runs = table('runs', column('run_id', 'VARCHAR', 'The run.'), column('source', 'VARCHAR'));
const own = table('My run', column('Größe'), column('n'));
const schema = { tables: [results, runs, own], functions: ['median', 'list_sum'] };

describe('a place in a text', () => {
  test('lines and columns begin at one; columns count characters, not UTF-16 units', () => {
    expect(lineAndColumn('SELECT 1', 0)).toEqual({ line: 1, column: 1 });
    expect(lineAndColumn('SELECT\n  1', 9)).toEqual({ line: 2, column: 3 });
    expect(lineAndColumn("SELECT '😀', x", "SELECT '😀', ".length)).toEqual({ line: 1, column: 13 });
    expect(lineAndColumn('a\nb', 99)).toEqual({ line: 2, column: 2 });
  });

  test('a fault is about the name, the text or the sign that begins there', () => {
    const marked = (text: string, at: number) => {
      const { from, to } = faultRange(text, at);
      return text.slice(from, to);
    };
    expect(marked('FROM leaderbord WHERE', 5)).toBe('leaderbord');
    expect(marked('FROM "my table" WHERE', 5)).toBe('"my table"');
    expect(marked("WHERE 'it''s' = 1", 6)).toBe("'it''s'");
    expect(marked('SELECT größe', 7)).toBe('größe');
    expect(marked('SELECT (', 7)).toBe('(');
    expect(marked('SELECT 1 FROM \n', 14)).toBe('M');
    expect(faultRange('', 0)).toEqual({ from: 0, to: 0 });
    expect(faultRange('ab', 50)).toEqual({ from: 1, to: 2 });
  });

  test('a name is quoted where it has to be', () => {
    expect(['lek_score', 'My run', 'a"b', '1st', 'Größe'].map(quoted)).toEqual(['lek_score', '"My run"', '"a""b"', '"1st"', '"Größe"']);
  });
});

describe('completion', () => {
  test('the tables that a text names, in either case and quoted', () => {
    expect(tablesIn('FROM RESULTS r JOIN "My run"', schema.tables).map(({ name }) => name)).toEqual(['results', 'My run']);
    expect(tablesIn('FROM resultset', schema.tables)).toEqual([]);
  });

  test('columns of the tables that are named, one entry a name; of all where none is', () => {
    const labels = (text: string) => bareOptions(text, schema).map(({ label, detail }) => `${label} ${detail}`);
    expect(labels('SELECT FROM results')).toEqual(['run_id VARCHAR, results', 'lek_score DOUBLE, results', 'median ( )', 'list_sum ( )']);
    expect(labels('FROM results JOIN runs')[0]).toBe('run_id VARCHAR');
    expect(labels('')).toContain('n DOUBLE, My run');
  });

  test('after FROM and JOIN there are tables alone', () => {
    expect(['SELECT * FROM ', 'FROM a left join\n', 'SUMMARIZE '].map(wantsTable)).toEqual([true, true, true]);
    expect(['SELECT ', 'FROM a WHERE ', 'SELECT fromage ', ''].map(wantsTable)).toEqual([false, false, false, false]);
  });

  test('names are applied quoted, notes stand beside them', () => {
    const options = bareOptions('"My run"', schema);
    expect(options.find(({ label }) => label === 'Größe')).toMatchObject({ apply: '"Größe"' });
    expect(bareOptions('results', schema)[1]).toMatchObject({ label: 'lek_score', info: 'The score.' });
    expect(namespaceOf(schema)).toMatchObject({
      results: { self: { label: 'results', detail: '1,985 rows', info: 'All of results.' } },
      'My run': { self: { apply: '"My run"' } },
    });
  });
});

test('keywords are DuckDB’s own, all that it reserves among them', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = (await connection.runAndReadAll('SELECT keyword_name, keyword_category FROM duckdb_keywords() ORDER BY 1')).getRowsJS();
  const known = new Map(rows.map(([name, category]) => [String(name), String(category)]));
  expect(KEYWORDS.filter((word) => !known.has(word))).toEqual([]);
  expect([...known].filter(([word, category]) => category === 'reserved' && !KEYWORDS.includes(word))).toEqual([]);
  connection.closeSync();
});
