import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { dist, pages } from './pages.ts';

const address = (id: string) => new URL(`models/${id}/`, process.env.SITE_ADDRESS).href;
const csv = (path: string) => parse(readFileSync(`${dist}/${path}`), { columns: true }) as Record<string, string>[];
const published = parse(readFileSync(new URL('../../data/published/models.csv', import.meta.url)), { columns: true }) as Record<
  string,
  string
>[];

test('every published model has a page, and the leaderboard leads to each', async ({ page }) => {
  const paths = pages.map(({ path }) => path);
  for (const { model_id } of published) expect(paths).toContain(`models/${model_id}/`);
  await page.goto(new URL('leaderboard/', process.env.SITE_ADDRESS).href);
  const links = await page
    .locator('main a[href*="/models/"]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  for (const { model_id } of published)
    expect(
      links.some((link) => link.endsWith(`/models/${model_id}/`)),
      model_id,
    ).toBe(true);
});

test('a model with rows: conditions, intervals, kernels, every score, domains, extremes, its run', async ({ page }) => {
  await page.goto(address('gemma-3-12b'));
  await expect(page.locator('.standfirst')).toHaveText(/^All 101 P100 probes in three conditions/);
  const [baseline] = csv('models/gemma-3-12b/model-averages.csv').filter((row) => row.probe_set === 'P100' && row.condition === 'baseline');
  const row = page.locator('.model-averages tbody').first().locator('tr', { hasText: 'no kernel' });
  await expect(row).toContainText(Number(baseline?.measured).toFixed(2));
  await expect(row).toContainText('101 of 101');
  await expect(page.locator('.scores circle.probe')).toHaveCount(303);
  await expect(page.locator('.extremes')).toHaveCount(3);
  await expect(page.locator('.extremes').first().locator('td')).toHaveCount(10);
  await expect(page.locator('.domains tbody')).toHaveCount(3);
  await expect(page.locator('.differences tbody tr:not(.head)')).toHaveCount(2);
  await expect(page.locator('#runs')).toBeVisible();
  await expect(page.getByText('gemma-3-12b.p100')).toBeVisible();
});

test('domains of fewer than five probes have no interval, those of one are named as such', async ({ page }) => {
  await page.goto(address('gemma-3-12b'));
  const small = csv('models/gemma-3-12b/model-domains.csv').filter(({ n }) => Number(n) < 5);
  expect(small.length).toBeGreaterThan(0);
  for (const { low } of small) expect(low).toBe('');
  const [enough, few, one] = await page.locator('.domains tbody').all();
  expect(await enough?.locator('.whisker').count()).toBeGreaterThan(0);
  expect(await few?.locator('.whisker').count()).toBe(0);
  await expect(one as NonNullable<typeof one>).toContainText('One probe');
});

test('a model with averages alone says so, and draws no interval', async ({ page }) => {
  await page.goto(address('deepseek-r1-7b'));
  await expect(page.locator('.standfirst')).toHaveText(/^Three averages on P20, as the report states them, and no score of a single probe/);
  await expect(page.locator('.model-averages')).toContainText('no run, no average');
  await expect(page.locator('.model-averages td .whisker')).toHaveCount(0);
  for (const absent of ['.scores', '.domains', '.extremes', '.differences', '#runs']) await expect(page.locator(absent)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What is missing' })).toBeVisible();
});

test('stated and measured stand side by side where they differ, with the reason', async ({ page }) => {
  await page.goto(address('llama-3-8b'));
  const row = page.locator('.model-averages tr', { hasText: 'JSON kernel' }).first();
  await expect(row).toContainText('3.00');
  await expect(row).toContainText('−1.72');
  await expect(page.getByRole('heading', { name: 'Stated and measured' })).toBeVisible();
  await expect(page.locator('.side').first()).toContainText('which run the table was made from is not known');
  await expect(page.locator('.side').first()).toContainText('<|eot_id|>');
});

test('a LEK model leads to its base, and the base to those tuned from it', async ({ page }) => {
  await page.goto(address('lek-gemma-3-1b'));
  const facts = page.locator('.side .facts');
  await facts.getByRole('link', { name: 'Gemma 3 1B' }).click();
  await expect(page.locator('h1')).toHaveText('Gemma 3 1B');
  await expect(page.locator('.stated-means tbody tr')).toHaveCount(3);
  await facts.getByRole('link', { name: 'LEK-Gemma3 1B v2 (LoRA)' }).click();
  await expect(page.locator('h1')).toHaveText('LEK-Gemma3 1B v2 (LoRA)');
});

test('where base and tuned model both have scores, the difference is tested', async ({ page }) => {
  await page.goto(address('lek-gemma-3-4b'));
  await expect(page.locator('#model-tuning .differences tbody tr:not(.head)')).toHaveCount(1);
  await expect(page.locator('.model-averages')).toContainText('not run');
});

test('P20 and P100 never share an axis', async ({ page }) => {
  await page.goto(address('gemma-3-12b'));
  const axes = await page
    .locator('.model-averages tr.head .plot svg')
    .evaluateAll((all) => all.map((svg) => [...svg.querySelectorAll('text')].map((text) => text.textContent).join(' ')));
  expect(axes.length).toBe(2);
  expect(new Set(axes).size).toBe(2);
});

test('a Hugging Face id is a plain link, and nothing is loaded from there', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto(address('gemma-3-4b'), { waitUntil: 'networkidle' });
  await expect(page.locator('.side').getByRole('link', { name: 'mlx-community/gemma-3-4b-it-4bit' })).toHaveAttribute(
    'href',
    'https://huggingface.co/mlx-community/gemma-3-4b-it-4bit',
  );
  expect(new Set(asked)).toEqual(new Set([new URL(process.env.SITE_ADDRESS as string).host]));
});
