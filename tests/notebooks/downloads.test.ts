import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { TABLES } from '../../pipeline/compile/schema.ts';
import { VIEWS } from '../../pipeline/compile/views.ts';
import { NOTEBOOKS, notebookNames, readNotebook } from '../../pipeline/notebooks/files.ts';
import { type Answer, differenceOf, differenceText, type Notebook } from '../../pipeline/notebooks/index.ts';
import { ipynb } from '../../pipeline/notebooks/ipynb.ts';
import { runOver } from '../../pipeline/notebooks/native.ts';
import { markdownOf } from '../../pipeline/notebooks/prose.ts';
import { sqlFile } from '../../pipeline/notebooks/sql-file.ts';
import { inProject } from '../../pipeline/project.ts';
import { newWork, type Work } from '../compile/work.ts';
import { notebookPython, WITHOUT_JUPYTER } from './environment.ts';
import { parsed } from './sources.ts';

const folder = inProject(NOTEBOOKS);
const python = notebookPython();
const relations = { tables: TABLES.map(({ name }) => name), views: VIEWS };
let work: Work;
let out: string;
let ran: { notebook: Notebook; answers: Map<string, Answer> }[];

beforeAll(async () => {
  work = newWork();
  await compile(work);
  out = mkdtempSync(join(tmpdir(), 'lem-downloads-'));
  ran = [];
  for (const name of notebookNames(folder)) {
    const notebook = await readNotebook(folder, name);
    const answers = await runOver(join(work.out, 'lem.duckdb'), notebook);
    ran.push({ notebook, answers });
    writeFileSync(join(out, `${name}.ipynb`), ipynb(notebook, answers, relations));
    writeFileSync(join(out, `${name}.sql`), sqlFile(notebook, answers));
  }
});
afterAll(() => {
  work.remove();
  rmSync(out, { recursive: true, force: true });
});

describe('the files of a notebook', () => {
  test('hold its prose with values filled in and tags in words', () => {
    const notebook = parsed(
      'It has <Value cell="a" column="x" format=".1f" /> points, &lt; 3: see [the scorer](/scorer/).\n\n```sql id=a\nSELECT 1 AS x ORDER BY 1\n```\n\n<NotShown>\nMuch.\n</NotShown>\n',
    );
    const answers = new Map([['a', { columns: [{ name: 'x', type: 'DOUBLE' }], rows: [[1.25]] }]]);
    const prose = notebook.blocks.filter((block) => block.kind === 'prose');
    expect(prose.map((block) => markdownOf(block, notebook, answers))).toEqual([
      'Yes.\n\nIt has 1.3 points, < 3: see the scorer.',
      '## What it does not show\n\nMuch.',
    ]);
    expect(markdownOf(prose[0] as never, notebook, answers, 'https://lem.example/')).toContain('[the scorer](https://lem.example/scorer/)');
  });

  test('for Jupyter have every cell once, in its order, with the rows that it gave', () => {
    for (const { notebook, answers } of ran) {
      const { cells, nbformat, nbformat_minor } = JSON.parse(ipynb(notebook, answers, relations));
      expect([nbformat, nbformat_minor]).toEqual([4, 5]);
      const ids = cells.map(({ id }: { id: string }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const queries = cells.filter(({ id }: { id: string }) => id.startsWith('cell-'));
      expect(queries.map(({ source }: { source: string }) => /^cell\("(\w+)"/.exec(source)?.[1])).toEqual(
        notebook.cells.map(({ id }) => id),
      );
      for (const { outputs } of queries) expect(outputs[0].data['text/plain']).not.toBe('');
      expect(JSON.stringify(cells)).not.toContain('<Value');
    }
  });

  test.skipIf(!python)(
    `give the very rows of the build, run by Jupyter over Parquet and as SQL over the database${python ? '' : `: skipped, ${WITHOUT_JUPYTER}`}`,
    () => {
      const names = ran.map(({ notebook }) => notebook.name);
      const { status, stdout, stderr } = spawnSync(
        python as string,
        [inProject('tests/notebooks/execute.py'), out, join(work.out, 'lem.duckdb'), ...names],
        { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, LEM_DATA: work.out } },
      );
      expect(status, stderr.slice(-4000)).toBe(0);
      type Rows = Record<string, { columns: string[]; rows: Answer['rows'] }>;
      const found = JSON.parse(stdout) as Record<string, { ipynb: Rows; sql: Rows }>;
      const differences = ran.flatMap(({ notebook, answers }) =>
        (['ipynb', 'sql'] as const).flatMap((kind) => {
          const made = found[notebook.name]?.[kind] ?? {};
          expect(Object.keys(made)).toEqual(notebook.cells.map(({ id }) => id));
          return [...answers].flatMap(([id, answer]) => {
            const { columns = [], rows = [] } = made[id] ?? {};
            // Python names its types otherwise; names, rows and values have to be the same.
            const now = { columns: answer.columns.map(({ type }, index) => ({ name: columns[index] ?? '', type })), rows };
            const difference = differenceOf(id, answer, now);
            return difference ? [`${notebook.name}.${kind}: ${differenceText(difference)}`] : [];
          });
        }),
      );
      expect(differences).toEqual([]);
    },
  );
});
