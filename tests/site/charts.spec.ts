import { expect, test } from '@playwright/test';
import { pages } from './pages.ts';

// Charts drawn at build: one drawing for each width of its place, its text never small, its figures in a table below.

const withCharts = pages.filter(({ html }) => html.includes('class="drawings"'));
const address = (path: string) => new URL(path, process.env.SITE_ADDRESS).href;

test('there are charts', () => expect(withCharts.length).toBeGreaterThan(0));

for (const { path } of withCharts) {
  test(`/${path} shows one drawing of each chart at any width, with text of 12 px or more`, async ({ page }) => {
    await page.goto(address(path));
    for (const width of [360, 390, 600, 721, 820, 1080, 1081, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const charts = await page.locator('.drawings').evaluateAll((all) =>
        all.map((chart) => {
          const shown = [...chart.children].filter((child) => child.getBoundingClientRect().width > 0);
          const scales = [...chart.querySelectorAll('svg.chart')]
            .filter((svg) => svg.getBoundingClientRect().width > 0)
            .map((svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute('width')));
          const sizes = [...chart.querySelectorAll('text')]
            .filter((text) => text.getBoundingClientRect().width > 0)
            .map((text) => Number.parseFloat(getComputedStyle(text).fontSize));
          return { shown: shown.length, text: Math.min(...scales) * Math.min(...sizes), most: Math.max(...scales) };
        }),
      );
      expect(charts.length).toBeGreaterThan(0);
      for (const { shown, text, most } of charts) {
        expect(shown, `${width} px`).toBe(1);
        expect(text, `${width} px`).toBeGreaterThanOrEqual(12);
        expect(most, `${width} px`).toBeLessThanOrEqual(1);
        if (width >= 390) expect(most, `${width} px`).toBe(1);
      }
    }
  });

  test(`/${path} has the figures of each chart in a table that opens without scripts`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address(path));
    const tables = page.locator('.chart-table');
    // In a finding, the rows of its cell are a chart's table, closed or not.
    const drawnCells = await page
      .locator('.cell-chart:has(.drawings)')
      .evaluateAll((all) => all.map((chart) => chart.getAttribute('data-from')));
    expect((await tables.count()) + drawnCells.length).toBe(await page.locator('.drawings').count());
    for (const cell of drawnCells) {
      const rows = page.locator(`#cell-${cell} .rows`);
      const closed = rows.locator('details.all > summary');
      if ((await closed.count()) > 0) {
        await closed.focus();
        await page.keyboard.press('Enter');
      }
      await expect(rows.locator('table').last()).toBeVisible();
      expect(await rows.locator('tbody tr').count()).toBeGreaterThan(0);
    }
    for (const table of await tables.all()) {
      await expect(table.locator('table')).toBeHidden();
      await table.locator('summary').focus();
      await page.keyboard.press('Enter');
      await expect(table.locator('table')).toBeVisible();
      expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
    }
    await context.close();
  });
}
