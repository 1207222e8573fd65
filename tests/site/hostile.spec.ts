import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from '@playwright/test';
import { NOTEBOOKS, notebookNames } from '../../pipeline/notebooks/files.ts';
import { checkNotebook } from '../../pipeline/notebooks.ts';
import { buildInto } from './build.ts';
import { serve } from './server.ts';

// A site built from names and notes that nobody would choose in good faith: they are shown as text, and nothing breaks.

const MARKUP = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'"></svg></style>'"\`{{x}}\${x}`;
const TURNED = 'a\u202egnp.evil\u2066b';
const LONG = 'W'.repeat(100_000);
const sql = (text: string) => `'${text.replaceAll("'", "''")}'`;

let folder: string;
let site: Awaited<ReturnType<typeof serve>>;

const locks = () => join(folder, 'notebooks');

/** These names are not those that the findings are locked with, and a build of other rows than the locked ones fails. */
async function lockAnew(): Promise<void> {
  cpSync(NOTEBOOKS, locks(), { recursive: true });
  for (const name of notebookNames(locks()))
    await checkNotebook(name, { folder: locks(), database: join(folder, 'lem.duckdb'), update: true });
}

// One site for all: tests run on after one has failed, in one worker.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'lem-hostile-'));
  cpSync(resolve(process.env.LEM_BUILD ?? 'data/build'), folder, { recursive: true });
  const instance = await DuckDBInstance.create(join(folder, 'lem.duckdb'), { access_mode: 'READ_WRITE' });
  const connection = await instance.connect();
  const copy = (table: string, replaced: Record<string, string>, where: string) =>
    connection.run(
      `INSERT INTO ${table} SELECT * REPLACE (${Object.entries(replaced)
        .map(([column, value]) => `${value} AS ${column}`)
        .join(', ')}) FROM ${table} WHERE ${where}`,
    );
  await connection.run(`UPDATE models SET name = ${sql(MARKUP)} WHERE model_id = 'gemma-3-4b'`);
  await connection.run(`UPDATE models SET name = ${sql(LONG)} WHERE model_id = 'qwen-3-8b'`);
  await connection.run(`UPDATE models SET name = ${sql(TURNED)} WHERE model_id = 'mistral-7b-v0.1'`);
  // Of families that have one model, so that no finding loses the steps that it is about.
  await connection.run(`UPDATE models SET family = ${sql('Unknown')} WHERE model_id = 'deepseek-r1-7b'`);
  await connection.run(`UPDATE models SET family = ${sql(MARKUP)} WHERE model_id = 'gpt-oss-20b'`);
  await connection.run(`UPDATE runs SET note = ${sql(MARKUP + TURNED)} WHERE run_id = 'llama-3-8b.p20'`);
  await connection.run(`UPDATE runs SET note = ${sql(LONG)} WHERE run_id = 'gemma-2-27b.p20'`);
  for (const table of ['runs', 'run_conditions', 'results', 'summaries']) {
    await copy(
      table,
      table === 'runs' ? { run_id: `'gemma-3-12b.p100.local'`, source: `'local'` } : { run_id: `'gemma-3-12b.p100.local'` },
      `run_id = 'gemma-3-12b.p100'`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  await lockAnew();
  await buildInto(folder, join(folder, 'dist'), { LEM_LOCKS: locks() });
  site = await serve(join(folder, 'dist'), '/');
});

test.afterAll(() => {
  site?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

for (const path of [
  '',
  'leaderboard/',
  'models/gemma-3-4b/',
  'models/qwen-3-8b/',
  'models/mistral-7b-v0.1/',
  'models/llama-3-8b/',
  'models/gpt-oss-20b/',
  'models/gemma-2-27b/',
  'figures/leaderboard-p20/',
  'findings/does-1b-beat-27b/',
  'query/',
]) {
  test(`/${path} shows them as text`, async ({ page }) => {
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(site.origin + site.base + path);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        `sideways at ${width} px`,
      ).toBeLessThanOrEqual(0);
    }
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('script:not([src])').count()).toBe(0);
    expect(faults).toEqual([]);
  });
}

test('a name of markup is read as it is written', async ({ page }) => {
  await page.goto(`${site.origin}/leaderboard/`);
  await expect(page.locator('.means th[scope="row"]', { hasText: '<script>document.title' }).first()).toBeVisible();
  await expect(page.locator('.stated-means th[scope="row"]', { hasText: 'a\ufffdgnp.evil\ufffdb' }).first()).toBeVisible();
});

test('a run made here stands apart from the published ones', async ({ page }) => {
  await page.goto(`${site.origin}/leaderboard/`);
  await expect(page.getByRole('heading', { name: 'Two runs made or imported here' })).toBeVisible();
  await expect(page.locator('#leaderboard-p100 tbody').first().locator('th[scope="row"]')).toHaveCount(6);
  await page.goto(`${site.origin}/`);
  await expect(page.getByText('stand on pages of their own and count in no figure of this page')).toBeVisible();
});
