import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const address = (path = '') => new URL(path, process.env.SITE_ADDRESS).href;
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const links = (page: Page) => dialog(page).getByRole('link');
const status = (page: Page) => dialog(page).getByRole('status');
const titles = (page: Page) => dialog(page).locator('.title');

test('nothing of the search is loaded before it is opened', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address(), { waitUntil: 'networkidle' });
  expect(asked.filter((path) => path.includes('pagefind'))).toEqual([]);
  await page.keyboard.press('/');
  await page.keyboard.type('kernel');
  await expect(links(page).first()).toBeVisible();
  expect(asked.some((path) => path.endsWith('/pagefind/pagefind.js'))).toBe(true);
});

test('a slash opens it, words find pages, arrows walk through them, Escape closes it', async ({ page }) => {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(address('leaderboard/'));
  const button = page.getByRole('button', { name: 'Search' });
  await button.focus();
  // What is typed at once after the slash is kept.
  await page.keyboard.press('/');
  await page.keyboard.type('Gemma 3 12B');
  const field = dialog(page).getByRole('searchbox', { name: 'Search this site' });
  await expect(field).toHaveValue('Gemma 3 12B');
  await expect(status(page)).toHaveText(/page/);
  await expect(titles(page).first()).toHaveText('Gemma 3 12B');
  await page.keyboard.press('ArrowDown');
  await expect(links(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(links(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  // A letter goes on writing.
  await page.keyboard.type('x');
  await expect(field).toHaveValue('Gemma 3 12Bx');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(button).toBeFocused();
  expect(faults).toEqual([]);
});

test('Enter leads to the first page found', async ({ page }) => {
  await page.goto(address('leaderboard/'));
  await page.keyboard.press('/');
  await page.keyboard.type('Gemma 3 12B');
  await page.keyboard.press('Enter');
  await page.waitForURL(address('models/gemma-3-12b/'));
});

test('a model, a probe and a condition lead to that one score', async ({ page }) => {
  await page.goto(address('kernel/'));
  await page.keyboard.press('/');
  await page.keyboard.type('lek-1b P88 txt');
  await expect(status(page)).toHaveText(/^1 score/);
  await expect(links(page).first()).toHaveText(/^P88_GHOST_TEACH, LEK-Gemma3 1B.*TXT kernel.*−19\.0$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(address('results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/#txt'));
  await expect(page.locator('#txt')).toContainText('TXT');
  await expect(page.locator('#txt')).toBeInViewport();
});

test('a slash in a field is a slash', async ({ page }) => {
  await page.goto(address('leaderboard/'));
  await page.getByLabel('Family').focus();
  await page.keyboard.press('/');
  await expect(dialog(page)).toBeHidden();
});

test('says so where nothing is found, whatever was written', async ({ page }) => {
  await page.goto(address());
  await page.getByRole('button', { name: 'Search' }).click();
  const words = '<b>xylophone</b>';
  await dialog(page).getByRole('searchbox').fill(words);
  await expect(status(page)).toHaveText(`Nothing was found for “${words}”.`);
  await expect(links(page)).toHaveCount(0);
});

test('says so where the index cannot be loaded, and tries again with the next word', async ({ page }) => {
  await page.goto(address());
  await page.route('**/pagefind/pagefind.js', (route) => route.abort());
  await page.keyboard.press('/');
  await page.keyboard.type('kernel');
  await expect(status(page)).toHaveText('The search index could not be loaded.');
  await page.unroute('**/pagefind/pagefind.js');
  await page.keyboard.type('s');
  await expect(links(page).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`satisfies axe while it is open, and fits from 360 px, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address());
      await page.keyboard.press('/');
      await page.keyboard.type('lek-1b');
      await expect(links(page).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth), `${width} px`).toBeLessThanOrEqual(0);
    }
  });

test('without scripts there is no button that does nothing', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address());
  await expect(page.getByRole('button', { name: 'Search' })).toBeHidden();
  await context.close();
});
