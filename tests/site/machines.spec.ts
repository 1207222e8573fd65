import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { croissantPython } from '../croissant/environment.ts';
import { readCroissant } from '../croissant/read.ts';
import { base, dist, pages } from './pages.ts';

// What the site offers to programs: descriptions, checksums, the archive; and what it says of itself where its address is known.

const site = process.env.SITE_URL ? new URL(base, process.env.SITE_URL).href : undefined;
const read = (file: string) => readFileSync(`${dist}/${file}`);
const json = (file: string) => JSON.parse(read(file).toString('utf8'));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const documentOf = (path: string) => parseHTML(pages.find((page) => page.path === path)?.html ?? '').document;

test('no file of the site is above 25 MB', () => {
  const files = globSync('**/*', { cwd: dist }).filter((file) => !statSync(`${dist}/${file}`).isDirectory());
  expect(files.length).toBeGreaterThan(pages.length);
  for (const file of files) expect(statSync(`${dist}/${file}`).size, file).toBeLessThanOrEqual(25e6);
});

test('croissant.json names every file that is offered, by an address that leads there, with its checksum', () => {
  const { distribution } = json('croissant.json') as { distribution: { contentUrl: string; sha256: string; contentSize: string }[] };
  expect(distribution.length).toBeGreaterThan(10);
  for (const { contentUrl, sha256: stated, contentSize } of distribution) {
    const url = new URL(contentUrl, site ?? `http://site${base}`);
    expect(url.href.startsWith(site ?? `http://site${base}`), contentUrl).toBe(true);
    const content = read(url.pathname.slice(base.length));
    expect(sha256(content), contentUrl).toBe(stated);
    expect(contentSize).toBe(`${content.length} B`);
  }
});

test('mlcroissant reads croissant.json and has nothing to object', () => {
  const python = croissantPython();
  test.skip(!python, 'mlcroissant is not installed here ("npm test" installs it where it may)');
  // With absolute addresses it would have to ask a host for the records.
  const { issues, record_sets } = readCroissant(python as string, `${dist}/croissant.json`, { records: site === undefined });
  expect(issues.filter((issue) => !/recommended/.test(issue))).toEqual([]);
  for (const { name, rows } of json('data/manifest.json').tables as { name: string; rows: number }[])
    expect(record_sets[name]?.rows ?? rows, name).toBe(rows);
});

test('the page of the data describes them to search engines, in a block that no policy objects to', async ({ page }) => {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
  });
  await page.goto(new URL('data/', process.env.SITE_ADDRESS).href, { waitUntil: 'networkidle' });
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  expect(faults).toEqual([]);
  const block = await page.locator('script[type="application/ld+json"]').textContent();
  const described = JSON.parse(block ?? '');
  expect(described).toMatchObject({ '@context': 'https://schema.org/', '@type': 'Dataset' });
  expect(described.distribution).toHaveLength(json('croissant.json').distribution.length);
  for (const { contentUrl } of described.distribution as { contentUrl: string }[]) {
    const { pathname } = new URL(contentUrl, site ? `${site}data/` : `http://site${base}data/`);
    expect(existsSync(`${dist}/${pathname.slice(base.length)}`), contentUrl).toBe(true);
  }
});

test('the archive holds all of the data, with checksums that are right', () => {
  const [name = ''] = globSync('data/*.zip', { cwd: dist });
  const entries = unzipSync(new Uint8Array(read(name)));
  const folder = `${name.replace(/^data\/|\.zip$/g, '')}/`;
  const sums = new TextDecoder().decode(entries[`${folder}SHA256SUMS`]).trimEnd().split('\n');
  expect(sums).toHaveLength(Object.keys(entries).length - 1);
  for (const line of sums) {
    const [hash, file] = line.split('  ');
    expect(sha256(entries[folder + file] as Uint8Array), file).toBe(hash);
  }
  for (const { name: table, sha256: hash } of json('data/manifest.json').files as { name: string; sha256: string }[])
    expect(sha256(entries[folder + table] as Uint8Array), table).toBe(hash);
  expect(documentOf('data/').querySelector(`a[href="${base}${name}"]`)).not.toBeNull();
  expect(documentOf('data/').body.textContent).toContain(sha256(read(name)));
});

