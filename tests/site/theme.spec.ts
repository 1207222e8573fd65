import { expect, type Page, test } from '@playwright/test';

const address = () => process.env.SITE_ADDRESS as string;
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = 'rgb(251, 250, 247)';
const DARK = 'rgb(20, 23, 26)';

test('the system decides where nobody chose', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(address());
  expect(await ground(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await ground(page)).toBe(LIGHT);
});

test('a choice holds against the system, on the next page and from its first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address());
  const button = page.getByRole('button', { name: 'Theme' });
  await expect(button).toHaveAccessibleName('Theme: system');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: light');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: dark');
  expect(await ground(page)).toBe(DARK);

  await page.addInitScript(() => {
    // The moment the body begins to exist is before anything can be painted.
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      document.documentElement.dataset.themeAtBody = document.documentElement.dataset.theme ?? 'none';
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(new URL('leaderboard/', address()).href);
  expect(await page.evaluate(() => document.documentElement.dataset.themeAtBody)).toBe('dark');
  expect(await ground(page)).toBe(DARK);

  await page.getByRole('button', { name: 'Theme' }).click();
  await expect(page.getByRole('button', { name: 'Theme' })).toHaveAccessibleName('Theme: system');
  expect(await ground(page)).toBe(LIGHT);
});

test('the choice works where storage is forbidden', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address());
  await page.getByRole('button', { name: 'Theme' }).click();
  await expect(page.getByRole('button', { name: 'Theme' })).toHaveAccessibleName('Theme: light');
  expect(errors).toEqual([]);
});
