import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import type { BuildManifest } from '../../pipeline/compile/manifest.ts';
import { TABLES } from '../../pipeline/compile/schema.ts';
import { VIEWS } from '../../pipeline/compile/views.ts';
import { inProject } from '../../pipeline/project.ts';
import { verify } from '../../pipeline/verify.ts';
import { makeRun } from './run-maker.ts';
import { newWork, type Work } from './work.ts';

const HOSTILE = '<img src=x onerror=alert(1)> \u202Egnihton\u202C, however, I feel “both” ways and more. 🦊\n\nFor example, Öland?\n';
const PROBES = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[];

let work: Work;
let manifest: BuildManifest;
let database: DuckDBConnection;

beforeAll(async () => {
  work = newWork();
  makeRun(join(work.data, 'runs'), {
    model_id: 'made-1',
    probes: PROBES.slice(0, 12),
    conditions: ['baseline', 'json'],
    text: (id, condition) => HOSTILE.repeat(id.length % 3) + condition,
  });
  manifest = (await compile(work)).manifest;
  const instance = await DuckDBInstance.create(join(work.out, 'lem.duckdb'), { access_mode: 'READ_ONLY' });
  database = await instance.connect();
});
afterAll(() => work.remove());

const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await database.runAndReadAll(sql)).getRowObjectsJS();
const one = async (sql: string): Promise<Record<string, unknown>> => (await rows(sql))[0] as Record<string, unknown>;

