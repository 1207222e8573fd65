import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { openDatabase } from '../../pipeline/compile/open.ts';
import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { nativeAnswer } from '../../pipeline/notebooks/native.ts';
import { plainFragment } from '../../src/browser/query-fragment.ts';

const address = (fragment = '') => new URL(`query/${fragment}`, process.env.SITE_ADDRESS).href;
const part = (page: Page, name: string) => page.locator(`[data-part="${name}"]`);
const status = (page: Page) => part(page, 'status');
const answered = (page: Page) => page.locator('lem-answer .answer-status [role="status"]');
const editor = (page: Page) => page.getByRole('textbox', { name: 'Query in SQL' });
const worked = readdirSync('src/queries/asked').map((file) => ({
  id: file.replace('.sql', ''),
  sql: readFileSync(`src/queries/asked/${file}`, 'utf8').trim(),
}));
const HELD = 'The address of this page now holds the query.';
const START = { timeout: 60_000 };

/** Puts a text into the editor as a reader would: all of the old one goes. */
async function write(page: Page, sql: string): Promise<void> {
  await page.locator('lem-editor').hover();
  await expect(page.locator('lem-editor .cm-content')).toBeVisible();
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}

async function ask(page: Page, sql: string): Promise<void> {
  await write(page, sql);
  await page.keyboard.press('ControlOrMeta+Enter');
}

/** Every request for DuckDB, its WebAssembly or its data. */
function duckdbs(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/duckdb/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every worked question can be read, with its answer and its query', async ({ page }) => {
    await page.goto(address());
    await expect(page.getByText('Running a query needs JavaScript')).toBeVisible();
    await expect(part(page, 'run')).toBeHidden();
    await expect(editor(page)).toHaveValue(/^-- Which models score highest/);
    await expect(part(page, 'answer').locator('tbody tr')).not.toHaveCount(0);
    const details = page.locator('details[data-asked]');
    await expect(details).toHaveCount(worked.length);
    for (const { id, sql } of worked) {
      const one = page.locator(`details[data-asked="${id}"]`);
      await one.locator('summary').click();
      await expect(one.locator('tbody tr').first()).toBeVisible();
      await expect(one.locator('pre')).toHaveText(sql);
      expect(await one.getByRole('link', { name: 'Open in the editor' }).getAttribute('href')).toBe(plainFragment(sql));
    }
    // The shelf leads to them, and opens what is folded.
    await page.goto(address());
    await page.getByRole('link', { name: 'Which signals sit at their caps?' }).click();
    await expect(page.locator('details[data-asked="caps"] tbody tr').first()).toBeVisible();
    const results = page.locator('details[data-table="results"]');
    await results.locator('summary').click();
    await expect(results.getByText('The LEK score (v2)')).toBeVisible();
  });
});

test('nothing of DuckDB is asked for until a reader runs something', async ({ page }) => {
  const asked = duckdbs(page);
  await page.goto(address(), { waitUntil: 'networkidle' });
  await write(page, 'SELECT 1');
  await page.getByRole('link', { name: 'Do longer answers score higher?' }).click();
  await expect(editor(page)).toContainText('Do longer answers score higher?');
  await expect(status(page)).toHaveText(/^Answered when this site was built: \d+ rows\.$/);
  expect(await page.evaluate(() => decodeURIComponent(location.hash))).toContain('#sql=-- Do longer answers score higher?');
  await page.goBack();
  expect(asked).toEqual([]);
});