test('kernels, the example run and citations can be taken away, and are what the pages say', () => {
  for (const path of ['kernel/', 'reproduce/', 'cite/']) {
    const links = [...documentOf(path).querySelectorAll('main a[download]')].map((link) => link.getAttribute('href') ?? '');
    expect(links.length, path).toBeGreaterThan(path === 'cite/' ? -1 : 1);
    for (const link of links) expect(existsSync(`${dist}/${link.slice(base.length)}`), link).toBe(true);
  }
  const kernels = documentOf('kernel/');
  for (const row of kernels.querySelectorAll('tr.kernel')) {
    const link = row.querySelector('a[download]')?.getAttribute('href');
    if (link) expect(row.querySelector('.hash')?.textContent).toBe(sha256(read(link.slice(base.length))));
  }
  for (const text of kernels.querySelectorAll('.full-text')) {
    const link = text.querySelector('a[download]')?.getAttribute('href') as string;
    expect(text.querySelector('pre')?.textContent?.trim()).toBe(read(link.slice(base.length)).toString('utf8').trim());
  }
});

test('every page has a title, a description, and both for previews', () => {
  for (const { path } of pages) {
    const document = documentOf(path);
    const meta = (name: string) => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content');
    expect(document.querySelector('title')?.textContent, path).toBeTruthy();
    expect(meta('og:title'), path).toBe(document.querySelector('title')?.textContent);
    expect(meta('og:description'), path).toBe(meta('description'));
  }
});

test('robots.txt lets everybody in', () => expect(read('robots.txt').toString('utf8')).toMatch(/^User-agent: \*\nAllow: \/\n/));

test.describe('with an address of its own', () => {
  test.skip(site === undefined, 'SITE_URL is not set for this build');

  test('every page names its own address and a picture that is there', () => {
    for (const { path } of pages.filter(({ path }) => path !== '404.html')) {
      const document = documentOf(path);
      const meta = (name: string) => document.querySelector(`meta[property="${name}"]`)?.getAttribute('content') ?? '';
      expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href'), path).toBe(`${site}${path}`);
      expect(meta('og:url')).toBe(`${site}${path}`);
      const file = meta('og:image').slice((site as string).length);
      expect(file, path).toMatch(/^og\/[a-z-]+\.png$/);
      const picture = read(file);
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
      expect([meta('og:image:width'), meta('og:image:height')]).toEqual(['1200', '630']);
      expect(meta('og:image:alt')).not.toBe('');
    }
    expect(documentOf('').querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(`${site}og/home.png`);
    expect(documentOf('leaderboard/').querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
      `${site}og/leaderboard.png`,
    );
  });

  test('the sitemap lists every page but the missing one', () => {
    const listed = globSync('sitemap-[0-9]*.xml', { cwd: dist }).flatMap((file) =>
      [
        ...read(file)
          .toString('utf8')
          .matchAll(/<loc>([^<]+)<\/loc>/g),
      ].map(([, address]) => address as string),
    );
    expect(listed.sort()).toEqual(
      pages
        .filter(({ path }) => path !== '404.html')
        .map(({ path }) => encodeURI(`${site}${path}`))
        .sort(),
    );
    expect(read('robots.txt').toString('utf8')).toContain(`Sitemap: ${site}sitemap-index.xml`);
  });

  test('citations name it', () => {
    for (const file of globSync('cite/*.bib', { cwd: dist })) expect(read(file).toString('utf8')).toContain(`url     = {${site}}`);
  });
});

test.describe('without an address of its own', () => {
  test.skip(site !== undefined, 'SITE_URL is set for this build');

  test('nothing is made that needs one', () => {
    expect(globSync(['sitemap*', 'og/**/*.png'], { cwd: dist })).toEqual([]);
    for (const { path, html } of pages) expect(html, path).not.toMatch(/og:image|og:url|rel="canonical"/);
  });
});