describe('the database', () => {
  test('holds every table with every column, and says what each is', async () => {
    const columns = await rows(
      'SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, column_index',
    );
    const due = TABLES.flatMap(({ name, columns }) =>
      columns.map((column) => ({ table_name: name, column_name: column.name, data_type: column.type, comment: column.comment })),
    );
    expect(columns).toEqual([...due].sort((a, b) => (a.table_name < b.table_name ? -1 : a.table_name > b.table_name ? 1 : 0)));
    expect(await rows('SELECT view_name AS name, comment FROM duckdb_views() WHERE NOT internal ORDER BY name')).toEqual(
      VIEWS.map(({ name, comment }) => ({ name, comment })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  test('every column of a view has its note, from the table that it comes from or of its own', async () => {
    const notes = await rows(
      'SELECT table_name AS view, column_name AS name, comment FROM duckdb_columns() WHERE NOT internal AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)',
    );
    expect(notes.filter(({ comment }) => !comment)).toEqual([]);
    const noteOf = (view: string, name: string) => notes.find((of) => of.view === view && of.name === name)?.comment;
    const columnOf = (table: string, name: string) =>
      TABLES.find((of) => of.name === table)?.columns.find((of) => of.name === name)?.comment;
    expect(noteOf('leaderboard', 'low')).toBe(columnOf('summaries', 'low'));
    expect(noteOf('kernel_effect', 'family')).toBe(columnOf('models', 'family'));
    expect(noteOf('kernel_effect', 'test_family')).toBe(columnOf('comparisons', 'family'));
    expect(noteOf('kernel_effect', 'mean_difference')).toMatch(/^Mean of kernel minus baseline/);
  });

  test('every view answers, and every key is a key', async () => {
    for (const { name } of VIEWS) expect(Number((await one(`SELECT count(*) AS n FROM ${name}`)).n), name).toBeGreaterThan(0);
    for (const { name, key } of TABLES) {
      const { n } = await one(`SELECT count(*) - count(DISTINCT (${key.join(', ')})) AS n FROM ${name}`);
      expect(Number(n), name).toBe(0);
    }
  });

  test('every reference leads somewhere', async () => {
    const references = [
      ['results', 'run_id', 'runs'],
      ['results', 'probe_id', 'probes'],
      ['runs', 'model_id', 'models'],
      ['averages', 'model_id', 'models'],
      ['summaries', 'run_id', 'runs'],
      ['run_conditions', 'run_id', 'runs'],
      ['run_conditions', 'kernel_id', 'kernels'],
      ['tie_groups', 'run_id', 'runs'],
    ] as const;
    for (const [from, column, to] of references) {
      const { n } = await one(
        `SELECT count(*) AS n FROM ${from} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT ${column} FROM ${to})`,
      );
      expect(Number(n), `${from}.${column}`).toBe(0);
    }
  });

  test('the points of a response are its score', async () => {
    const { n } = await one(`SELECT count(*) AS n FROM results r JOIN (
      SELECT run_id, probe_id, condition, sample, round(sum(points) * 10) AS tenths FROM signal_points GROUP BY ALL) p USING (run_id, probe_id, condition, sample)
      WHERE round(r.lek_score * 10) <> p.tenths`);
    expect(Number(n)).toBe(0);
  });

  test('the published averages come out of the rows, but for the known disagreements', async () => {
    const measured = await rows(
      'SELECT model_id, condition, stated, measured, agrees, disagreement FROM stated_and_measured WHERE n IS NOT NULL ORDER BY 1, 2',
    );
    expect(measured).toHaveLength(34);
    const differ = measured.filter(({ agrees }) => !agrees);
    expect(differ).toHaveLength(8);
    expect(differ.every(({ disagreement }) => disagreement !== null)).toBe(true);
    expect(measured.find(({ model_id, condition }) => model_id === 'llama-3-8b' && condition === 'json')).toMatchObject({
      stated: 3,
      measured: -1.72,
    });
  });

  test('known figures of the published runs', async () => {
    expect(
      await one(
        "SELECT n, wins, losses, round(mean_difference, 2) AS difference FROM kernel_effect WHERE run_id = 'lek-gemma-3-1b.p100' AND condition = 'txt'",
      ),
    ).toEqual({ n: 101, wins: 43, losses: 54, difference: -3.24 });
    expect(
      await one(
        "SELECT lek_score FROM results WHERE run_id = 'lek-gemma-3-1b.p100' AND probe_id = 'P88_GHOST_TEACH' AND condition = 'txt'",
      ),
    ).toEqual({ lek_score: -19 });
    expect(
      await rows(
        "SELECT family, count(*)::INTEGER AS tests FROM comparisons WHERE kind = 'model' AND family LIKE 'lek%' OR family LIKE 'kernels-%-p100' AND domain = 'all' GROUP BY family ORDER BY family",
      ),
    ).toEqual([
      { family: 'kernels-lek-p100', tests: 2 },
      { family: 'kernels-untrained-p100', tests: 8 },
      { family: 'lek-1b-vs-untrained', tests: 3 },
      { family: 'lek-4b-vs-untrained', tests: 3 },
    ]);
  });

  test('no interval and no p below five probes', async () => {
    const { n } = await one(
      'SELECT count(*) AS n FROM summaries WHERE n < 5 AND (low IS NOT NULL OR high IS NOT NULL OR cluster_low IS NOT NULL)',
    );
    expect(Number(n)).toBe(0);
  });
});

describe('a run beside the published ones', () => {
  test('stands as its own, model, kernel and text', async () => {
    expect(await one("SELECT source, edition, probes FROM runs WHERE run_id = 'made-1.p100.local'")).toEqual({
      source: 'local',
      edition: 'restated',
      probes: 12,
    });
    expect(await one("SELECT source, position FROM models WHERE model_id = 'made-1'")).toEqual({ source: 'local', position: 30 });
    expect(
      await one(
        "SELECT kernel_id, placement, expected, rows FROM run_conditions WHERE run_id = 'made-1.p100.local' AND condition = 'json'",
      ),
    ).toEqual({ kernel_id: 'json.made', placement: 'system', expected: 12, rows: 12 });
    await database.run(`ATTACH '${join(work.out, 'responses-made-1.p100.local.duckdb')}' AS texts (READ_ONLY)`);
    const { n } = await one(
      'SELECT count(*) AS n FROM results r JOIN texts.responses t USING (run_id, probe_id, condition, sample) WHERE r.text_sha256 = t.text_sha256 AND r.chars = length(t.response) AND t.text_sha256 = sha256(t.response)',
    );
    expect(Number(n)).toBe(24);
  });

  test('its texts are files of the manifest, with their rows and columns', () => {
    const texts = manifest.files.filter(({ tables }) => tables[0] === 'responses');
    expect(texts.map(({ name, rows, columns }) => ({ name, rows, columns }))).toEqual([
      { name: 'responses-made-1.p100.local.parquet', rows: 24, columns: 6 },
      { name: 'responses-made-1.p100.local.duckdb', rows: 24, columns: 6 },
    ]);
  });

  test('changes no published figure', async () => {
    const bare = newWork();
    await compile(bare);
    const instance = await DuckDBInstance.create(join(bare.out, 'lem.duckdb'), { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    const published = "SELECT * FROM comparisons WHERE scope = 'published' ORDER BY comparison_id";
    expect(await rows(published)).toEqual((await connection.runAndReadAll(published)).getRowObjectsJS());
    expect(await rows('SELECT * FROM tie_groups ORDER BY ALL')).toEqual(
      (await connection.runAndReadAll('SELECT * FROM tie_groups ORDER BY ALL')).getRowObjectsJS(),
    );
    bare.remove();
  });
});

describe('same input, same bytes', () => {
  /** Compiles in a process of its own, on another day, elsewhere, keeping no statistics. */
  function compileElsewhere(out: string, cacheFile: string, env: Record<string, string>, day: string): BuildManifest {
    const script = `
      const shift = Date.parse('${day}') - Date.now(); const Real = Date;
      globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); } static now() { return Real.now() + shift; } };
      const { compile } = await import('${inProject('pipeline/compile/index.ts')}');
      await compile(${JSON.stringify({ data: work.data, kernel: work.kernel, seeds: work.seeds, out, cacheFile })});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, ...env },
      cwd: work.folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  }

  test('on another day, in another time zone, with another locale', () => {
    const cold = compileElsewhere(
      join(work.folder, 'cold'),
      join(work.folder, 'none.json'),
      { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      '2031-02-03T04:05:06Z',
    );
    const parquet = ({ files }: BuildManifest) => files.filter(({ name }) => name.endsWith('.parquet'));
    expect(cold.data_sha256).toBe(manifest.data_sha256);
    expect(parquet(cold)).toEqual(parquet(manifest));
    expect(cold.tables).toEqual(manifest.tables);
  });

  test('the manifest names no clock and no path', () => {
    const text = JSON.stringify({ ...manifest, tables: [] });
    expect(text).not.toContain(work.folder);
    expect(text).not.toMatch(/20\d\d-\d\d-\d\d/);
  });
});

describe('lem verify', () => {
  test('finds nothing in a good build, and counts what it looked at', async () => {
    const { faults, checks, build } = await verify(work);
    expect(faults).toEqual([]);
    expect(checks).toMatchObject({ scores: 1985, averages: 34, disagreements: 8, responses: 24, runs: 1 });
    expect(build.tables).toBe(2 * TABLES.length);
    expect(build.files).toBe(manifest.files.length);
  });

  test('finds a file that was changed, one that is missing and one that does not belong', async () => {
    const copy: Work = { ...work, out: join(work.folder, 'damaged') };
    await compile(copy);
    const file = join(copy.out, 'results.parquet');
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(file, bytes);
    rmSync(join(copy.out, 'models.parquet'));
    copyFileSync(file, join(copy.out, 'stray.parquet'));
    expect((await verify(copy)).faults).toEqual([
      expect.stringMatching(/^models\.parquet is missing/),
      expect.stringMatching(/^results\.parquet is not the file/),
      expect.stringMatching(/^stray\.parquet is not in the manifest/),
    ]);
  });

  test('finds a build of other data', async () => {
    const other = newWork();
    expect((await verify({ ...other, out: work.out })).faults).toEqual([expect.stringMatching(/not of these data/)]);
    other.remove();
  });
});
