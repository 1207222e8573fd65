import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { dist } from './pages.ts';

interface Manifest {
  data_sha256: string;
  tables: { name: string; rows: number; comment: string; sha256: string; columns: { name: string; comment: string }[] }[];
  files: { name: string; bytes: number; sha256: string; tables: string[] }[];
}

const address = (path = '') => new URL(`data/${path}`, process.env.SITE_ADDRESS).href;
const manifest = JSON.parse(readFileSync(`${dist}/data/manifest.json`, 'utf8')) as Manifest;
// hyparquet leaves Zstandard to others; Node has it.
const compressors = { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) };
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

test('every file that the page offers comes as the manifest describes it', async ({ page, request }) => {
  await page.goto(address());
  const offered = await page
    .locator('.files a')
    .evaluateAll((links) => links.map((link) => [(link as HTMLAnchorElement).href, link.textContent]));
  expect(offered.map(([, name]) => name).sort()).toEqual(manifest.files.map(({ name }) => name).sort());
  for (const [href, name] of offered) {
    const response = await request.get(href as string);
    expect(response.ok(), String(name)).toBe(true);
    const body = await response.body();
    const stated = manifest.files.find((file) => file.name === name);
    expect(body.length, String(name)).toBe(stated?.bytes);
    expect(sha256(body), String(name)).toBe(stated?.sha256);
    const row = page.locator('.files tr', { has: page.getByRole('link', { name: name as string, exact: true }) });
    await expect(row).toContainText(stated?.sha256 as string);
  }
});

test('the checksums are those of the files, in the form that sha256sum reads', () => {
  const lines = readFileSync(`${dist}/data/SHA256SUMS`, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBe(manifest.files.length);
  for (const line of lines) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    expect(sha256(readFileSync(`${dist}/data/${name}`))).toBe(sum);
  }
});

test('the data hash follows from the tables, as the page says', async ({ page }) => {
  expect(sha256(manifest.tables.map(({ name, sha256: hash }) => `${name} ${hash}\n`).join(''))).toBe(manifest.data_sha256);
  await page.goto(address());
  await expect(page.getByText(manifest.data_sha256)).toBeVisible();
});

test('each Parquet file has the rows and columns that the page tells', async () => {
  for (const { name, rows, columns } of manifest.tables) {
    const bytes = readFileSync(`${dist}/data/${name}.parquet`);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const metadata = parquetMetadata(file);
    expect(Number(metadata.num_rows), name).toBe(rows);
    expect(
      metadata.schema.slice(1).map((column) => column.name),
      name,
    ).toEqual(columns.map((column) => column.name));
    expect((await parquetReadObjects({ file, compressors })).length, name).toBe(rows);
  }
});

test('every table and view is there with every column and its comment', async ({ page }) => {
  await page.goto(address());
  for (const { name, comment, columns } of manifest.tables) {
    const schema = page.locator('.schema', { has: page.locator(`#${name}`) });
    await expect(schema.locator('summary')).toContainText(comment);
    await expect(schema.locator('tbody th')).toHaveText(columns.map((column) => column.name));
    await expect(schema.locator('tbody td:last-child')).toHaveText(columns.map((column) => column.comment));
  }
  const views = page.locator('.schema', { has: page.locator('.columns') });
  expect(await views.count()).toBeGreaterThan(5);
  for (const view of await views.all()) {
    await expect(view.locator('pre')).toContainText('SELECT');
    expect(((await view.locator('.says').textContent()) ?? '').length).toBeGreaterThan(10);
  }
});

test('a link to a table opens it', async ({ page }) => {
  await page.goto(`${address()}#results`);
  await expect(page.locator('#results')).toBeVisible();
  await expect(page.locator('#probes')).toBeHidden();
});

test('what was published, imported and made here is told apart', async ({ page }) => {
  await page.goto(address());
  await expect(page.locator('.scopes tbody th')).toHaveText([/^Published/, /^Imported/, /^Local/]);
});

test('no file is above 25 MB', () => {
  for (const { name } of manifest.files) {
    const file = `${dist}/data/${name}`;
    if (existsSync(file)) expect(statSync(file).size).toBeLessThan(25e6);
  }
});
