import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { differenceOf, differenceText } from '../../pipeline/notebooks/compare.ts';
import { viewSql } from '../../pipeline/notebooks/sql.ts';
import { dist } from './pages.ts';
import { openHarness, runIn, startIn } from './session/page.ts';

// Notebooks in the page: the rows of the build from DuckDB in a browser, and what a reader does with a cell.

test.describe.configure({ timeout: 240_000 });

interface Published {
  cells: ({ id: string; sql: string } & Answer)[];
}
const names = globSync('findings/*.json', { cwd: dist })
  .map((file) => basename(file, '.json'))
  .sort();
const published = (name: string): Published => JSON.parse(readFileSync(join(dist, 'findings', `${name}.json`), 'utf8'));
const address = (path: string) => new URL(path, process.env.SITE_ADDRESS).href;
const WAIT = { timeout: 60_000 };

test('every cell of every notebook gives in the browser the rows of the build', async ({ browser }) => {
  const page = await browser.newPage();
  await openHarness(page);
  expect((await startIn(page)).message).toBeUndefined();
  expect(names.length).toBeGreaterThan(0);
  const differences: string[] = [];
  for (const name of names)
    for (const { id, sql, columns, rows } of published(name).cells) {
      const { message, ...found } = await runIn(page, sql);
      expect(message, `${name}, ${id}`).toBeUndefined();
      expect((await runIn(page, viewSql(id, sql))).message, `${name}, view ${id}`).toBeUndefined();
      const difference = differenceOf(id, { columns, rows }, found as unknown as Answer);
      if (difference) differences.push(`${name}: ${differenceText(difference)}`);
    }
  expect(differences).toEqual([]);
  await page.close();
});

test.describe('a notebook in its page', () => {
  test.describe.configure({ mode: 'serial' });
  const NAME = 'does-1b-beat-27b';
  let page: Page;
  const asked: string[] = [];
  const faults: string[] = [];
  const cell = (id: string) => page.locator(`section[data-cell="${id}"]`);
  const state = (id: string) => cell(id).locator(':scope > .state');
  /** Puts SQL into the editor of a cell. Not by its keys: where bold text is typed over, Chromium tries an inline style of its own. */
  async function write(id: string, sql: string): Promise<void> {
    const editor = cell(id).locator('lem-editor');
    await expect(editor.locator('.cm-content')).toBeVisible(WAIT);
    await editor.evaluate((element, text) => {
      (element as HTMLElement & { value: string }).value = text;
      element.focus();
    }, sql);
  }

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address(`findings/${NAME}/`), { waitUntil: 'networkidle' });
  });
  test.afterAll(() => page.close());

  test('fetches no editor, no DuckDB and no rows before a reader wants them', () => {
    expect(asked.filter((url) => /duckdb|code-mirror|\.json$|live/.test(url))).toEqual([]);
  });

  test('runs all its queries to the published rows', async () => {
    await page.getByRole('button', { name: 'Run all in this browser' }).click();
    const count = published(NAME).cells.length;
    await expect(page.locator('[data-part="all"]')).toHaveText(/the rows that were published\.$/, WAIT);
    await expect(page.locator('.cell > .state', { hasText: 'Same as published' })).toHaveCount(count);
    await expect(page.locator('.quoted.stale')).toHaveCount(0);
  });

  test('runs an edited query, and the cells that read it; their chart is drawn anew and quoted values are marked', async () => {
    const chart = page.locator('[data-from="leads"] .at-wide svg');
    const before = await chart.evaluate((svg) => svg.textContent);
    await cell('leads').getByRole('button', { name: 'Edit and run' }).click();
    const { sql = '' } = published(NAME).cells.find(({ id }) => id === 'leads') ?? {};
    await write('leads', sql.replace("c.family = 'lek-1b-vs-untrained'", "c.family = 'lek-4b-vs-untrained'"));
    await cell('leads').getByRole('button', { name: 'Run', exact: true }).click();
    await expect(state('leads')).toHaveText(/^Changed, .+not as published/, WAIT);
    await expect(state('among_all_pairs')).toHaveText(/^Changed/, WAIT);
    await expect(state('means')).toHaveText(/^Same as published/);
    expect(await chart.evaluate((svg) => svg.textContent)).not.toBe(before);
    const stale = await page
      .locator('.quoted.stale')
      .evaluateAll((all) => [...new Set(all.map((each) => (each as HTMLElement).dataset.cell))]);
    expect(stale.sort()).toEqual(['among_all_pairs', 'leads']);

    await cell('leads').getByRole('button', { name: 'Reset' }).click();
    await expect(page.locator('.quoted.stale')).toHaveCount(0);
    await expect(state('leads')).toHaveText('');
    expect(await chart.evaluate((svg) => svg.textContent)).toBe(before);
  });

  test('marks a fault in the editor, and keeps the rows', async () => {
    const rows = await cell('leads').locator('tbody tr').count();
    await write('leads', 'SELECT against\nFROM comparisns\nORDER BY 1');
    await page.keyboard.press('Control+Enter');
    await expect(state('leads')).toHaveText(/^Line 2, column 6: .*comparisns/, WAIT);
    expect(await cell('leads').locator('tbody tr').count()).toBe(rows);
    await write('leads', 'SELECT 1; SELECT 2');
    await page.keyboard.press('Control+Enter');
    await expect(state('leads')).toHaveText(/^A cell is one SELECT/);
    await cell('leads').getByRole('button', { name: 'Reset' }).click();
  });

  test('draws a chart as a reader declares it, and says what is wrong with it by line', async () => {
    const place = page.locator('[data-chart][data-from="leads"]');
    await place.getByRole('button', { name: 'Edit and draw' }).click();
    const field = place.getByRole('textbox');
    const yaml = await field.inputValue();
    await field.fill('mark: strip\ny: difference\ncaption: Only these.');
    await place.getByRole('button', { name: 'Draw', exact: true }).click();
    await expect(place.locator('figcaption')).toHaveText('Only these.');
    await field.fill('mark: strip\ny: difference\nbins: 5');
    await place.getByRole('button', { name: 'Draw', exact: true }).click();
    await expect(place.locator('.state')).toHaveText(/^Line 3: /);
    await place.getByRole('button', { name: 'Reset' }).click();
    await expect(field).toHaveValue(yaml);
    await expect(place.locator('.state')).toHaveText('');
    await expect(place.locator('figcaption')).not.toHaveText('Only these.');
  });

  test('breaks no policy on the way', () => {
    expect(faults).toEqual([]);
  });
});

test('where DuckDB cannot be had a cell says so, and its rows stay', async ({ page }) => {
  await page.route('**/duckdb/**', (route) => route.abort());
  await page.goto(address('findings/lineages/'));
  const first = page.locator('section.cell').first();
  const rows = await first.locator('tbody tr').count();
  await page.getByRole('button', { name: 'Run all in this browser' }).click();
  await expect(first.locator(':scope > .state')).not.toHaveText(/^(Running…|)$/, WAIT);
  await expect(page.locator('[data-part="all"]')).toHaveText(/could not be run\.$/, WAIT);
  expect(await first.locator('tbody tr').count()).toBe(rows);
});
