import { existsSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { parseHTML } from 'linkedom';
import { type Built, base, dist, pages } from './pages.ts';

// What can be seen in the files alone, over every page.

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Astro writes the doctype in capitals and void elements without a slash; both are HTML.
    'doctype-style': 'off',
    'void-style': 'off',
    // White space is the compressor's affair.
    'no-trailing-whitespace': 'off',
    // Titles name what is shown, ids of probes and models included.
    'long-title': 'off',
    // Files of the same host need no integrity attribute: the policy allows no other host.
    'require-sri': 'off',
  },
});

const named = (path: string) => `/${path}`;
const dom = ({ html }: Built) => parseHTML(html).document;

test('there are pages', () => expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(['', '404.html', 'leaderboard/'])));

test('every page is valid HTML', async () => {
  const faults: string[] = [];
  for (const { path, html } of pages) {
    const report = await validator.validateString(html);
    for (const { messages } of report.results)
      for (const { ruleId, message, line, column } of messages) faults.push(`${named(path)}:${line}:${column} ${ruleId}: ${message}`);
  }
  expect(faults).toEqual([]);
});

test('every page has the strict policy, and nothing that it forbids', () => {
  for (const page of pages) {
    const document = dom(page);
    const policy = document.querySelector('meta[http-equiv="content-security-policy"]')?.getAttribute('content') ?? '';
    expect(policy, named(page.path)).toContain("default-src 'self'");
    expect(policy, named(page.path)).toMatch(/script-src 'self'(;| 'wasm-unsafe-eval';)/);
    expect(policy, named(page.path)).toContain("style-src 'self';");
    expect(policy.replace("'wasm-unsafe-eval'", ''), named(page.path)).not.toContain('unsafe-');
    expect(document.querySelectorAll('[style], style').length, `style in ${named(page.path)}`).toBe(0);
    expect(
      // A data block is not run.
      [...document.querySelectorAll('script')].filter(
        (script) => !script.getAttribute('src') && script.getAttribute('type') !== 'application/ld+json',
      ).length,
      `inline script in ${named(page.path)}`,
    ).toBe(0);
    expect(page.html, named(page.path)).not.toMatch(/\son[a-z]+=["']|href="javascript:/i);
  }
});

test('every internal link and anchor resolves, and nothing is loaded from another host', () => {
  const faults: string[] = [];
  const ids = new Map(pages.map((page) => [page.path, new Set([...dom(page).querySelectorAll('[id]')].map((element) => element.id))]));
  for (const page of pages) {
    const here = new URL(`http://site${base}${page.path}`);
    for (const element of dom(page).querySelectorAll('[href], [src]')) {
      const written = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      const url = new URL(written, here);
      if (url.host !== 'site') {
        const loads = element.localName !== 'a' && element.getAttribute('rel') !== 'canonical';
        if (loads || !['https:', 'mailto:'].includes(url.protocol)) faults.push(`${named(page.path)} loads ${written}`);
        continue;
      }
      if (!url.pathname.startsWith(base)) {
        faults.push(`${named(page.path)} leaves the base: ${written}`);
        continue;
      }
      const path = decodeURIComponent(url.pathname.slice(base.length));
      const file = `${dist}/${path}${path === '' || path.endsWith('/') ? 'index.html' : ''}`;
      if (!existsSync(file) || statSync(file).isDirectory()) faults.push(`${named(page.path)} leads nowhere: ${written}`);
      // A query in the fragment is no anchor: the page's editor takes it.
      else if (url.hash && !url.hash.startsWith('#sql=') && !ids.get(path)?.has(decodeURIComponent(url.hash.slice(1))))
        faults.push(`${named(page.path)} has no such anchor: ${written}`);
    }
  }
  expect(faults).toEqual([]);
});

test('no file is above 25 MB', () => {
  for (const { file } of pages) expect(statSync(`${dist}/${file}`).size).toBeLessThan(25e6);
});
