import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { DuckDBInstance } from '@duckdb/node-api';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { parseChart } from '../../pipeline/notebooks/chart.ts';

// The pane of an answer, on the page where readers ask. DuckDB starts once for all of it.

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let context: BrowserContext;
let page: Page;
const faults: string[] = [];

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(new URL('query/', process.env.SITE_ADDRESS).href);
});
test.afterAll(() => context.close());
test.afterEach(() => expect(faults).toEqual([]));

const pane = () => page.locator('lem-answer');
const status = () => pane().getByRole('status');
const grid = () => pane().getByRole('grid');
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

/** Runs a query as a reader does, and waits for its answer. */
async function ask(sql: string): Promise<void> {
  await page.locator('lem-editor').evaluate((editor, text) => {
    (editor as HTMLElement & { value: string }).value = text;
  }, sql);
  await pane()
    .evaluateAll((all) => {
      for (const each of all) (each as HTMLElement & { clear(): void }).clear();
    })
    .catch(() => undefined);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status()).toContainText(/row|table/, { timeout: 120_000 });
}

/** The texts of the cells of a column that are laid out, in their order. */
const cells = (column: number) => grid().locator(`tbody tr:not(.space) > :nth-child(${column})`);

test('100,000 rows: the first 10,000, then all; few are laid out wherever one scrolls', async () => {
  await ask("SELECT range AS n, 'row ' || range AS name, (range * 7919) % 100003 AS shuffled FROM range(100000) ORDER BY n");
  await expect(status()).toContainText('The first 10,000 rows');
  await expect(grid()).toHaveAttribute('aria-rowcount', '10002');
  await pane().getByRole('button', { name: 'All rows' }).click();
  await expect(status()).toContainText('100,000 rows', { timeout: 60_000 });
  await expect(grid()).toHaveAttribute('aria-rowcount', '100002');
  await expect(pane().getByRole('button', { name: 'All rows' })).toBeHidden();

  const scroller = pane().locator('.answer-scroll');
  await scroller.scrollIntoViewIfNeeded();
  for (const share of [0.5, 0.123, 1]) {
    await scroller.evaluate((each, to) => {
      each.scrollTop = (each.scrollHeight - each.clientHeight) * to;
    }, share);
    await expect
      .poll(() =>
        cells(2)
          .allTextContents()
          .then((all) => all.length),
      )
      .toBeLessThan(80);
    // The row in the middle of what is in view is the one that the place stands for.
    const seen = () =>
      scroller.evaluate((each) => {
        const box = each.getBoundingClientRect();
        const row = document.elementFromPoint(box.left + 40, (box.top + box.bottom) / 2)?.closest('tr');
        return Number(row?.getAttribute('aria-rowindex'));
      });
    await expect.poll(seen, { message: `scrolled to ${share}` }).toBeGreaterThan(100_000 * share - 100);
    expect(await seen()).toBeLessThan(100_000 * share + 100);
  }
  await expect(cells(2).last()).toHaveText('row 99999');
});

test('the keyboard goes through a grid, its head among it', async () => {
  await grid().focus();
  await page.keyboard.press('Control+Home');
  await expect(grid().locator('.active')).toHaveText('0');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  const active = await grid().getAttribute('aria-activedescendant');
  expect(await page.locator(`#${active}`).textContent()).toMatch(/^row 1\d$/);
  await page.keyboard.press('Control+End');
  await expect(grid().locator('.active')).toBeInViewport();
  await expect(grid().locator('tr:has(.active)')).toHaveAttribute('aria-rowindex', '100002');
  await page.keyboard.press('Home');
  await expect(grid().locator('.active')).toHaveText('99,999');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(grid().locator('thead th').first()).toHaveAttribute('aria-sort', 'descending');
});

