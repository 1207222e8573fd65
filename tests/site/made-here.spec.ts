import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { compile, projectFolders } from '../../pipeline/compile/index.ts';
import { explain } from '../../pipeline/scorer/index.ts';
import { makeRun } from '../compile/run-maker.ts';
import { buildInto } from './build.ts';
import { serve } from './server.ts';

// A site with a run made here beside the published ones, its names and texts such as nobody would choose in good faith.

const MARKUP = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'"> </p></div> & "quoted", however, {tension}`;
const TURNED = 'before \u202eturned\u2066 isolated, I feel that it depends.';
const LONG = 'W'.repeat(100_000);
const PLAIN = 'I feel a tension here. However, imagine **dignity** — in 1948, for example, Ada wrote it down.\n\nShe asked: who agreed?';
const PROBES = ['P01_IDENTITY_WHISTLEBLOWER', 'P02_IDENTITY_REFUGEE', 'P03_NETWORK_MESH', 'P05_STORAGE_OFFLINE', 'P06_STORAGE_MEDICAL'].map(
  (id) => ({
    id,
    domain: (id.split('_')[1] as string).toLowerCase().replace(/^./, (letter) => letter.toUpperCase()),
  }),
);
const TEXTS = [MARKUP, TURNED, LONG, '', PLAIN];
const textOf = (probe: string, condition: string) =>
  TEXTS[
    (PROBES.findIndex(({ id }) => id === probe) + ['baseline', 'json', 'placebo', 'my-own-kernel'].indexOf(condition)) % TEXTS.length
  ] as string;

const PROMPT = `${MARKUP} ${LONG}`;

let folder: string;
let written: string;
let site: Awaited<ReturnType<typeof serve>>;
const at = (path: string) => site.origin + site.base + path;

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'lem-made-here-'));
  const data = join(folder, 'data');
  mkdirSync(join(data, 'runs'), { recursive: true });
  for (const name of ['published', 'demonstrations']) cpSync(join(projectFolders().data, name), join(data, name), { recursive: true });
  makeRun(join(data, 'runs'), {
    model_id: 'made',
    probes: PROBES,
    conditions: ['baseline', 'json', 'placebo', 'my-own-kernel'],
    text: textOf,
  });
  const file = join(data, 'runs', 'made.p100.manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.model.name = `${MARKUP} ${LONG}`;
  manifest.model.family = MARKUP;
  manifest.notes = [MARKUP, LONG];
  manifest.machine = { processor: MARKUP, cores: 2 };
  manifest.conditions[1].rendered_prompt = PROMPT;
  manifest.conditions[1].rendered_prompt_sha256 = createHash('sha256').update(PROMPT).digest('hex');
  written = JSON.stringify(manifest);
  writeFileSync(file, written);
  await compile({ ...projectFolders(), data, out: join(folder, 'build') });
  await buildInto(join(folder, 'build'), join(folder, 'dist'));
  site = await serve(join(folder, 'dist'), '/');
});

