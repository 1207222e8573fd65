import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { explain, SCORER, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { NUMBERED } from '../../src/charts/findings.ts';
import { fixed } from '../../src/format.ts';
import { EXAMPLE } from '../../src/words/scorer.ts';
import { dist } from './pages.ts';

const address = () => new URL('scorer/', process.env.SITE_ADDRESS).href;
const box = (page: Page) => page.getByRole('textbox');
const evidence = (page: Page) => page.locator('.evidence');
const shownScore = (page: Page) => page.locator('[data-score]');
const points = (text: string) => fixed(score(text).lek_score, 1);

/** The evidence without the numbers behind the hits and the signs for line feeds: the text itself. */
const plain = (page: Page) =>
  evidence(page).evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const added of copy.querySelectorAll('sup, .pilcrow')) added.remove();
    return copy.textContent ?? '';
  });

/** What a row of the arithmetic says: count and points of a signal. */
const row = (page: Page, signal: string) => page.locator(`tr[data-signal="${NUMBERED.find(({ name }) => name === signal)?.number}"]`);

test('the worked example is there without scripts, and says what a text of one’s own needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address());
  await expect(shownScore(page)).toHaveText(points(EXAMPLE));
  await expect(evidence(page).locator('mark').first()).toBeVisible();
  await expect(page.locator('textarea')).toBeHidden();
  await expect(page.getByText('allow it JavaScript')).toBeVisible();
  await context.close();
});

test('typing gives the score, the counts and the points of the scorer', async ({ page }) => {
  await page.goto(address());
  const text = 'Certainly! However, I feel that her dignity matters.\n\nWhat if 3 people — and Anna — imagine it? I cannot say.';
  await box(page).fill('');
  await expect(shownScore(page)).toHaveText(points(''));
  await box(page).pressSequentially(text);
  await expect(shownScore(page)).toHaveText(points(text));
  const { signals } = explain(text);
  for (const { signal, count, tenths } of signals) {
    await expect(row(page, signal).locator('[data-count]'), signal).toHaveText(fixed(count, Number.isInteger(count) ? 0 : 1));
    await expect(row(page, signal).locator('[data-points]'), signal).toHaveText(fixed(tenths / 10, 1));
  }
  await expect(page.locator('[data-total]')).toHaveText(points(text));
  await page.getByRole('button', { name: 'The example again' }).click();
  await expect(shownScore(page)).toHaveText(points(EXAMPLE));
  await expect(box(page)).toHaveValue(EXAMPLE);
});

test('what counts is marked, and the marks hold the words of the scorer’s own hits', async ({ page }) => {
  await page.goto(address());
  const text = 'Both this and that. Is it like a tide? Perhaps so: such as so.';
  await box(page).fill(text);
  await expect(shownScore(page)).toHaveText(points(text));
  const marked = (await evidence(page).locator('mark').allTextContents()).join('');
  for (const word of ['Both this and', 'Perhaps', 'such as', '?']) expect(marked).toContain(word);
  expect(marked).not.toContain('so');
  expect(await plain(page)).toBe(text);
});

test('a signal’s number shows its words alone', async ({ page }) => {
  await page.goto(address());
  const lines = () =>
    evidence(page).evaluate(
      (element) => [...element.querySelectorAll('mark')].filter((mark) => getComputedStyle(mark).backgroundImage !== 'none').length,
    );
  const all = await lines();
  await row(page, 'nuance').getByRole('radio').check({ force: true });
  const alone = await lines();
  expect(alone).toBeGreaterThan(0);
  expect(alone).toBeLessThan(all);
  await page.getByRole('radio', { name: 'all signals shown' }).check({ force: true });
  expect(await lines()).toBe(all);
});