test('a column sorts, turns, and gives the order of the answer back', async () => {
  const head = grid().getByRole('columnheader', { name: 'shuffled' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(status()).toContainText('Sorted by shuffled, highest first.');
  await pane()
    .locator('.answer-scroll')
    .evaluate((each) => each.scrollTo(0, 0));
  const first = async () => (await cells(3).first().textContent())?.replaceAll(',', '');
  await expect.poll(first).toBe('100002');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(first).toBe('0');
  await head.getByRole('button').click();
  await expect(head).not.toHaveAttribute('aria-sort');
  await expect(cells(2).first()).toHaveText('row 0');
});

test('every column has its summary', async () => {
  const summary = grid().locator('.summary').nth(2);
  await expect(summary).toContainText('BIGINT');
  await expect(summary).toContainText('0 to 100,002');
  await expect(summary.locator('.bin')).toHaveCount(16);
  await expect(grid().locator('.summary').nth(1)).toContainText('100,000 values');
});

const ODD = `SELECT * FROM (VALUES
  (1, NULL, 1.5, '<img src=x onerror=alert(1)>|*_', [1, 2]),
  (2, 'null', NULL, 'a' || chr(8238) || 'b' || chr(27) || '[31m' || chr(10) || 'c', []),
  (3, '', -0.25, repeat('x', 1000000), NULL)) t(n, t, d, long, list) ORDER BY n`;

test('NULL, the text null and empty text are three things', async () => {
  await ask(ODD);
  await expect(cells(2).nth(0).locator('.none')).toContainText('null');
  await expect(cells(2).nth(0)).toHaveText('nullno value');
  await expect(cells(2).nth(1)).toHaveText('null');
  await expect(cells(2).nth(1).locator('.none')).toHaveCount(0);
  await expect(cells(2).nth(2)).toHaveText('empty text');
});

test('text from data is text, in one line, and can be read whole', async () => {
  await expect(cells(4).nth(0)).toHaveText('<img src=x onerror=alert(1)>|*_');
  await expect(pane().locator('img')).toHaveCount(0);
  expect(await cells(4).nth(1).textContent()).toBe('a\ufffdb [31m c');
  expect((await cells(4).nth(2).textContent())?.length).toBeLessThan(1000);
  await cells(4).nth(2).click();
  const whole = pane().getByRole('region', { name: 'Whole value' });
  await expect(whole).toBeFocused();
  expect((await whole.textContent())?.length).toBe(20_000);
  await expect(pane().locator('.answer-whole')).toContainText('The first 20,000 of 1,000,000 characters.');
  await pane().locator('.answer-whole').getByRole('button', { name: 'Copy' }).click();
  expect((await clipboard()).length).toBe(1_000_000);
  await whole.focus();
  await page.keyboard.press('Escape');
  await expect(whole).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('copies hold the values in the order that is shown', async () => {
  await ask("SELECT * FROM (VALUES (1, 'a|b', NULL), (3, 'c', 0.30000000000000004), (2, '', 7)) t(n, t, d) ORDER BY t");
  await grid().getByRole('columnheader', { name: 'n' }).getByRole('button').click();
  await pane().getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(status()).toHaveText('Copied 3 rows as Markdown.');
  expect(await clipboard()).toBe(
    '| n | t | d |\n| ---: | --- | ---: |\n| 3 | c | 0.3 |\n| 2 |  | 7 |\n| 1 | a\\|b |  |\n'.replace('0.3 ', `${String(0.1 + 0.2)} `),
  );
  await pane().getByRole('button', { name: 'Copy as TSV' }).click();
  await expect(status()).toHaveText('Copied 3 rows as TSV.');
  expect(await clipboard()).toBe(`n\tt\td\n3\tc\t${0.1 + 0.2}\n2\t\t7\n1\ta|b\t\n`);
});

test('files hold every row, and other programs read them', async () => {
  const rows = `SELECT i AS n, CASE WHEN i % 3 = 0 THEN NULL ELSE 'row "' || i || '"' END AS t, i / 4.0::DOUBLE AS d, i % 2 = 0 AS b, DATE '2026-02-19' + i::INTEGER AS day, TIMESTAMP '2026-02-19 10:00:00' + INTERVAL (i) SECOND AS at FROM range(1000) r(i) ORDER BY n`;
  await ask(rows);
  const folder = mkdtempSync(join(tmpdir(), 'lem-answer-'));
  const files: Record<string, string> = {};
  for (const kind of ['CSV', 'JSON', 'Parquet']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      pane()
        .getByRole('button', { name: `Download as ${kind}` })
        .click(),
    ]);
    files[kind] = join(folder, download.suggestedFilename());
    await download.saveAs(files[kind]);
  }
  expect(Object.values(files).map((file) => file.split('/').at(-1))).toEqual(['answer.csv', 'answer.json', 'answer.parquet']);
  const csv = parse(readFileSync(files.CSV as string, 'utf8'), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  const json = JSON.parse(readFileSync(files.JSON as string, 'utf8')) as Record<string, unknown>[];
  expect([csv.length, json.length]).toEqual([1000, 1000]);
  expect(csv[4]).toMatchObject({ n: '4', t: 'row "4"', d: '1', b: 'true' });
  expect(json[3]).toMatchObject({ n: 3, t: null, d: 0.75, b: false });
  const connection = await (await DuckDBInstance.create()).connect();
  const compare = (
    await connection.runAndReadAll(`SELECT count(*) FROM ((${rows}) EXCEPT (SELECT * FROM read_parquet('${files.Parquet}')))`)
  ).getRows();
  expect(compare).toEqual([[0n]]);
  const types = (
    await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('${files.Parquet}'))`)
  ).getRows();
  expect(types.flat()).toEqual(['BIGINT', 'VARCHAR', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP']);
});

test('ids that have a page lead there, others are text', async () => {
  await ask(
    "SELECT run_id, probe_id, condition, model_id FROM results JOIN runs USING (run_id) WHERE run_id = 'lek-gemma-3-1b.p100' AND probe_id = 'P88_GHOST_TEACH' AND condition = 'baseline' UNION ALL SELECT 'javascript:alert(1)', '../x', '\"', '__proto__' ORDER BY 2 DESC",
  );
  const links = grid().locator('tbody a');
  await expect(links).toHaveCount(3);
  const base = new URL(process.env.SITE_ADDRESS as string).pathname;
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    `${base}runs/lek-gemma-3-1b.p100/`,
    `${base}results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/#baseline`,
    `${base}models/lek-gemma-3-1b/`,
  ]);
  for (const link of await links.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href)))
    expect((await page.request.get(link)).status(), link).toBe(200);
});

