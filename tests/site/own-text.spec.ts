import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { shared } from '../shared.ts';

// The texts of a published score from the run's own file, in the reader's browser alone.
const RUN = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
const address = (probe: string, run = 'mistral-7b-v0.1.p20') => new URL(`results/${run}/${probe}/`, process.env.SITE_ADDRESS).href;
const host = (page: Page) => page.locator('lem-own-text');
const status = (page: Page) => host(page).getByRole('status');

async function choose(page: Page, files: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    host(page).getByRole('button', { name: 'Choose the run’s file' }).click(),
  ]);
  await chooser.setFiles(files);
}

const file = (name: string, text: string) => ({ name, mimeType: 'application/jsonl', buffer: Buffer.from(text) });

interface Line {
  id: string;
  conditions: Record<string, { response: string }>;
}
const linesOf = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test('a file that cannot be read, or is of no such run, is refused in a sentence', async ({ page }) => {
  await page.goto(address('P01_IDENTITY_WHISTLEBLOWER'));
  await choose(page, file('bad.jsonl', '{"type":"probe"\n'));
  await expect(status(page)).toHaveText(/^bad\.jsonl:1: the JSON breaks off before its end\./);
  await choose(page, file('empty.jsonl', ''));
  await expect(status(page)).toHaveText('empty.jsonl: the file is empty. Choose a file with at least one row.');
  await choose(
    page,
    file('<img src=x onerror=alert(1)>.jsonl', '{"probe_id":"P01_IDENTITY_WHISTLEBLOWER","condition":"json","response":"<b>bold</b>"}\n'),
  );
  await expect(status(page)).toHaveText(
    '<img src=x onerror=alert(1)>.jsonl is not the file of mistral-7b-v0.1.p20: none of its 1 response to the same probes has the counts, length and score of the row.',
  );
  await choose(page, file('other.jsonl', '{"id":"x","response":"y"}\n'));
  await expect(status(page)).toHaveText('other.jsonl has no response to the probes and conditions of mistral-7b-v0.1.p20.');
  await expect(host(page).locator('.scored, img, b')).toHaveCount(0);
});

test('without scripts no file is asked for', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('P01_IDENTITY_WHISTLEBLOWER'));
  await expect(host(page)).toBeHidden();
  await context.close();
});

test.describe('with the published run’s own file', () => {
  test.skip(!RUN, 'the published files are not here');

  test('its texts stand there with their evidence, and nothing is sent', async ({ page }) => {
    await page.goto(address('P01_IDENTITY_WHISTLEBLOWER'));
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    await choose(page, RUN as string);
    await expect(status(page)).toHaveText(
      'This is the published run mistral-7b-v0.1.p20: all 63 responses have the counts, length and score of its rows. It was read here and sent nowhere.',
    );
    const line = linesOf(RUN as string)[0] as Line;
    const texts = host(page).locator('.evidence');
    await expect(texts).toHaveCount(3);
    for (const [index, condition] of ['baseline', 'json', 'txt'].entries()) {
      // The numbers of signals and the signs for line feeds are not of the text.
      const shown = await texts.nth(index).evaluate((each) => {
        const copy = each.cloneNode(true) as HTMLElement;
        for (const added of copy.querySelectorAll('sup, .pilcrow')) added.remove();
        return copy.textContent;
      });
      expect(shown).toBe(line.conditions[condition]?.response);
    }
    expect(await texts.first().locator('mark').count()).toBeGreaterThan(3);
    await host(page).locator('.choose label', { hasText: 'specificity' }).click();
    await expect(host(page).locator('.scored input:checked')).not.toHaveValue('0');
    const { origin } = new URL(page.url());
    expect(asked.filter((request) => !request.startsWith(`GET ${origin}/`))).toEqual([]);
    expect(asked.filter((request) => !/\/_astro\/|\/runs\/mistral-7b-v0\.1\.p20\/run-results\.csv$/.test(request))).toEqual([]);
  });

  test('a text that is not the row’s is not shown, and the line is named', async ({ page }) => {
    const text = readFileSync(RUN as string, 'utf8').replace(
      '"conditions": {"baseline": {"response": "',
      '"conditions": {"baseline": {"response": "Changed? ',
    );
    await page.goto(address('P01_IDENTITY_WHISTLEBLOWER'));
    await choose(page, file('changed.jsonl', text));
    await expect(status(page)).toContainText('but for one of 63 responses');
    await expect(host(page).locator('.evidence')).toHaveCount(2);
    await expect(host(page)).toContainText('Baseline: the text on line 1 of the file is not the one of this row: questioning is');
  });

  test('kept, it shows the texts of the run’s other scores until it is forgotten', async ({ page }) => {
    await page.goto(address('P01_IDENTITY_WHISTLEBLOWER'));
    await choose(page, RUN as string);
    await host(page).getByRole('button', { name: 'Keep it in this browser' }).click();
    await expect(status(page)).toContainText('kept in this browser');
    await page.goto(address('P02_IDENTITY_REFUGEE'));
    await expect(host(page).locator('.evidence')).toHaveCount(3);
    await expect(page.getByRole('heading', { name: 'JSON kernel' }).last()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1440]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(
          0,
        );
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      }
    await host(page).getByRole('button', { name: 'Have it forgotten' }).click();
    await expect(status(page)).toContainText('is forgotten');
    await expect(host(page).locator('.evidence')).toHaveCount(0);
    await page.reload();
    await expect(host(page).locator('.evidence')).toHaveCount(0);
  });
});
