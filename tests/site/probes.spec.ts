import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { dist } from './pages.ts';

const address = (path: string) => new URL(path, process.env.SITE_ADDRESS).href;
const seeds: { id: string; domain: string; prompt: string; rephrase_type?: string }[] = JSON.parse(
  readFileSync(new URL('../../seeds/P01-P100-rephrased.json', import.meta.url), 'utf8'),
);
const probes = seeds.filter(({ rephrase_type }) => rephrase_type === undefined);

test('all probes stand in their domains, each with its words and its mean', async ({ page }) => {
  await page.goto(address('probes/'));
  const rows = page.locator('.probe-list tbody tr:not(.head)');
  await expect(rows).toHaveCount(probes.length);
  for (const { id, domain, prompt } of probes.slice(0, 5)) {
    const row = rows.filter({ hasText: id });
    await expect(row).toContainText(prompt.slice(0, 60).replace(/\s+/g, ' '));
    expect(await row.evaluate((element) => element.parentElement?.querySelector('.head th')?.textContent)).toContain(domain);
  }
});

test('a domain’s anchor shows it alone, without scripts, and the way back', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('probes/'));
  const visible = page.locator('.probe-list tbody tr:not(.head):visible');
  await expect(visible).toHaveCount(probes.length);
  await page.getByRole('navigation', { name: 'Domains' }).getByRole('link', { name: 'Hypnos' }).click();
  await expect(visible).toHaveCount(probes.filter(({ domain }) => domain === 'Hypnos').length);
  await page.getByRole('link', { name: 'all domains' }).click();
  await expect(visible).toHaveCount(probes.length);
  await context.close();
});

test('a probe shows its prompt in full, its hashes, its rephrasings', async ({ page }) => {
  const probe = probes.find(({ id }) => id === 'P88_GHOST_TEACH');
  const variants = seeds.filter(({ id }) => id.startsWith('P88_GHOST_TEACH_R_'));
  await page.goto(address('probes/P88_GHOST_TEACH/'));
  await expect(page.locator('blockquote.prompt')).toHaveText(probe?.prompt ?? 'none');
  await expect(page.locator('.side')).toContainText(
    createHash('sha256')
      .update(probe?.prompt ?? '')
      .digest('hex'),
  );
  await expect(page.locator('.side')).toContainText('edition restated');
  const framings = variants.map(({ prompt }) => prompt.slice(0, prompt.indexOf('\n\n')));
  expect(framings).toHaveLength(3);
  await expect(page.locator('.rephrased dd')).toHaveText(framings);
});

test('every model and condition stands on it, P20 apart from P100, each figure a way to its page', async ({ page }) => {
  await page.goto(address('probes/P04_NETWORK_CENSORSHIP/'));
  await expect(page.locator('main > section > h2').first()).toHaveText(/^Six models on P100/);
  await expect(page.locator('main > section > h2').nth(1)).toHaveText(/^Six models on P20: −156\.0 to 17\.0/);
  const csv = readFileSync(`${dist}/probes/P04_NETWORK_CENSORSHIP/probe-results.csv`, 'utf8').trim().split('\n');
  await expect(page.locator('.on-probe td a')).toHaveCount(csv.length - 1);
  await page.locator('.on-probe').nth(1).getByRole('link', { name: '−156.0, JSON kernel, Llama 3 8B' }).click();
  await expect(page).toHaveURL(/results\/llama-3-8b\.p20\/P04_NETWORK_CENSORSHIP\/#json$/);
  await expect(page.locator('.answers')).toContainText('compliance markers');
});