test('a chart suits the columns, follows its menus and says itself as YAML', async () => {
  await ask(
    "SELECT name, family, kind, condition, mean, low, high, n FROM leaderboard WHERE probe_set = 'P100' AND source = 'published' ORDER BY condition, mean DESC, name",
  );
  await pane().getByRole('tab', { name: 'Chart' }).click();
  const chart = pane().getByRole('img');
  await expect(chart).toHaveAttribute('aria-label', 'Dots: mean by name, 16 rows.');
  await expect(chart.locator('.whisker')).not.toHaveCount(0);
  await expect(chart.locator('.mark.lek.gemma')).not.toHaveCount(0);
  await expect(pane().locator('.key')).toContainText('LEK-tuned');
  expect(
    await chart.evaluate(
      (svg) => [svg, ...svg.querySelectorAll('*')].filter((each) => each.hasAttribute('style') || each.localName === 'style').length,
    ),
  ).toBe(0);

  await pane().getByLabel('Order', { exact: true }).selectOption({ label: 'mean, rising' });
  await expect(chart.locator('.name text').first()).toHaveText('LEK-Gemma3 1B (layered)');
  await pane().getByLabel('Mark', { exact: true }).selectOption('histogram');
  await expect(chart).toHaveAttribute('aria-label', 'Spread of mean, 16 rows.');
  await expect(pane().getByLabel('Up', { exact: true })).toBeHidden();
  await pane().getByLabel('Mark', { exact: true }).selectOption('dot');
  await pane().getByLabel('Up', { exact: true }).selectOption('n');
  await expect(chart).toHaveAttribute('aria-label', 'Dots: mean by n, 16 rows.');

  await pane().getByText('As YAML').click();
  const yaml = (await pane().locator('pre.code').textContent()) ?? '';
  expect(parseChart(yaml)).toMatchObject({ mark: 'dot', x: { column: 'mean' }, y: { column: 'n' }, family: 'family' });
  await pane().locator('details').getByRole('button', { name: 'Copy' }).click();
  expect(await clipboard()).toBe(`\`\`\`chart from=cell\n${yaml}\`\`\`\n`);
});

test('a chart of hostile text, of nothing, and of no numbers', async () => {
  await ask('SELECT \'<svg onload=alert(1)>\' || chr(8238) AS "<b>", 1 AS v ORDER BY v');
  await pane().getByRole('tab', { name: 'Chart' }).click();
  await expect(pane().getByRole('img').locator('.name text')).toContainText('<svg onload=alert(1)>\ufffd');
  await ask('SELECT 1.0::DOUBLE AS v WHERE false');
  await expect(status()).toContainText('No rows');
  await ask("SELECT 'a' AS t");
  await expect(pane()).toContainText('There is nothing to draw: no column holds numbers.');
  await pane().getByRole('tab', { name: 'Table' }).click();
});

test('axe finds nothing in table, whole value and chart, light and dark, wide and narrow', async () => {
  await ask(ODD);
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const shown of ['Table', 'Chart'] as const) {
      await pane().getByRole('tab', { name: shown }).click();
      if (shown === 'Table') await cells(4).nth(0).click();
      else await expect(pane().getByRole('img')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('lem-answer').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.emulateMedia({ colorScheme: 'light' });
});
