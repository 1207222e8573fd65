import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { openDatabase } from '../../pipeline/compile/open.ts';
import { scopeHash } from '../../pipeline/compile/scope.ts';
import { NOTEBOOKS, notebookNames } from '../../pipeline/notebooks/files.ts';
import { runNotebook } from '../../pipeline/notebooks/native.ts';
import { breaks, checkNotebook, type NotebookReport, newNotebook, requireLocked } from '../../pipeline/notebooks.ts';
import { inProject } from '../../pipeline/project.ts';
import { lem } from '../cli/lem.ts';
import { makeRun } from '../compile/run-maker.ts';
import { newWork, type Work } from '../compile/work.ts';
import { ANSWER, cell, parsed, source } from './sources.ts';

const folder = inProject(NOTEBOOKS);
let work: Work;
let own: string;
const database = () => join(work.out, 'lem.duckdb');

beforeAll(async () => {
  work = newWork();
  await compile(work);
  own = mkdtempSync(join(tmpdir(), 'lem-notebooks-'));
});
afterAll(() => {
  work.remove();
  rmSync(own, { recursive: true, force: true });
});

/** Writes a notebook of our own and says its name. */
function written(name: string, body: string, scope?: string): string {
  writeFileSync(join(own, `${name}.mdx`), source(ANSWER + body, scope ? { scope } : {}));
  return name;
}
const check = (name: string, update = false) => checkNotebook(name, { folder: own, database: database(), update });
const hashes = async () => {
  const connection = await openDatabase(database());
  try {
    return { published: await scopeHash(connection, 'published'), all: await scopeHash(connection, 'all') };
  } finally {
    connection.closeSync();
  }
};

describe('cells', () => {
  test('read those before them, and answer in their own order and types', async () => {
    const connection = await openDatabase(database());
    const answers = await runNotebook(
      connection,
      parsed(
        cell('numbers', 'SELECT range AS n, n * 1.5::DECIMAL(4, 1) AS d FROM range(3) ORDER BY n DESC -- from the top') +
          cell('total', "SELECT sum(n) AS total, max(d), [1, NULL] AS list, DATE '2026-11-24' AS day FROM numbers ORDER BY 1"),
      ),
    );
    connection.closeSync();
    expect(answers.get('numbers')?.rows).toEqual([
      [2, 3],
      [1, 1.5],
      [0, 0],
    ]);
    expect(answers.get('total')).toMatchObject({ rows: [[3, 3, [1, null], '2026-11-24']] });
    expect(answers.get('total')?.columns.map(({ type }) => type)).toEqual(['HUGEINT', 'DECIMAL(23,1)', 'INTEGER[]', 'DATE']);
  });

  test.each([
    [
      'a query that DuckDB refuses',
      cell('a', 'SELECT model_id\nFROM modles\nORDER BY 1'),
      14,
      'cell a: Catalog Error: Table with name modles',
    ],
    ['a query that does not parse', cell('a', 'SELECT 1\nORDER BY BY'), 14, 'cell a: Parser Error'],
    ['the name of a table', cell('models', 'SELECT 1 ORDER BY 1'), 12, 'the cell models has the name of a table'],
    ['a statement that is no query', cell('a', 'DELETE FROM runs WHERE 1 = 1 -- \nORDER BY 1'), 14, 'cell a'],
  ])('that hold %s are named with their line', async (_, body, line, what) => {
    const found = check(written('wrong', body));
    await expect(found).rejects.toThrow(what);
    await expect(found).rejects.toThrow(`wrong.mdx:${line}: `);
  });

  test('give prose no value that is not one', async () => {
    const body = `${cell('a', 'SELECT 1 AS x UNION ALL SELECT 2 ORDER BY x')}<Value cell="a" column="x" />\n`;
    await expect(check(written('wrong', body))).rejects.toThrow(/wrong\.mdx:16: <Value> of cell a, column x: no condition fits 2 rows/);
  });
});

test('a chart that names a column which is not there is an error with its line', async () => {
  const chart = '```chart from=a\nmark: dot\nx: {column: x, label: points}\ny: name\ninterval: [low, x]\nsort: -x\n```\n';
  const name = written('charted', cell('a', "SELECT 1.5 AS x, 'a' AS name ORDER BY 1") + chart);
  await expect(check(name)).rejects.toThrow(/charted\.mdx:17: the chart names a column low, which the cell a has not\. It has x, name/);
});