test('a query that comes with a link is shown and not run, whatever it holds', async ({ page }) => {
  const asked = duckdbs(page);
  const hostile = `SELECT '<img src=x onerror="document.title=1">' AS "</textarea><script>document.title=1</script>", 'a\u202eb';\nDROP TABLE results; -- ${'x'.repeat(3000)}`;
  await page.goto(address(plainFragment(hostile)));
  await expect(status(page)).toHaveText('This query came with the link and has not been run: read it, then press Run.');
  expect(await page.locator('lem-editor').evaluate((element) => (element as HTMLElement & { value: string }).value)).toBe(hostile);
  // What would turn the text around is shown as a sign.
  await expect(page.locator('lem-editor .cm-specialChar')).toHaveCount(1);
  await expect(part(page, 'answer').locator('*')).toHaveCount(0);
  expect(await page.title()).not.toBe('1');
  expect(await page.locator('lem-query img[src], lem-query script').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  expect(await axe(page)).toEqual([]);

  // Another link while the page is open, and one that is damaged.
  await page.evaluate(() => {
    location.hash = '#sql=SELECT%202';
  });
  await expect(editor(page)).toHaveText('SELECT 2');
  await page.evaluate(() => {
    location.hash = '#sql=~zAAAA';
  });
  await expect(status(page)).toHaveText('The query of the link is damaged: the address may have been cut.');
  await expect(editor(page)).toHaveText('SELECT 2');
  expect(asked).toEqual([]);
});

test('a link to a worked question shows its answer at once', async ({ page }) => {
  const { sql } = worked.find(({ id }) => id === 'caps') as (typeof worked)[number];
  await page.goto(address(plainFragment(sql)));
  await expect(status(page)).toHaveText(/^Answered when this site was built/);
  await expect(part(page, 'answer').getByText('creative_form')).toBeVisible();
  await expect(page.locator('[data-part="shelf"] [aria-current]')).toHaveText('Which signals sit at their caps?');
});

test('names of tables and columns go into the query where the caret is', async ({ page }) => {
  await page.goto(address());
  await write(page, 'SELECT  FROM ');
  const table = page.locator('details[data-table="tie_groups"]');
  await table.locator('summary').click();
  await table.getByRole('button', { name: 'tie_groups' }).click();
  await expect(editor(page)).toBeFocused();
  for (let step = 0; step < ' FROM tie_groups'.length; step += 1) await page.keyboard.press('ArrowLeft');
  await table.getByRole('button', { name: 'run_id' }).press('Enter');
  await expect(editor(page)).toHaveText('SELECT run_id FROM tie_groups');
  await expect(status(page)).toHaveText('Changed since the answer below: press Run.');
});

test('completion knows tables, columns and their notes before anything is loaded', async ({ page }) => {
  await page.goto(address());
  await write(page, '');
  await page.keyboard.type('SELECT * FROM tie_g');
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option').first()).toContainText('tie_groups');
  // What has just come up is not taken by a key that was meant for the text.
  await page.waitForTimeout(200);
  await page.keyboard.press('Tab');
  await page.keyboard.type(' t WHERE t.cond');
  await expect(list.getByRole('option').first()).toContainText('condition');
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toHaveText('SELECT * FROM tie_groups t WHERE t.condition');
});

test('the editor is not fetched before a reader goes to it; what was written by then stays', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (/code-mirror/.test(request.url())) scripts.push(request.url());
  });
  await page.goto(address(), { waitUntil: 'networkidle' });
  expect(scripts).toEqual([]);
  const field = page.locator('lem-editor > textarea');
  const before = await field.boundingBox();
  await page.route(/code-mirror/, async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue();
  });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('-- mine\n');
  await expect(page.locator('lem-editor > .set')).toHaveCount(0);
  await expect(page.locator('lem-editor .cm-content')).toContainText('-- mine');
  await page.keyboard.type('x');
  await expect(editor(page)).toContainText(/-- mine\s*x-- Which models/);
  expect(scripts).toHaveLength(1);
  // One line more, and nothing else has moved.
  expect((await page.locator('lem-editor').boundingBox())?.height).toBe((before?.height ?? 0) + 20);
});

test('Tab indents; after Esc it leaves the editor, until the reader writes again', async ({ page }) => {
  await page.goto(address());
  await write(page, 'SELECT 1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toHaveText('  SELECT 1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(part(page, 'run')).toBeFocused();
});

test('what a browser cannot do is said, and the page stays as it is', async ({ page }) => {
  await page.route(/duckdb/, (route) => route.abort());
  await page.goto(address());
  const rows = await part(page, 'answer').locator('tbody tr').count();
  await part(page, 'run').click();
  await expect(status(page)).toHaveText(/What stands in this page stays as it is\.$/);
  await expect(part(page, 'answer').locator('tbody tr')).toHaveCount(rows);
  await expect(part(page, 'stop')).toBeHidden();
  await expect(part(page, 'progress')).toBeHidden();
});

test('a link can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(address());
  await write(page, 'SELECT 42 AS "ä"');
  await part(page, 'copy').click();
  await expect(status(page)).toHaveText(/^Link copied/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address(plainFragment('SELECT 42 AS "ä"')));
});

/** Twelve significant digits: WASM may sum in another order. */
const told = (value: Value): Value => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);

