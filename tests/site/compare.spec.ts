import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, type Page, test } from '@playwright/test';

const address = (search = '') => new URL(`compare/${search}`, process.env.SITE_ADDRESS).href;
const ASKED = '?a=lek-gemma-3-1b.p100/baseline&b=gemma-3-12b.p100/baseline';
const result = (page: Page) => page.locator('[data-part="result"]');
const status = (page: Page) => page.locator('[data-part="status"]');
const headline = (page: Page) => page.locator('[data-part="headline"]');

interface Row {
  comparison_id: string;
  scope: string;
  a: string;
  b: string;
  figures: (number | null)[];
}

async function rows(): Promise<Row[]> {
  const file = resolve(process.env.LEM_BUILD ?? 'data/build', 'lem.duckdb');
  const connection = await (await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' })).connect();
  const reader = await connection.runAndReadAll(`
    SELECT comparison_id, scope, a_run_id || '/' || a_condition AS a, b_run_id || '/' || b_condition AS b,
      mean_difference, low, high, cluster_low, cluster_high, n, wins, ties, losses, p, effect_size, detectable
    FROM comparisons WHERE domain = 'all' ORDER BY comparison_id`);
  return reader
    .getRowsJS()
    .map(
      ([comparison_id, scope, a, b, ...figures]) =>
        ({ comparison_id, scope, a, b, figures: figures.map((value) => (value === null ? null : Number(value))) }) as Row,
    );
}

/** Exact values of the figures shown, in the order of the table and of the list beside it. */
async function figures(page: Page): Promise<(number | null)[]> {
  const cells = page.locator('[data-part="overall"] tbody');
  const [mean, low, high, , clusterLow, clusterHigh] = await cells
    .locator('td.n')
    .evaluateAll((all) => all.map((cell) => cell.querySelector('data')?.value ?? null));
  // The names of A and B come first, with their means.
  const facts = await page.locator('[data-part="facts"] > div').evaluateAll((all) =>
    all.slice(2).flatMap((fact) => {
      const values = [...fact.querySelectorAll('data')].map((data) => data.value);
      return values.length > 0 ? values : [null];
    }),
  );
  return [mean, low, high, clusterLow, clusterHigh, ...facts].map((value) =>
    value === null || value === undefined ? null : Number(value),
  );
}

test('what the browser works out equals the database to the last digit', async ({ page }) => {
  const all = await rows();
  const first = [...Map.groupBy(all, ({ comparison_id }) => comparison_id.split('/')[0]).values()].map(([row]) => row as Row);
  expect(first.length).toBeGreaterThan(8);
  const errors: string[] = [];
  page.on('console', (message) => errors.push(message.text()));
  for (const { comparison_id, a, b, figures: stated } of first) {
    await page.goto(address(`?a=${a}&b=${b}`));
    await expect(result(page)).toBeVisible();
    expect(await figures(page), comparison_id).toEqual(stated);
  }
  expect(errors).toEqual([]);
});

test('two sides are chosen by keyboard; the address holds them, and back goes back', async ({ page }) => {
  await page.goto(address());
  await expect(result(page)).toBeHidden();
  const [a, b] = [page.getByRole('combobox', { name: 'A', exact: true }), page.getByRole('combobox', { name: 'minus B' })];
  await a.focus();
  await a.selectOption('lek-gemma-3-1b.p100/txt');
  await page.keyboard.press('Tab');
  await expect(b).toBeFocused();
  await b.selectOption('lek-gemma-3-1b.p100/baseline');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(result(page)).toBeVisible();
  await expect(status(page)).toHaveText('Compared on 101 probes.');
  expect(new URL(page.url()).search).toBe('?a=lek-gemma-3-1b.p100/txt&b=lek-gemma-3-1b.p100/baseline');
  const there = await headline(page).textContent();
  expect(there).toMatch(/ points lower with the TXT kernel than without a kernel$/);
  await expect(page).toHaveTitle(`${there} · LEM`);

  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(headline(page)).toHaveText(/ points higher without a kernel than with the TXT kernel$/);
  expect(new URL(page.url()).search).toBe('?a=lek-gemma-3-1b.p100/baseline&b=lek-gemma-3-1b.p100/txt');
  await page.goBack();
  await expect(headline(page)).toHaveText(there as string);
  await expect(a).toHaveValue('lek-gemma-3-1b.p100/txt');
  await page.goBack();
  await expect(result(page)).toBeHidden();
  await expect(a).toHaveValue('');
});

test('only the probes that changed, by the switch and by the address', async ({ page }) => {
  await page.goto(address(ASKED));
  await expect(result(page)).toBeVisible();
  const shown = () => page.locator('[data-part="probes"] tbody tr:visible').count();
  const same = await page.locator('[data-part="probes"] tr[data-difference="0"]').count();
  const all = await shown();
  expect(same).toBeGreaterThan(0);
  expect(await page.locator('[data-part="strip"] circle').count()).toBe(all);
  await page.getByRole('checkbox').check();
  expect(await shown()).toBe(all - same);
  expect(await page.locator('[data-part="strip"] circle').count()).toBe(all - same);
  expect(new URL(page.url()).searchParams.get('only')).toBe('changed');
  await page.reload();
  await expect(result(page)).toBeVisible();
  await expect(page.getByRole('checkbox')).toBeChecked();
  expect(await shown()).toBe(all - same);
});

test('refuses what cannot be compared, in a sentence', async ({ page }) => {
  const says = async (search: string, sentence: string | RegExp) => {
    await page.goto(address(search));
    await expect(status(page)).toHaveText(sentence);
    await expect(result(page)).toBeHidden();
  };
  await says(
    '?a=qwen-2-7b.p20/json&b=gemma-3-12b.p100/json',
    'P20 and P100 are different sets of probes, and scores on different sets are never compared: choose two sides on the same one.',
  );
  await says('?a=qwen-2-7b.p20/json&b=qwen-2-7b.p20/json', /^Both sides are the same run in the same condition/);
  await says('?a=no-such-run/json&b=qwen-2-7b.p20/json', 'There is no “no-such-run/json” here: choose another from the list.');
  await says(
    '?a=<img src=x onerror=alert(1)>&b=qwen-2-7b.p20/json',
    'There is no “<img src=x onerror=alert(1)>” here: choose another from the list.',
  );
  await says('?a=qwen-2-7b.p20/json', 'Choose the other side too.');
});

test('says when it uses only the probes that both sides answered', async ({ page }) => {
  await page.goto(address('?a=qwen-2-7b.p20/json&b=llama-3-8b.p20/json'));
  await expect(page.getByText('Only the 20 probes that both sides answered are used; A has 21, B 20.')).toBeVisible();
});

test('every probe leads to its page, and every score to its place on the page of its result', async ({ page }) => {
  await page.goto(address('?a=lek-gemma-3-1b.p100/txt&b=gemma-3-12b.p100/baseline'));
  await expect(result(page)).toBeVisible();
  const hrefs = await page
    .locator('[data-part="probes"] tbody tr:first-child a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(hrefs.length).toBe(3);
  for (const href of hrefs) {
    await page.goto(href);
    await expect(page.locator('h1')).toContainText(/P\d+_/);
    const { hash } = new URL(href);
    if (hash) await expect(page.locator(hash)).toBeVisible();
  }
});

test('gives its rows as CSV', async ({ page }) => {
  await page.goto(address(ASKED));
  await expect(result(page)).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  const text = await new Response((await download.createReadStream()) as unknown as ReadableStream).text();
  const lines = text.trim().split('\n');
  expect(lines[0]).toBe('probe_id,domain,a,b,difference');
  expect(lines.length).toBe(102);
  const [, , a, b, difference] = (lines[1] as string).split(',').map(Number) as [number, number, number, number, number];
  expect(Number((a - b).toFixed(1))).toBe(difference);
});

for (const width of [360, 820, 1440])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`a comparison satisfies axe and fits at ${width} px, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address(ASKED));
      await expect(result(page)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    });

test('nothing in view moves when a comparison comes', async ({ page }) => {
  await page.goto(address(ASKED));
  await expect(result(page)).toBeVisible();
  const moved = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 300);
      }),
  );
  expect(moved).toBe(0);
});

test('without scripts it says what it needs, and lists the published comparisons', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address(ASKED));
  await expect(page.getByText('needs JavaScript')).toBeVisible();
  await expect(page.locator('.controls')).toBeHidden();
  const published = (await rows()).filter(({ scope }) => scope === 'published').map(({ a, b }) => `?a=${a}&b=${b}`);
  const listed = await page
    .locator('section[aria-labelledby="published"] tbody a')
    .evaluateAll((all) => all.map((link) => decodeURIComponent(new URL((link as HTMLAnchorElement).href).search)));
  expect(listed.toSorted()).toEqual(published.toSorted());
  await context.close();
});
