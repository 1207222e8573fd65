import { expect, type Page, test } from '@playwright/test';

const address = (path = '') => new URL(`leaderboard/${path}`, process.env.SITE_ADDRESS).href;

/** Names of the rows that are shown, section by section. */
const shown = (page: Page, table: string) =>
  page
    .locator(`table[data-board="${table}"]`)
    .evaluate((element) =>
      [...(element as HTMLTableElement).tBodies]
        .filter((body) => !body.hidden)
        .map((body) => [...body.rows].filter((row) => row.dataset.family !== undefined && !row.hidden).map((row) => row.dataset.name)),
    );

const status = (page: Page) => page.locator('leaderboard-controls [role="status"]');
const values = (page: Page, table: string, key: string) =>
  page
    .locator(`table[data-board="${table}"] tbody:first-of-type tr[data-${key}]`)
    .evaluateAll((rows, name) => rows.map((row) => Number(row.getAttribute(`data-${name}`))), key);

test('filters hide rows, say how many are left, and stand in the address', async ({ page }) => {
  await page.goto(address());
  const all = await shown(page, 'p20');
  await expect(status(page)).toHaveText(/^Shown: all \d+ rows of P100(?:,| and) all \d+ rows of P20\b/);
  await page.getByLabel('Family').selectOption('Mistral');
  await page.getByLabel('Training').selectOption('base');
  expect(new URL(page.url()).search).toBe('?family=Mistral&kind=base');
  const names = (await shown(page, 'p20')).flat();
  expect(names.length).toBeGreaterThan(0);
  expect(names.length).toBeLessThan(all.flat().length);
  for (const name of names) expect(name).toMatch(/^Mistral/);
  const rows = await page.locator('table[data-board="p100"] tr[data-name]').count();
  await expect(status(page)).toContainText(`Shown: 0 of ${rows} rows of P100`);
  await expect(status(page)).toContainText(`${names.length} of ${all.flat().length} rows of P20`);
  // A table of which nothing is left says so.
  await expect(page.locator('table[data-board="p100"]')).toBeHidden();
  await expect(page.getByText('No row of P100 fits the filter.')).toBeVisible();

  await page.goBack();
  expect(new URL(page.url()).search).toBe('?family=Mistral');
  await expect(page.getByLabel('Training')).toHaveValue('');
  await page.goBack();
  expect(await shown(page, 'p20')).toEqual(all);
  await page.goForward();
  await page.goForward();
  expect((await shown(page, 'p20')).flat()).toEqual(names);
  await page.reload();
  expect((await shown(page, 'p20')).flat()).toEqual(names);
  await expect(page.getByLabel('Family')).toHaveValue('Mistral');

  await page.getByRole('button', { name: 'Clear' }).click();
  expect(new URL(page.url()).search).toBe('');
  expect(await shown(page, 'p20')).toEqual(all);
  await expect(page.getByRole('button', { name: 'Clear' })).toBeDisabled();
});

test('a condition leaves its own section of P100, and its own column and marks of P20', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address('?condition=json'));
  expect(
    await page
      .locator('table[data-board="p100"] tbody:visible')
      .evaluateAll((all) => all.map((body) => (body as HTMLElement).dataset.condition)),
  ).toEqual(['json']);
  const p20 = page.locator('table[data-board="p20"]');
  await expect(p20.getByRole('columnheader', { name: 'JSON' })).toBeVisible();
  await expect(p20.getByRole('columnheader', { name: 'Baseline' })).toBeHidden();
  expect(await p20.locator('g[data-condition="txt"]:not([display="none"])').count()).toBe(0);
  expect(await p20.locator('g[data-condition="json"]:not([display="none"])').count()).toBeGreaterThan(20);
});

test('columns sort by keyboard, in both directions and back, each said in aria-sort', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address());
  const before = await shown(page, 'p100');
  const table = page.locator('table[data-board="p100"]');
  const head = table.locator('th[data-key="median"]');
  const mean = table.locator('th[data-key="mean"]');
  await expect(mean).toHaveAttribute('aria-sort', 'descending');
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await mean.getAttribute('aria-sort')).toBeNull();
  const downwards = await values(page, 'p100', 'median');
  expect(downwards).toEqual(downwards.toSorted((a, b) => b - a));
  expect(new URL(page.url()).search).toBe('?p100=median');
  await page.keyboard.press('Space');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const upwards = await values(page, 'p100', 'median');
  expect(upwards).toEqual(upwards.toSorted((a, b) => a - b));
  expect(new URL(page.url()).search).toBe('?p100=-median');
  await page.keyboard.press('Enter');
  expect(await shown(page, 'p100')).toEqual(before);
  await expect(mean).toHaveAttribute('aria-sort', 'descending');
  // Rows that were not run stay last.
  await page.goto(address('?p100=-mean'));
  const json = (await shown(page, 'p100'))[1] ?? [];
  const missing = await table
    .locator('tbody[data-condition="json"] tr[data-name]:not([data-mean])')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.name));
  expect(missing.length).toBeGreaterThan(0);
  expect(json.slice(-missing.length)).toEqual(missing);
});

test('tie lines follow the rows: dots on members, and a note', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address());
  const body = page.locator('table[data-board="p100"] tbody').first();
  const dots = () =>
    body
      .locator('tr[data-name]:visible')
      .evaluateAll((rows) => rows.map((row) => [(row as HTMLElement).dataset.ties, row.querySelectorAll('.ties circle').length] as const));
  const drawn = () => body.locator('tr[data-name]').evaluateAll((rows) => rows.map((row) => row.querySelector('.ties > svg')?.innerHTML));
  const note = page.getByText('Tie lines are drawn for the rows shown');
  await expect(note).toBeHidden();
  // What the script draws for the whole table is what stood in the page.
  const served = await page.evaluate(async () => {
    const document = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    return [...document.querySelectorAll('table[data-board="p100"] tbody:first-of-type tr[data-name]')].map(
      (row) => row.querySelector('.ties > svg')?.innerHTML,
    );
  });
  expect(await drawn()).toEqual(served.map((lines) => lines?.replace(/>\s+</g, '><').trim()));
  for (const [groups, circles] of await dots()) expect(circles).toBe((groups ?? '').split(' ').filter(Boolean).length);
  // Turned upside down, every member keeps its dots and every line its ends.
  await page.goto(address('?p100=-mean'));
  await expect(note).toBeVisible();
  for (const [groups, circles] of await dots()) expect(circles).toBe((groups ?? '').split(' ').filter(Boolean).length);
  // With one model of each line left there is nothing to join.
  await page.goto(address('?family=Qwen'));
  expect(await body.locator('.ties circle:visible').count()).toBe(0);
});

test('without scripts the tables stand alone, whatever the address asks', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('?family=Mistral&p100=-mean'));
  await expect(page.locator('.controls')).toBeHidden();
  await expect(page.locator('table[data-board="p100"] th button')).toHaveCount(0);
  await expect(page.locator('table[data-board="p20"] tbody tr').first()).toBeVisible();
  await context.close();
});