test.describe('with DuckDB', () => {
  // One start for all: each costs seconds.
  test.describe.configure({ mode: 'serial' });
  let page: Page;

  const open = async (browser: Browser) => {
    page = await (await browser.newContext()).newPage();
    await page.goto(address());
    await page.evaluate(() => {
      document.addEventListener('answered', (event) => {
        (window as unknown as { answers: unknown[] }).answers ??= [];
        (window as unknown as { answers: unknown[] }).answers.push((event as CustomEvent).detail.answer);
      });
    });
  };
  test.beforeAll(({ browser }) => open(browser));
  test.afterAll(() => page.context().close());

  test('the key runs it: progress, rows, and an address that holds the query', async () => {
    test.setTimeout(120_000);
    await ask(page, 'SELECT 6 * 7 AS answer');
    await expect(part(page, 'stop')).toBeVisible();
    await expect(answered(page)).toHaveText(/^1 row in /, START);
    await expect(part(page, 'answer')).toContainText('42');
    await expect(part(page, 'stop')).toBeHidden();
    await expect(page).toHaveURL(address('#sql=SELECT%206%20*%207%20AS%20answer'));
  });

  test('the button runs it, and Shift with the key what is selected alone', async () => {
    await write(page, 'SELECT 1 AS a;\nSELECT 2 AS b');
    await part(page, 'run').click();
    await expect(part(page, 'answer')).toContainText('b');
    await editor(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(part(page, 'answer').getByRole('columnheader', { name: 'a' })).toBeVisible();
    // The address follows the answer.
    await expect(page).toHaveURL(address('#sql=SELECT%201%20AS%20a%3B'));
  });

  test('every worked question gives the very rows of the build', async () => {
    test.setTimeout(180_000);
    const connection = await openDatabase(resolve(process.env.LEM_BUILD ?? 'data/build', 'lem.duckdb'));
    for (const { id, sql } of worked) {
      await page.locator(`[data-part="shelf"] a[data-asked="${id}"]`).click();
      await expect(status(page)).toHaveText(/^Answered when this site was built/);
      await part(page, 'run').click();
      await expect(status(page)).toHaveText(HELD, START);
      const there = await page.evaluate(() => (window as unknown as { answers: Answer[] }).answers.pop());
      const here = await nativeAnswer(connection, sql);
      expect(there?.columns, id).toEqual(here.columns);
      expect(
        there?.rows.map((row) => row.map(told)),
        id,
      ).toEqual(here.rows.map((row) => row.map(told)));
    }
    connection.closeSync();
  });

  test('a fault is marked at its line and column, with what was meant', async () => {
    await ask(page, 'SELECT name, mean\nFROM leaderbord\nORDER BY name');
    await expect(status(page)).toHaveText('Line 2, column 6: Table with name leaderbord does not exist.');
    await expect(page.locator('lem-editor .cm-lintRange-error')).toHaveText('leaderbord');
    await expect(page.getByText('Below stands the answer before it.')).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use leaderboard' }).click();
    await expect(editor(page)).toContainText('FROM leaderboard');
    await expect(page.locator('lem-editor .cm-lintRange-error')).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(status(page)).toHaveText(HELD);
  });

  test('a fault in what is selected is marked where it stands in the whole', async () => {
    await write(page, "SELECT '😀';\nSELECT wrong");
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(status(page)).toHaveText(/^Line 2, column 8: /);
    await expect(page.locator('lem-editor .cm-lintRange-error')).toHaveText('wrong');
  });

  test('what needs an extension is refused in plain words', async () => {
    await ask(page, "FROM read_parquet('x.parquet')");
    await expect(status(page)).toHaveText(/extension parquet/);
  });

  test('Esc and the button stop a query; the reader’s own table is still there', async () => {
    test.setTimeout(120_000);
    await ask(page, 'CREATE OR REPLACE TABLE mine AS SELECT 7 AS seven');
    await expect(page.locator('details[data-table="mine"]')).toBeVisible(START);
    const endless = 'SELECT count(*) FROM range(100000000) a, range(100000) b';
    await ask(page, endless);
    await expect(part(page, 'stop')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(status(page)).toHaveText(/^Stopped after /, START);
    await ask(page, endless);
    await part(page, 'stop').click();
    await expect(status(page)).toHaveText(/^Stopped after /, START);
    await expect(part(page, 'run')).toBeFocused();
    await ask(page, 'FROM mine');
    await expect(answered(page)).toHaveText(/^1 row in /, START);
    await expect(part(page, 'answer')).toContainText('seven');
  });

  test('own tables and DuckDB’s functions are completed', async () => {
    await write(page, '');
    await page.keyboard.type('SELECT quantile_co');
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('quantile_cont');
    await page.keyboard.press('Escape');
    await write(page, '');
    await page.keyboard.type('FROM min');
    await expect(page.getByRole('listbox').getByRole('option').filter({ hasText: 'mine' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('what was asked is kept in this browser, and can be forgotten', async () => {
    await page.getByText('Asked before').click();
    const past = part(page, 'past');
    await expect(past.getByRole('button').first()).toContainText('FROM mine');
    await expect(past).toContainText('no answer');
    expect(await axe(page)).toEqual([]);
    await past.getByRole('button', { name: 'SELECT 6 * 7 AS answer' }).click();
    await expect(editor(page)).toHaveText('SELECT 6 * 7 AS answer');
    await expect(status(page)).toHaveText('Put back: press Run to ask it again.');
    await page.reload();
    await page.getByText('Asked before').click();
    await expect(past.getByRole('button').first()).toContainText('FROM mine');
    await part(page, 'clear').click();
    await expect(part(page, 'history')).toBeHidden();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});