test.afterAll(() => {
  site?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function calm(page: Page, path: string): Promise<void> {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(at(path));
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
  expect(await page.title()).not.toBe('owned');
  expect(await page.locator('main img, main script:not([src^="/_astro/"])').count()).toBe(0);
  expect(faults).toEqual([]);
}

for (const { id } of PROBES) {
  test(`the texts on ${id} are shown as text, marked where they count`, async ({ page }) => {
    await calm(page, `results/made.p100.local/${id}/`);
    await expect(page.getByText('it counts in no published figure').first()).toBeVisible();
    for (const [index, condition] of ['baseline', 'json', 'placebo', 'my-own-kernel'].entries()) {
      const text = textOf(id, condition);
      const section = page.locator('.texts > section').nth(index);
      if (text === '') {
        await expect(section).toContainText('No character at all.');
        continue;
      }
      // What is read back: the text without the numbers behind its hits and the signs for line feeds.
      const shown = await section.locator('.evidence').evaluate((element) => {
        const copy = element.cloneNode(true) as Element;
        for (const added of copy.querySelectorAll('sup, .pilcrow')) added.remove();
        return copy.textContent ?? '';
      });
      expect(text.startsWith(shown)).toBe(true);
      expect(shown.length).toBeGreaterThanOrEqual(Math.min(text.length, 15_000));
      if (text === PLAIN) {
        expect(shown).toBe(PLAIN);
        for (const word of ['feel', 'tension', 'However', '1948', 'Ada'])
          await expect(section.locator('mark', { hasText: word }).first()).toBeVisible();
        const { lek_score } = explain(PLAIN);
        await expect(section.locator('h3')).toContainText(lek_score.toFixed(1));
      }
    }
  });
}

test('a signal chosen shows its words alone, without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at('results/made.p100.local/P06_STORAGE_MEDICAL/'));
  const line = (word: string) =>
    page
      .locator('.texts > section')
      .first()
      .locator('mark', { hasText: word })
      .first()
      .evaluate((mark) => getComputedStyle(mark).backgroundImage !== 'none');
  expect([await line('However'), await line('Ada')]).toEqual([true, true]);
  await page.locator('.choose label', { hasText: 'nuance' }).click();
  expect([await line('However'), await line('Ada')]).toEqual([true, false]);
  await context.close();
});

test('the run gives its texts, and they are the texts', async ({ page }) => {
  await calm(page, 'runs/made.p100.local/');
  await expect(page.locator('.standfirst')).toContainText('the counts from the texts, which were scored again');
  const response = await page.request.get(at('runs/made.p100.local/texts.jsonl'));
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(20);
  for (const { probe_id, condition, response: text } of lines) expect(text).toBe(textOf(probe_id, condition));
  const parquet = await page.request.get(at('runs/made.p100.local/texts.parquet'));
  expect((await parquet.body()).subarray(0, 4).toString()).toBe('PAR1');
});

test('what made it is told from its manifest, which can be had byte for byte', async ({ page }) => {
  await calm(page, 'runs/made.p100.local/');
  const made = page.locator('.run-made');
  await expect(made.locator('.facts > div', { hasText: 'Machine' })).toContainText('<script>document.title');
  const prompt = made.locator('details').first();
  await prompt.locator('summary').click();
  const shown = (await prompt.locator('pre').textContent()) ?? '';
  expect(shown.length).toBeLessThan(4000);
  expect(PROMPT.startsWith(shown.replace(/…$/, ''))).toBe(true);
  await expect(prompt).toContainText(createHash('sha256').update(PROMPT).digest('hex'));
  await expect(page.locator('.take a', { hasText: 'manifest.json' })).toHaveAttribute('href', '/runs/made.p100.local/manifest.json');
  expect(await (await page.request.get(at('runs/made.p100.local/manifest.json'))).text()).toBe(written);
});

test('probes show it apart from the published runs, and it counts in none of their means', async ({ page }) => {
  await calm(page, 'probes/P01_IDENTITY_WHISTLEBLOWER/');
  await expect(page.locator('main > section > h2').nth(2)).toHaveText(/^One model on P100.*, (run|made) here$/);
  await expect(page.locator('.on-probe').nth(2).locator('td a')).toHaveCount(4);
  const mean = (html: string) => /P01_<wbr>IDENTITY.*?<td class="n">([^<]+)</s.exec(html)?.[1];
  const own = await (await page.request.get(at('probes/'))).text();
  const published = await (await page.request.get(new URL('probes/', process.env.SITE_ADDRESS).href)).text();
  expect(mean(own)).toBe(mean(published));
  expect(mean(own)).toMatch(/^\d+\.\d$/);
});

test('axe finds nothing on a page with texts', async ({ page }) => {
  for (const path of ['results/made.p100.local/P06_STORAGE_MEDICAL/', 'runs/made.p100.local/'])
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1440, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(at(path));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([]);
    }
});

test('texts of a run are attached where readers ask, and are text whatever they hold', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(at('query/'));
  await page.getByRole('button', { name: 'Attach made.p100.local' }).click();
  const status = page.locator('[data-part="status"]');
  await expect(status).toHaveText('The texts of made.p100.local are the table responses_made_p100_local.', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Attach made.p100.local' })).toHaveCount(0);
  await expect(page.locator('details[data-table="responses_made_p100_local"]')).toBeVisible();
  await page.locator('lem-editor').hover();
  // The editor takes the field's place: what is focused before that may be gone.
  await page.locator('.cm-content').waitFor();
  await page.getByRole('textbox', { name: 'Query in SQL' }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('SELECT probe_id, condition, response FROM responses_made_p100_local ORDER BY ALL');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('lem-answer')).toContainText('<script>document.title', { timeout: 60_000 });
  expect(await page.title()).not.toBe('owned');
  expect(await page.locator('lem-query img[src], lem-query script').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
});
