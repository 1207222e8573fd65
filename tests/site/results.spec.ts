import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { dist, pages } from './pages.ts';

const address = (path: string) => new URL(path, process.env.SITE_ADDRESS).href;
const results = pages.filter(({ path }) => path.startsWith('results/'));
const minus = (text: string) => Number(text.replace('−', '-'));

/** Records of a CSV file without quoted line breaks: ids and figures alone. */
function records(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(`${dist}/${path}`, 'utf8').trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [columns[index], value])));
}

test('every probe of every run has its page, and every page is of a row', () => {
  const due = pages
    .filter(({ path }) => /^runs\/[^/]+\/$/.test(path))
    .flatMap(({ path }) => {
      const run = path.split('/')[1];
      return [...new Set(records(`runs/${run}/run-results.csv`).map(({ probe_id }) => `results/${run}/${probe_id}/`))];
    });
  expect(due.length).toBeGreaterThan(700);
  expect(results.map(({ path }) => path).sort()).toEqual(due.sort());
});

test('the points of every answer add up to its score, as every table shows them', () => {
  let answers = 0;
  for (const { path, html } of results) {
    const { document } = parseHTML(html);
    const table = document.querySelector('table.answers');
    const scores = [...document.querySelectorAll('.strips b')].map((each) => minus(each.textContent ?? ''));
    const sums = scores.map(() => 0);
    for (const row of table?.querySelectorAll('tbody tr:not(.head, .sum)') ?? []) {
      scores.forEach((_, index) => {
        const cell = [...row.children][4 + 3 * index];
        // Beside the points stand the product that the cap cut and, for narrow screens, the count.
        const points = [...(cell?.childNodes ?? [])]
          .filter(({ nodeType }) => nodeType === 3)
          .map(({ textContent }) => textContent)
          .join('');
        sums[index] = (sums[index] ?? 0) + Math.round(minus(points) * 10);
      });
    }
    const last = [...(table?.querySelectorAll('.sum td') ?? [])].flatMap((cell) => (cell.textContent ? [minus(cell.textContent)] : []));
    expect(
      sums.map((sum) => sum / 10),
      path,
    ).toEqual(scores);
    expect(last, path).toEqual(scores);
    answers += scores.length;
  }
  expect(answers).toBeGreaterThan(1900);
});

test('pages of scores are light: 28 KB at most, 6 KB compressed, and 25 KB on average', () => {
  const sizes = results
    .filter(({ path }) => !/\.(local|imported)\//.test(path))
    .map(({ path, html }) => ({ path, size: Buffer.byteLength(html), gzip: gzipSync(html).length }));
  expect(sizes.filter(({ size, gzip }) => size > 28_000 || gzip > 6_000)).toEqual([]);
  expect(sizes.reduce((sum, { size }) => sum + size, 0) / sizes.length).toBeLessThan(25_000);
});

test('three clicks lead from the home page to a score', async ({ page }) => {
  await page.goto(address(''));
  await page.locator('.masthead').getByRole('link', { name: 'Leaderboard' }).click();
  await page.locator('#leaderboard-p100 tbody').first().locator('tr', { hasText: 'LEK-Gemma3 1B' }).locator('td.n a').first().click();
  await expect(page).toHaveURL(/\/runs\/lek-gemma-3-1b\.p100\/#strip$/);
  await page.locator('.probe-scores').getByRole('link', { name: 'P88_GHOST_TEACH' }).click();
  await expect(page.locator('h1')).toHaveText(/^P88_GHOST_TEACH, answered by LEK-Gemma3 1B$/);
  await page.goto(address(''));
  await page.locator('.doors').getByRole('link', { name: 'Check one score' }).click();
  await expect(page.locator('h1')).toHaveText(/^P88_GHOST_TEACH/);
});

test('the strip leads there by pointer, and each of its columns is a link', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(address('runs/lek-gemma-3-1b.p100/'));
  await expect(page.locator('.strip a')).toHaveCount(101);
  await page.locator('.strip a', { hasText: 'P88_GHOST_TEACH: 31.0 · 17.7 · −19.0' }).click({ position: { x: 3, y: 100 } });
  await expect(page).toHaveURL(/results\/lek-gemma-3-1b\.p100\/P88_GHOST_TEACH\/$/);
});

test('the score that a claim names: its verdict, the empty answers behind it, where it lies', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(address('results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/'));
  const side = page.locator('.side');
  await expect(side).toContainText('P88_GHOST_TEACH falls from 31.0 at baseline to −19.0 with the TXT kernel');
  await expect(side).toContainText('Figures hold.');
  await expect(side).toContainText(
    'Four of the run’s 101 answers with the TXT kernel are empty and score −19.0. Without them the effect is −1.57 (97 probes), not −3.24.',
  );
  await expect(page.locator('.answers .heads b')).toHaveText(['31.0', '17.7', '−19.0']);
  await expect(page.locator('.standing .here')).toHaveText(['P88 −13.3', 'P88 −50.0']);
  await expect(page.getByText('The texts of the published answers are not in this project')).toBeVisible();
});

test('what a wide screen draws down the table, a narrow one draws as strips', async ({ page }) => {
  await page.goto(address('results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/'));
  for (const { width, wide } of [
    { width: 1440, wide: true },
    { width: 1120, wide: true },
    { width: 1119, wide: false },
    { width: 360, wide: false },
  ]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator('.answers .heads')).toBeVisible({ visible: wide });
    await expect(page.locator('.strips')).toBeVisible({ visible: !wide });
  }
});

test('an address names one answer', async ({ page }) => {
  await page.goto(address('results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/#txt'));
  await expect(page.locator('.answers th:target')).toContainText('TXT');
  await expect(page.locator('.answers th:target')).toBeInViewport();
});

test('previous and next go through the run from its first probe to its last', () => {
  const run = results.filter(({ path }) => path.startsWith('results/gemma-2-27b.p20/'));
  const nextOf = new Map(
    run.map(({ path, html }) => [path, parseHTML(html).document.querySelector('.turn [rel="next"]')?.getAttribute('href')]),
  );
  let path: string | undefined = 'results/gemma-2-27b.p20/P01_IDENTITY_WHISTLEBLOWER/';
  const seen = new Set<string>();
  while (path && !seen.has(path)) {
    seen.add(path);
    const next: string | null | undefined = nextOf.get(path);
    path = next ? next.slice(next.indexOf('results/')) : undefined;
  }
  expect(seen.size).toBe(20);
});

test('a run says whether its scores verify, what nobody recorded, and gives its rows', async ({ page }) => {
  await page.goto(address('runs/llama-3-8b.p20/'));
  await expect(page.locator('.standfirst')).toContainText('All 60 scores follow from their counts');
  await expect(page.locator('.side').first()).toContainText('Nobody recorded the version of its engine');
  await expect(page.locator('.side').first()).toContainText('run on to the token limit');
  await expect(page.locator('#run-conditions')).toContainText('3.00 stated and −1.72 measured with the JSON kernel (−4.72)');
  await expect(page.locator('#run-strip')).toContainText('−156.0 three times');
  const csv = await page.request.get(address('runs/llama-3-8b.p20/run-results.csv'));
  expect((await csv.text()).trim().split('\n')).toHaveLength(61);
});

test('the rows of a run are walked by keyboard', async ({ page }) => {
  await page.goto(address('runs/lek-gemma-3-1b.p100/#strip'));
  const first = page.locator('.probe-scores th a.code-name').first();
  await first.focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('.probe-scores th a.code-name').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/results\/lek-gemma-3-1b\.p100\//);
});