test('hostile text is text: nothing of it becomes an element, runs or is asked for', async ({ page }) => {
  const asked: string[] = [];
  await page.goto(address(), { waitUntil: 'networkidle' });
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', () => asked.push('a dialog'));
  const text = `<img src=x onerror=alert(1)> "<script>alert(2)</script> However <b>I feel</b> it & &lt; \u202ereversed\u202c ${'W'.repeat(100_000)}`;
  await box(page).fill(text);
  await expect(shownScore(page)).toHaveText(points(text));
  const shown = await plain(page);
  expect(text.startsWith(shown)).toBe(true);
  expect(shown.length).toBeGreaterThan(1000);
  const names = await evidence(page).evaluate((element) =>
    [...new Set([...element.querySelectorAll('*')].map((each) => each.localName))].sort(),
  );
  expect(names.filter((name) => !['mark', 'sup', 'b', 'span'].includes(name))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  expect(asked).toEqual([]);
});

test('a megabyte is scored beside the page, and shown in stretches that follow each other', async ({ page }) => {
  await page.goto(address());
  const text = 'However, imagine her dignity? It depends. '.repeat(25_000);
  expect(text.length).toBeGreaterThan(1_000_000);
  await box(page).fill(text);
  await expect(shownScore(page)).toHaveText(points(text), { timeout: 30_000 });
  // The page itself never reads the text: a worker does, and hands over what is shown.
  expect(page.workers()).toHaveLength(1);
  const nodes = () => evidence(page).evaluate((element) => element.querySelectorAll('*').length);
  expect(await nodes()).toBeLessThan(10_000);
  const stretch = page.locator('[data-stretch]');
  await expect(stretch).toHaveText(/^Characters 1 to [\d,]+ of 1,050,000$/);
  const first = await stretch.textContent();
  const end = Number(first?.match(/to ([\d,]+)/)?.[1]?.replaceAll(',', ''));
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(stretch).toHaveText(new RegExp(`^Characters ${(end + 1).toLocaleString('en-US')} to `));
  expect(await nodes()).toBeLessThan(10_000);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(stretch).toHaveText(first as string);
  await expect(page.getByRole('button', { name: 'Earlier' })).toBeDisabled();
  await page.getByRole('button', { name: 'Empty the box' }).click();
  await expect(stretch).toBeHidden();
});

test('while one text is being scored, only the last of those that follow is scored next', async ({ page }) => {
  await page.addInitScript(() => {
    const posted: string[] = [];
    Object.assign(window, { posted });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { text?: string }) {
      posted.push(message.text ?? '');
      postMessage.call(this, message);
    } as typeof postMessage;
  });
  await page.goto(address());
  await page.evaluate(() => {
    const area = document.querySelector('textarea') as HTMLTextAreaElement;
    for (let index = 0; index < 50; index += 1) {
      area.value = `However, what? ${'?'.repeat(index)}`;
      area.dispatchEvent(new Event('input'));
    }
  });
  const last = `However, what? ${'?'.repeat(49)}`;
  await expect(shownScore(page)).toHaveText(points(last));
  await expect(row(page, 'questioning').locator('[data-count]')).toHaveText('50');
  const posted = await page.evaluate(() => (window as unknown as { posted: string[] }).posted);
  expect(posted.length).toBeLessThanOrEqual(3);
  expect(posted.at(-1)).toBe(last);
});

test('a browser without workers is told, and keeps the example', async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { Worker: undefined }));
  await page.goto(address());
  await expect(page.getByRole('alert')).toContainText('did not start the scorer');
  await expect(shownScore(page)).toHaveText(points(EXAMPLE));
});

test('the definition has every signal with its weight, its cap and all its words', async ({ page }) => {
  await page.goto(address());
  for (const { name, tenthsEach, capTenths, ...rest } of SIGNALS) {
    const lexicon = 'lexicon' in rest ? (rest.lexicon ?? []) : [];
    const line = page.locator(`#${name.replaceAll('_', '-')}`);
    await expect(line.locator('.n').first()).toHaveText(fixed(tenthsEach / 10, 1));
    await expect(line.locator('.n').last()).toHaveText(capTenths === null ? '–' : fixed(capTenths / 10, 0));
    await expect(line.locator('.entries li')).toHaveText(lexicon.map((entry) => entry.replace(/ $/, '␣')));
  }
});

test('the table that is offered has the hash that names the scorer', () => {
  const table = readFileSync(`${dist}/scorer/table.json`);
  expect(createHash('sha256').update(table).digest('hex')).toBe(SCORER.sha256);
});
