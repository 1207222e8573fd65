import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { samples } from './pages.ts';

const address = (path = '') => new URL(path, process.env.SITE_ADDRESS).href;

/** Everything that a visit shows wrong: errors in the console or in scripts, requests that fail or leave the site. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address()) && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  return faults;
}

/** Sum of all layout shifts since the page began. */
const shifts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 200);
      }),
  );

for (const { path } of samples) {
  test.describe(`/${path}`, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`has no error, asks no other host and satisfies axe, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 1440, height: 900 });
        const faults = watch(page);
        await page.goto(address(path), { waitUntil: 'networkidle' });
        expect(faults).toEqual([]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      });
    }

    test('satisfies axe on a narrow screen', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(address(path));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    });

    test('fits every width from 360 px', async ({ page }) => {
      await page.goto(address(path));
      for (const width of [360, 390, 600, 720, 721, 820, 1000, 1001, 1080, 1081, 1440, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const { wide, beyond } = await page.evaluate(() => {
          const limit = document.documentElement.clientWidth;
          const out = [...document.querySelectorAll('main *, header *, footer *')].filter(
            (element) => element.getBoundingClientRect().right > limit + 1 && !element.closest('.scroll, .code, svg, .unseen'),
          );
          return {
            wide: document.documentElement.scrollWidth - limit,
            beyond: out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)),
          };
        });
        expect(wide, `${width} px: ${beyond.join(' ')}`).toBeLessThanOrEqual(0);
      }
    });

    test('moves nothing while it loads', async ({ browser }) => {
      for (const width of [360, 820, 1440]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        await page.goto(address(path), { waitUntil: 'networkidle' });
        expect(await shifts(page), `at ${width} px`).toBe(0);
        await page.close();
      }
    });

    test('is reached by keyboard: the skip link first, then the navigation, each with a visible focus', async ({ page }) => {
      await page.goto(address(path));
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus')).toHaveText('Skip to the text');
      await expect(page.locator(':focus')).toBeInViewport();
      const links = await page.locator('.masthead a:visible, .masthead button:visible').count();
      for (let index = 0; index < links; index += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.closest('.masthead') !== null)).toBe(true);
        expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe('solid');
      }
    });

    test('is readable without scripts, and on paper', async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      const faults = watch(page);
      await page.goto(address(path));
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('.theme')).toBeHidden();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('.masthead nav')).toBeHidden();
      expect(faults).toEqual([]);
      await context.close();
    });

    test('carries at most 20 KB of scripts', async ({ page }) => {
      const scripts: Promise<Buffer>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') scripts.push(response.body());
      });
      await page.goto(address(path), { waitUntil: 'networkidle' });
      const weight = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
      expect(weight).toBeLessThanOrEqual(20_000);
    });
  });
}

test('the home page weighs at most 120 KB in all, fonts included', async ({ page }) => {
  const bodies: Promise<[string, Buffer]>[] = [];
  page.on('response', (response) => bodies.push(response.body().then((body) => [response.url(), body])));
  await page.goto(address(), { waitUntil: 'networkidle' });
  const weights = (await Promise.all(bodies)).map(
    ([url, body]) => [url, url.endsWith('.woff2') ? body.length : gzipSync(body).length] as const,
  );
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  expect(total, JSON.stringify(weights)).toBeLessThanOrEqual(120_000);
});

test('a missing page answers with the page for it', async ({ page }) => {
  const response = await page.goto(address('no-such-page/'));
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('There is no page at this address');
});