describe('a notebook and its lock', () => {
  test('stops the build where it has none, and where its rows are others', async () => {
    const name = written('locked', cell('a', 'SELECT 1.5 AS x ORDER BY 1'));
    const report = await check(name);
    expect([report.lock, breaks(report)]).toEqual(['none', true]);
    expect((await check(name, true)).lock).toBe('written');
    expect(await check(name)).toMatchObject({ lock: 'same', differences: [], other_data: false });

    written('locked', cell('a', 'SELECT 1.6 AS x ORDER BY 1') + cell('b', 'SELECT 1 ORDER BY 1'));
    const changed = await check(name);
    expect([changed.lock, breaks(changed)]).toEqual(['changed', true]);
    expect(changed.differences).toEqual([
      { cell: 'a', what: 'value', row: 1, key: '1.6', column: 'x', before: 1.5, now: 1.6, others: 0 },
      { cell: 'b', what: 'not locked' },
    ]);
    const { code, out } = lem(['notebooks', name, '--notebooks', own, '--build', work.out]);
    expect(code).toBe(1);
    expect(out).toContain(`locked.mdx:13: cell a, row 1 (1.6), column x: then 1.5, now 1.6`);

    for (const other of ['wrong', 'charted']) rmSync(join(own, `${other}.mdx`), { force: true });
    await expect(requireLocked({ folder: own, database: database() })).rejects.toThrow(
      /^The results of a notebook are not those of its lock\n.*locked\.mdx:13: cell a, row 1 \(1\.6\), column x: then 1\.5, now 1\.6/,
    );

    written('locked', cell('a', 'SELECT 1.6 AS x ORDER BY 1'), 'all');
    expect(breaks(await check(name))).toBe(false);
  });

  test('is written the same twice, and not at all where nothing changed', async () => {
    const name = written('stable', cell('a', "SELECT model_id, mean FROM leaderboard WHERE source = 'published' ORDER BY ALL"));
    await check(name, true);
    const text = readFileSync(join(own, 'stable.lock.json'), 'utf8');
    await check(name, true);
    expect(readFileSync(join(own, 'stable.lock.json'), 'utf8')).toBe(text);
  });

  test('begins as one that passes', async () => {
    const { report } = await newNotebook('begun', { folder: own, database: database() });
    expect(report).toMatchObject({ lock: 'written', differences: [] });
    expect(await check('begun')).toMatchObject({ lock: 'same' });
    await expect(newNotebook('begun', { folder: own, database: database() })).rejects.toThrow('it is there already');
    await expect(newNotebook('Not A Name', { folder: own, database: database() })).rejects.toThrow('cannot be the name');
  });
});

describe('the notebooks of this project', () => {
  const names = notebookNames(folder);
  const runAll = async (): Promise<NotebookReport[]> => {
    const reports = [];
    for (const name of names) reports.push(await checkNotebook(name, { folder, database: database() }));
    return reports;
  };

  test('of published figures have the rows of their locks, without and with a further run', async () => {
    const before = await hashes();
    expect((await runAll()).filter(breaks)).toEqual([]);
    makeRun(join(work.data, 'runs'), {
      model_id: 'made-2',
      probes: [
        { id: 'P01_IDENTITY_WHISTLEBLOWER', domain: 'Identity' },
        { id: 'P02_IDENTITY_REFUGEE', domain: 'Identity' },
      ],
      conditions: ['baseline', 'json'],
      text: (id, condition) => `I choose ${id}, and I feel ${condition}: what if it were otherwise?`,
    });
    await compile(work);
    const after = await hashes();
    expect(after.published).toBe(before.published);
    expect(after.all).not.toBe(before.all);
    const reports = await runAll();
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.filter(({ scope, lock }) => scope === 'published' && lock !== 'same')).toEqual([]);
  });
});

describe('lem notebooks', () => {
  test('reports as JSON, and knows wrong use from a failure', () => {
    const { code, out } = lem(['notebooks', '--json', '--build', work.out]);
    expect(code).toBe(0);
    expect((JSON.parse(out) as NotebookReport[]).map(({ name }) => name)).toEqual(notebookNames(folder));
    expect(lem(['notebooks', 'nothing']).code).toBe(2);
    expect(lem(['notebooks', '--nothing']).code).toBe(2);
    const broken = lem(['notebooks', written('broken', cell('a', 'SELECT FROM ORDER BY 1')), '--notebooks', own, '--build', work.out]);
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('broken.mdx:13: cell a: Parser Error');
    expect(lem(['notebooks', '--build', own]).err).toContain('Run `lem compile` first');
  });

  test('begins a notebook where it is told to', () => {
    const { code, out } = lem(['notebooks', 'new', 'by-hand', '--notebooks', own, '--build', work.out]);
    expect([code, out.includes('by-hand.lock.json')]).toEqual([0, true]);
  });
});
